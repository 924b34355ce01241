-- What people ask for as is their right, by when it is answered, and how. The words are sealed under the person's key: after an
-- erasure the register still says that something was asked and answered in time, and no longer what.

CREATE TABLE rights_requests (
  id           uuid PRIMARY KEY,
  -- To read out on the phone.
  reference    text NOT NULL CONSTRAINT rights_requests_reference UNIQUE,
  citizen_id   uuid NOT NULL,
  kind         text NOT NULL CONSTRAINT rights_requests_kind CHECK (kind IN (
    'ACCESS', 'EXPORT', 'CORRECTION', 'DISPUTE', 'RESTRICTION', 'RESTRICTION_LIFT', 'ERASURE')),
  -- Which of the person's data it is about, where one must be named.
  about        text CONSTRAINT rights_requests_about CHECK (about IN ('NAME', 'PIN', 'ID_DOCUMENT', 'PHONE', 'EMAIL', 'ADDRESS',
    'BID_HISTORY', 'PAYMENT', 'CONSENT_HISTORY')),
  words_sealed bytea,
  opened_at    timestamptz(3) NOT NULL,
  -- The midnight of Bishkek that ends the last working day of the term.
  due_at       timestamptz(3) NOT NULL,
  state        text NOT NULL CONSTRAINT rights_requests_state CHECK (state IN ('OPEN', 'GRANTED', 'REFUSED')),
  version      integer NOT NULL,
  CONSTRAINT rights_requests_due_after_opened CHECK (due_at > opened_at)
);
CREATE INDEX rights_requests_open ON rights_requests (due_at, id) WHERE state = 'OPEN';
CREATE INDEX rights_requests_by_citizen ON rights_requests (citizen_id, id);
-- One at a time of a kind about a thing: asking twice makes nobody faster.
CREATE UNIQUE INDEX rights_requests_open_once ON rights_requests (citizen_id, kind, coalesce(about, '')) WHERE state = 'OPEN';

-- A request changes its state; what was asked, when and by when it is due stay.
CREATE FUNCTION rights_requests_are_as_opened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'OPEN' THEN
    RAISE EXCEPTION 'an answer stays as it was given' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'rights_requests_answered_once';
  END IF;
  NEW.state := OLD.state;
  NEW.version := OLD.version;
  IF NEW IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'a request is as it was opened' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'rights_requests_are_as_opened';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER rights_requests_as_opened AFTER UPDATE ON rights_requests FOR EACH ROW EXECUTE FUNCTION rights_requests_are_as_opened();
CREATE TRIGGER rights_requests_append_only BEFORE DELETE ON rights_requests FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rights_requests_not_truncated BEFORE TRUNCATE ON rights_requests FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- How a request came to its state; the version is the request's.
CREATE TABLE rights_request_steps (
  request_id    uuid NOT NULL REFERENCES rights_requests (id),
  version       integer NOT NULL CONSTRAINT rights_request_steps_version CHECK (version >= 1),
  state         text NOT NULL CONSTRAINT rights_request_steps_state CHECK (state IN ('OPEN', 'GRANTED', 'REFUSED')),
  at            timestamptz(3) NOT NULL,
  -- Who: the person, staff, or a rule that left nothing to decide.
  by            text NOT NULL CONSTRAINT rights_request_steps_by CHECK (by IN ('PERSON', 'STAFF', 'RULE')),
  staff_id      uuid,
  reason_sealed bytea,
  -- An article in the wording that was in force on the day.
  act_code      text,
  act_revision  integer,
  article       text,
  entry_id      uuid NOT NULL REFERENCES ledger_entries (id),
  PRIMARY KEY (request_id, version),
  CONSTRAINT rights_request_steps_staff_named CHECK ((by = 'STAFF') = (staff_id IS NOT NULL)),
  CONSTRAINT rights_request_steps_opened_first CHECK ((state = 'OPEN') = (version = 1)),
  CONSTRAINT rights_request_steps_answer_reasoned CHECK (state = 'OPEN' OR reason_sealed IS NOT NULL),
  CONSTRAINT rights_request_steps_refusal_cites CHECK (state <> 'REFUSED' OR article IS NOT NULL),
  CONSTRAINT rights_request_steps_citation_whole CHECK ((act_code IS NULL) = (article IS NULL) AND (act_revision IS NULL) = (article IS NULL)),
  CONSTRAINT rights_request_steps_article FOREIGN KEY (act_code, act_revision, article) REFERENCES legal_act_articles (code, revision, article)
);
CREATE INDEX rights_request_steps_by_article ON rights_request_steps (act_code, act_revision, article);
CREATE INDEX rights_request_steps_by_entry ON rights_request_steps (entry_id);
CREATE TRIGGER rights_request_steps_append_only BEFORE UPDATE OR DELETE ON rights_request_steps FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rights_request_steps_not_truncated BEFORE TRUNCATE ON rights_request_steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
