-- Plates, lots, bidders, entries, bids and the orders at the bank. Amounts in tyiyn; constraints carry the name of their rule.

-- The rules under which new lots are announced. A new default is a new row; a published lot keeps its copy.
CREATE TABLE auction_policies (
  version integer CONSTRAINT auction_policies_pkey PRIMARY KEY CONSTRAINT auction_policies_from_one CHECK (version > 0),
  effective_at timestamptz NOT NULL,
  step bigint NOT NULL CONSTRAINT auction_policies_step_positive CHECK (step > 0),
  deposit_share_bp integer NOT NULL CONSTRAINT auction_policies_deposit_share CHECK (deposit_share_bp BETWEEN 1 AND 9999),
  payment_days integer NOT NULL CONSTRAINT auction_policies_payment_days CHECK (payment_days BETWEEN 1 AND 90),
  require_verified_pin boolean NOT NULL,
  jump_limit_steps integer NOT NULL CONSTRAINT auction_policies_jump_limit CHECK (jump_limit_steps > 0),
  soft_close_window_s integer NOT NULL CONSTRAINT auction_policies_window CHECK (soft_close_window_s >= 0),
  soft_close_extension_s integer NOT NULL CONSTRAINT auction_policies_extension CHECK (soft_close_extension_s >= 0),
  hard_stop_s integer NOT NULL CONSTRAINT auction_policies_hard_stop CHECK (hard_stop_s >= 0)
);
COMMENT ON TABLE auction_policies IS 'Default rules for new lots, by version.';
INSERT INTO auction_policies VALUES (1, '2016-01-01T00:00:00Z', 50000, 1000, 5, true, 10, 300, 300, 7200);

CREATE TABLE plates (
  id uuid CONSTRAINT plates_pkey PRIMARY KEY,
  region text NOT NULL CONSTRAINT plates_region_known CHECK (region ~ '^0[1-9]$'),
  digits text NOT NULL CONSTRAINT plates_three_digits CHECK (digits ~ '^[0-9]{3}$'),
  letters text NOT NULL CONSTRAINT plates_three_letters CHECK (letters ~ '^[A-Z]{3}$'),
  created_at timestamptz NOT NULL DEFAULT app_now(),
  CONSTRAINT plates_number_once UNIQUE (region, digits, letters),
  CONSTRAINT plates_copied_whole UNIQUE (id, region, digits, letters)
);
COMMENT ON TABLE plates IS 'Combinations that were ever offered.';

CREATE TABLE lots (
  id uuid CONSTRAINT lots_pkey PRIMARY KEY,
  plate_id uuid NOT NULL,
  -- Copied from the plate, and held to it by the key below: a catalogue page reads one table.
  region text NOT NULL,
  digits text NOT NULL,
  letters text NOT NULL,
  sale_mode text NOT NULL CONSTRAINT lots_sale_mode_known CHECK (sale_mode IN ('AUCTION', 'FIXED_PRICE')),
  state text NOT NULL CONSTRAINT lots_state_known CHECK (state IN ('PLANNED', 'OPEN', 'PAUSED', 'CLOSED',
    'AWAITING_PAYMENT', 'OFFERED_TO_SECOND', 'RESERVED', 'SOLD', 'UNSOLD', 'CANCELLED')),
  policy_version integer NOT NULL CONSTRAINT lots_policy_known REFERENCES auction_policies (version),
  policy_step bigint NOT NULL CONSTRAINT lots_step_positive CHECK (policy_step > 0),
  policy_deposit_share_bp integer NOT NULL,
  policy_payment_days integer NOT NULL,
  policy_require_verified_pin boolean NOT NULL,
  policy_jump_limit_steps integer NOT NULL,
  policy_soft_close_window_s integer NOT NULL,
  policy_soft_close_extension_s integer NOT NULL,
  policy_hard_stop_s integer NOT NULL,
  start_price bigint NOT NULL CONSTRAINT lots_start_price_positive CHECK (start_price > 0),
  deposit bigint NOT NULL,
  current_price bigint,
  leading_entry_id uuid,
  leading_bidder_number integer,
  bid_count integer NOT NULL DEFAULT 0 CONSTRAINT lots_bid_count_not_negative CHECK (bid_count >= 0),
  -- The sequence of the last bid; null before the first, so that the key to the log binds only then.
  last_sequence integer GENERATED ALWAYS AS (nullif(bid_count, 0)) STORED,
  opens_at timestamptz NOT NULL,
  closes_at timestamptz NOT NULL,
  hard_stop_at timestamptz NOT NULL,
  closed_at timestamptz,
  payment_due_at timestamptz,
  settled_at timestamptz,
  cancel_reason text CONSTRAINT lots_cancel_reason_short CHECK (length(cancel_reason) BETWEEN 1 AND 500),
  version integer NOT NULL CONSTRAINT lots_version_positive CHECK (version > 0),
  created_at timestamptz NOT NULL DEFAULT app_now(),
  created_by uuid NOT NULL,
  CONSTRAINT lots_plate_as_copied FOREIGN KEY (plate_id, region, digits, letters)
    REFERENCES plates (id, region, digits, letters),
  CONSTRAINT lots_deposit_below_price CHECK (deposit > 0 AND deposit < start_price),
  CONSTRAINT lots_price_from_start CHECK (current_price >= start_price),
  CONSTRAINT lots_leader_whole CHECK (
    (bid_count = 0 AND current_price IS NULL AND leading_entry_id IS NULL AND leading_bidder_number IS NULL) OR
    (bid_count > 0 AND current_price IS NOT NULL AND leading_entry_id IS NOT NULL AND leading_bidder_number IS NOT NULL)),
  CONSTRAINT lots_times_in_order CHECK (opens_at < closes_at AND closes_at <= hard_stop_at),
  CONSTRAINT lots_closed_has_time CHECK ((state IN ('PLANNED', 'OPEN', 'PAUSED', 'RESERVED', 'CANCELLED')) OR closed_at IS NOT NULL),
  CONSTRAINT lots_awaiting_has_due CHECK (state <> 'AWAITING_PAYMENT' OR payment_due_at IS NOT NULL),
  CONSTRAINT lots_settled_has_time CHECK ((state IN ('SOLD', 'UNSOLD', 'CANCELLED')) = (settled_at IS NOT NULL)),
  CONSTRAINT lots_sold_has_leader CHECK (state NOT IN ('AWAITING_PAYMENT', 'SOLD') OR bid_count > 0 OR sale_mode = 'FIXED_PRICE'),
  CONSTRAINT lots_cancelled_has_reason CHECK ((state = 'CANCELLED') = (cancel_reason IS NOT NULL))
);
COMMENT ON TABLE lots IS 'What is offered; the row is the lock under which everything about a lot is decided.';
-- A combination is on offer or sold once at a time.
CREATE UNIQUE INDEX lots_plate_offered_once ON lots (plate_id) WHERE state NOT IN ('UNSOLD', 'CANCELLED');
-- Catalogue pages, newest first.
CREATE INDEX lots_by_state ON lots (state, id DESC);
CREATE INDEX lots_by_region ON lots (region, state, id DESC);
CREATE INDEX lots_by_digits ON lots (digits, id DESC);
CREATE INDEX lots_by_letters ON lots (letters, id DESC);
-- The timekeeper's three questions.
CREATE INDEX lots_due_to_open ON lots (opens_at) WHERE state = 'PLANNED';
CREATE INDEX lots_due_to_close ON lots (closes_at) WHERE state = 'OPEN';
CREATE INDEX lots_due_to_pay ON lots (payment_due_at) WHERE state = 'AWAITING_PAYMENT';

CREATE TABLE bidders (
  id uuid CONSTRAINT bidders_pkey PRIMARY KEY,
  account_version bigint NOT NULL DEFAULT 0,
  status text NOT NULL DEFAULT 'ACTIVE' CONSTRAINT bidders_status_known CHECK (status IN ('ACTIVE', 'BLOCKED', 'ERASED')),
  pin_verified boolean NOT NULL DEFAULT false,
  disputed boolean NOT NULL DEFAULT false,
  consent_epoch integer NOT NULL DEFAULT 0 CONSTRAINT bidders_epoch_not_negative CHECK (consent_epoch >= 0),
  -- Null: no consent yet, or withdrawn.
  consent_edition integer CONSTRAINT bidders_consent_has_epoch CHECK (consent_edition IS NULL OR (consent_edition > 0 AND consent_epoch > 0))
);
COMMENT ON TABLE bidders IS 'Projection: who may bid, from consent and account facts. Locked after the lot, in the order of id.';

CREATE TABLE editions (
  number integer CONSTRAINT editions_pkey PRIMARY KEY CONSTRAINT editions_from_one CHECK (number > 0),
  effective_at timestamptz NOT NULL,
  material boolean NOT NULL
);
COMMENT ON TABLE editions IS 'Projection: editions of the policy, stored ahead; which one is in force is asked of app_now().';

CREATE SEQUENCE certificate_numbers AS bigint;
CREATE TABLE entries (
  id uuid CONSTRAINT entries_pkey PRIMARY KEY,
  lot_id uuid NOT NULL CONSTRAINT entries_lot_exists REFERENCES lots (id),
  bidder_id uuid NOT NULL CONSTRAINT entries_bidder_exists REFERENCES bidders (id),
  bidder_number integer NOT NULL CONSTRAINT entries_number_five_digits CHECK (bidder_number BETWEEN 10000 AND 99999),
  state text NOT NULL CONSTRAINT entries_state_known CHECK (state IN ('DEPOSIT_DUE', 'ENTERED', 'LEADING', 'OUTBID',
    'WON', 'PAID', 'RELEASED', 'FORFEITED')),
  certificate_number text CONSTRAINT entries_certificate_once UNIQUE,
  certificate_issued_at timestamptz,
  version integer NOT NULL CONSTRAINT entries_version_positive CHECK (version > 0),
  created_at timestamptz NOT NULL DEFAULT app_now(),
  CONSTRAINT entries_once_per_bidder_and_lot UNIQUE (lot_id, bidder_id),
  CONSTRAINT entries_number_once_per_lot UNIQUE (lot_id, bidder_number),
  CONSTRAINT entries_whole UNIQUE (lot_id, id, bidder_number),
  CONSTRAINT entries_paid_has_certificate CHECK (
    (state = 'PAID') = (certificate_number IS NOT NULL) AND (certificate_number IS NULL) = (certificate_issued_at IS NULL)),
  -- Deferrable, so that leading passes from one row to another within one statement.
  CONSTRAINT entries_one_leader EXCLUDE USING btree (lot_id WITH =) WHERE (state = 'LEADING') DEFERRABLE INITIALLY IMMEDIATE,
  CONSTRAINT entries_one_winner EXCLUDE USING btree (lot_id WITH =) WHERE (state IN ('WON', 'PAID')) DEFERRABLE INITIALLY IMMEDIATE
);
COMMENT ON TABLE entries IS 'One citizen in one lot, under a random number. The link from number to citizen stands here only.';
CREATE INDEX entries_by_bidder ON entries (bidder_id, id DESC);

CREATE TABLE bids (
  id uuid CONSTRAINT bids_pkey PRIMARY KEY,
  lot_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  bidder_number integer NOT NULL,
  sequence integer NOT NULL,
  amount bigint NOT NULL,
  step bigint NOT NULL CONSTRAINT bids_step_positive CHECK (step > 0),
  previous_sequence integer GENERATED ALWAYS AS (nullif(sequence - 1, 0)) STORED,
  previous_amount bigint,
  automatic boolean NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT bids_sequence_once UNIQUE (lot_id, sequence),
  CONSTRAINT bids_sequence_from_one CHECK (sequence > 0),
  CONSTRAINT bids_as_logged UNIQUE (lot_id, sequence, amount),
  -- Each bid names the one before it: no gap, no fork, and the price rises by at least the step.
  CONSTRAINT bids_follow_the_last FOREIGN KEY (lot_id, previous_sequence, previous_amount) REFERENCES bids (lot_id, sequence, amount),
  CONSTRAINT bids_amount_rises CHECK (CASE WHEN sequence = 1 THEN previous_amount IS NULL AND amount > 0
    ELSE previous_amount IS NOT NULL AND amount >= previous_amount + step END),
  CONSTRAINT bids_by_an_entry FOREIGN KEY (lot_id, entry_id, bidder_number) REFERENCES entries (lot_id, id, bidder_number)
);
COMMENT ON TABLE bids IS 'The log of accepted bids. Append-only.';
ALTER TABLE lots
  ADD CONSTRAINT lots_price_is_the_last_bid FOREIGN KEY (id, last_sequence, current_price) REFERENCES bids (lot_id, sequence, amount),
  ADD CONSTRAINT lots_leader_is_an_entry FOREIGN KEY (id, leading_entry_id, leading_bidder_number) REFERENCES entries (lot_id, id, bidder_number);

CREATE TABLE bid_answers (
  bidder_id uuid NOT NULL,
  key text NOT NULL CONSTRAINT bid_answers_key_short CHECK (length(key) BETWEEN 1 AND 64),
  lot_id uuid NOT NULL CONSTRAINT bid_answers_lot_exists REFERENCES lots (id),
  body_hash text NOT NULL,
  answer jsonb NOT NULL,
  decided_at timestamptz NOT NULL DEFAULT app_now(),
  CONSTRAINT bid_answers_pkey PRIMARY KEY (bidder_id, key)
);
COMMENT ON TABLE bid_answers IS 'Answers decided under the lock, given again for the same key until the lot is settled.';
CREATE INDEX bid_answers_by_lot ON bid_answers (lot_id);

CREATE TABLE bank_orders (
  -- The opaque id the bank knows; it says nothing of lot or person.
  id uuid CONSTRAINT bank_orders_pkey PRIMARY KEY,
  entry_id uuid NOT NULL CONSTRAINT bank_orders_entry_exists REFERENCES entries (id),
  lot_id uuid NOT NULL CONSTRAINT bank_orders_lot_exists REFERENCES lots (id),
  purpose text NOT NULL CONSTRAINT bank_orders_purpose_known CHECK (purpose IN ('DEPOSIT', 'PAYMENT')),
  provider text NOT NULL,
  amount bigint NOT NULL CONSTRAINT bank_orders_amount_positive CHECK (amount > 0),
  state text NOT NULL CONSTRAINT bank_orders_state_known CHECK (state IN ('REQUESTED', 'PLACED', 'PAID', 'APPLIED',
    'FORFEITED', 'REFUND_DUE', 'REFUND_ASKED', 'REFUNDED')),
  url text,
  attempts integer NOT NULL DEFAULT 0,
  -- When the bank is to be asked (again); null when nothing is to be asked of it.
  ask_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT app_now(),
  paid_at timestamptz,
  refunded_at timestamptz,
  CONSTRAINT bank_orders_once_per_purpose UNIQUE (entry_id, purpose),
  CONSTRAINT bank_orders_placed_has_url CHECK (state <> 'PLACED' OR url IS NOT NULL),
  CONSTRAINT bank_orders_money_has_time CHECK (state IN ('REQUESTED', 'PLACED') = (paid_at IS NULL)),
  CONSTRAINT bank_orders_refund_has_time CHECK ((state = 'REFUNDED') = (refunded_at IS NOT NULL)),
  CONSTRAINT bank_orders_only_deposits_forfeit CHECK (state NOT IN ('APPLIED', 'FORFEITED') OR purpose = 'DEPOSIT')
);
COMMENT ON TABLE bank_orders IS 'Deposits and payments at the bank, and what the bank is still to be asked for.';
CREATE INDEX bank_orders_to_ask ON bank_orders (ask_at) WHERE ask_at IS NOT NULL;

CREATE TABLE bank_events (
  provider text NOT NULL,
  event_id text NOT NULL,
  order_id uuid NOT NULL CONSTRAINT bank_events_order_exists REFERENCES bank_orders (id),
  kind text NOT NULL CONSTRAINT bank_events_kind_known CHECK (kind IN ('paid', 'refunded')),
  received_at timestamptz NOT NULL DEFAULT app_now(),
  CONSTRAINT bank_events_pkey PRIMARY KEY (provider, event_id)
);
COMMENT ON TABLE bank_events IS 'What the bank reported, once each: a replay finds its row and changes nothing.';

-- A lot walks only along these steps.
CREATE TABLE lot_transitions (
  from_state text NOT NULL,
  to_state text NOT NULL,
  CONSTRAINT lot_transitions_pkey PRIMARY KEY (from_state, to_state)
);
COMMENT ON TABLE lot_transitions IS 'The states a lot may go to from each state.';
INSERT INTO lot_transitions VALUES
  ('PLANNED', 'OPEN'), ('PLANNED', 'CANCELLED'),
  ('OPEN', 'PAUSED'), ('OPEN', 'CLOSED'), ('OPEN', 'CANCELLED'), ('OPEN', 'RESERVED'),
  ('PAUSED', 'OPEN'), ('PAUSED', 'CANCELLED'),
  ('RESERVED', 'OPEN'), ('RESERVED', 'SOLD'),
  ('OPEN', 'AWAITING_PAYMENT'), ('OPEN', 'UNSOLD'),
  ('CLOSED', 'AWAITING_PAYMENT'), ('CLOSED', 'UNSOLD'),
  ('AWAITING_PAYMENT', 'SOLD'), ('AWAITING_PAYMENT', 'UNSOLD'), ('AWAITING_PAYMENT', 'OFFERED_TO_SECOND'),
  ('OFFERED_TO_SECOND', 'AWAITING_PAYMENT'), ('OFFERED_TO_SECOND', 'UNSOLD');

CREATE FUNCTION lots_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
  IF (NEW.plate_id, NEW.sale_mode, NEW.start_price, NEW.deposit, NEW.policy_version, NEW.policy_step, NEW.policy_deposit_share_bp,
      NEW.policy_payment_days, NEW.policy_require_verified_pin, NEW.policy_jump_limit_steps, NEW.policy_soft_close_window_s,
      NEW.policy_soft_close_extension_s, NEW.policy_hard_stop_s, NEW.hard_stop_at) IS DISTINCT FROM
     (OLD.plate_id, OLD.sale_mode, OLD.start_price, OLD.deposit, OLD.policy_version, OLD.policy_step, OLD.policy_deposit_share_bp,
      OLD.policy_payment_days, OLD.policy_require_verified_pin, OLD.policy_jump_limit_steps, OLD.policy_soft_close_window_s,
      OLD.policy_soft_close_extension_s, OLD.policy_hard_stop_s, OLD.hard_stop_at) THEN
    RAISE check_violation USING MESSAGE = 'the terms of a published lot never change', CONSTRAINT = 'lots_terms_frozen', TABLE = 'lots';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER lots_guard BEFORE UPDATE ON lots FOR EACH ROW EXECUTE FUNCTION lots_guard();

CREATE FUNCTION bids_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE check_violation USING MESSAGE = 'the log of bids is append-only', CONSTRAINT = 'bids_append_only', TABLE = 'bids';
END $$;
CREATE TRIGGER bids_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON bids FOR EACH STATEMENT EXECUTE FUNCTION bids_append_only();

-- One look per batch, not per row: whatever wrote the bids, the lot was open and its time had come and not passed.
CREATE FUNCTION bids_only_while_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM added b JOIN lots l ON l.id = b.lot_id
             WHERE l.state <> 'OPEN' OR b.at < l.opens_at OR b.at >= l.closes_at) THEN
    RAISE check_violation USING MESSAGE = 'a bid outside the time of its lot', CONSTRAINT = 'bids_only_while_open', TABLE = 'bids';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER bids_only_while_open AFTER INSERT ON bids REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION bids_only_while_open();
