-- What a person says is not true of them, by a request that privacy keeps: while it is open, whoever reads the value reads DISPUTED.
CREATE TABLE questioned_attributes (
  request_id uuid PRIMARY KEY,
  account_id uuid NOT NULL,
  -- To read out; an officer who puts a value right names it.
  reference  text NOT NULL,
  kind       text NOT NULL CONSTRAINT questioned_attributes_kind CHECK (kind IN ('CORRECTION', 'DISPUTE')),
  name       text NOT NULL,
  open       boolean NOT NULL,
  version    bigint NOT NULL CONSTRAINT questioned_attributes_version_is_positive CHECK (version > 0)
);
CREATE INDEX questioned_attributes_open ON questioned_attributes (account_id, name) WHERE open;
CREATE TRIGGER questioned_attributes_erased_stay_erased BEFORE INSERT ON questioned_attributes FOR EACH ROW EXECUTE FUNCTION erased_stay_erased('account_id');

-- A value that an officer put right, at the request of its person.
ALTER TABLE attributes DROP CONSTRAINT attributes_source_is_known;
ALTER TABLE attributes ADD CONSTRAINT attributes_source_is_known CHECK (source IN ('REGISTRATION', 'CORRECTION', 'STAFF', 'PORTAL', 'OPERATIONS'));
