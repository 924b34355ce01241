-- The full record of a disclosure request (clause 3.4): the unit that asks, the way it came, the article it cites, the days
-- whose data are asked for, how urgent it is and until when it is answered; and grants over named persons. Rows of before
-- have none of it, and a replica of before writes none: null then says "as it was".

ALTER TABLE disclosure_requests
  ADD COLUMN unit text,
  ADD COLUMN channel text CONSTRAINT disclosure_requests_channel CHECK (channel IN ('PAPER', 'API', 'EXCHANGE_LAYER')),
  -- The article in the revision that was in force on the letter's date.
  ADD COLUMN act_code text,
  ADD COLUMN act_revision integer,
  ADD COLUMN act_article text,
  -- Days of Bishkek, both included: data of other days do not leave.
  ADD COLUMN period_from date,
  ADD COLUMN period_until date,
  ADD COLUMN urgency text NOT NULL DEFAULT 'ORDINARY' CONSTRAINT disclosure_requests_urgency CHECK (urgency IN ('ORDINARY', 'URGENT')),
  ADD COLUMN answer_due_at timestamptz(3),
  ADD CONSTRAINT disclosure_requests_paper_comes_to_staff CHECK ((channel = 'PAPER') = (filer_kind = 'STAFF')),
  ADD CONSTRAINT disclosure_requests_article FOREIGN KEY (act_code, act_revision, act_article)
    REFERENCES legal_act_articles (code, revision, article) MATCH FULL,
  ADD CONSTRAINT disclosure_requests_period_of_at_most_5_years CHECK (
    (period_from IS NULL) = (period_until IS NULL) AND period_until - period_from BETWEEN 0 AND 1826);

ALTER TABLE disclosure_proposals
  -- Hashes of the persons that stay; null: all that were asked for.
  ADD COLUMN subjects bytea[],
  ADD COLUMN period_from date,
  ADD COLUMN period_until date,
  -- What is left out of what was asked for, and why, each.
  ADD COLUMN removals_sealed bytea;
ALTER TABLE disclosure_decisions ADD COLUMN removals_sealed bytea;

ALTER TABLE disclosure_grants
  -- Persons; null: a grant of before, over all of its request.
  ADD COLUMN subjects_cap integer CONSTRAINT disclosure_grants_at_most_50_subjects CHECK (subjects_cap BETWEEN 1 AND 50),
  ADD COLUMN period_from date,
  ADD COLUMN period_until date,
  ADD CONSTRAINT disclosure_grants_at_most_100_reads CHECK (reads_cap BETWEEN 1 AND 100),
  ADD CONSTRAINT disclosure_grants_period_whole CHECK ((period_from IS NULL) = (period_until IS NULL) AND period_until >= period_from),
  ADD CONSTRAINT disclosure_grants_request_key UNIQUE (id, request_id);

-- Whom a grant covers: some of those that its request names, never somebody else.
CREATE TABLE disclosure_grant_subjects (
  grant_id   uuid NOT NULL,
  request_id uuid NOT NULL,
  pin_hash   bytea NOT NULL,
  PRIMARY KEY (grant_id, pin_hash),
  CONSTRAINT disclosure_grant_subjects_grant FOREIGN KEY (grant_id, request_id) REFERENCES disclosure_grants (id, request_id),
  CONSTRAINT disclosure_grant_subjects_were_asked_for FOREIGN KEY (request_id, pin_hash) REFERENCES disclosure_subjects (request_id, pin_hash)
);
CREATE TRIGGER disclosure_grant_subjects_append_only BEFORE UPDATE OR DELETE ON disclosure_grant_subjects FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER disclosure_grant_subjects_not_truncated BEFORE TRUNCATE ON disclosure_grant_subjects FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION disclosure_grant_subjects_within_cap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  cap integer;
BEGIN
  -- Whoever adds a person holds the grant: two at once do not both see room for one.
  SELECT subjects_cap INTO cap FROM disclosure_grants WHERE id = NEW.grant_id FOR UPDATE;
  IF (SELECT count(*) FROM disclosure_grant_subjects WHERE grant_id = NEW.grant_id) >= COALESCE(cap, 0) THEN
    RAISE EXCEPTION 'a grant covers no more persons than its cap' USING ERRCODE = 'check_violation', CONSTRAINT = 'disclosure_grants_subjects_within_cap';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER disclosure_grant_subjects_capped BEFORE INSERT ON disclosure_grant_subjects FOR EACH ROW EXECUTE FUNCTION disclosure_grant_subjects_within_cap();

-- A grant is within the decision and the request, whatever the code believes.
CREATE FUNCTION disclosure_grants_within_request() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  asked disclosure_requests%ROWTYPE;
BEGIN
  SELECT * INTO asked FROM disclosure_requests WHERE id = NEW.request_id;
  IF NOT NEW.categories <@ (SELECT categories FROM disclosure_decisions WHERE request_id = NEW.request_id)
     OR NEW.subjects_cap > asked.subjects
     OR (asked.period_from IS NOT NULL AND (NEW.period_from IS NULL OR NEW.period_from < asked.period_from OR NEW.period_until > asked.period_until)) THEN
    RAISE EXCEPTION 'a grant is within what was asked for and decided' USING ERRCODE = 'check_violation', CONSTRAINT = 'disclosure_grants_within_request';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER disclosure_grants_scope BEFORE INSERT ON disclosure_grants FOR EACH ROW EXECUTE FUNCTION disclosure_grants_within_request();

CREATE OR REPLACE FUNCTION disclosure_grants_scope_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ROW(NEW.id, NEW.request_id, NEW.agency_id, NEW.categories, NEW.valid_from, NEW.valid_until, NEW.reads_cap, NEW.subjects_cap, NEW.period_from, NEW.period_until)
     IS DISTINCT FROM ROW(OLD.id, OLD.request_id, OLD.agency_id, OLD.categories, OLD.valid_from, OLD.valid_until, OLD.reads_cap, OLD.subjects_cap, OLD.period_from, OLD.period_until)
     OR NEW.reads_used < OLD.reads_used OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at) THEN
    RAISE EXCEPTION 'the scope of a grant is fixed' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'disclosure_grants_scope_is_fixed';
  END IF;
  RETURN NEW;
END $$;

-- Of whom a read was, as the case knows them; null in rows of before.
ALTER TABLE disclosure_accesses ADD COLUMN pin_hash bytea;
CREATE FUNCTION disclosure_accesses_within_grant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT subjects_cap FROM disclosure_grants WHERE id = NEW.grant_id) IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM disclosure_grant_subjects WHERE grant_id = NEW.grant_id AND pin_hash = NEW.pin_hash) THEN
    RAISE EXCEPTION 'a read is of a person that the grant covers' USING ERRCODE = 'check_violation', CONSTRAINT = 'disclosure_accesses_within_grant';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER disclosure_accesses_scope BEFORE INSERT ON disclosure_accesses FOR EACH ROW EXECUTE FUNCTION disclosure_accesses_within_grant();

-- When a request is to be answered.
ALTER TABLE deadline_terms DROP CONSTRAINT deadline_terms_term;
ALTER TABLE deadline_terms ADD CONSTRAINT deadline_terms_term CHECK (term IN (
  'RIGHTS_ANSWER', 'DISCLOSURE_NOTICE', 'DESTRUCTION_AFTER_WITHDRAWAL', 'DISCLOSURE_ANSWER', 'DISCLOSURE_ANSWER_URGENT'));
INSERT INTO deadline_terms (term, in_force_from, working_days, basis) VALUES
  ('DISCLOSURE_ANSWER', '2008-04-14', 7, 'the operator''s rule: as long as the person''s own requests take'),
  ('DISCLOSURE_ANSWER_URGENT', '2008-04-14', 2, 'the operator''s rule: two officers still have a day each');
