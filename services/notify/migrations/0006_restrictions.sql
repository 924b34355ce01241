-- Whose data may be kept and not used, as privacy tells it: nothing optional leaves; what law and contract demand does.
ALTER TABLE recipients ADD COLUMN restriction_version bigint NOT NULL DEFAULT 0;
ALTER TABLE recipients ADD COLUMN processing_restricted boolean NOT NULL DEFAULT false;
