-- Which leaf of the ledger holds which closing protocol of the auction. A lot closes once: a second protocol of the same lot
-- with another hash has a leaf of its own, so that whoever rewrote one is seen.
CREATE TABLE protocol_anchors (
  lot_id          uuid NOT NULL,
  protocol_sha256 text NOT NULL CONSTRAINT protocol_anchors_are_sha256 CHECK (protocol_sha256 ~ '^[0-9a-f]{64}$'),
  entry_id        uuid NOT NULL CONSTRAINT protocol_anchors_entry_once UNIQUE REFERENCES ledger_entries,
  at              timestamptz(3) NOT NULL,
  PRIMARY KEY (lot_id, protocol_sha256)
);
CREATE TRIGGER protocol_anchors_append_only BEFORE UPDATE OR DELETE ON protocol_anchors FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER protocol_anchors_not_truncated BEFORE TRUNCATE ON protocol_anchors FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
