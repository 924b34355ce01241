-- Who is bound by a lot they lead or have yet to settle, as auction tells it: after a withdrawal staff may read a
-- person to identify a party to such a contract, and for nothing else (clause 2.1 (1)).
CREATE TABLE running_contracts (
  entry_id   uuid PRIMARY KEY,
  citizen_id uuid NOT NULL,
  binds      boolean NOT NULL,
  version    integer NOT NULL CONSTRAINT running_contracts_version_is_positive CHECK (version > 0)
);
CREATE INDEX running_contracts_that_bind ON running_contracts (citizen_id) WHERE binds;
