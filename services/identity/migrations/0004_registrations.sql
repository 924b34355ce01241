-- Acceptance tickets that were used. A ticket serves one registration (MISSION, preamble 2).
CREATE TABLE used_acceptances (
  nonce           uuid CONSTRAINT used_acceptances_are_used_once PRIMARY KEY,
  registration_id uuid NOT NULL,
  used_at         timestamptz NOT NULL
);

-- A registration waiting for its code. Sealed under a key of its own; gone when completed or expired.
CREATE TABLE registrations (
  id                 uuid PRIMARY KEY,
  acceptance_nonce   uuid NOT NULL REFERENCES used_acceptances,
  locale             text NOT NULL,
  data_key           bytea NOT NULL,
  phone_sealed       bytea NOT NULL,
  phone_lookup       bytea NOT NULL,
  email_sealed       bytea,
  already_registered boolean NOT NULL,
  wrong_codes        integer NOT NULL DEFAULT 0,
  times_ordered      integer NOT NULL DEFAULT 1,
  started_at         timestamptz NOT NULL,
  expires_at         timestamptz NOT NULL
);
CREATE INDEX registrations_by_expiry ON registrations (expires_at);

-- A signed-in citizen's new phone, waiting for the code that was sent to it.
CREATE TABLE phone_changes (
  id           uuid PRIMARY KEY,
  account_id   uuid NOT NULL REFERENCES accounts,
  data_key     bytea NOT NULL,
  phone_sealed bytea NOT NULL,
  phone_lookup bytea NOT NULL,
  locale       text NOT NULL,
  taken        boolean NOT NULL,
  wrong_codes  integer NOT NULL DEFAULT 0,
  started_at   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  CONSTRAINT phone_changes_one_per_account UNIQUE (account_id)
);
