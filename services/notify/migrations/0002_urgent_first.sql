-- The news of an edition is a mail to everyone; a code or a lost lead must not queue behind a hundred thousand of them.
ALTER TABLE deliveries ADD COLUMN urgent boolean NOT NULL DEFAULT false;
CREATE INDEX deliveries_due_urgent ON deliveries (due_at) WHERE urgent AND state IN ('PLANNED', 'CLAIMED', 'SENDING');
