-- What follows the close: second offers, reminders, strikes with their blocks and appeals; and pauses before it.

-- Rules for new lots from here on. Lots that are published keep what they were announced under: no second offer, no strikes, no reminder.
ALTER TABLE auction_policies
  ADD COLUMN second_offer boolean NOT NULL DEFAULT false,
  ADD COLUMN reminder_hours integer[] NOT NULL DEFAULT '{}' CONSTRAINT auction_policies_reminders_before_the_end CHECK (0 < ALL (reminder_hours)),
  ADD COLUMN strike_limit integer NOT NULL DEFAULT 0 CONSTRAINT auction_policies_strike_limit CHECK (strike_limit BETWEEN 0 AND 100),
  ADD COLUMN strike_block_months integer NOT NULL DEFAULT 6 CONSTRAINT auction_policies_strike_block CHECK (strike_block_months BETWEEN 1 AND 120);
INSERT INTO auction_policies (version, effective_at, step, deposit_share_bp, payment_days, require_verified_pin, jump_limit_steps,
    soft_close_window_s, soft_close_extension_s, hard_stop_s, band_starts, band_steps, second_offer, reminder_hours, strike_limit, strike_block_months)
  SELECT version + 1, app_now(), step, deposit_share_bp, payment_days, require_verified_pin, jump_limit_steps, soft_close_window_s,
    soft_close_extension_s, hard_stop_s, band_starts, band_steps, true, '{72,12}', 3, 6
  FROM auction_policies WHERE effective_at <= app_now() ORDER BY version DESC LIMIT 1;

ALTER TABLE lots
  ADD COLUMN policy_second_offer boolean NOT NULL DEFAULT false,
  ADD COLUMN policy_reminder_hours integer[] NOT NULL DEFAULT '{}',
  ADD COLUMN policy_strike_limit integer NOT NULL DEFAULT 0,
  ADD COLUMN policy_strike_block_months integer NOT NULL DEFAULT 6,
  -- Who bid highest after the winner: noted at the close, offered the lot when the winner does not pay.
  ADD COLUMN second_entry_id uuid,
  ADD COLUMN second_bidder_number integer,
  ADD COLUMN second_price bigint,
  ADD COLUMN offered_at timestamptz,
  ADD COLUMN remind_at timestamptz,
  ADD COLUMN paused_at timestamptz,
  ADD COLUMN pause_reason text CONSTRAINT lots_pause_reason_short CHECK (length(pause_reason) BETWEEN 1 AND 500),
  ADD COLUMN relist_of uuid CONSTRAINT lots_relist_of_a_lot REFERENCES lots (id),
  ADD COLUMN sale_price bigint GENERATED ALWAYS AS (CASE WHEN state = 'SOLD' THEN
    CASE WHEN sale_mode = 'FIXED_PRICE' THEN start_price WHEN offered_at IS NOT NULL THEN second_price ELSE current_price END END) STORED,
  ADD CONSTRAINT lots_second_whole CHECK (num_nulls(second_entry_id, second_bidder_number, second_price) IN (0, 3)),
  ADD CONSTRAINT lots_second_is_an_entry FOREIGN KEY (id, second_entry_id, second_bidder_number) REFERENCES entries (lot_id, id, bidder_number),
  ADD CONSTRAINT lots_second_is_not_first CHECK (second_entry_id IS NULL OR (leading_entry_id IS NOT NULL
    AND second_entry_id <> leading_entry_id AND second_price < current_price AND second_price >= start_price)),
  ADD CONSTRAINT lots_offered_to_a_second CHECK (CASE WHEN offered_at IS NULL THEN state <> 'OFFERED_TO_SECOND'
    ELSE second_entry_id IS NOT NULL AND offered_at >= closed_at AND state IN ('OFFERED_TO_SECOND', 'SOLD', 'UNSOLD') END),
  ADD CONSTRAINT lots_offer_has_due CHECK (state <> 'OFFERED_TO_SECOND' OR payment_due_at > offered_at),
  ADD CONSTRAINT lots_paused_since_for_a_reason CHECK ((state = 'PAUSED') = (paused_at IS NOT NULL) AND (paused_at IS NULL) = (pause_reason IS NULL)),
  ADD CONSTRAINT lots_reminded_while_due CHECK (remind_at IS NULL OR (state IN ('AWAITING_PAYMENT', 'OFFERED_TO_SECOND') AND remind_at < payment_due_at));
CREATE UNIQUE INDEX lots_relisted_once ON lots (relist_of) WHERE relist_of IS NOT NULL;
INSERT INTO lot_transitions VALUES ('OFFERED_TO_SECOND', 'SOLD');
DROP INDEX lots_due_to_pay;
CREATE INDEX lots_due_to_pay ON lots (payment_due_at) WHERE state IN ('AWAITING_PAYMENT', 'OFFERED_TO_SECOND');
CREATE INDEX lots_due_to_remind ON lots (remind_at) WHERE remind_at IS NOT NULL;

CREATE OR REPLACE FUNCTION lots_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state AND NOT EXISTS (
      SELECT 1 FROM lot_transitions t WHERE t.from_state = OLD.state AND t.to_state = NEW.state) THEN
    RAISE check_violation USING MESSAGE = 'a lot does not go from ' || OLD.state || ' to ' || NEW.state, CONSTRAINT = 'lots_state_walk', TABLE = 'lots';
  END IF;
  IF NEW.closes_at < OLD.closes_at THEN
    RAISE check_violation USING MESSAGE = 'the end of a lot never moves back', CONSTRAINT = 'lots_end_never_moves_back', TABLE = 'lots';
  END IF;
  IF NEW.version < OLD.version OR NEW.bid_count < OLD.bid_count THEN
    RAISE check_violation USING MESSAGE = 'a lot never goes back in time', CONSTRAINT = 'lots_only_forward', TABLE = 'lots';
  END IF;
  -- The hard stop moves when a pause ends, later and not otherwise: a pause takes no time from anybody.
  IF NEW.hard_stop_at <> OLD.hard_stop_at AND NOT (OLD.state = 'PAUSED' AND NEW.state = 'OPEN' AND NEW.hard_stop_at > OLD.hard_stop_at) THEN
    RAISE check_violation USING MESSAGE = 'the terms of a published lot never change', CONSTRAINT = 'lots_terms_frozen', TABLE = 'lots';
  END IF;
  IF (NEW.plate_id, NEW.sale_mode, NEW.start_price, NEW.deposit, NEW.policy_version, NEW.policy_step, NEW.policy_deposit_share_bp,
      NEW.policy_payment_days, NEW.policy_require_verified_pin, NEW.policy_jump_limit_steps, NEW.policy_soft_close_window_s,
      NEW.policy_soft_close_extension_s, NEW.policy_hard_stop_s, NEW.policy_second_offer, NEW.policy_reminder_hours,
      NEW.policy_strike_limit, NEW.policy_strike_block_months, NEW.relist_of) IS DISTINCT FROM
     (OLD.plate_id, OLD.sale_mode, OLD.start_price, OLD.deposit, OLD.policy_version, OLD.policy_step, OLD.policy_deposit_share_bp,
      OLD.policy_payment_days, OLD.policy_require_verified_pin, OLD.policy_jump_limit_steps, OLD.policy_soft_close_window_s,
      OLD.policy_soft_close_extension_s, OLD.policy_hard_stop_s, OLD.policy_second_offer, OLD.policy_reminder_hours,
      OLD.policy_strike_limit, OLD.policy_strike_block_months, OLD.relist_of) THEN
    RAISE check_violation USING MESSAGE = 'the terms of a published lot never change', CONSTRAINT = 'lots_terms_frozen', TABLE = 'lots';
  END IF;
  IF OLD.second_entry_id IS NOT NULL AND (NEW.second_entry_id, NEW.second_bidder_number, NEW.second_price) IS DISTINCT FROM
     (OLD.second_entry_id, OLD.second_bidder_number, OLD.second_price) THEN
    RAISE check_violation USING MESSAGE = 'who bid second stays so', CONSTRAINT = 'lots_second_stays', TABLE = 'lots';
  END IF;
  RETURN NEW;
END $$;

-- Who bid second did bid, and that much.
CREATE FUNCTION lots_second_bid_so() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM bids b WHERE b.lot_id = NEW.id AND b.entry_id = NEW.second_entry_id AND b.amount = NEW.second_price)
     OR EXISTS (SELECT 1 FROM bids b WHERE b.lot_id = NEW.id AND b.amount > NEW.second_price AND b.entry_id <> NEW.leading_entry_id) THEN
    RAISE check_violation USING MESSAGE = 'the second is not who bid highest after the winner', CONSTRAINT = 'lots_second_bid_so', TABLE = 'lots';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER lots_second_bid_so BEFORE UPDATE ON lots FOR EACH ROW
  WHEN (OLD.second_entry_id IS NULL AND NEW.second_entry_id IS NOT NULL) EXECUTE FUNCTION lots_second_bid_so();

-- Until when somebody may not take part because of strikes; far in the future: for good. Read with the row, under the same lock.
ALTER TABLE bidders
  ADD COLUMN struck_until timestamptz,
  ADD COLUMN standing_version integer NOT NULL DEFAULT 0 CONSTRAINT bidders_standing_not_negative CHECK (standing_version >= 0);

CREATE TABLE bidding_blocks (
  id uuid CONSTRAINT bidding_blocks_pkey PRIMARY KEY,
  bidder_id uuid NOT NULL CONSTRAINT bidding_blocks_bidder_exists REFERENCES bidders (id),
  since timestamptz NOT NULL,
  -- Null: for good.
  until timestamptz CONSTRAINT bidding_blocks_end_after_begin CHECK (until > since),
  lifted_at timestamptz CONSTRAINT bidding_blocks_lifted_after CHECK (lifted_at >= since),
  CONSTRAINT bidding_blocks_of_bidder UNIQUE (id, bidder_id)
);
COMMENT ON TABLE bidding_blocks IS 'Times in which somebody may not take part, because of too many lots won and not paid for.';
CREATE INDEX bidding_blocks_by_bidder ON bidding_blocks (bidder_id, id DESC);

CREATE TABLE strikes (
  id uuid CONSTRAINT strikes_pkey PRIMARY KEY,
  entry_id uuid NOT NULL CONSTRAINT strikes_entry_exists REFERENCES entries (id) CONSTRAINT strikes_once_per_entry UNIQUE,
  bidder_id uuid NOT NULL CONSTRAINT strikes_bidder_exists REFERENCES bidders (id),
  given_at timestamptz NOT NULL,
  -- The block that it was counted for; null: it counts towards the next.
  block_id uuid,
  lifted_at timestamptz CONSTRAINT strikes_lifted_after CHECK (lifted_at >= given_at),
  CONSTRAINT strikes_block_of_the_same FOREIGN KEY (block_id, bidder_id) REFERENCES bidding_blocks (id, bidder_id)
);
COMMENT ON TABLE strikes IS 'A lot that was won, or offered to the second, and not paid for in time. Given automatically.';
CREATE INDEX strikes_by_bidder ON strikes (bidder_id, id DESC);
CREATE INDEX strikes_by_block ON strikes (block_id) WHERE block_id IS NOT NULL;

CREATE TABLE strike_appeals (
  strike_id uuid CONSTRAINT strike_appeals_pkey PRIMARY KEY CONSTRAINT strike_appeals_strike_exists REFERENCES strikes (id),
  ground text NOT NULL CONSTRAINT strike_appeals_ground_known CHECK (ground IN ('PAID_IN_TIME', 'BANK_FAILED', 'COULD_NOT_ACT', 'NOT_MINE', 'OTHER')),
  -- Of an inquiry or a rights request in which the person says more; privacy keeps it.
  reference text CONSTRAINT strike_appeals_reference_shape CHECK (reference ~ '^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$'),
  filed_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL CONSTRAINT strike_appeals_due_after CHECK (due_at > filed_at),
  decided_at timestamptz CONSTRAINT strike_appeals_decided_after CHECK (decided_at >= filed_at),
  decided_by uuid,
  outcome text CONSTRAINT strike_appeals_outcome_known CHECK (outcome IN ('LIFTED', 'UPHELD')),
  reason text CONSTRAINT strike_appeals_reason_known CHECK (reason IN ('PAYMENT_FOUND', 'BANK_AT_FAULT', 'HARDSHIP', 'ENTRY_NOT_THEIRS', 'NO_GROUND_SHOWN')),
  CONSTRAINT strike_appeals_decided_whole CHECK (num_nulls(decided_at, decided_by, outcome, reason) IN (0, 4)),
  CONSTRAINT strike_appeals_reason_fits CHECK ((outcome = 'UPHELD') = (reason = 'NO_GROUND_SHOWN'))
);
COMMENT ON TABLE strike_appeals IS 'What somebody says against a strike, in codes, and what a member of staff decided.';
CREATE INDEX strike_appeals_open ON strike_appeals (due_at, strike_id) WHERE decided_at IS NULL;

-- Each step is written once: nobody is given another ground, and nothing that was decided is decided anew.
CREATE FUNCTION strike_appeals_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.decided_at IS NOT NULL OR (NEW.strike_id, NEW.ground, NEW.reference, NEW.filed_at, NEW.due_at) IS DISTINCT FROM
     (OLD.strike_id, OLD.ground, OLD.reference, OLD.filed_at, OLD.due_at) THEN
    RAISE check_violation USING MESSAGE = 'what was appealed and decided stays', CONSTRAINT = 'strike_appeals_written_once', TABLE = 'strike_appeals';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER strike_appeals_written_once BEFORE UPDATE ON strike_appeals FOR EACH ROW EXECUTE FUNCTION strike_appeals_written_once();

INSERT INTO retention_terms (rule, in_force_from, count, unit) VALUES
  ('auction.strikes', '2008-04-18', 3, 'YEARS'),
  ('auction.bidding_blocks', '2008-04-18', 3, 'YEARS');
CREATE OR REPLACE VIEW retention_subjects (rule, subject, since, people, lot, affair) AS
  SELECT 'auction.entries', e.id, l.settled_at, ARRAY[e.bidder_id], l.id, NULL::uuid
    FROM entries e JOIN lots l ON l.id = e.lot_id WHERE e.bidder_id IS NOT NULL
  UNION ALL SELECT 'auction.bank_orders', o.id, l.settled_at, ARRAY[e.bidder_id], l.id, NULL
    FROM bank_orders o JOIN entries e ON e.id = o.entry_id JOIN lots l ON l.id = o.lot_id WHERE o.state NOT IN ('REFUND_DUE', 'REFUND_ASKED')
  UNION ALL SELECT 'auction.strikes', s.id, s.given_at, ARRAY[s.bidder_id], e.lot_id, NULL
    FROM strikes s JOIN entries e ON e.id = s.entry_id
    WHERE NOT EXISTS (SELECT FROM strike_appeals a WHERE a.strike_id = s.id AND a.decided_at IS NULL)
      AND NOT EXISTS (SELECT FROM bidding_blocks b WHERE b.id = s.block_id AND b.lifted_at IS NULL AND (b.until IS NULL OR b.until > app_now()))
  -- A block for good stays as long as the account.
  UNION ALL SELECT 'auction.bidding_blocks', b.id, coalesce(b.lifted_at, b.until), ARRAY[b.bidder_id], NULL, NULL
    FROM bidding_blocks b WHERE NOT EXISTS (SELECT FROM strikes s WHERE s.block_id = b.id)
  UNION ALL SELECT 'auction.dead_letters', event_id, resolved_at, NULL, NULL, NULL FROM dead_letters
  UNION ALL SELECT 'auction.republish_requests', id, finished_at, NULL, NULL, NULL FROM republish_requests
  UNION ALL SELECT 'auction.legal_holds', id, lifted_at, NULL, NULL, NULL FROM legal_holds;
