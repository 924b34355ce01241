-- What withdrawing means for a person's money: where the deposit of each entry is. Null: facts from before did not say.
ALTER TABLE binding_entries
  ADD COLUMN deposit bigint,
  ADD COLUMN deposit_state text
    CONSTRAINT binding_entries_deposit_state CHECK (deposit_state IN ('NONE', 'HELD', 'RETURNING')),
  ADD CONSTRAINT binding_entries_deposit_whole CHECK ((deposit IS NULL) = (deposit_state IS NULL));
