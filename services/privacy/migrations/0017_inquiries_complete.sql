-- Inquiries to the end: whoever asks without an account gets a secret beside the reference; a call is entered after an
-- identity check that is on record; the answer goes the way that was chosen; each step is a row that stays.

ALTER TABLE inquiries
  -- SHA-256 of id and secret. Null: asked before there were secrets; the reference alone finds nothing any more.
  ADD COLUMN secret_hash bytea CONSTRAINT inquiries_secret_is_sha256 CHECK (octet_length(secret_hash) = 32),
  ADD COLUMN answer_by text NOT NULL DEFAULT 'PAGE' CONSTRAINT inquiries_answer_by CHECK (answer_by IN ('PAGE', 'PHONE')),
  -- Of a caller: how it was made sure who calls, and what came of it. Never what the caller said.
  ADD COLUMN identity_check text CONSTRAINT inquiries_check CHECK (identity_check IN ('NOT_NEEDED', 'ACCOUNT_DETAILS', 'CALL_BACK')),
  ADD COLUMN check_passed boolean,
  ADD CONSTRAINT inquiries_checks_have_an_outcome CHECK (
    CASE WHEN identity_check IN ('ACCOUNT_DETAILS', 'CALL_BACK') THEN check_passed IS NOT NULL ELSE check_passed IS NULL END),
  ADD CONSTRAINT inquiries_callers_are_linked_when_checked CHECK (channel <> 'PHONE' OR citizen_id IS NULL OR check_passed),
  -- Whoever must be rung up or written to has left a way to do it.
  ADD CONSTRAINT inquiries_told_where CHECK (answer_by = 'PAGE' OR contact_sealed IS NOT NULL);
ALTER TABLE inquiries ADD CONSTRAINT inquiries_web_is_not_checked CHECK (channel = 'PHONE' OR identity_check IS NULL);

-- What was done about an inquiry, by whom: asked, answered, told.
CREATE TABLE inquiry_events (
  id          uuid PRIMARY KEY,
  inquiry_id  uuid NOT NULL REFERENCES inquiries,
  event       text NOT NULL CONSTRAINT inquiry_events_event CHECK (event IN ('ASKED', 'ANSWERED', 'TOLD')),
  -- The member of staff; null: whoever asked.
  actor       uuid,
  -- In words, under the inquiry's key.
  note_sealed bytea,
  at          timestamptz(3) NOT NULL
);
CREATE INDEX inquiry_events_by_inquiry ON inquiry_events (inquiry_id, id);
CREATE UNIQUE INDEX inquiry_events_told_once ON inquiry_events (inquiry_id, event);
CREATE TRIGGER inquiry_events_append_only BEFORE UPDATE OR DELETE ON inquiry_events FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER inquiry_events_not_truncated BEFORE TRUNCATE ON inquiry_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- An answer that was given stays as it was given, and what was asked stays as it was asked.
CREATE FUNCTION inquiries_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.answered_at IS NOT NULL OR to_jsonb(NEW) - '{answer_sealed,answered_by,answered_at}'::text[]
      IS DISTINCT FROM to_jsonb(OLD) - '{answer_sealed,answered_by,answered_at}'::text[] THEN
    RAISE EXCEPTION 'an inquiry stays as it was asked and answered' USING ERRCODE = 'check_violation', CONSTRAINT = 'inquiries_stay';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER inquiries_stay BEFORE UPDATE ON inquiries FOR EACH ROW EXECUTE FUNCTION inquiries_stay();
