-- Whose data may be kept and not used, as privacy tells it: no entry, no bid; a bid that leads stays binding.
ALTER TABLE bidders ADD COLUMN restriction_version integer NOT NULL DEFAULT 0 CONSTRAINT bidders_restriction_not_negative CHECK (restriction_version >= 0);
ALTER TABLE bidders ADD COLUMN processing_restricted boolean NOT NULL DEFAULT false;
