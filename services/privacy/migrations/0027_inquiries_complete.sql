-- Inquiries to the end: whoever asks without an account gets a secret beside the reference; a call is entered after an
-- identity check that is on record; the answer goes the way that was chosen; each step is a row that stays.

ALTER TABLE inquiries
  -- SHA-256 of id and secret. Null: asked before there were secrets, and found by the reference as it was promised then.
  ADD COLUMN secret_hash bytea CONSTRAINT inquiries_secret_is_sha256 CHECK (octet_length(secret_hash) = 32),
  ADD COLUMN answer_by text NOT NULL DEFAULT 'PAGE'
    CONSTRAINT inquiries_answer_by CHECK (answer_by IN ('PAGE', 'PHONE', 'LETTER', 'EMAIL', 'SMS')),
  -- Of a caller: how it was made sure who calls, and what came of it. Never what the caller said.
  ADD COLUMN identity_check text CONSTRAINT inquiries_check CHECK (identity_check IN ('NOT_NEEDED', 'ACCOUNT_DETAILS', 'CALL_BACK')),
  ADD COLUMN check_passed boolean,
  ADD CONSTRAINT inquiries_checks_have_an_outcome CHECK (
    CASE WHEN identity_check IN ('ACCOUNT_DETAILS', 'CALL_BACK') THEN check_passed IS NOT NULL ELSE check_passed IS NULL END),
  ADD CONSTRAINT inquiries_callers_are_linked_when_checked CHECK (channel <> 'PHONE' OR citizen_id IS NULL OR check_passed IS TRUE),
  ADD CONSTRAINT inquiries_web_is_not_checked CHECK (channel = 'PHONE' OR identity_check IS NULL),
  -- Whoever must be rung up or written to has left a way to do it.
  ADD CONSTRAINT inquiries_told_where CHECK (answer_by = 'PAGE' OR contact_sealed IS NOT NULL);

-- What was done about an inquiry, by whom: asked, answered, told by a person, sent by the machine or not.
CREATE TABLE inquiry_events (
  id          uuid PRIMARY KEY,
  inquiry_id  uuid NOT NULL REFERENCES inquiries,
  event       text NOT NULL CONSTRAINT inquiry_events_event CHECK (event IN ('ASKED', 'ANSWERED', 'TOLD', 'SENT', 'NOT_SENT')),
  -- The member of staff; null: whoever asked, or the machine.
  actor       uuid,
  -- In words, under the inquiry's key.
  note_sealed bytea,
  at          timestamptz(3) NOT NULL,
  CONSTRAINT inquiry_events_once UNIQUE (inquiry_id, event)
);

-- Both go by the permit of retention, or with the person who asked once their erasure is ordered; by nothing else.
CREATE FUNCTION refuse_change_of_inquiries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  inquiry uuid := to_jsonb(OLD) ->> TG_ARGV[0];
BEGIN
  IF TG_OP = 'DELETE' AND (retention_permitted('privacy.inquiries', inquiry)
      OR EXISTS (SELECT FROM inquiries i JOIN erasures e USING (citizen_id) WHERE i.id = inquiry AND e.state IN ('ORDERED', 'CERTIFIED'))) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_append_only';
END $$;
CREATE TRIGGER inquiry_events_append_only BEFORE UPDATE OR DELETE ON inquiry_events FOR EACH ROW
  EXECUTE FUNCTION refuse_change_of_inquiries('inquiry_id');
CREATE TRIGGER inquiry_events_not_truncated BEFORE TRUNCATE ON inquiry_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER inquiries_kept BEFORE DELETE ON inquiries FOR EACH ROW EXECUTE FUNCTION refuse_change_of_inquiries('id');
CREATE TRIGGER inquiries_not_truncated BEFORE TRUNCATE ON inquiries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

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
