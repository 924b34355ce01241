-- A session is a family of refresh tokens: one is live, the used ones are kept to notice reuse.
CREATE TABLE sessions (
  id         uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts,
  started_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at   timestamptz,
  end_reason text CONSTRAINT sessions_end_reason_is_known
             CHECK (end_reason IN ('SIGNED_OUT', 'TOKEN_REUSED', 'CONSENT_WITHDRAWN', 'BLOCKED', 'PASSWORD_CHANGED')),
  CONSTRAINT sessions_end_for_a_reason CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);
CREATE INDEX sessions_open_of_account ON sessions (account_id) WHERE ended_at IS NULL;
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE refresh_tokens (
  hash       bytea PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
  issued_at  timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz
);
CREATE UNIQUE INDEX refresh_tokens_one_live_per_session ON refresh_tokens (session_id) WHERE used_at IS NULL;

-- Attempts that are limited; the subject is a keyed hash of a login, an address or a phone.
CREATE TABLE attempts (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind    text NOT NULL,
  subject bytea NOT NULL,
  at      timestamptz NOT NULL
);
CREATE INDEX attempts_of_subject ON attempts (kind, subject, at);
CREATE INDEX attempts_by_time ON attempts (at);
