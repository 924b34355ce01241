-- What the daily job of retention does here. An entry loses its person and keeps its number: the log of bids stays whole, and
-- the closing protocol can be replayed for ever.
INSERT INTO retention_terms (rule, in_force_from, count, unit) VALUES
  ('auction.entries', '2008-04-18', 3, 'YEARS'),
  ('auction.bank_orders', '2008-04-18', 5, 'YEARS'),
  ('auction.dead_letters', '2008-04-18', 30, 'DAYS'),
  ('auction.republish_requests', '2008-04-18', 30, 'DAYS'),
  ('auction.legal_holds', '2008-04-18', 30, 'DAYS');

ALTER TABLE entries ALTER COLUMN bidder_id DROP NOT NULL;
CREATE INDEX lots_by_settlement ON lots (settled_at) WHERE settled_at IS NOT NULL;
CREATE INDEX entries_of_somebody ON entries (lot_id) WHERE bidder_id IS NOT NULL;

-- Money that is still to move is not over, whatever its lot says.
CREATE VIEW retention_subjects (rule, subject, since, people, lot, affair) AS
  SELECT 'auction.entries', e.id, l.settled_at, ARRAY[e.bidder_id], l.id, NULL::uuid
    FROM entries e JOIN lots l ON l.id = e.lot_id WHERE e.bidder_id IS NOT NULL
  UNION ALL SELECT 'auction.bank_orders', o.id, l.settled_at, ARRAY[e.bidder_id], l.id, NULL
    FROM bank_orders o JOIN entries e ON e.id = o.entry_id JOIN lots l ON l.id = o.lot_id WHERE o.state NOT IN ('REFUND_DUE', 'REFUND_ASKED')
  UNION ALL SELECT 'auction.dead_letters', event_id, resolved_at, NULL, NULL, NULL FROM dead_letters
  UNION ALL SELECT 'auction.republish_requests', id, finished_at, NULL, NULL, NULL FROM republish_requests
  UNION ALL SELECT 'auction.legal_holds', id, lifted_at, NULL, NULL, NULL FROM legal_holds;

-- The attack: an entry is taken from its bidder, or handed to another one.
CREATE FUNCTION entries_stay_with_their_bidder() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.bidder_id IS NULL AND retention_permitted('auction.entries', OLD.id) THEN RETURN NEW; END IF;
  RAISE check_violation USING MESSAGE = 'an entry stays with its bidder', CONSTRAINT = 'entries_stay_with_their_bidder', TABLE = 'entries';
END $$;
CREATE TRIGGER entries_stay_with_their_bidder BEFORE UPDATE OF bidder_id ON entries FOR EACH ROW
  WHEN (NEW.bidder_id IS DISTINCT FROM OLD.bidder_id) EXECUTE FUNCTION entries_stay_with_their_bidder();
