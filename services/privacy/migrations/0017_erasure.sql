-- Erasure: asked for after a withdrawal, weighed by the auction, ordered or refused, applied by every service, certified.

-- A destroyed key leaves its row: the ledger's entries name it, and nobody makes another for the same person.
ALTER TABLE person_keys ALTER COLUMN wrapped_key DROP NOT NULL;
ALTER TABLE person_keys ADD COLUMN destroyed_at timestamptz(3);
ALTER TABLE person_keys ADD CONSTRAINT person_keys_destroyed_whole CHECK ((wrapped_key IS NULL) = (destroyed_at IS NOT NULL));
CREATE FUNCTION person_keys_stay_destroyed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.destroyed_at IS NOT NULL THEN
    RAISE EXCEPTION 'a destroyed key is not made again' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'person_keys_stay_destroyed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER person_keys_stay_destroyed BEFORE UPDATE ON person_keys FOR EACH ROW EXECUTE FUNCTION person_keys_stay_destroyed();

CREATE TRIGGER binding_entries_erased_stay_erased BEFORE INSERT ON binding_entries FOR EACH ROW EXECUTE FUNCTION erased_stay_erased('citizen_id');
CREATE INDEX inquiries_by_citizen ON inquiries (citizen_id) WHERE citizen_id IS NOT NULL;

CREATE TABLE erasures (
  request_id   uuid PRIMARY KEY REFERENCES rights_requests (id),
  citizen_id   uuid NOT NULL,
  -- Of the last fact about it; the person is the aggregate, so a second request goes on counting.
  version      integer NOT NULL,
  state        text NOT NULL CONSTRAINT erasures_state CHECK (state IN ('ASKED', 'REFUSED', 'ORDERED', 'CERTIFIED')),
  -- SHA-256 of the secret by which the person fetches the certificate, when there is no account any more.
  secret_hash  bytea NOT NULL CONSTRAINT erasures_secret_once UNIQUE,
  asked_at     timestamptz(3) NOT NULL,
  ordered_at   timestamptz(3),
  certified_at timestamptz(3),
  certificate  text,
  entry_id     uuid REFERENCES ledger_entries (id),
  taken_at     timestamptz(3),
  CONSTRAINT erasures_ordered_has_time CHECK ((state IN ('ORDERED', 'CERTIFIED')) = (ordered_at IS NOT NULL)),
  CONSTRAINT erasures_certified_whole CHECK ((state = 'CERTIFIED') = (certified_at IS NOT NULL)
    AND (certified_at IS NULL) = (certificate IS NULL) AND (certified_at IS NULL) = (entry_id IS NULL)),
  CONSTRAINT erasures_taken_after_certified CHECK (taken_at IS NULL OR certified_at IS NOT NULL)
);
CREATE UNIQUE INDEX erasures_asked_once ON erasures (citizen_id) WHERE state = 'ASKED';
CREATE UNIQUE INDEX erasures_ordered_once ON erasures (citizen_id) WHERE state IN ('ORDERED', 'CERTIFIED');
CREATE INDEX erasures_by_citizen ON erasures (citizen_id, version);
CREATE INDEX erasures_by_entry ON erasures (entry_id);
CREATE INDEX erasures_under_way ON erasures (ordered_at) WHERE state = 'ORDERED';

CREATE TABLE erasure_acknowledgements (
  request_id  uuid NOT NULL REFERENCES erasures (request_id),
  service     text NOT NULL CONSTRAINT erasure_acknowledgements_service CHECK (service IN ('identity', 'auction', 'notify', 'privacy')),
  -- What it destroyed and what it keeps, as the certificate says it.
  destroyed   jsonb NOT NULL,
  kept        jsonb NOT NULL,
  applied_at  timestamptz(3) NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  PRIMARY KEY (request_id, service)
);
CREATE TRIGGER erasure_acknowledgements_append_only BEFORE UPDATE OR DELETE ON erasure_acknowledgements FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER erasure_acknowledgements_not_truncated BEFORE TRUNCATE ON erasure_acknowledgements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
