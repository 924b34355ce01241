-- The Merkle tree over the ledger's entries (RFC 6962; decision 0018). An entry commits with its state and is queued; the
-- sequencer gives positions in batches. Nothing here is waited for by whoever writes an entry.

CREATE TABLE ledger_queue (
  entry_id  uuid PRIMARY KEY,
  leaf_hash bytea NOT NULL
);

CREATE TABLE ledger_leaves (
  position  bigint PRIMARY KEY CONSTRAINT ledger_leaves_position_from_zero CHECK (position >= 0),
  entry_id  uuid NOT NULL CONSTRAINT ledger_leaves_entry_once UNIQUE,
  leaf_hash bytea NOT NULL CONSTRAINT ledger_leaves_are_sha256 CHECK (octet_length(leaf_hash) = 32)
);
CREATE TRIGGER ledger_leaves_append_only BEFORE UPDATE OR DELETE ON ledger_leaves FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_leaves_not_truncated BEFORE TRUNCATE ON ledger_leaves FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Roots of complete subtrees of 256, 256², … leaves: what tiles above the leaves hold. Levels between are hashed when asked for.
CREATE TABLE ledger_nodes (
  tile_level smallint NOT NULL CONSTRAINT ledger_nodes_above_leaves CHECK (tile_level BETWEEN 1 AND 6),
  index      bigint NOT NULL CONSTRAINT ledger_nodes_index_from_zero CHECK (index >= 0),
  hash       bytea NOT NULL CONSTRAINT ledger_nodes_are_sha256 CHECK (octet_length(hash) = 32),
  PRIMARY KEY (tile_level, index)
);
CREATE TRIGGER ledger_nodes_append_only BEFORE UPDATE OR DELETE ON ledger_nodes FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_nodes_not_truncated BEFORE TRUNCATE ON ledger_nodes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- One row: the sequencer's lock, and the right edge of the tree (the roots of the subtrees it consists of, largest first).
CREATE TABLE ledger_tree (
  one   boolean PRIMARY KEY DEFAULT true CONSTRAINT ledger_tree_is_one CHECK (one),
  size  bigint NOT NULL CONSTRAINT ledger_tree_size_from_zero CHECK (size >= 0),
  roots bytea[] NOT NULL
);
INSERT INTO ledger_tree (size, roots) VALUES (0, '{}');

-- By trigger, so that no way of writing an entry can forget it, a replica of the former release included.
CREATE FUNCTION queue_ledger_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ledger_queue (entry_id, leaf_hash) VALUES (NEW.id, NEW.leaf_hash);
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_entries_queued AFTER INSERT ON ledger_entries FOR EACH ROW EXECUTE FUNCTION queue_ledger_entry();
-- The trigger's lock is held by now: what was written before is all visible, what comes is queued by the trigger.
INSERT INTO ledger_queue (entry_id, leaf_hash) SELECT id, leaf_hash FROM ledger_entries ON CONFLICT DO NOTHING;
