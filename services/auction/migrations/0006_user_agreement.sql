-- The user agreement, as privacy tells it: its editions and whom they bind. Whoever has not accepted enters no new lot.
CREATE TABLE agreement_editions (
  number integer CONSTRAINT agreement_editions_pkey PRIMARY KEY CONSTRAINT agreement_editions_from_one CHECK (number > 0),
  effective_at timestamptz NOT NULL,
  material boolean NOT NULL
);
COMMENT ON TABLE agreement_editions IS 'Projection: editions of the user agreement, stored ahead; which one is in force is asked of app_now().';
-- The latest that the person accepted; null: none, or not heard of yet.
ALTER TABLE bidders ADD COLUMN agreement_edition integer CONSTRAINT bidders_agreement_from_one CHECK (agreement_edition > 0);
-- What the entry was made under, and what it is settled by; null: nobody was asked (before it was, and of the demo).
ALTER TABLE entries ADD COLUMN agreement_edition integer CONSTRAINT entries_agreement_from_one CHECK (agreement_edition > 0);
