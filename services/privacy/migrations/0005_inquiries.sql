-- Questions and proposals about the policy (clause 6.1): from the web without an account, or by phone through 119.

CREATE TABLE inquiries (
  id             uuid PRIMARY KEY,
  -- What the asker keeps to find the answer: 60 random bits, so that nobody finds another's.
  reference      text NOT NULL CONSTRAINT inquiries_reference_once UNIQUE,
  kind           text NOT NULL CONSTRAINT inquiries_kind CHECK (kind IN ('QUESTION', 'PROPOSAL')),
  channel        text NOT NULL CONSTRAINT inquiries_channel CHECK (channel IN ('WEB', 'PHONE')),
  locale         text NOT NULL CONSTRAINT inquiries_locale CHECK (locale IN ('KY', 'RU', 'EN')),
  wrapped_key    bytea NOT NULL,
  text_sealed    bytea NOT NULL,
  contact_sealed bytea,
  -- The citizen who asked, where one was signed in; the operator who entered a call.
  citizen_id     uuid,
  taken_by       uuid,
  asked_at       timestamptz(3) NOT NULL,
  due_at         timestamptz(3) NOT NULL,
  answer_sealed  bytea,
  answered_by    uuid,
  answered_at    timestamptz(3),
  CONSTRAINT inquiries_calls_are_taken_by_staff CHECK ((channel = 'PHONE') = (taken_by IS NOT NULL)),
  CONSTRAINT inquiries_answered_whole CHECK ((answer_sealed IS NULL) = (answered_at IS NULL) AND (answered_by IS NULL) = (answered_at IS NULL)),
  CONSTRAINT inquiries_due_after_asked CHECK (due_at > asked_at)
);
CREATE INDEX inquiries_open ON inquiries (due_at) WHERE answered_at IS NULL;

-- How many came from one address within the hour; rows older than that are deleted with the next inquiry.
CREATE TABLE inquiry_limits (
  address_hash bytea NOT NULL,
  asked_at     timestamptz(3) NOT NULL
);
CREATE INDEX inquiry_limits_by_address ON inquiry_limits (address_hash, asked_at);
CREATE INDEX inquiry_limits_by_time ON inquiry_limits (asked_at);
