-- The user agreement has editions of its own, and a material one is told to everybody at the same pace as one of the policy.

CREATE TABLE agreement_editions (
  number integer PRIMARY KEY,
  effective_at timestamptz NOT NULL,
  material boolean NOT NULL,
  -- The fact that published it: cause of the notices about it. Null when it came as a snapshot.
  event_id uuid
);

ALTER TABLE broadcasts
  ADD COLUMN agreement_edition integer REFERENCES agreement_editions,
  DROP CONSTRAINT broadcasts_kind_known,
  ADD CONSTRAINT broadcasts_kind_known CHECK (kind IN ('POLICY_CHANGED', 'AGREEMENT_CHANGED', 'LOT_CANCELLED')),
  DROP CONSTRAINT broadcasts_about_one,
  ADD CONSTRAINT broadcasts_about_one CHECK (
    (kind = 'POLICY_CHANGED') = (edition IS NOT NULL) AND (kind = 'AGREEMENT_CHANGED') = (agreement_edition IS NOT NULL)
    AND (kind = 'LOT_CANCELLED') = (lot_id IS NOT NULL));
