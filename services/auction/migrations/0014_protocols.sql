-- Closing protocols: what happened to a lot, line by line, each with the hash of the one before it, written with what it tells of.

CREATE TABLE protocol_lines (
  -- No key refers to `lots`: it would be asked for each bid. Lines are written under the lock of their lot, and lots are never deleted.
  lot_id uuid NOT NULL,
  number integer NOT NULL CONSTRAINT protocol_lines_from_one CHECK (number > 0),
  -- Canonical JSON (RFC 8785), with the hash of the line before it.
  line text NOT NULL,
  sha256 bytea NOT NULL,
  CONSTRAINT protocol_lines_pkey PRIMARY KEY (lot_id, number),
  CONSTRAINT protocol_lines_hashed CHECK (sha256 = sha256(convert_to(line, 'UTF8')))
);
COMMENT ON TABLE protocol_lines IS 'Lines of the closing protocols, chained by their hashes. Append-only; bidders by the number of their lot alone.';

CREATE FUNCTION protocols_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE check_violation USING MESSAGE = 'a protocol is append-only', CONSTRAINT = 'protocols_append_only', TABLE = TG_TABLE_NAME;
END $$;
CREATE TRIGGER protocol_lines_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON protocol_lines FOR EACH STATEMENT EXECUTE FUNCTION protocols_append_only();

-- The head of the chain, under the lot's lock. Null: announced before there were protocols.
ALTER TABLE lots
  ADD COLUMN protocol_lines integer,
  ADD COLUMN protocol_sha256 bytea,
  ADD CONSTRAINT lots_protocol_whole CHECK (num_nulls(protocol_lines, protocol_sha256) IN (0, 2)),
  ADD CONSTRAINT lots_protocol_sha256 CHECK (length(protocol_sha256) = 32);

-- One for each lot that is over, from the transaction on that ends it. It is sealed a moment later.
CREATE TABLE protocols (
  lot_id uuid CONSTRAINT protocols_pkey PRIMARY KEY CONSTRAINT protocols_of_a_lot REFERENCES lots (id),
  lines integer NOT NULL CONSTRAINT protocols_lines_positive CHECK (lines > 0),
  last_sequence integer NOT NULL CONSTRAINT protocols_sequence_not_negative CHECK (last_sequence >= 0),
  chain_sha256 bytea NOT NULL,
  protocol_sha256 bytea,
  -- Compact JWS over the hashes of the whole and of each line.
  seal text,
  signed_at timestamptz,
  CONSTRAINT protocols_sealed_whole CHECK (num_nulls(protocol_sha256, seal, signed_at) IN (0, 3))
);
COMMENT ON TABLE protocols IS 'Closing protocols with their seals.';
CREATE INDEX protocols_to_seal ON protocols (lot_id) WHERE seal IS NULL;

CREATE FUNCTION protocols_sealed_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.seal IS NOT NULL OR (NEW.lot_id, NEW.lines, NEW.last_sequence, NEW.chain_sha256) IS DISTINCT FROM
     (OLD.lot_id, OLD.lines, OLD.last_sequence, OLD.chain_sha256) THEN
    RAISE check_violation USING MESSAGE = 'a protocol is sealed once', CONSTRAINT = 'protocols_sealed_once', TABLE = 'protocols';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER protocols_sealed_once BEFORE UPDATE ON protocols FOR EACH ROW EXECUTE FUNCTION protocols_sealed_once();
CREATE TRIGGER protocols_append_only BEFORE DELETE OR TRUNCATE ON protocols FOR EACH STATEMENT EXECUTE FUNCTION protocols_append_only();
