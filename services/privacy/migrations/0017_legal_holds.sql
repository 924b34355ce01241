-- Legal holds: what must not be deleted though its term is over, on an article of an act. Placed and lifted by two people each;
-- what each of them did is a row, and the state of a hold is its last row.
CREATE TABLE hold_orders (
  id            uuid NOT NULL CONSTRAINT hold_orders_pkey PRIMARY KEY,
  scope         text NOT NULL CONSTRAINT hold_orders_scope CHECK (scope IN ('PERSON', 'LOT', 'CASE')),
  subject_id    uuid NOT NULL,
  act           text NOT NULL,
  act_revision  integer NOT NULL,
  article       text NOT NULL,
  review_on     date NOT NULL,
  wrapped_key   bytea NOT NULL,
  CONSTRAINT hold_orders_article FOREIGN KEY (act, act_revision, article) REFERENCES legal_act_articles (code, revision, article)
);
CREATE TABLE hold_steps (
  hold_id       uuid NOT NULL CONSTRAINT hold_steps_hold REFERENCES hold_orders (id),
  number        integer NOT NULL,
  kind          text NOT NULL CONSTRAINT hold_steps_kind CHECK (kind IN ('PROPOSED', 'PLACED', 'REJECTED', 'LIFTING_PROPOSED', 'LIFTED', 'KEPT')),
  taken_by      uuid NOT NULL,
  reason_sealed bytea NOT NULL,
  at            timestamptz(3) NOT NULL,
  CONSTRAINT hold_steps_pkey PRIMARY KEY (hold_id, number)
);

-- The attack: one officer alone places a hold to keep what should go, or lifts one to have it gone.
CREATE FUNCTION hold_steps_walk() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last hold_steps%ROWTYPE;
BEGIN
  PERFORM FROM hold_orders WHERE id = NEW.hold_id FOR UPDATE;
  SELECT * INTO last FROM hold_steps WHERE hold_id = NEW.hold_id ORDER BY number DESC LIMIT 1;
  IF NEW.number <> COALESCE(last.number, 0) + 1 OR NOT COALESCE(last.kind, '') || '>' || NEW.kind = ANY (ARRAY[
    '>PROPOSED', 'PROPOSED>PLACED', 'PROPOSED>REJECTED', 'PLACED>LIFTING_PROPOSED', 'KEPT>LIFTING_PROPOSED',
    'LIFTING_PROPOSED>LIFTED', 'LIFTING_PROPOSED>KEPT']) THEN
    RAISE EXCEPTION 'a hold does not go from % to %', last.kind, NEW.kind USING ERRCODE = 'check_violation', CONSTRAINT = 'hold_steps_walk';
  END IF;
  IF NEW.kind IN ('PLACED', 'REJECTED', 'LIFTED', 'KEPT') AND NEW.taken_by = last.taken_by THEN
    RAISE EXCEPTION 'nobody decides alone on a hold' USING ERRCODE = 'check_violation', CONSTRAINT = 'hold_steps_by_a_second_person';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hold_steps_walk BEFORE INSERT ON hold_steps FOR EACH ROW EXECUTE FUNCTION hold_steps_walk();
CREATE TRIGGER hold_orders_append_only BEFORE UPDATE OR DELETE ON hold_orders FOR EACH ROW EXECUTE FUNCTION refuse_change('privacy.hold_orders', 'id');
CREATE TRIGGER hold_orders_not_truncated BEFORE TRUNCATE ON hold_orders FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER hold_steps_append_only BEFORE UPDATE OR DELETE ON hold_steps FOR EACH ROW EXECUTE FUNCTION refuse_change('privacy.hold_orders', 'hold_id');
CREATE TRIGGER hold_steps_not_truncated BEFORE TRUNCATE ON hold_steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Holds have leaves of their own.
ALTER TABLE ledger_entries DROP CONSTRAINT ledger_entries_kind;
ALTER TABLE ledger_entries ADD CONSTRAINT ledger_entries_kind CHECK (kind IN (
  'EDITION_PUBLISHED', 'AGREEMENT_PUBLISHED', 'AGREEMENT_ACCEPTED',
  'CONSENT_GIVEN', 'CONSENT_RENEWED', 'CONSENT_WITHDRAWN',
  'DISCLOSURE_REQUESTED', 'DISCLOSURE_DECIDED', 'DISCLOSURE_READ', 'NOTICE_DELAYED', 'NOTICE_REVEALED',
  'PERSONAL_DATA_READ', 'RIGHTS_REQUEST_OPENED', 'RIGHTS_REQUEST_ANSWERED', 'DATA_ERASED',
  'PROTOCOL_SIGNED', 'HOLD_PLACED', 'HOLD_LIFTED')) NOT VALID;
ALTER TABLE ledger_entries VALIDATE CONSTRAINT ledger_entries_kind;

-- The record of a hold that is over is kept as long as it may be contested.
INSERT INTO retention_terms (rule, in_force_from, count, unit) VALUES ('privacy.hold_orders', '2008-04-18', 3, 'YEARS');
CREATE OR REPLACE VIEW retention_subjects (rule, subject, since, people, lot, affair) AS
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
  UNION ALL SELECT 'privacy.legal_holds', id, lifted_at, NULL, NULL, NULL FROM legal_holds
  UNION ALL SELECT 'privacy.hold_orders', o.id, s.at, CASE WHEN o.scope = 'PERSON' THEN ARRAY[o.subject_id] END,
      CASE WHEN o.scope = 'LOT' THEN o.subject_id END, CASE WHEN o.scope = 'CASE' THEN o.subject_id END
    FROM hold_orders o JOIN hold_steps s ON s.hold_id = o.id WHERE s.kind IN ('REJECTED', 'LIFTED');
