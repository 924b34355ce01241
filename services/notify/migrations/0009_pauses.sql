-- What entrants of a lot are told beside its cancellation: in the words of the fact.
ALTER TABLE broadcasts
  DROP CONSTRAINT broadcasts_kind_known,
  ADD CONSTRAINT broadcasts_kind_known CHECK (kind IN ('POLICY_CHANGED', 'AGREEMENT_CHANGED', 'LOT_CANCELLED', 'LOT_PAUSED', 'LOT_RESUMED')),
  DROP CONSTRAINT broadcasts_about_one,
  ADD CONSTRAINT broadcasts_about_one CHECK (
    (kind = 'POLICY_CHANGED') = (edition IS NOT NULL) AND (kind = 'AGREEMENT_CHANGED') = (agreement_edition IS NOT NULL)
    AND (kind IN ('LOT_CANCELLED', 'LOT_PAUSED', 'LOT_RESUMED')) = (lot_id IS NOT NULL)),
  ADD COLUMN params jsonb,
  ADD CONSTRAINT broadcasts_told_in_words CHECK (kind NOT IN ('LOT_PAUSED', 'LOT_RESUMED') OR params IS NOT NULL);
COMMENT ON COLUMN broadcasts.params IS 'Of a notice to all entrants of a lot; nothing of a person.';
