-- Values of a person that staff have reason to believe false (user agreement, section 4): who doubted what, what the person answered,
-- what another employee decided, and on an appeal a third one. What people wrote is sealed under the person's key.
CREATE TABLE doubts (
  id                 uuid PRIMARY KEY,
  account_id         uuid NOT NULL REFERENCES accounts,
  names              text[] NOT NULL CONSTRAINT doubts_name_values
                     CHECK (cardinality(names) > 0 AND names <@ ARRAY['fullName', 'pin', 'idDocument', 'phone', 'email', 'address']),
  case_number        text NOT NULL,
  reason_sealed      bytea NOT NULL,
  marked_by          uuid NOT NULL REFERENCES accounts,
  marked_at          timestamptz NOT NULL,
  answer_due_at      timestamptz NOT NULL,
  answer             text CONSTRAINT doubts_answer_is_known CHECK (answer IN ('CORRECTED', 'STATEMENT')),
  statement_sealed   bytea,
  answered_at        timestamptz,
  outcome            text CONSTRAINT doubts_outcome_is_known CHECK (outcome IN ('DISMISSED', 'FALSE', 'BLOCKED')),
  decision_sealed    bytea,
  decided_by         uuid REFERENCES accounts,
  decided_at         timestamptz,
  appeal_due_at      timestamptz,
  appeal_sealed      bytea,
  appealed_at        timestamptz,
  appeal_outcome     text CONSTRAINT doubts_appeal_outcome_is_known CHECK (appeal_outcome IN ('UPHELD', 'LIFTED')),
  ruling_sealed      bytea,
  ruled_by           uuid REFERENCES accounts,
  ruled_at           timestamptz,
  CONSTRAINT doubts_are_answered_whole CHECK (num_nulls(answer, answered_at) IN (0, 2)
    AND (statement_sealed IS NOT NULL) = (answer IS NOT DISTINCT FROM 'STATEMENT')),
  CONSTRAINT doubts_are_answered_in_time CHECK (answered_at < answer_due_at),
  CONSTRAINT doubts_are_decided_whole CHECK (num_nulls(outcome, decision_sealed, decided_by, decided_at) IN (0, 4)),
  CONSTRAINT doubts_are_decided_after_answer_or_term CHECK (decided_at >= LEAST(answered_at, answer_due_at)),
  CONSTRAINT doubts_are_decided_by_another CHECK (decided_by <> marked_by),
  CONSTRAINT doubts_that_block_may_be_appealed CHECK ((appeal_due_at IS NOT NULL) = (outcome IS NOT DISTINCT FROM 'BLOCKED')),
  CONSTRAINT doubts_are_appealed_whole CHECK (num_nulls(appeal_sealed, appealed_at) IN (0, 2)),
  CONSTRAINT doubts_are_appealed_in_time CHECK (appealed_at IS NULL OR (appeal_due_at IS NOT NULL AND appealed_at < appeal_due_at)),
  CONSTRAINT doubts_are_ruled_on_whole CHECK (num_nulls(appeal_outcome, ruling_sealed, ruled_by, ruled_at) IN (0, 4)),
  CONSTRAINT doubts_are_ruled_on_after_an_appeal CHECK (ruled_at IS NULL OR appealed_at IS NOT NULL),
  CONSTRAINT doubts_are_ruled_on_by_a_third CHECK (ruled_by <> marked_by AND ruled_by <> decided_by)
);
COMMENT ON TABLE doubts IS 'Values that staff doubt, from the marking to the ruling on an appeal; each step is written once.';
CREATE INDEX doubts_of_account ON doubts (account_id);
-- What staff have to do or wait for.
CREATE INDEX doubts_to_be_dealt_with ON doubts (id) WHERE outcome IS NULL OR (appealed_at IS NOT NULL AND ruled_at IS NULL);
CREATE INDEX doubts_by_decision ON doubts (decided_at) WHERE decided_at IS NOT NULL;

-- The attack: a decision is rewritten, or its grounds, by somebody with the service's own rights. What was written stays as it was; a row
-- goes with its term, or with the key of its person, without which its texts are noise.
CREATE FUNCTION doubts_are_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_LEVEL = 'ROW' AND TG_OP = 'UPDATE' AND to_jsonb(NEW) || jsonb_strip_nulls(to_jsonb(OLD)) = to_jsonb(NEW) THEN RETURN NEW; END IF;
  IF TG_LEVEL = 'ROW' AND TG_OP = 'DELETE' AND (retention_permitted('identity.doubts', OLD.id)
    OR EXISTS (SELECT FROM accounts a WHERE a.id = OLD.account_id AND a.data_key IS NULL)) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'a step of a doubt is written once' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'doubts_are_written_once';
END $$;
CREATE TRIGGER doubts_are_written_once BEFORE UPDATE OR DELETE ON doubts FOR EACH ROW EXECUTE FUNCTION doubts_are_written_once();
CREATE TRIGGER doubts_are_not_truncated BEFORE TRUNCATE ON doubts FOR EACH STATEMENT EXECUTE FUNCTION doubts_are_written_once();

-- Whether operations blocked the account. A block for false data is told by its doubt: an account is free when neither holds.
ALTER TABLE accounts ADD COLUMN blocked_by_operations boolean NOT NULL DEFAULT false;
UPDATE accounts SET blocked_by_operations = true WHERE status = 'BLOCKED';

-- A block that stands is kept with its reasons; what was decided otherwise goes when nobody may contest it any more.
INSERT INTO retention_terms (rule, in_force_from, count, unit) VALUES ('identity.doubts', '2008-04-18', 3, 'YEARS');
CREATE OR REPLACE VIEW retention_subjects (rule, subject, since, people, lot, affair) AS
  SELECT 'identity.disputes', id, decided_at, ARRAY[holder, challenger], NULL::uuid, NULL::uuid FROM disputes
  UNION ALL SELECT 'identity.personal_data_accesses', id, at, ARRAY[citizen_id], NULL, NULL FROM personal_data_accesses
  UNION ALL SELECT 'identity.doubts', id,
    CASE WHEN outcome = 'BLOCKED' AND appeal_outcome IS DISTINCT FROM 'LIFTED' THEN NULL ELSE COALESCE(ruled_at, decided_at) END,
    ARRAY[account_id], NULL, NULL FROM doubts
  UNION ALL SELECT 'identity.dead_letters', event_id, resolved_at, NULL, NULL, NULL FROM dead_letters
  UNION ALL SELECT 'identity.republish_requests', id, finished_at, NULL, NULL, NULL FROM republish_requests
  UNION ALL SELECT 'identity.legal_holds', id, lifted_at, NULL, NULL, NULL FROM legal_holds;
