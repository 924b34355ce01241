-- Restriction (blocking): every use of a person's data but storage stops until it is lifted. A history per person, as consent is.

CREATE TABLE restrictions (
  citizen_id    uuid NOT NULL,
  -- 1, 2, 3 … without gaps per person.
  version       integer NOT NULL CONSTRAINT restrictions_version CHECK (version >= 1),
  restricted    boolean NOT NULL,
  by            text NOT NULL CONSTRAINT restrictions_by CHECK (by IN ('PERSON', 'STAFF')),
  staff_id      uuid,
  -- What staff gave as their reason, sealed under the person's key; the person needs none.
  reason_sealed bytea,
  -- The person's own request in the register; staff open none.
  request_id    uuid REFERENCES rights_requests (id),
  -- On what staff lift what the person imposed: an article in the wording that was in force on the day.
  act_code      text,
  act_revision  integer,
  article       text,
  at            timestamptz(3) NOT NULL,
  PRIMARY KEY (citizen_id, version),
  CONSTRAINT restrictions_staff_named CHECK ((by = 'STAFF') = (staff_id IS NOT NULL)),
  CONSTRAINT restrictions_staff_give_a_reason CHECK ((by = 'STAFF') = (reason_sealed IS NOT NULL)),
  CONSTRAINT restrictions_person_asked CHECK ((by = 'PERSON') = (request_id IS NOT NULL)),
  CONSTRAINT restrictions_citation_whole CHECK ((act_code IS NULL) = (article IS NULL) AND (act_revision IS NULL) = (article IS NULL)),
  CONSTRAINT restrictions_article FOREIGN KEY (act_code, act_revision, article) REFERENCES legal_act_articles (code, revision, article)
);
CREATE INDEX restrictions_by_article ON restrictions (act_code, act_revision, article) WHERE article IS NOT NULL;
CREATE INDEX restrictions_by_request ON restrictions (request_id) WHERE request_id IS NOT NULL;

-- Imposed, lifted, imposed …; a person lifts no restriction of staff, and staff lift a person's on an article. Whatever code runs.
CREATE FUNCTION restrictions_alternate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last restrictions%ROWTYPE;
BEGIN
  SELECT * INTO last FROM restrictions WHERE citizen_id = NEW.citizen_id ORDER BY version DESC LIMIT 1;
  IF NEW.version <> COALESCE(last.version, 0) + 1 OR NEW.restricted = COALESCE(last.restricted, false) THEN
    RAISE EXCEPTION 'a restriction is imposed, then lifted' USING ERRCODE = 'check_violation', CONSTRAINT = 'restrictions_alternate';
  END IF;
  IF NOT NEW.restricted AND last."by" = 'STAFF' AND NEW."by" = 'PERSON' THEN
    RAISE EXCEPTION 'staff lift what staff imposed' USING ERRCODE = 'check_violation', CONSTRAINT = 'restrictions_of_staff_are_theirs';
  END IF;
  IF NOT NEW.restricted AND last."by" = 'PERSON' AND NEW."by" = 'STAFF' AND NEW.article IS NULL THEN
    RAISE EXCEPTION 'only a law lifts what the person imposed' USING ERRCODE = 'check_violation', CONSTRAINT = 'restrictions_lifted_by_law';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER restrictions_order BEFORE INSERT ON restrictions FOR EACH ROW EXECUTE FUNCTION restrictions_alternate();
CREATE TRIGGER restrictions_append_only BEFORE UPDATE OR DELETE ON restrictions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER restrictions_not_truncated BEFORE TRUNCATE ON restrictions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Each service says that it acts by a version; recorded_at is privacy's own clock, by which latency is measured.
CREATE TABLE restriction_acknowledgements (
  citizen_id  uuid NOT NULL,
  version     integer NOT NULL,
  service     text NOT NULL CONSTRAINT restriction_acknowledgements_service CHECK (service IN ('identity', 'auction', 'notify')),
  applied_at  timestamptz(3) NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  PRIMARY KEY (citizen_id, version, service)
);
CREATE TRIGGER restriction_acknowledgements_append_only BEFORE UPDATE OR DELETE ON restriction_acknowledgements FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER restriction_acknowledgements_not_truncated BEFORE TRUNCATE ON restriction_acknowledgements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
