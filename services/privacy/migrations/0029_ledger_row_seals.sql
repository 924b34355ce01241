-- The audit of the ledger holds a row to the words that its leaf commits to. Of an entry whose key was destroyed nobody reads them
-- any more, so its other columns could be changed, and a checkpoint that was deleted was missed by nobody. Both get a seal: the row's
-- columns, sealed by the service under a key that master keys wrap, which whoever has the database alone cannot make.

-- Null in rows from before, and in those of a replica of the former release.
ALTER TABLE ledger_entries ADD COLUMN row_seal bytea;

-- The id of the checkpoint before; 0: there was none. Once, so that two processes that publish at the same time stand in one row.
ALTER TABLE ledger_checkpoints ADD COLUMN previous bigint
  CONSTRAINT ledger_checkpoints_previous_once UNIQUE
  CONSTRAINT ledger_checkpoints_previous_from_zero CHECK (previous >= 0);
ALTER TABLE ledger_checkpoints ADD COLUMN row_seal bytea;
