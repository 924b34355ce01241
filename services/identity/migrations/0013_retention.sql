-- What the daily job of retention deletes here, and the way by which a row of history may go: no other one than this.
INSERT INTO retention_terms (rule, in_force_from, count, unit) VALUES
  ('identity.disputes', '2008-04-18', 3, 'YEARS'),
  ('identity.personal_data_accesses', '2008-04-18', 5, 'YEARS'),
  ('identity.dead_letters', '2008-04-18', 30, 'DAYS'),
  ('identity.republish_requests', '2008-04-18', 30, 'DAYS'),
  ('identity.legal_holds', '2008-04-18', 30, 'DAYS');

CREATE INDEX disputes_by_decision ON disputes (decided_at) WHERE decided_at IS NOT NULL;
CREATE INDEX personal_data_accesses_by_time ON personal_data_accesses (at);

CREATE VIEW retention_subjects (rule, subject, since, people, lot, affair) AS
  SELECT 'identity.disputes', id, decided_at, ARRAY[holder, challenger], NULL::uuid, NULL::uuid FROM disputes
  UNION ALL SELECT 'identity.personal_data_accesses', id, at, ARRAY[citizen_id], NULL, NULL FROM personal_data_accesses
  UNION ALL SELECT 'identity.dead_letters', event_id, resolved_at, NULL, NULL, NULL FROM dead_letters
  UNION ALL SELECT 'identity.republish_requests', id, finished_at, NULL, NULL, NULL FROM republish_requests
  UNION ALL SELECT 'identity.legal_holds', id, lifted_at, NULL, NULL, NULL FROM legal_holds;

CREATE OR REPLACE FUNCTION personal_data_accesses_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_LEVEL = 'ROW' AND TG_OP = 'DELETE' AND retention_permitted('identity.personal_data_accesses', OLD.id) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'the trace of accesses is append-only'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'personal_data_accesses_are_append_only';
END $$;
