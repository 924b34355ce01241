-- Automatic bids, and steps by price band.

-- From `band_starts[n]` on, prices rise by `band_steps[n]`; below the first by `step`. Empty: one step at every price.
CREATE FUNCTION rises(numbers bigint[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(bool_and(coalesce(n > before, n > 0)), true)
  FROM (SELECT n, lag(n) OVER (ORDER BY place) AS before FROM unnest(numbers) WITH ORDINALITY AS u (n, place)) AS pairs
$$;
ALTER TABLE auction_policies
  ADD COLUMN band_starts bigint[] NOT NULL DEFAULT '{}' CONSTRAINT auction_policies_bands_rise CHECK (rises(band_starts)),
  ADD COLUMN band_steps bigint[] NOT NULL DEFAULT '{}' CONSTRAINT auction_policies_band_steps_positive CHECK (0 < ALL (band_steps)),
  ADD CONSTRAINT auction_policies_bands_whole CHECK (cardinality(band_starts) = cardinality(band_steps));
ALTER TABLE lots
  ADD COLUMN policy_band_starts bigint[] NOT NULL DEFAULT '{}' CONSTRAINT lots_bands_rise CHECK (rises(policy_band_starts)),
  ADD COLUMN policy_band_steps bigint[] NOT NULL DEFAULT '{}' CONSTRAINT lots_band_steps_positive CHECK (0 < ALL (policy_band_steps)),
  ADD CONSTRAINT lots_bands_whole CHECK (cardinality(policy_band_starts) = cardinality(policy_band_steps));

-- Bands are terms like the others.
CREATE FUNCTION lots_bands_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE check_violation USING MESSAGE = 'the terms of a published lot never change', CONSTRAINT = 'lots_terms_frozen', TABLE = 'lots';
END $$;
CREATE TRIGGER lots_bands_frozen BEFORE UPDATE ON lots FOR EACH ROW
  WHEN ((NEW.policy_band_starts, NEW.policy_band_steps) IS DISTINCT FROM (OLD.policy_band_starts, OLD.policy_band_steps))
  EXECUTE FUNCTION lots_bands_frozen();

-- A maximum from before somebody's last withdrawal of consent counts no more, whatever they agree to later.
ALTER TABLE bidders ADD COLUMN withdrawn_epoch integer NOT NULL DEFAULT 0
  CONSTRAINT bidders_withdrawn_by_then CHECK (withdrawn_epoch BETWEEN 0 AND consent_epoch);
UPDATE bidders SET withdrawn_epoch = consent_epoch WHERE consent_edition IS NULL;

-- Only who leads has a maximum that can count: that of anybody else has been bid over, and is forgotten.
CREATE TABLE maximum_bids (
  lot_id uuid CONSTRAINT maximum_bids_pkey PRIMARY KEY CONSTRAINT maximum_bids_lot_exists REFERENCES lots (id),
  entry_id uuid NOT NULL CONSTRAINT maximum_bids_entry_exists REFERENCES entries (id),
  amount bigint NOT NULL CONSTRAINT maximum_bids_amount_positive CHECK (amount > 0),
  -- Of the consent under which it was left.
  consent_epoch integer NOT NULL CONSTRAINT maximum_bids_epoch_positive CHECK (consent_epoch > 0),
  set_at timestamptz NOT NULL
);
COMMENT ON TABLE maximum_bids IS 'Up to what the system bids for who leads a lot. Shown to nobody but them; gone when they are outbid and at the close.';
CREATE INDEX maximum_bids_by_entry ON maximum_bids (entry_id);
