-- Signed checkpoints of the tree, as published (C2SP tlog-checkpoint). The same size again where the first had no cosignature.
CREATE TABLE ledger_checkpoints (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  size         bigint NOT NULL CONSTRAINT ledger_checkpoints_size_from_zero CHECK (size >= 0),
  witnessed    boolean NOT NULL,
  note         text NOT NULL,
  published_at timestamptz(3) NOT NULL
);
CREATE INDEX ledger_checkpoints_by_size ON ledger_checkpoints (size, witnessed, id);
CREATE TRIGGER ledger_checkpoints_append_only BEFORE UPDATE OR DELETE ON ledger_checkpoints FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_checkpoints_not_truncated BEFORE TRUNCATE ON ledger_checkpoints FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
