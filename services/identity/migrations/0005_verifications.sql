-- Journeys to the state portal: what must come back with the caller (RFC 7636, OpenID Connect Core 3.1.2.1).
CREATE TABLE verifications (
  id            uuid PRIMARY KEY,
  state_hash    bytea NOT NULL CONSTRAINT verifications_state_is_unique UNIQUE,
  account_id    uuid NOT NULL REFERENCES accounts,
  session_id    uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
  code_verifier text NOT NULL,
  nonce         text NOT NULL,
  started_at    timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL
);
CREATE INDEX verifications_by_expiry ON verifications (expires_at);

-- Two accounts proved one PIN: neither counts as verified until an operator decides.
CREATE TABLE disputes (
  id          uuid PRIMARY KEY,
  pin_lookup  bytea NOT NULL,
  holder      uuid NOT NULL REFERENCES accounts,
  challenger  uuid NOT NULL REFERENCES accounts,
  opened_at   timestamptz NOT NULL,
  decided_at  timestamptz,
  decided_by  uuid REFERENCES accounts,
  kept        uuid REFERENCES accounts,
  reason      text,
  CONSTRAINT disputes_are_between_two CHECK (holder <> challenger),
  CONSTRAINT disputes_keep_one_of_the_two CHECK (kept IS NULL OR kept IN (holder, challenger)),
  CONSTRAINT disputes_are_decided_whole CHECK ((decided_at IS NULL) = (decided_by IS NULL)
    AND (decided_at IS NULL) = (kept IS NULL) AND (decided_at IS NULL) = (reason IS NULL))
);
CREATE UNIQUE INDEX disputes_open_once ON disputes (holder, challenger) WHERE decided_at IS NULL;
