-- An operator's reason is free text about two persons: sealed from now on, under a key of the dispute's own, so
-- that the erasure of either can destroy it. The former column stays as long as replicas of the former release may write it:
-- identity seals what it finds there, and a later migration drops it.
ALTER TABLE disputes ADD COLUMN data_key bytea, ADD COLUMN reason_sealed bytea;
ALTER TABLE disputes DROP CONSTRAINT disputes_are_decided_whole;
ALTER TABLE disputes
  ADD CONSTRAINT disputes_are_decided_whole CHECK ((decided_at IS NULL) = (decided_by IS NULL)
    AND (decided_at IS NULL) = (kept IS NULL)
    AND (decided_at IS NULL) = (reason IS NULL AND reason_sealed IS NULL)),
  ADD CONSTRAINT disputes_reason_stands_once CHECK (reason IS NULL OR reason_sealed IS NULL);
CREATE INDEX disputes_reason_in_the_clear ON disputes (id) WHERE reason IS NOT NULL;
