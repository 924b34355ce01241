-- A maximum stands on the consent under which it was left, also where the auction has not heard of that consent yet.

-- Null: left before this was kept, and as far as the bidder's row alone says.
ALTER TABLE maximum_bids
  ADD COLUMN consent_edition integer CONSTRAINT maximum_bids_edition_positive CHECK (consent_edition > 0);

-- A maximum belongs to who leads, covers the price of their bid, and is gone once bidding is over. Asked at the commit: a batch
-- writes lot and maximum at once, in whatever order.
CREATE FUNCTION maximum_bids_of_the_leader() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  about uuid;
BEGIN
  IF TG_TABLE_NAME = 'lots' THEN about := NEW.id; ELSE about := NEW.lot_id; END IF;
  IF EXISTS (SELECT FROM maximum_bids m JOIN lots l ON l.id = m.lot_id WHERE m.lot_id = about
             AND (l.leading_entry_id IS DISTINCT FROM m.entry_id OR m.amount < l.current_price OR l.state NOT IN ('OPEN', 'PAUSED'))) THEN
    RAISE check_violation USING MESSAGE = 'a maximum of who does not lead, or below the price, or after the end',
      CONSTRAINT = 'maximum_bids_of_the_leader', TABLE = 'maximum_bids';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER maximum_bids_of_the_leader AFTER INSERT OR UPDATE ON maximum_bids
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION maximum_bids_of_the_leader();
CREATE CONSTRAINT TRIGGER lots_maximum_of_the_leader AFTER UPDATE ON lots
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ((NEW.leading_entry_id, NEW.current_price, NEW.state) IS DISTINCT FROM (OLD.leading_entry_id, OLD.current_price, OLD.state))
  EXECUTE FUNCTION maximum_bids_of_the_leader();

-- Steps that rise are demanded of policies that are adopted from here on; what a lot was announced under stays.
ALTER TABLE auction_policies
  ADD CONSTRAINT auction_policies_bands_known CHECK (array_position(band_starts, NULL) IS NULL AND array_position(band_steps, NULL) IS NULL),
  ADD CONSTRAINT auction_policies_steps_rise CHECK (rises(step || band_steps)) NOT VALID;
ALTER TABLE lots
  ADD CONSTRAINT lots_bands_known CHECK (array_position(policy_band_starts, NULL) IS NULL AND array_position(policy_band_steps, NULL) IS NULL);

-- Hashes without a key give away the maxima behind them. A key from before that is repeated is refused, and not bid a second time.
UPDATE bid_answers SET body_hash = '';
