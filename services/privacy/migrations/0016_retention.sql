-- What the daily job of retention deletes here, and the way by which a row of history may go: no other one than this.
INSERT INTO retention_terms (rule, in_force_from, count, unit) VALUES
  ('privacy.consents', '2008-04-18', 3, 'YEARS'),
  ('privacy.disclosure_requests', '2008-04-18', 5, 'YEARS'),
  ('privacy.letters', '2008-04-18', 5, 'YEARS'),
  ('privacy.staff_reads', '2008-04-18', 5, 'YEARS'),
  ('privacy.inquiries', '2008-04-18', 3, 'YEARS'),
  ('privacy.dead_letters', '2008-04-18', 30, 'DAYS'),
  ('privacy.republish_requests', '2008-04-18', 30, 'DAYS'),
  ('privacy.legal_holds', '2008-04-18', 30, 'DAYS');

CREATE INDEX staff_reads_by_time ON staff_reads (at);
CREATE INDEX inquiries_by_answer ON inquiries (answered_at) WHERE answered_at IS NOT NULL;
CREATE INDEX disclosure_decisions_by_time ON disclosure_decisions (decided_at);

-- A case ends with its rejection, or with the last day of its grant; one that nobody has decided is not over. Its letter,
-- which is older than its end, goes after it, as one does that was never filed: with it goes the key of the case. A person's consents go as a whole, once the key that opened their words is gone.
CREATE VIEW retention_subjects (rule, subject, since, people, lot, affair) AS
  SELECT 'privacy.consents', h.citizen_id, c.at, ARRAY[h.citizen_id], NULL::uuid, NULL::uuid
    FROM consent_heads h JOIN consents c ON c.id = h.consent_id
    WHERE c.state = 'WITHDRAWN' AND NOT EXISTS (SELECT FROM person_keys k WHERE k.citizen_id = h.citizen_id AND k.wrapped_key IS NOT NULL)
  UNION ALL SELECT 'privacy.disclosure_requests', d.request_id, COALESCE(g.valid_until, d.decided_at),
      (SELECT array_agg(a.citizen_id) FROM disclosure_accesses a WHERE a.grant_id = g.id), NULL, d.request_id
    FROM disclosure_decisions d LEFT JOIN disclosure_grants g ON g.request_id = d.request_id
  UNION ALL SELECT 'privacy.letters', l.id, l.at, NULL, NULL, NULL
    FROM letters l WHERE NOT EXISTS (SELECT FROM disclosure_requests r WHERE r.letter_id = l.id)
  UNION ALL SELECT 'privacy.staff_reads', id, at, ARRAY[citizen_id], NULL, NULL FROM staff_reads
  UNION ALL SELECT 'privacy.inquiries', id, answered_at, ARRAY[citizen_id], NULL, id FROM inquiries
  UNION ALL SELECT 'privacy.dead_letters', event_id, resolved_at, NULL, NULL, NULL FROM dead_letters
  UNION ALL SELECT 'privacy.republish_requests', id, finished_at, NULL, NULL, NULL FROM republish_requests
  UNION ALL SELECT 'privacy.legal_holds', id, lifted_at, NULL, NULL, NULL FROM legal_holds;

-- A trigger may name a rule and the column that holds its subject: then the job may delete what that rule lets go.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_LEVEL = 'ROW' AND TG_OP = 'DELETE' AND TG_NARGS = 2 THEN
    IF retention_permitted(TG_ARGV[0], (to_jsonb(OLD) ->> TG_ARGV[1])::uuid) THEN RETURN OLD; END IF;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_append_only';
END $$;

DROP TRIGGER staff_reads_append_only ON staff_reads;
CREATE TRIGGER staff_reads_append_only BEFORE UPDATE OR DELETE ON staff_reads FOR EACH ROW
  EXECUTE FUNCTION refuse_change('privacy.staff_reads', 'id');
DROP TRIGGER consents_append_only ON consents;
CREATE TRIGGER consents_append_only BEFORE UPDATE OR DELETE ON consents FOR EACH ROW
  EXECUTE FUNCTION refuse_change('privacy.consents', 'citizen_id');
DROP TRIGGER acknowledgements_append_only ON acknowledgements;
CREATE TRIGGER acknowledgements_append_only BEFORE UPDATE OR DELETE ON acknowledgements FOR EACH ROW
  EXECUTE FUNCTION refuse_change('privacy.consents', 'citizen_id');
DROP TRIGGER letters_append_only ON letters;
CREATE TRIGGER letters_append_only BEFORE UPDATE OR DELETE ON letters FOR EACH ROW
  EXECUTE FUNCTION refuse_change('privacy.letters', 'id');
DROP TRIGGER disclosure_requests_kept ON disclosure_requests;
CREATE TRIGGER disclosure_requests_kept BEFORE DELETE ON disclosure_requests FOR EACH ROW
  EXECUTE FUNCTION refuse_change('privacy.disclosure_requests', 'id');
DROP TRIGGER disclosure_subjects_append_only ON disclosure_subjects;
CREATE TRIGGER disclosure_subjects_append_only BEFORE UPDATE OR DELETE ON disclosure_subjects FOR EACH ROW
  EXECUTE FUNCTION refuse_change('privacy.disclosure_requests', 'request_id');
DROP TRIGGER disclosure_proposals_append_only ON disclosure_proposals;
CREATE TRIGGER disclosure_proposals_append_only BEFORE UPDATE OR DELETE ON disclosure_proposals FOR EACH ROW
  EXECUTE FUNCTION refuse_change('privacy.disclosure_requests', 'request_id');
DROP TRIGGER disclosure_decisions_append_only ON disclosure_decisions;
CREATE TRIGGER disclosure_decisions_append_only BEFORE UPDATE OR DELETE ON disclosure_decisions FOR EACH ROW
  EXECUTE FUNCTION refuse_change('privacy.disclosure_requests', 'request_id');
DROP TRIGGER disclosure_grants_kept ON disclosure_grants;
CREATE TRIGGER disclosure_grants_kept BEFORE DELETE ON disclosure_grants FOR EACH ROW
  EXECUTE FUNCTION refuse_change('privacy.disclosure_requests', 'request_id');

-- Reads and their repetitions hang on a grant: the permit is that of the grant's request.
CREATE FUNCTION refuse_change_of_reads() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  request uuid;
BEGIN
  IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'disclosure_accesses' THEN
    SELECT g.request_id INTO request FROM disclosure_grants g WHERE g.id = (to_jsonb(OLD) ->> 'grant_id')::uuid;
  ELSIF TG_OP = 'DELETE' THEN
    SELECT g.request_id INTO request FROM disclosure_accesses a JOIN disclosure_grants g ON g.id = a.grant_id
    WHERE a.id = (to_jsonb(OLD) ->> 'access_id')::uuid;
  END IF;
  IF request IS NOT NULL AND retention_permitted('privacy.disclosure_requests', request) THEN RETURN OLD; END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_append_only';
END $$;
DROP TRIGGER disclosure_accesses_append_only ON disclosure_accesses;
CREATE TRIGGER disclosure_accesses_append_only BEFORE UPDATE OR DELETE ON disclosure_accesses FOR EACH ROW
  EXECUTE FUNCTION refuse_change_of_reads();
DROP TRIGGER disclosure_repeats_append_only ON disclosure_repeats;
CREATE TRIGGER disclosure_repeats_append_only BEFORE UPDATE OR DELETE ON disclosure_repeats FOR EACH ROW
  EXECUTE FUNCTION refuse_change_of_reads();

-- Cases whose key went with their letter. The ledger keeps their leaves, and its audit must know the key is gone by the rule
-- and not by somebody's hand: only the job may write here.
CREATE TABLE destroyed_keys (
  key_of       uuid NOT NULL CONSTRAINT destroyed_keys_pkey PRIMARY KEY,
  destroyed_at timestamptz(3) NOT NULL
);
CREATE TRIGGER destroyed_keys_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON destroyed_keys FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change();
CREATE FUNCTION destroyed_keys_by_retention() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF retention_permitted('privacy.letters', NEW.key_of) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a key is destroyed by its rule' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'destroyed_keys_by_retention';
END $$;
CREATE TRIGGER destroyed_keys_by_retention BEFORE INSERT ON destroyed_keys FOR EACH ROW EXECUTE FUNCTION destroyed_keys_by_retention();
