-- Lots at a fixed price: reserved for a quarter of an hour, and whoever pays first has bought.

ALTER TABLE auction_policies
  ADD COLUMN reservation_s integer NOT NULL DEFAULT 900 CONSTRAINT auction_policies_reservation CHECK (reservation_s BETWEEN 60 AND 86400);

ALTER TABLE lots
  ADD COLUMN policy_reservation_s integer NOT NULL DEFAULT 900,
  -- The first millisecond in which the reservation holds the lot no more.
  ADD COLUMN reserved_until timestamptz,
  -- A fixed price is paid whole: there is nothing to hold a deposit for.
  DROP CONSTRAINT lots_deposit_below_price,
  ADD CONSTRAINT lots_deposit_below_price CHECK (
    CASE WHEN sale_mode = 'FIXED_PRICE' THEN deposit = 0 ELSE deposit > 0 AND deposit < start_price END),
  ADD CONSTRAINT lots_reserved_until_then CHECK ((state = 'RESERVED') = (reserved_until IS NOT NULL)),
  ADD CONSTRAINT lots_reserved_at_a_fixed_price CHECK (state <> 'RESERVED' OR sale_mode = 'FIXED_PRICE'),
  ADD CONSTRAINT lots_fixed_price_knows_no_bids CHECK (sale_mode <> 'FIXED_PRICE' OR (bid_count = 0
    AND state NOT IN ('PAUSED', 'AWAITING_PAYMENT', 'OFFERED_TO_SECOND')));
CREATE INDEX lots_due_to_free ON lots (reserved_until) WHERE state = 'RESERVED';

-- Whose reservation ran out and who pays all the same, while nobody else holds the lot, buys it from where it stands.
INSERT INTO lot_transitions VALUES ('OPEN', 'SOLD'), ('RESERVED', 'CANCELLED');
CREATE FUNCTION lots_auction_is_sold_after_its_close() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE check_violation USING MESSAGE = 'a lot of an auction is sold after its close', CONSTRAINT = 'lots_state_walk', TABLE = 'lots';
END $$;
CREATE TRIGGER lots_auction_is_sold_after_its_close BEFORE UPDATE ON lots FOR EACH ROW
  WHEN (OLD.state = 'OPEN' AND NEW.state = 'SOLD' AND OLD.sale_mode <> 'FIXED_PRICE')
  EXECUTE FUNCTION lots_auction_is_sold_after_its_close();
CREATE TRIGGER lots_reservation_frozen BEFORE UPDATE ON lots FOR EACH ROW
  WHEN (NEW.policy_reservation_s IS DISTINCT FROM OLD.policy_reservation_s)
  EXECUTE FUNCTION lots_bands_frozen();

ALTER TABLE entries
  DROP CONSTRAINT entries_state_known,
  ADD CONSTRAINT entries_state_known CHECK (state IN ('DEPOSIT_DUE', 'ENTERED', 'LEADING', 'OUTBID',
    'WON', 'RESERVED', 'PAID', 'RELEASED', 'FORFEITED')),
  DROP CONSTRAINT entries_one_winner,
  -- Also: one holds a lot at a fixed price, or has bought it.
  ADD CONSTRAINT entries_one_winner EXCLUDE USING btree (lot_id WITH =) WHERE (state IN ('WON', 'RESERVED', 'PAID')) DEFERRABLE INITIALLY IMMEDIATE,
  -- Of the last reservation, also after it: whoever let one run out waits before the next.
  ADD COLUMN reserved_until timestamptz CONSTRAINT entries_reserved_has_end CHECK (state <> 'RESERVED' OR reserved_until IS NOT NULL),
  ADD COLUMN reservation_key text CONSTRAINT entries_reservation_key_short CHECK (length(reservation_key) BETWEEN 1 AND 64);
CREATE UNIQUE INDEX entries_reservation_key_once ON entries (bidder_id, reservation_key) WHERE reservation_key IS NOT NULL;
CREATE INDEX entries_reserved ON entries (bidder_id) WHERE state = 'RESERVED';

-- Asked at the commit: a lot is reserved by one person until when the lot says, and sold at a fixed price for a payment that is there.
CREATE FUNCTION lots_reserved_by_somebody() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  about uuid;
BEGIN
  IF TG_TABLE_NAME = 'lots' THEN about := NEW.id; ELSE about := NEW.lot_id; END IF;
  IF EXISTS (SELECT FROM lots l WHERE l.id = about AND (l.state = 'RESERVED') <> EXISTS (
      SELECT FROM entries e WHERE e.lot_id = l.id AND e.state = 'RESERVED' AND (e.reserved_until = l.reserved_until OR l.state <> 'RESERVED'))) THEN
    RAISE check_violation USING MESSAGE = 'a lot is reserved by nobody, or somebody reserves what is not reserved',
      CONSTRAINT = 'lots_reserved_by_somebody', TABLE = 'lots';
  END IF;
  IF EXISTS (SELECT FROM lots l WHERE l.id = about AND l.state = 'SOLD' AND l.sale_mode = 'FIXED_PRICE' AND NOT EXISTS (
      SELECT FROM entries e JOIN bank_orders o ON o.entry_id = e.id AND o.purpose = 'PAYMENT' AND o.paid_at IS NOT NULL
      WHERE e.lot_id = l.id AND e.state = 'PAID' AND o.amount = l.start_price)) THEN
    RAISE check_violation USING MESSAGE = 'a lot is sold to nobody who paid for it', CONSTRAINT = 'lots_sold_to_who_paid', TABLE = 'lots';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER lots_reserved_by_somebody AFTER UPDATE ON lots DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.sale_mode = 'FIXED_PRICE' AND NEW.state <> OLD.state) EXECUTE FUNCTION lots_reserved_by_somebody();
CREATE CONSTRAINT TRIGGER entries_reserve_their_lot AFTER INSERT OR UPDATE ON entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.state = 'RESERVED') EXECUTE FUNCTION lots_reserved_by_somebody();

-- A payment that came too late goes back, and who paid it may reserve again meanwhile: what is on its way back asks for nothing any more.
-- The name stays, because replicas of before say ON CONFLICT ON CONSTRAINT with it.
ALTER TABLE bank_orders DROP CONSTRAINT bank_orders_once_per_purpose;
ALTER TABLE bank_orders ADD CONSTRAINT bank_orders_once_per_purpose EXCLUDE USING btree (entry_id WITH =, purpose WITH =, amount WITH =)
  WHERE (state <> 'REFUNDED' AND (purpose = 'DEPOSIT' OR state NOT IN ('REFUND_DUE', 'REFUND_ASKED')));
