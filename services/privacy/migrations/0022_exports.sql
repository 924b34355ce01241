-- Everything held about a person, in one request. What the services hand in is sealed to a key made for this one export;
-- its private half stands here sealed under the person's key, and goes with the row: then nobody can read what is still
-- in streams and outboxes.

CREATE TABLE exports (
  id                 uuid PRIMARY KEY,
  citizen_id         uuid NOT NULL,
  private_key_sealed bytea NOT NULL,
  ordered_at         timestamptz(3) NOT NULL,
  expires_at         timestamptz(3) NOT NULL,
  -- All parts are there.
  ready_at           timestamptz(3),
  -- A part did not come in time and the person asked again.
  given_up_at        timestamptz(3),
  CONSTRAINT exports_end_after_they_begin CHECK (expires_at > ordered_at),
  CONSTRAINT exports_are_ready_or_given_up CHECK (ready_at IS NULL OR given_up_at IS NULL)
);
CREATE UNIQUE INDEX exports_one_open ON exports (citizen_id) WHERE ready_at IS NULL AND given_up_at IS NULL;
CREATE INDEX exports_by_citizen ON exports (citizen_id, ordered_at DESC);
CREATE INDEX exports_by_expiry ON exports (expires_at);
CREATE TRIGGER exports_erased_stay_erased BEFORE INSERT ON exports FOR EACH ROW EXECUTE FUNCTION erased_stay_erased('citizen_id');

-- Slices of the services' sealed parts, as they come in.
CREATE TABLE export_pieces (
  export_id uuid NOT NULL REFERENCES exports ON DELETE CASCADE,
  service   text NOT NULL CONSTRAINT export_pieces_service CHECK (service IN ('identity', 'privacy', 'auction', 'notify')),
  piece     integer NOT NULL,
  pieces    integer NOT NULL,
  sealed    text NOT NULL,
  at        timestamptz(3) NOT NULL,
  PRIMARY KEY (export_id, service, piece),
  CONSTRAINT export_pieces_are_numbered CHECK (piece BETWEEN 1 AND pieces)
);

-- Links to fetch a ready export, each good for one use. Hashes only: whoever reads this table can fetch nothing.
CREATE TABLE export_links (
  token_hash bytea PRIMARY KEY CONSTRAINT export_links_are_sha256 CHECK (octet_length(token_hash) = 32),
  export_id  uuid NOT NULL REFERENCES exports ON DELETE CASCADE,
  made_at    timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  used_at    timestamptz(3),
  CONSTRAINT export_links_end_after_they_begin CHECK (expires_at > made_at)
);
CREATE INDEX export_links_by_export ON export_links (export_id);
