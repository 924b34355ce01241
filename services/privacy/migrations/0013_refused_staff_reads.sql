-- What staff tried to read and were refused is shown to the person beside what was read. Nothing was disclosed, so
-- nothing of it is a leaf of the ledger.
ALTER TABLE staff_reads ALTER COLUMN entry_id DROP NOT NULL;
ALTER TABLE staff_reads ADD COLUMN refused text;
ALTER TABLE staff_reads ADD CONSTRAINT staff_reads_shown_are_in_the_ledger CHECK ((refused IS NULL) = (entry_id IS NOT NULL));
