-- Generated from the migrations by `pnpm generate`. Do not edit.

CREATE OR REPLACE FUNCTION public.app_now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 PARALLEL SAFE
AS $function$ SELECT clock_timestamp() $function$;

CREATE OR REPLACE FUNCTION public.bank_orders_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF (NEW.entry_id, NEW.lot_id, NEW.purpose, NEW.provider, NEW.amount) IS DISTINCT FROM (OLD.entry_id, OLD.lot_id, OLD.purpose, OLD.provider, OLD.amount) THEN
    RAISE check_violation USING MESSAGE = 'what an order is for never changes', CONSTRAINT = 'bank_orders_frozen', TABLE = 'bank_orders';
  END IF;
  IF NEW.state <> OLD.state AND NOT EXISTS (
      SELECT 1 FROM order_transitions t WHERE t.from_state = OLD.state AND t.to_state = NEW.state) THEN
    RAISE check_violation USING MESSAGE = 'an order does not go from ' || OLD.state || ' to ' || NEW.state, CONSTRAINT = 'bank_orders_state_walk', TABLE = 'bank_orders';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.bank_orders_post()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  -- From where, to where; the bank stands for the world outside.
  source text := coalesce(CASE WHEN TG_OP = 'UPDATE' THEN money_place(OLD.purpose, OLD.state) END, 'BANK');
  target text := coalesce(money_place(NEW.purpose, NEW.state), 'BANK');
  moved uuid := gen_random_uuid();
BEGIN
  IF source <> target THEN
    INSERT INTO money_postings (movement, order_id, account, amount, at)
      VALUES (moved, NEW.id, source, NEW.amount, app_now()), (moved, NEW.id, target, -NEW.amount, app_now());
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.bids_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE check_violation USING MESSAGE = 'the log of bids is append-only', CONSTRAINT = 'bids_append_only', TABLE = 'bids';
END $function$;

CREATE OR REPLACE FUNCTION public.bids_only_while_open()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF EXISTS (SELECT 1 FROM added b JOIN lots l ON l.id = b.lot_id
             WHERE l.state <> 'OPEN' OR b.at < l.opens_at OR b.at >= l.closes_at) THEN
    RAISE check_violation USING MESSAGE = 'a bid outside the time of its lot', CONSTRAINT = 'bids_only_while_open', TABLE = 'bids';
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.combination_class(combination text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  SELECT CASE
    WHEN ascii($1) = ascii(substr($1, 2)) AND ascii($1) = ascii(substr($1, 3)) THEN 'ALL_EQUAL'
    WHEN substr($1, 2) = '00' THEN 'ROUND'
    WHEN ascii($1) = ascii(substr($1, 3)) THEN 'MIRRORED'
    WHEN ascii(substr($1, 2)) = ascii($1) + 1 AND ascii(substr($1, 3)) = ascii($1) + 2 THEN 'ASCENDING'
    WHEN ascii(substr($1, 2)) = ascii($1) - 1 AND ascii(substr($1, 3)) = ascii($1) - 2 THEN 'DESCENDING'
    WHEN ascii($1) = ascii(substr($1, 2)) OR ascii(substr($1, 2)) = ascii(substr($1, 3)) THEN 'PAIR'
  END
$function$;

CREATE OR REPLACE FUNCTION public.entries_stay_with_their_bidder()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NEW.bidder_id IS NULL AND retention_permitted('auction.entries', OLD.id) THEN RETURN NEW; END IF;
  RAISE check_violation USING MESSAGE = 'an entry stays with its bidder', CONSTRAINT = 'entries_stay_with_their_bidder', TABLE = 'entries';
END $function$;

CREATE OR REPLACE FUNCTION public.erased_stay_erased()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  person uuid := to_jsonb(NEW) ->> TG_ARGV[0];
BEGIN
  IF person IS NULL THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock_shared(hashtextextended(person::text, 7));
  IF EXISTS (SELECT 1 FROM persons_erased WHERE citizen_id = person) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.lots_auction_is_sold_after_its_close()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE check_violation USING MESSAGE = 'a lot of an auction is sold after its close', CONSTRAINT = 'lots_state_walk', TABLE = 'lots';
END $function$;

CREATE OR REPLACE FUNCTION public.lots_bands_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE check_violation USING MESSAGE = 'the terms of a published lot never change', CONSTRAINT = 'lots_terms_frozen', TABLE = 'lots';
END $function$;

CREATE OR REPLACE FUNCTION public.lots_guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION public.lots_reserved_by_somebody()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION public.lots_second_bid_so()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM bids b WHERE b.lot_id = NEW.id AND b.entry_id = NEW.second_entry_id AND b.amount = NEW.second_price)
     OR EXISTS (SELECT 1 FROM bids b WHERE b.lot_id = NEW.id AND b.amount > NEW.second_price AND b.entry_id <> NEW.leading_entry_id) THEN
    RAISE check_violation USING MESSAGE = 'the second is not who bid highest after the winner', CONSTRAINT = 'lots_second_bid_so', TABLE = 'lots';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.maximum_bids_of_the_leader()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION public.money_place(purpose text, state text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  SELECT CASE state
    WHEN 'PAID' THEN CASE purpose WHEN 'DEPOSIT' THEN 'DEPOSITS_HELD' ELSE 'SALES' END
    WHEN 'APPLIED' THEN 'SALES'
    WHEN 'FORFEITED' THEN 'FORFEITED_DEPOSITS'
    WHEN 'REFUND_DUE' THEN 'REFUNDS_OWED'
    WHEN 'REFUND_ASKED' THEN 'REFUNDS_OWED'
  END
$function$;

CREATE OR REPLACE FUNCTION public.money_postings_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF retention_permitted('auction.bank_orders', OLD.order_id) THEN RETURN OLD; END IF;
  END IF;
  RAISE check_violation USING MESSAGE = 'the books are append-only', CONSTRAINT = 'money_postings_append_only', TABLE = 'money_postings';
END $function$;

CREATE OR REPLACE FUNCTION public.money_postings_balance()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF (SELECT count(*) <> 2 OR sum(amount) <> 0 FROM money_postings WHERE movement = NEW.movement) THEN
    RAISE check_violation USING MESSAGE = 'a movement of money does not come to nothing', CONSTRAINT = 'money_postings_balance', TABLE = 'money_postings';
  END IF;
  IF EXISTS (
    SELECT 1 FROM bank_orders o LEFT JOIN (
        SELECT account, sum(amount) AS amount FROM money_postings WHERE order_id = NEW.order_id GROUP BY account) AS p ON true
      WHERE o.id = NEW.order_id AND coalesce(p.amount, 0) <> CASE
        WHEN money_place(o.purpose, o.state) IS NULL THEN 0
        WHEN p.account = 'BANK' THEN o.amount
        WHEN p.account = money_place(o.purpose, o.state) THEN -o.amount ELSE 0 END) THEN
    RAISE check_violation USING MESSAGE = 'the money of an order does not stand where the order says', CONSTRAINT = 'money_postings_as_the_order_says', TABLE = 'money_postings';
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.protocols_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE check_violation USING MESSAGE = 'a protocol is append-only', CONSTRAINT = 'protocols_append_only', TABLE = TG_TABLE_NAME;
END $function$;

CREATE OR REPLACE FUNCTION public.protocols_sealed_once()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF OLD.seal IS NOT NULL OR (NEW.lot_id, NEW.lines, NEW.last_sequence, NEW.chain_sha256) IS DISTINCT FROM
     (OLD.lot_id, OLD.lines, OLD.last_sequence, OLD.chain_sha256) THEN
    RAISE check_violation USING MESSAGE = 'a protocol is sealed once', CONSTRAINT = 'protocols_sealed_once', TABLE = 'protocols';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.retention_cutoff(wanted text)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE
AS $function$
DECLARE
  term retention_terms%ROWTYPE;
  now timestamptz := app_now();
BEGIN
  SELECT * INTO term FROM retention_terms t
  WHERE t.rule = wanted AND t.in_force_from <= (now AT TIME ZONE 'Asia/Bishkek')::date ORDER BY t.in_force_from DESC LIMIT 1;
  RETURN now - CASE term.unit WHEN 'DAYS' THEN make_interval(days => term.count) WHEN 'YEARS' THEN make_interval(years => term.count) END;
END $function$;

CREATE OR REPLACE FUNCTION public.retention_held(people uuid[], lot uuid, affair uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  SELECT EXISTS (SELECT FROM legal_holds h WHERE h.lifted_at IS NULL AND (
    (h.scope = 'PERSON' AND h.subject = ANY (people)) OR (h.scope = 'LOT' AND h.subject = lot) OR (h.scope = 'CASE' AND h.subject = affair)))
$function$;

CREATE OR REPLACE FUNCTION public.retention_permits_are_due()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  cutoff timestamptz := retention_cutoff(NEW.rule);
BEGIN
  IF NOT EXISTS (SELECT FROM retention_subjects s WHERE s.rule = NEW.rule AND s.subject = NEW.subject AND s.since <= cutoff
                 AND NOT retention_held(s.people, s.lot, s.affair)) THEN
    RAISE EXCEPTION 'not due, or held' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'retention_permits_are_due';
  END IF;
  NEW.transaction := pg_current_xact_id();
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.retention_permitted(wanted text, wanted_subject uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  SELECT EXISTS (SELECT FROM retention_permits p
    WHERE p.rule = wanted AND p.subject = wanted_subject AND p.transaction = pg_current_xact_id())
$function$;

CREATE OR REPLACE FUNCTION public.retention_runs_stay()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_LEVEL = 'ROW' AND TG_OP = 'UPDATE' AND OLD.finished_at IS NULL THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'what a run did is on record' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'retention_runs_stay';
END $function$;

CREATE OR REPLACE FUNCTION public.retention_terms_stay()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'a term is followed by another, never changed' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'retention_terms_stay';
END $function$;

CREATE OR REPLACE FUNCTION public.rises(numbers bigint[])
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$
  SELECT coalesce(bool_and(coalesce(n > before, n > 0)), true)
  FROM (SELECT n, lag(n) OVER (ORDER BY place) AS before FROM unnest(numbers) WITH ORDINALITY AS u (n, place)) AS pairs
$function$;

CREATE OR REPLACE FUNCTION public.strike_appeals_written_once()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF OLD.decided_at IS NOT NULL OR (NEW.strike_id, NEW.ground, NEW.reference, NEW.filed_at, NEW.due_at) IS DISTINCT FROM
     (OLD.strike_id, OLD.ground, OLD.reference, OLD.filed_at, OLD.due_at) THEN
    RAISE check_violation USING MESSAGE = 'what was appealed and decided stays', CONSTRAINT = 'strike_appeals_written_once', TABLE = 'strike_appeals';
  END IF;
  RETURN NEW;
END $function$;

CREATE TABLE agreement_editions (
  number integer NOT NULL,
  effective_at timestamp with time zone NOT NULL,
  material boolean NOT NULL,
  CONSTRAINT agreement_editions_from_one CHECK ((number > 0)),
  CONSTRAINT agreement_editions_pkey PRIMARY KEY (number)
);

CREATE TABLE auction_policies (
  version integer NOT NULL,
  effective_at timestamp with time zone NOT NULL,
  step bigint NOT NULL,
  deposit_share_bp integer NOT NULL,
  payment_days integer NOT NULL,
  require_verified_pin boolean NOT NULL,
  jump_limit_steps integer NOT NULL,
  soft_close_window_s integer NOT NULL,
  soft_close_extension_s integer NOT NULL,
  hard_stop_s integer NOT NULL,
  band_starts bigint[] NOT NULL DEFAULT '{}'::bigint[],
  band_steps bigint[] NOT NULL DEFAULT '{}'::bigint[],
  second_offer boolean NOT NULL DEFAULT false,
  reminder_hours integer[] NOT NULL DEFAULT '{}'::integer[],
  strike_limit integer NOT NULL DEFAULT 0,
  strike_block_months integer NOT NULL DEFAULT 6,
  reservation_s integer NOT NULL DEFAULT 900,
  CONSTRAINT auction_policies_band_steps_positive CHECK ((0 < ALL (band_steps))),
  CONSTRAINT auction_policies_bands_known CHECK (((array_position(band_starts, NULL::bigint) IS NULL) AND (array_position(band_steps, NULL::bigint) IS NULL))),
  CONSTRAINT auction_policies_bands_rise CHECK (rises(band_starts)),
  CONSTRAINT auction_policies_bands_whole CHECK ((cardinality(band_starts) = cardinality(band_steps))),
  CONSTRAINT auction_policies_deposit_share CHECK (((deposit_share_bp >= 1) AND (deposit_share_bp <= 9999))),
  CONSTRAINT auction_policies_extension CHECK ((soft_close_extension_s >= 0)),
  CONSTRAINT auction_policies_from_one CHECK ((version > 0)),
  CONSTRAINT auction_policies_hard_stop CHECK ((hard_stop_s >= 0)),
  CONSTRAINT auction_policies_jump_limit CHECK ((jump_limit_steps > 0)),
  CONSTRAINT auction_policies_payment_days CHECK (((payment_days >= 1) AND (payment_days <= 90))),
  CONSTRAINT auction_policies_reminders_before_the_end CHECK ((0 < ALL (reminder_hours))),
  CONSTRAINT auction_policies_reservation CHECK (((reservation_s >= 60) AND (reservation_s <= 86400))),
  CONSTRAINT auction_policies_step_positive CHECK ((step > 0)),
  CONSTRAINT auction_policies_steps_rise CHECK (rises((step || band_steps))) NOT VALID,
  CONSTRAINT auction_policies_strike_block CHECK (((strike_block_months >= 1) AND (strike_block_months <= 120))),
  CONSTRAINT auction_policies_strike_limit CHECK (((strike_limit >= 0) AND (strike_limit <= 100))),
  CONSTRAINT auction_policies_window CHECK ((soft_close_window_s >= 0)),
  CONSTRAINT auction_policies_pkey PRIMARY KEY (version)
);

CREATE TABLE bank_events (
  provider text NOT NULL,
  event_id text NOT NULL,
  order_id uuid NOT NULL,
  kind text NOT NULL,
  received_at timestamp with time zone NOT NULL DEFAULT app_now(),
  CONSTRAINT bank_events_kind_known CHECK ((kind = ANY (ARRAY['paid'::text, 'refunded'::text]))),
  CONSTRAINT bank_events_order_exists FOREIGN KEY (order_id) REFERENCES bank_orders(id),
  CONSTRAINT bank_events_pkey PRIMARY KEY (provider, event_id)
);

CREATE TABLE bank_orders (
  id uuid NOT NULL,
  entry_id uuid NOT NULL,
  lot_id uuid NOT NULL,
  purpose text NOT NULL,
  provider text NOT NULL,
  amount bigint NOT NULL,
  state text NOT NULL,
  url text,
  attempts integer NOT NULL DEFAULT 0,
  ask_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL DEFAULT app_now(),
  paid_at timestamp with time zone,
  refunded_at timestamp with time zone,
  CONSTRAINT bank_orders_amount_positive CHECK ((amount > 0)),
  CONSTRAINT bank_orders_money_has_time CHECK (((state = ANY (ARRAY['REQUESTED'::text, 'PLACED'::text])) = (paid_at IS NULL))),
  CONSTRAINT bank_orders_only_deposits_forfeit CHECK (((state <> ALL (ARRAY['APPLIED'::text, 'FORFEITED'::text])) OR (purpose = 'DEPOSIT'::text))),
  CONSTRAINT bank_orders_placed_has_url CHECK (((state <> 'PLACED'::text) OR (url IS NOT NULL))),
  CONSTRAINT bank_orders_purpose_known CHECK ((purpose = ANY (ARRAY['DEPOSIT'::text, 'PAYMENT'::text]))),
  CONSTRAINT bank_orders_refund_has_time CHECK (((state = 'REFUNDED'::text) = (refunded_at IS NOT NULL))),
  CONSTRAINT bank_orders_state_known CHECK ((state = ANY (ARRAY['REQUESTED'::text, 'PLACED'::text, 'PAID'::text, 'APPLIED'::text, 'FORFEITED'::text, 'REFUND_DUE'::text, 'REFUND_ASKED'::text, 'REFUNDED'::text]))),
  CONSTRAINT bank_orders_entry_exists FOREIGN KEY (entry_id) REFERENCES entries(id),
  CONSTRAINT bank_orders_lot_exists FOREIGN KEY (lot_id) REFERENCES lots(id),
  CONSTRAINT bank_orders_pkey PRIMARY KEY (id),
  CONSTRAINT bank_orders_once_per_purpose EXCLUDE USING btree (entry_id WITH =, purpose WITH =, amount WITH =) WHERE (((state <> 'REFUNDED'::text) AND ((purpose = 'DEPOSIT'::text) OR (state <> ALL (ARRAY['REFUND_DUE'::text, 'REFUND_ASKED'::text]))))),
  CONSTRAINT bank_orders_one_deposit_counts EXCLUDE USING btree (entry_id WITH =) WHERE (((purpose = 'DEPOSIT'::text) AND (state = ANY (ARRAY['PAID'::text, 'APPLIED'::text, 'FORFEITED'::text])))),
  CONSTRAINT bank_orders_one_payment_counts EXCLUDE USING btree (lot_id WITH =) WHERE (((purpose = 'PAYMENT'::text) AND (state = 'PAID'::text)))
);

CREATE TABLE bid_answers (
  bidder_id uuid NOT NULL,
  key text NOT NULL,
  lot_id uuid NOT NULL,
  body_hash text NOT NULL,
  answer jsonb NOT NULL,
  decided_at timestamp with time zone NOT NULL DEFAULT app_now(),
  CONSTRAINT bid_answers_key_short CHECK (((length(key) >= 1) AND (length(key) <= 64))),
  CONSTRAINT bid_answers_lot_exists FOREIGN KEY (lot_id) REFERENCES lots(id),
  CONSTRAINT bid_answers_pkey PRIMARY KEY (bidder_id, key)
);

CREATE TABLE bidders (
  id uuid NOT NULL,
  account_version bigint NOT NULL DEFAULT 0,
  status text NOT NULL DEFAULT 'ACTIVE'::text,
  pin_verified boolean NOT NULL DEFAULT false,
  disputed boolean NOT NULL DEFAULT false,
  consent_epoch integer NOT NULL DEFAULT 0,
  consent_edition integer,
  restriction_version integer NOT NULL DEFAULT 0,
  processing_restricted boolean NOT NULL DEFAULT false,
  agreement_edition integer,
  withdrawn_epoch integer NOT NULL DEFAULT 0,
  struck_until timestamp with time zone,
  standing_version integer NOT NULL DEFAULT 0,
  CONSTRAINT bidders_agreement_from_one CHECK ((agreement_edition > 0)),
  CONSTRAINT bidders_consent_has_epoch CHECK (((consent_edition IS NULL) OR ((consent_edition > 0) AND (consent_epoch > 0)))),
  CONSTRAINT bidders_epoch_not_negative CHECK ((consent_epoch >= 0)),
  CONSTRAINT bidders_restriction_not_negative CHECK ((restriction_version >= 0)),
  CONSTRAINT bidders_standing_not_negative CHECK ((standing_version >= 0)),
  CONSTRAINT bidders_status_known CHECK ((status = ANY (ARRAY['ACTIVE'::text, 'BLOCKED'::text, 'ERASED'::text]))),
  CONSTRAINT bidders_withdrawn_by_then CHECK (((withdrawn_epoch >= 0) AND (withdrawn_epoch <= consent_epoch))),
  CONSTRAINT bidders_pkey PRIMARY KEY (id)
);

CREATE TABLE bidding_blocks (
  id uuid NOT NULL,
  bidder_id uuid NOT NULL,
  since timestamp with time zone NOT NULL,
  until timestamp with time zone,
  lifted_at timestamp with time zone,
  CONSTRAINT bidding_blocks_end_after_begin CHECK ((until > since)),
  CONSTRAINT bidding_blocks_lifted_after CHECK ((lifted_at >= since)),
  CONSTRAINT bidding_blocks_bidder_exists FOREIGN KEY (bidder_id) REFERENCES bidders(id),
  CONSTRAINT bidding_blocks_pkey PRIMARY KEY (id),
  CONSTRAINT bidding_blocks_of_bidder UNIQUE (id, bidder_id)
);

CREATE TABLE bids (
  id uuid NOT NULL,
  lot_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  bidder_number integer NOT NULL,
  sequence integer NOT NULL,
  amount bigint NOT NULL,
  step bigint NOT NULL,
  previous_sequence integer GENERATED ALWAYS AS (NULLIF((sequence - 1), 0)) STORED,
  previous_amount bigint,
  automatic boolean NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT bids_amount_rises CHECK (
CASE
    WHEN (sequence = 1) THEN ((previous_amount IS NULL) AND (amount > 0))
    ELSE ((previous_amount IS NOT NULL) AND (amount >= (previous_amount + step)))
END),
  CONSTRAINT bids_sequence_from_one CHECK ((sequence > 0)),
  CONSTRAINT bids_step_positive CHECK ((step > 0)),
  CONSTRAINT bids_by_an_entry FOREIGN KEY (lot_id, entry_id, bidder_number) REFERENCES entries(lot_id, id, bidder_number),
  CONSTRAINT bids_follow_the_last FOREIGN KEY (lot_id, previous_sequence, previous_amount) REFERENCES bids(lot_id, sequence, amount),
  CONSTRAINT bids_pkey PRIMARY KEY (id),
  CONSTRAINT bids_as_logged UNIQUE (lot_id, sequence, amount),
  CONSTRAINT bids_sequence_once UNIQUE (lot_id, sequence)
);

CREATE TABLE dead_letters (
  consumer text NOT NULL,
  event_id uuid NOT NULL,
  type text NOT NULL,
  subject text NOT NULL,
  headers jsonb NOT NULL,
  payload text NOT NULL,
  attempts integer NOT NULL,
  error text NOT NULL,
  failed_at timestamp with time zone NOT NULL DEFAULT app_now(),
  requeued_at timestamp with time zone,
  resolved_at timestamp with time zone,
  CONSTRAINT dead_letters_pkey PRIMARY KEY (consumer, event_id)
);

CREATE TABLE editions (
  number integer NOT NULL,
  effective_at timestamp with time zone NOT NULL,
  material boolean NOT NULL,
  CONSTRAINT editions_from_one CHECK ((number > 0)),
  CONSTRAINT editions_pkey PRIMARY KEY (number)
);

CREATE TABLE entries (
  id uuid NOT NULL,
  lot_id uuid NOT NULL,
  bidder_id uuid,
  bidder_number integer NOT NULL,
  state text NOT NULL,
  certificate_number text,
  certificate_issued_at timestamp with time zone,
  version integer NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT app_now(),
  agreement_edition integer,
  reserved_until timestamp with time zone,
  reservation_key text,
  CONSTRAINT entries_agreement_from_one CHECK ((agreement_edition > 0)),
  CONSTRAINT entries_number_five_digits CHECK (((bidder_number >= 10000) AND (bidder_number <= 99999))),
  CONSTRAINT entries_paid_has_certificate CHECK ((((state = 'PAID'::text) = (certificate_number IS NOT NULL)) AND ((certificate_number IS NULL) = (certificate_issued_at IS NULL)))),
  CONSTRAINT entries_reservation_key_short CHECK (((length(reservation_key) >= 1) AND (length(reservation_key) <= 64))),
  CONSTRAINT entries_reserved_has_end CHECK (((state <> 'RESERVED'::text) OR (reserved_until IS NOT NULL))),
  CONSTRAINT entries_state_known CHECK ((state = ANY (ARRAY['DEPOSIT_DUE'::text, 'ENTERED'::text, 'LEADING'::text, 'OUTBID'::text, 'WON'::text, 'RESERVED'::text, 'PAID'::text, 'RELEASED'::text, 'FORFEITED'::text]))),
  CONSTRAINT entries_version_positive CHECK ((version > 0)),
  CONSTRAINT entries_bidder_exists FOREIGN KEY (bidder_id) REFERENCES bidders(id),
  CONSTRAINT entries_lot_exists FOREIGN KEY (lot_id) REFERENCES lots(id),
  CONSTRAINT entries_pkey PRIMARY KEY (id),
  CONSTRAINT entries_certificate_once UNIQUE (certificate_number),
  CONSTRAINT entries_number_once_per_lot UNIQUE (lot_id, bidder_number),
  CONSTRAINT entries_once_per_bidder_and_lot UNIQUE (lot_id, bidder_id),
  CONSTRAINT entries_whole UNIQUE (lot_id, id, bidder_number),
  CONSTRAINT entries_one_leader EXCLUDE USING btree (lot_id WITH =) WHERE ((state = 'LEADING'::text)) DEFERRABLE,
  CONSTRAINT entries_one_winner EXCLUDE USING btree (lot_id WITH =) WHERE ((state = ANY (ARRAY['WON'::text, 'RESERVED'::text, 'PAID'::text]))) DEFERRABLE
);

CREATE TABLE inbox (
  consumer text NOT NULL,
  event_id uuid NOT NULL,
  handled_at timestamp with time zone NOT NULL DEFAULT app_now(),
  CONSTRAINT inbox_pkey PRIMARY KEY (consumer, event_id)
);

CREATE TABLE inbox_failures (
  consumer text NOT NULL,
  event_id uuid NOT NULL,
  failures integer NOT NULL,
  failed_at timestamp with time zone NOT NULL DEFAULT app_now(),
  CONSTRAINT inbox_failures_pkey PRIMARY KEY (consumer, event_id)
);

CREATE TABLE legal_holds (
  id uuid NOT NULL,
  scope text NOT NULL,
  subject uuid NOT NULL,
  version integer NOT NULL,
  lifted_at timestamp with time zone,
  CONSTRAINT legal_holds_scope_known CHECK ((scope = ANY (ARRAY['PERSON'::text, 'LOT'::text, 'CASE'::text]))),
  CONSTRAINT legal_holds_version_positive CHECK ((version > 0)),
  CONSTRAINT legal_holds_pkey PRIMARY KEY (id)
);

CREATE TABLE lot_transitions (
  from_state text NOT NULL,
  to_state text NOT NULL,
  CONSTRAINT lot_transitions_pkey PRIMARY KEY (from_state, to_state)
);

CREATE TABLE lots (
  id uuid NOT NULL,
  plate_id uuid NOT NULL,
  region text NOT NULL,
  digits text NOT NULL,
  letters text NOT NULL,
  sale_mode text NOT NULL,
  state text NOT NULL,
  policy_version integer NOT NULL,
  policy_step bigint NOT NULL,
  policy_deposit_share_bp integer NOT NULL,
  policy_payment_days integer NOT NULL,
  policy_require_verified_pin boolean NOT NULL,
  policy_jump_limit_steps integer NOT NULL,
  policy_soft_close_window_s integer NOT NULL,
  policy_soft_close_extension_s integer NOT NULL,
  policy_hard_stop_s integer NOT NULL,
  start_price bigint NOT NULL,
  deposit bigint NOT NULL,
  current_price bigint,
  leading_entry_id uuid,
  leading_bidder_number integer,
  bid_count integer NOT NULL DEFAULT 0,
  last_sequence integer GENERATED ALWAYS AS (NULLIF(bid_count, 0)) STORED,
  opens_at timestamp with time zone NOT NULL,
  closes_at timestamp with time zone NOT NULL,
  hard_stop_at timestamp with time zone NOT NULL,
  closed_at timestamp with time zone,
  payment_due_at timestamp with time zone,
  settled_at timestamp with time zone,
  cancel_reason text,
  version integer NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT app_now(),
  created_by uuid NOT NULL,
  policy_band_starts bigint[] NOT NULL DEFAULT '{}'::bigint[],
  policy_band_steps bigint[] NOT NULL DEFAULT '{}'::bigint[],
  policy_second_offer boolean NOT NULL DEFAULT false,
  policy_reminder_hours integer[] NOT NULL DEFAULT '{}'::integer[],
  policy_strike_limit integer NOT NULL DEFAULT 0,
  policy_strike_block_months integer NOT NULL DEFAULT 6,
  second_entry_id uuid,
  second_bidder_number integer,
  second_price bigint,
  offered_at timestamp with time zone,
  remind_at timestamp with time zone,
  paused_at timestamp with time zone,
  pause_reason text,
  relist_of uuid,
  sale_price bigint GENERATED ALWAYS AS (
CASE
    WHEN (state = 'SOLD'::text) THEN
    CASE
        WHEN (sale_mode = 'FIXED_PRICE'::text) THEN start_price
        WHEN (offered_at IS NOT NULL) THEN second_price
        ELSE current_price
    END
    ELSE NULL::bigint
END) STORED,
  digits_class text GENERATED ALWAYS AS (combination_class(digits)) STORED,
  letters_class text GENERATED ALWAYS AS (combination_class(letters)) STORED,
  price bigint NOT NULL GENERATED ALWAYS AS (
CASE
    WHEN ((state = 'SOLD'::text) AND (offered_at IS NOT NULL)) THEN second_price
    ELSE COALESCE(current_price, start_price)
END) STORED,
  policy_reservation_s integer NOT NULL DEFAULT 900,
  reserved_until timestamp with time zone,
  protocol_lines integer,
  protocol_sha256 bytea,
  CONSTRAINT lots_awaiting_has_due CHECK (((state <> 'AWAITING_PAYMENT'::text) OR (payment_due_at IS NOT NULL))),
  CONSTRAINT lots_band_steps_positive CHECK ((0 < ALL (policy_band_steps))),
  CONSTRAINT lots_bands_known CHECK (((array_position(policy_band_starts, NULL::bigint) IS NULL) AND (array_position(policy_band_steps, NULL::bigint) IS NULL))),
  CONSTRAINT lots_bands_rise CHECK (rises(policy_band_starts)),
  CONSTRAINT lots_bands_whole CHECK ((cardinality(policy_band_starts) = cardinality(policy_band_steps))),
  CONSTRAINT lots_bid_count_not_negative CHECK ((bid_count >= 0)),
  CONSTRAINT lots_cancel_reason_short CHECK (((length(cancel_reason) >= 1) AND (length(cancel_reason) <= 500))),
  CONSTRAINT lots_cancelled_has_reason CHECK (((state = 'CANCELLED'::text) = (cancel_reason IS NOT NULL))),
  CONSTRAINT lots_closed_has_time CHECK (((state = ANY (ARRAY['PLANNED'::text, 'OPEN'::text, 'PAUSED'::text, 'RESERVED'::text, 'CANCELLED'::text])) OR (closed_at IS NOT NULL))),
  CONSTRAINT lots_deposit_below_price CHECK (
CASE
    WHEN (sale_mode = 'FIXED_PRICE'::text) THEN (deposit = 0)
    ELSE ((deposit > 0) AND (deposit < start_price))
END),
  CONSTRAINT lots_fixed_price_knows_no_bids CHECK (((sale_mode <> 'FIXED_PRICE'::text) OR ((bid_count = 0) AND (state <> ALL (ARRAY['PAUSED'::text, 'AWAITING_PAYMENT'::text, 'OFFERED_TO_SECOND'::text]))))),
  CONSTRAINT lots_leader_whole CHECK ((((bid_count = 0) AND (current_price IS NULL) AND (leading_entry_id IS NULL) AND (leading_bidder_number IS NULL)) OR ((bid_count > 0) AND (current_price IS NOT NULL) AND (leading_entry_id IS NOT NULL) AND (leading_bidder_number IS NOT NULL)))),
  CONSTRAINT lots_offer_has_due CHECK (((state <> 'OFFERED_TO_SECOND'::text) OR (payment_due_at > offered_at))),
  CONSTRAINT lots_offered_to_a_second CHECK (
CASE
    WHEN (offered_at IS NULL) THEN (state <> 'OFFERED_TO_SECOND'::text)
    ELSE ((second_entry_id IS NOT NULL) AND (offered_at >= closed_at) AND (state = ANY (ARRAY['OFFERED_TO_SECOND'::text, 'SOLD'::text, 'UNSOLD'::text])))
END),
  CONSTRAINT lots_pause_reason_short CHECK (((length(pause_reason) >= 1) AND (length(pause_reason) <= 500))),
  CONSTRAINT lots_paused_since_for_a_reason CHECK ((((state = 'PAUSED'::text) = (paused_at IS NOT NULL)) AND ((paused_at IS NULL) = (pause_reason IS NULL)))),
  CONSTRAINT lots_price_from_start CHECK ((current_price >= start_price)),
  CONSTRAINT lots_protocol_sha256 CHECK ((length(protocol_sha256) = 32)),
  CONSTRAINT lots_protocol_whole CHECK ((num_nulls(protocol_lines, protocol_sha256) = ANY (ARRAY[0, 2]))),
  CONSTRAINT lots_reminded_while_due CHECK (((remind_at IS NULL) OR ((state = ANY (ARRAY['AWAITING_PAYMENT'::text, 'OFFERED_TO_SECOND'::text])) AND (remind_at < payment_due_at)))),
  CONSTRAINT lots_reserved_at_a_fixed_price CHECK (((state <> 'RESERVED'::text) OR (sale_mode = 'FIXED_PRICE'::text))),
  CONSTRAINT lots_reserved_until_then CHECK (((state = 'RESERVED'::text) = (reserved_until IS NOT NULL))),
  CONSTRAINT lots_sale_mode_known CHECK ((sale_mode = ANY (ARRAY['AUCTION'::text, 'FIXED_PRICE'::text]))),
  CONSTRAINT lots_second_is_not_first CHECK (((second_entry_id IS NULL) OR ((leading_entry_id IS NOT NULL) AND (second_entry_id <> leading_entry_id) AND (second_price < current_price) AND (second_price >= start_price)))),
  CONSTRAINT lots_second_whole CHECK ((num_nulls(second_entry_id, second_bidder_number, second_price) = ANY (ARRAY[0, 3]))),
  CONSTRAINT lots_settled_has_time CHECK (((state = ANY (ARRAY['SOLD'::text, 'UNSOLD'::text, 'CANCELLED'::text])) = (settled_at IS NOT NULL))),
  CONSTRAINT lots_sold_has_leader CHECK (((state <> ALL (ARRAY['AWAITING_PAYMENT'::text, 'SOLD'::text])) OR (bid_count > 0) OR (sale_mode = 'FIXED_PRICE'::text))),
  CONSTRAINT lots_start_price_positive CHECK ((start_price > 0)),
  CONSTRAINT lots_state_known CHECK ((state = ANY (ARRAY['PLANNED'::text, 'OPEN'::text, 'PAUSED'::text, 'CLOSED'::text, 'AWAITING_PAYMENT'::text, 'OFFERED_TO_SECOND'::text, 'RESERVED'::text, 'SOLD'::text, 'UNSOLD'::text, 'CANCELLED'::text]))),
  CONSTRAINT lots_step_positive CHECK ((policy_step > 0)),
  CONSTRAINT lots_times_in_order CHECK (((opens_at < closes_at) AND (closes_at <= hard_stop_at))),
  CONSTRAINT lots_version_positive CHECK ((version > 0)),
  CONSTRAINT lots_leader_is_an_entry FOREIGN KEY (id, leading_entry_id, leading_bidder_number) REFERENCES entries(lot_id, id, bidder_number),
  CONSTRAINT lots_plate_as_copied FOREIGN KEY (plate_id, region, digits, letters) REFERENCES plates(id, region, digits, letters),
  CONSTRAINT lots_policy_known FOREIGN KEY (policy_version) REFERENCES auction_policies(version),
  CONSTRAINT lots_price_is_the_last_bid FOREIGN KEY (id, last_sequence, current_price) REFERENCES bids(lot_id, sequence, amount),
  CONSTRAINT lots_relist_of_a_lot FOREIGN KEY (relist_of) REFERENCES lots(id),
  CONSTRAINT lots_second_is_an_entry FOREIGN KEY (id, second_entry_id, second_bidder_number) REFERENCES entries(lot_id, id, bidder_number),
  CONSTRAINT lots_pkey PRIMARY KEY (id)
);

CREATE TABLE maximum_bids (
  lot_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  amount bigint NOT NULL,
  consent_epoch integer NOT NULL,
  set_at timestamp with time zone NOT NULL,
  consent_edition integer,
  CONSTRAINT maximum_bids_amount_positive CHECK ((amount > 0)),
  CONSTRAINT maximum_bids_edition_positive CHECK ((consent_edition > 0)),
  CONSTRAINT maximum_bids_epoch_positive CHECK ((consent_epoch > 0)),
  CONSTRAINT maximum_bids_entry_exists FOREIGN KEY (entry_id) REFERENCES entries(id),
  CONSTRAINT maximum_bids_lot_exists FOREIGN KEY (lot_id) REFERENCES lots(id),
  CONSTRAINT maximum_bids_pkey PRIMARY KEY (lot_id)
);

CREATE TABLE money_postings (
  movement uuid NOT NULL,
  order_id uuid NOT NULL,
  account text NOT NULL,
  amount bigint NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT money_postings_account_known CHECK ((account = ANY (ARRAY['BANK'::text, 'DEPOSITS_HELD'::text, 'SALES'::text, 'FORFEITED_DEPOSITS'::text, 'REFUNDS_OWED'::text]))),
  CONSTRAINT money_postings_move_something CHECK ((amount <> 0)),
  CONSTRAINT money_postings_order_exists FOREIGN KEY (order_id) REFERENCES bank_orders(id),
  CONSTRAINT money_postings_pkey PRIMARY KEY (movement, account)
);

CREATE TABLE order_transitions (
  from_state text NOT NULL,
  to_state text NOT NULL,
  CONSTRAINT order_transitions_pkey PRIMARY KEY (from_state, to_state)
);

CREATE TABLE outbox (
  "position" bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  id uuid NOT NULL,
  type text NOT NULL,
  subject text NOT NULL,
  aggregate text NOT NULL,
  aggregate_id text NOT NULL,
  aggregate_version bigint NOT NULL,
  slot integer NOT NULL GENERATED ALWAYS AS ((hashtext(aggregate) & 63)) STORED,
  data jsonb NOT NULL,
  trace text,
  created_at timestamp with time zone NOT NULL DEFAULT app_now(),
  published_at timestamp with time zone,
  attempts integer NOT NULL DEFAULT 0,
  last_error text,
  retry_at timestamp with time zone,
  CONSTRAINT outbox_aggregate_version_not_negative CHECK ((aggregate_version >= 0)),
  CONSTRAINT outbox_pkey PRIMARY KEY ("position")
);

CREATE TABLE persons_erased (
  citizen_id uuid NOT NULL,
  erasure_id uuid NOT NULL,
  report jsonb NOT NULL,
  erased_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT persons_erased_pkey PRIMARY KEY (citizen_id)
);

CREATE TABLE plates (
  id uuid NOT NULL,
  region text NOT NULL,
  digits text NOT NULL,
  letters text NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT app_now(),
  CONSTRAINT plates_region_known CHECK ((region ~ '^0[1-9]$'::text)),
  CONSTRAINT plates_three_digits CHECK ((digits ~ '^[0-9]{3}$'::text)),
  CONSTRAINT plates_three_letters CHECK ((letters ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT plates_pkey PRIMARY KEY (id),
  CONSTRAINT plates_copied_whole UNIQUE (id, region, digits, letters),
  CONSTRAINT plates_number_once UNIQUE (region, digits, letters)
);

CREATE TABLE protocol_lines (
  lot_id uuid NOT NULL,
  number integer NOT NULL,
  line text NOT NULL,
  sha256 bytea NOT NULL,
  CONSTRAINT protocol_lines_from_one CHECK ((number > 0)),
  CONSTRAINT protocol_lines_hashed CHECK ((sha256 = sha256(convert_to(line, 'UTF8'::name)))),
  CONSTRAINT protocol_lines_pkey PRIMARY KEY (lot_id, number)
);

CREATE TABLE protocols (
  lot_id uuid NOT NULL,
  lines integer NOT NULL,
  last_sequence integer NOT NULL,
  chain_sha256 bytea NOT NULL,
  protocol_sha256 bytea,
  seal text,
  signed_at timestamp with time zone,
  CONSTRAINT protocols_lines_positive CHECK ((lines > 0)),
  CONSTRAINT protocols_sealed_whole CHECK ((num_nulls(protocol_sha256, seal, signed_at) = ANY (ARRAY[0, 3]))),
  CONSTRAINT protocols_sequence_not_negative CHECK ((last_sequence >= 0)),
  CONSTRAINT protocols_of_a_lot FOREIGN KEY (lot_id) REFERENCES lots(id),
  CONSTRAINT protocols_pkey PRIMARY KEY (lot_id)
);

CREATE TABLE republish_requests (
  id uuid NOT NULL,
  noun text NOT NULL,
  aggregate_id text,
  requested_at timestamp with time zone NOT NULL DEFAULT app_now(),
  after_id text,
  sent integer NOT NULL DEFAULT 0,
  finished_at timestamp with time zone,
  error text,
  CONSTRAINT republish_requests_pkey PRIMARY KEY (id)
);

CREATE TABLE retention_permits (
  rule text NOT NULL,
  subject uuid NOT NULL,
  transaction xid8 NOT NULL,
  CONSTRAINT retention_permits_pkey PRIMARY KEY (rule, subject)
);

CREATE TABLE retention_run_rules (
  run_id uuid NOT NULL,
  rule text NOT NULL,
  erased integer NOT NULL DEFAULT 0,
  held integer NOT NULL DEFAULT 0,
  failure text,
  done_at timestamp with time zone,
  CONSTRAINT retention_run_rules_erased_not_negative CHECK ((erased >= 0)),
  CONSTRAINT retention_run_rules_held_not_negative CHECK ((held >= 0)),
  CONSTRAINT retention_run_rules_run FOREIGN KEY (run_id) REFERENCES retention_runs(id),
  CONSTRAINT retention_run_rules_pkey PRIMARY KEY (run_id, rule)
);

CREATE TABLE retention_runs (
  id uuid NOT NULL,
  day date,
  ordered_at timestamp with time zone NOT NULL DEFAULT app_now(),
  finished_at timestamp with time zone,
  CONSTRAINT retention_runs_pkey PRIMARY KEY (id),
  CONSTRAINT retention_runs_once_a_day UNIQUE (day)
);

CREATE TABLE retention_terms (
  rule text NOT NULL,
  in_force_from date NOT NULL,
  count integer NOT NULL,
  unit text NOT NULL,
  CONSTRAINT retention_terms_count_positive CHECK ((count > 0)),
  CONSTRAINT retention_terms_unit_known CHECK ((unit = ANY (ARRAY['DAYS'::text, 'YEARS'::text]))),
  CONSTRAINT retention_terms_pkey PRIMARY KEY (rule, in_force_from)
);

CREATE TABLE schema_migrations (
  name text NOT NULL,
  checksum text NOT NULL,
  applied_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT schema_migrations_pkey PRIMARY KEY (name)
);

CREATE TABLE statistics_hand_overs (
  day date NOT NULL,
  rows integer NOT NULL,
  handed_over_at timestamp with time zone NOT NULL,
  CONSTRAINT statistics_hand_overs_rows_not_negative CHECK ((rows >= 0)),
  CONSTRAINT statistics_hand_overs_pkey PRIMARY KEY (day)
);

CREATE TABLE strike_appeals (
  strike_id uuid NOT NULL,
  ground text NOT NULL,
  reference text,
  filed_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  decided_at timestamp with time zone,
  decided_by uuid,
  outcome text,
  reason text,
  CONSTRAINT strike_appeals_decided_after CHECK ((decided_at >= filed_at)),
  CONSTRAINT strike_appeals_decided_whole CHECK ((num_nulls(decided_at, decided_by, outcome, reason) = ANY (ARRAY[0, 4]))),
  CONSTRAINT strike_appeals_due_after CHECK ((due_at > filed_at)),
  CONSTRAINT strike_appeals_ground_known CHECK ((ground = ANY (ARRAY['PAID_IN_TIME'::text, 'BANK_FAILED'::text, 'COULD_NOT_ACT'::text, 'NOT_MINE'::text, 'OTHER'::text]))),
  CONSTRAINT strike_appeals_outcome_known CHECK ((outcome = ANY (ARRAY['LIFTED'::text, 'UPHELD'::text]))),
  CONSTRAINT strike_appeals_reason_fits CHECK (((outcome = 'UPHELD'::text) = (reason = 'NO_GROUND_SHOWN'::text))),
  CONSTRAINT strike_appeals_reason_known CHECK ((reason = ANY (ARRAY['PAYMENT_FOUND'::text, 'BANK_AT_FAULT'::text, 'HARDSHIP'::text, 'ENTRY_NOT_THEIRS'::text, 'NO_GROUND_SHOWN'::text]))),
  CONSTRAINT strike_appeals_reference_shape CHECK ((reference ~ '^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$'::text)),
  CONSTRAINT strike_appeals_strike_exists FOREIGN KEY (strike_id) REFERENCES strikes(id),
  CONSTRAINT strike_appeals_pkey PRIMARY KEY (strike_id)
);

CREATE TABLE strikes (
  id uuid NOT NULL,
  entry_id uuid NOT NULL,
  bidder_id uuid NOT NULL,
  given_at timestamp with time zone NOT NULL,
  block_id uuid,
  lifted_at timestamp with time zone,
  CONSTRAINT strikes_lifted_after CHECK ((lifted_at >= given_at)),
  CONSTRAINT strikes_bidder_exists FOREIGN KEY (bidder_id) REFERENCES bidders(id),
  CONSTRAINT strikes_block_of_the_same FOREIGN KEY (block_id, bidder_id) REFERENCES bidding_blocks(id, bidder_id),
  CONSTRAINT strikes_entry_exists FOREIGN KEY (entry_id) REFERENCES entries(id),
  CONSTRAINT strikes_pkey PRIMARY KEY (id),
  CONSTRAINT strikes_once_per_entry UNIQUE (entry_id)
);

CREATE TABLE watch_calls (
  lot_id uuid NOT NULL,
  kind text NOT NULL,
  after_watcher uuid,
  due_at timestamp with time zone NOT NULL,
  done_at timestamp with time zone,
  CONSTRAINT watch_calls_done_is_nobodys CHECK (((done_at IS NULL) OR (after_watcher IS NULL))),
  CONSTRAINT watch_calls_kind_known CHECK ((kind = ANY (ARRAY['PLANNED'::text, 'OPENED'::text, 'CLOSES_SOON'::text, 'CANCELLED'::text]))),
  CONSTRAINT watch_calls_pkey PRIMARY KEY (lot_id, kind)
);

CREATE TABLE watched_lots (
  id uuid NOT NULL,
  watcher_id uuid NOT NULL,
  lot_id uuid NOT NULL,
  since timestamp with time zone NOT NULL,
  CONSTRAINT watched_lots_watcher_exists FOREIGN KEY (watcher_id) REFERENCES bidders(id),
  CONSTRAINT watched_lots_pkey PRIMARY KEY (id),
  CONSTRAINT watched_lots_once UNIQUE (lot_id, watcher_id)
);

CREATE TABLE watched_patterns (
  id uuid NOT NULL,
  watcher_id uuid NOT NULL,
  region text,
  digits text,
  letters text,
  digits_class text,
  letters_class text,
  max_price bigint,
  since timestamp with time zone NOT NULL,
  CONSTRAINT watched_patterns_ask_something CHECK ((num_nonnulls(region, digits, letters, digits_class, letters_class) > 0)),
  CONSTRAINT watched_patterns_digits CHECK ((digits ~ '^[0-9*?]{1,16}$'::text)),
  CONSTRAINT watched_patterns_letters CHECK ((letters ~ '^[A-Z*?]{1,16}$'::text)),
  CONSTRAINT watched_patterns_price CHECK ((max_price > 0)),
  CONSTRAINT watched_patterns_watcher_exists FOREIGN KEY (watcher_id) REFERENCES bidders(id),
  CONSTRAINT watched_patterns_pkey PRIMARY KEY (id)
);

CREATE INDEX bank_orders_by_entry ON public.bank_orders USING btree (entry_id, purpose);

CREATE INDEX bank_orders_paid_deposits ON public.bank_orders USING btree (paid_at) WHERE ((purpose = 'DEPOSIT'::text) AND (paid_at IS NOT NULL));

CREATE INDEX bank_orders_to_ask ON public.bank_orders USING btree (ask_at) WHERE (ask_at IS NOT NULL);

CREATE INDEX bid_answers_by_lot ON public.bid_answers USING btree (lot_id);

CREATE INDEX bidding_blocks_by_bidder ON public.bidding_blocks USING btree (bidder_id, id DESC);

CREATE INDEX dead_letters_requeued ON public.dead_letters USING btree (consumer) WHERE ((requeued_at IS NOT NULL) AND (resolved_at IS NULL));

CREATE INDEX entries_by_bidder ON public.entries USING btree (bidder_id, id DESC);

CREATE INDEX entries_of_somebody ON public.entries USING btree (lot_id) WHERE (bidder_id IS NOT NULL);

CREATE UNIQUE INDEX entries_reservation_key_once ON public.entries USING btree (bidder_id, reservation_key) WHERE (reservation_key IS NOT NULL);

CREATE INDEX entries_reserved ON public.entries USING btree (bidder_id) WHERE (state = 'RESERVED'::text);

CREATE INDEX inbox_handled_at ON public.inbox USING brin (handled_at);

CREATE INDEX legal_holds_in_force ON public.legal_holds USING btree (subject) WHERE (lifted_at IS NULL);

CREATE INDEX lots_by_digits ON public.lots USING btree (digits, id DESC);

CREATE INDEX lots_by_digits_class ON public.lots USING btree (digits_class, state, id DESC) WHERE (digits_class IS NOT NULL);

CREATE INDEX lots_by_digits_class_price ON public.lots USING btree (digits_class, state, price, id) WHERE (digits_class IS NOT NULL);

CREATE INDEX lots_by_digits_state ON public.lots USING btree (digits, state, id DESC);

CREATE INDEX lots_by_end ON public.lots USING btree (state, closes_at, id) INCLUDE (region, digits, letters);

CREATE INDEX lots_by_letters ON public.lots USING btree (letters, id DESC);

CREATE INDEX lots_by_letters_class ON public.lots USING btree (letters_class, state, id DESC) WHERE (letters_class IS NOT NULL);

CREATE INDEX lots_by_letters_class_price ON public.lots USING btree (letters_class, state, price, id) WHERE (letters_class IS NOT NULL);

CREATE INDEX lots_by_letters_state ON public.lots USING btree (letters, state, id DESC);

CREATE INDEX lots_by_price ON public.lots USING btree (state, price, id) INCLUDE (region, digits, letters);

CREATE INDEX lots_by_region ON public.lots USING btree (region, state, id DESC);

CREATE INDEX lots_by_settlement ON public.lots USING btree (settled_at) WHERE (settled_at IS NOT NULL);

CREATE INDEX lots_by_state ON public.lots USING btree (state, id DESC);

CREATE INDEX lots_due_to_close ON public.lots USING btree (closes_at) WHERE (state = 'OPEN'::text);

CREATE INDEX lots_due_to_free ON public.lots USING btree (reserved_until) WHERE (state = 'RESERVED'::text);

CREATE INDEX lots_due_to_open ON public.lots USING btree (opens_at) WHERE (state = 'PLANNED'::text);

CREATE INDEX lots_due_to_pay ON public.lots USING btree (payment_due_at) WHERE (state = ANY (ARRAY['AWAITING_PAYMENT'::text, 'OFFERED_TO_SECOND'::text]));

CREATE INDEX lots_due_to_remind ON public.lots USING btree (remind_at) WHERE (remind_at IS NOT NULL);

CREATE UNIQUE INDEX lots_plate_offered_once ON public.lots USING btree (plate_id) WHERE (state <> ALL (ARRAY['UNSOLD'::text, 'CANCELLED'::text]));

CREATE UNIQUE INDEX lots_relisted_once ON public.lots USING btree (relist_of) WHERE (relist_of IS NOT NULL);

CREATE INDEX lots_settled ON public.lots USING btree (state, settled_at DESC, id DESC) WHERE (settled_at IS NOT NULL);

CREATE INDEX lots_sold ON public.lots USING btree (settled_at) WHERE (state = 'SOLD'::text);

CREATE INDEX lots_sold_by_digits ON public.lots USING btree (digits, settled_at DESC, id DESC) WHERE (state = 'SOLD'::text);

CREATE INDEX lots_sold_by_digits_class ON public.lots USING btree (digits_class, settled_at DESC, id DESC) WHERE ((state = 'SOLD'::text) AND (digits_class IS NOT NULL));

CREATE INDEX lots_sold_by_letters ON public.lots USING btree (letters, settled_at DESC, id DESC) WHERE (state = 'SOLD'::text);

CREATE INDEX lots_sold_by_letters_class ON public.lots USING btree (letters_class, settled_at DESC, id DESC) WHERE ((state = 'SOLD'::text) AND (letters_class IS NOT NULL));

CREATE INDEX maximum_bids_by_entry ON public.maximum_bids USING btree (entry_id);

CREATE INDEX money_postings_by_order ON public.money_postings USING btree (order_id);

CREATE INDEX outbox_held ON public.outbox USING btree (retry_at) WHERE ((published_at IS NULL) AND (retry_at IS NOT NULL));

CREATE INDEX outbox_unpublished ON public.outbox USING btree ("position") WHERE (published_at IS NULL);

CREATE INDEX protocols_to_seal ON public.protocols USING btree (lot_id) WHERE (seal IS NULL);

CREATE INDEX republish_requests_open ON public.republish_requests USING btree (requested_at) WHERE (finished_at IS NULL);

CREATE INDEX retention_runs_open ON public.retention_runs USING btree (ordered_at) WHERE (finished_at IS NULL);

CREATE INDEX strike_appeals_open ON public.strike_appeals USING btree (due_at, strike_id) WHERE (decided_at IS NULL);

CREATE INDEX strikes_by_bidder ON public.strikes USING btree (bidder_id, id DESC);

CREATE INDEX strikes_by_block ON public.strikes USING btree (block_id) WHERE (block_id IS NOT NULL);

CREATE INDEX watch_calls_due ON public.watch_calls USING btree (due_at) WHERE (done_at IS NULL);

CREATE INDEX watched_lots_by_watcher ON public.watched_lots USING btree (watcher_id, id DESC);

CREATE INDEX watched_patterns_by_watcher ON public.watched_patterns USING btree (watcher_id, id DESC);

CREATE VIEW retention_subjects AS
 SELECT 'auction.entries'::text AS rule,
    e.id AS subject,
    l.settled_at AS since,
    ARRAY[e.bidder_id] AS people,
    l.id AS lot,
    NULL::uuid AS affair
   FROM entries e
     JOIN lots l ON l.id = e.lot_id
  WHERE e.bidder_id IS NOT NULL
UNION ALL
 SELECT 'auction.bank_orders'::text AS rule,
    o.id AS subject,
    l.settled_at AS since,
    ARRAY[e.bidder_id] AS people,
    l.id AS lot,
    NULL::uuid AS affair
   FROM bank_orders o
     JOIN entries e ON e.id = o.entry_id
     JOIN lots l ON l.id = o.lot_id
  WHERE o.state <> ALL (ARRAY['REFUND_DUE'::text, 'REFUND_ASKED'::text])
UNION ALL
 SELECT 'auction.strikes'::text AS rule,
    s.id AS subject,
    s.given_at AS since,
    ARRAY[s.bidder_id] AS people,
    e.lot_id AS lot,
    NULL::uuid AS affair
   FROM strikes s
     JOIN entries e ON e.id = s.entry_id
  WHERE NOT (EXISTS ( SELECT
           FROM strike_appeals a
          WHERE a.strike_id = s.id AND a.decided_at IS NULL)) AND NOT (EXISTS ( SELECT
           FROM bidding_blocks b
          WHERE b.id = s.block_id AND b.lifted_at IS NULL AND (b.until IS NULL OR b.until > app_now())))
UNION ALL
 SELECT 'auction.bidding_blocks'::text AS rule,
    b.id AS subject,
    COALESCE(b.lifted_at, b.until) AS since,
    ARRAY[b.bidder_id] AS people,
    NULL::uuid AS lot,
    NULL::uuid AS affair
   FROM bidding_blocks b
  WHERE NOT (EXISTS ( SELECT
           FROM strikes s
          WHERE s.block_id = b.id))
UNION ALL
 SELECT 'auction.dead_letters'::text AS rule,
    dead_letters.event_id AS subject,
    dead_letters.resolved_at AS since,
    NULL::uuid[] AS people,
    NULL::uuid AS lot,
    NULL::uuid AS affair
   FROM dead_letters
UNION ALL
 SELECT 'auction.republish_requests'::text AS rule,
    republish_requests.id AS subject,
    republish_requests.finished_at AS since,
    NULL::uuid[] AS people,
    NULL::uuid AS lot,
    NULL::uuid AS affair
   FROM republish_requests
UNION ALL
 SELECT 'auction.legal_holds'::text AS rule,
    legal_holds.id AS subject,
    legal_holds.lifted_at AS since,
    NULL::uuid[] AS people,
    NULL::uuid AS lot,
    NULL::uuid AS affair
   FROM legal_holds
UNION ALL
 SELECT 'auction.watched_lots'::text AS rule,
    w.id AS subject,
    l.settled_at AS since,
    ARRAY[w.watcher_id] AS people,
    l.id AS lot,
    NULL::uuid AS affair
   FROM watched_lots w
     JOIN lots l ON l.id = w.lot_id;

CREATE TRIGGER bank_orders_guard BEFORE UPDATE ON bank_orders FOR EACH ROW EXECUTE FUNCTION bank_orders_guard();

CREATE TRIGGER bank_orders_post AFTER INSERT OR UPDATE OF state ON bank_orders FOR EACH ROW EXECUTE FUNCTION bank_orders_post();

CREATE TRIGGER bids_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON bids FOR EACH STATEMENT EXECUTE FUNCTION bids_append_only();

CREATE TRIGGER bids_only_while_open AFTER INSERT ON bids REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION bids_only_while_open();

CREATE CONSTRAINT TRIGGER entries_reserve_their_lot AFTER INSERT OR UPDATE ON entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (new.state = 'RESERVED'::text) EXECUTE FUNCTION lots_reserved_by_somebody();

CREATE TRIGGER entries_stay_with_their_bidder BEFORE UPDATE OF bidder_id ON entries FOR EACH ROW WHEN (new.bidder_id IS DISTINCT FROM old.bidder_id) EXECUTE FUNCTION entries_stay_with_their_bidder();

CREATE TRIGGER lots_auction_is_sold_after_its_close BEFORE UPDATE ON lots FOR EACH ROW WHEN (old.state = 'OPEN'::text AND new.state = 'SOLD'::text AND old.sale_mode <> 'FIXED_PRICE'::text) EXECUTE FUNCTION lots_auction_is_sold_after_its_close();

CREATE TRIGGER lots_bands_frozen BEFORE UPDATE ON lots FOR EACH ROW WHEN (new.policy_band_starts IS DISTINCT FROM old.policy_band_starts OR new.policy_band_steps IS DISTINCT FROM old.policy_band_steps) EXECUTE FUNCTION lots_bands_frozen();

CREATE TRIGGER lots_guard BEFORE UPDATE ON lots FOR EACH ROW EXECUTE FUNCTION lots_guard();

CREATE CONSTRAINT TRIGGER lots_maximum_of_the_leader AFTER UPDATE ON lots DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (new.leading_entry_id IS DISTINCT FROM old.leading_entry_id OR new.current_price IS DISTINCT FROM old.current_price OR new.state IS DISTINCT FROM old.state) EXECUTE FUNCTION maximum_bids_of_the_leader();

CREATE TRIGGER lots_reservation_frozen BEFORE UPDATE ON lots FOR EACH ROW WHEN (new.policy_reservation_s IS DISTINCT FROM old.policy_reservation_s) EXECUTE FUNCTION lots_bands_frozen();

CREATE CONSTRAINT TRIGGER lots_reserved_by_somebody AFTER UPDATE ON lots DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (new.sale_mode = 'FIXED_PRICE'::text AND new.state <> old.state) EXECUTE FUNCTION lots_reserved_by_somebody();

CREATE TRIGGER lots_second_bid_so BEFORE UPDATE ON lots FOR EACH ROW WHEN (old.second_entry_id IS NULL AND new.second_entry_id IS NOT NULL) EXECUTE FUNCTION lots_second_bid_so();

CREATE CONSTRAINT TRIGGER maximum_bids_of_the_leader AFTER INSERT OR UPDATE ON maximum_bids DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION maximum_bids_of_the_leader();

CREATE TRIGGER money_postings_append_only BEFORE DELETE OR UPDATE ON money_postings FOR EACH ROW EXECUTE FUNCTION money_postings_append_only();

CREATE CONSTRAINT TRIGGER money_postings_balance AFTER INSERT ON money_postings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION money_postings_balance();

CREATE TRIGGER money_postings_not_truncated BEFORE TRUNCATE ON money_postings FOR EACH STATEMENT EXECUTE FUNCTION money_postings_append_only();

CREATE TRIGGER protocol_lines_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON protocol_lines FOR EACH STATEMENT EXECUTE FUNCTION protocols_append_only();

CREATE TRIGGER protocols_append_only BEFORE DELETE OR TRUNCATE ON protocols FOR EACH STATEMENT EXECUTE FUNCTION protocols_append_only();

CREATE TRIGGER protocols_sealed_once BEFORE UPDATE ON protocols FOR EACH ROW EXECUTE FUNCTION protocols_sealed_once();

CREATE TRIGGER retention_permits_are_due BEFORE INSERT OR UPDATE ON retention_permits FOR EACH ROW EXECUTE FUNCTION retention_permits_are_due();

CREATE TRIGGER retention_runs_not_truncated BEFORE TRUNCATE ON retention_runs FOR EACH STATEMENT EXECUTE FUNCTION retention_runs_stay();

CREATE TRIGGER retention_runs_stay BEFORE DELETE OR UPDATE ON retention_runs FOR EACH ROW EXECUTE FUNCTION retention_runs_stay();

CREATE TRIGGER retention_terms_stay BEFORE DELETE OR UPDATE OR TRUNCATE ON retention_terms FOR EACH STATEMENT EXECUTE FUNCTION retention_terms_stay();

CREATE TRIGGER strike_appeals_written_once BEFORE UPDATE ON strike_appeals FOR EACH ROW EXECUTE FUNCTION strike_appeals_written_once();

COMMENT ON TABLE agreement_editions IS 'Projection: editions of the user agreement, stored ahead; which one is in force is asked of app_now().';

COMMENT ON TABLE auction_policies IS 'Default rules for new lots, by version.';

COMMENT ON TABLE bank_events IS 'What the bank reported, once each: a replay finds its row and changes nothing.';

COMMENT ON TABLE bank_orders IS 'Deposits and payments at the bank, and what the bank is still to be asked for.';

COMMENT ON TABLE bid_answers IS 'Answers decided under the lock, given again for the same key until the lot is settled.';

COMMENT ON TABLE bidders IS 'Projection: who may bid, from consent and account facts. Locked after the lot, in the order of id.';

COMMENT ON TABLE bidding_blocks IS 'Times in which somebody may not take part, because of too many lots won and not paid for.';

COMMENT ON TABLE bids IS 'The log of accepted bids. Append-only.';

COMMENT ON TABLE dead_letters IS 'Events whose handler failed 8 times, with the last error. requeued_at asks the consumer to try again.';

COMMENT ON TABLE editions IS 'Projection: editions of the policy, stored ahead; which one is in force is asked of app_now().';

COMMENT ON TABLE entries IS 'One citizen in one lot, under a random number. The link from number to citizen stands here only.';

COMMENT ON TABLE inbox IS 'Events already handled, written in the transaction of their effect.';

COMMENT ON TABLE inbox_failures IS 'How often a handler failed on an event that is neither handled nor dead yet.';

COMMENT ON TABLE legal_holds IS 'Projection: legal holds, in force until lifted.';

COMMENT ON TABLE lot_transitions IS 'The states a lot may go to from each state.';

COMMENT ON TABLE lots IS 'What is offered; the row is the lock under which everything about a lot is decided.';

COMMENT ON TABLE maximum_bids IS 'Up to what the system bids for who leads a lot. Shown to nobody but them; gone when they are outbid and at the close.';

COMMENT ON TABLE money_postings IS 'Where money came from and went, two postings a movement. Append-only; nothing of a person.';

COMMENT ON TABLE order_transitions IS 'The states an order at the bank may go to from each state.';

COMMENT ON TABLE outbox IS 'Facts on their way out; rows stay 7 days after publication and can be replayed.';

COMMENT ON TABLE persons_erased IS 'Opaque ids of persons who were erased here, with what was destroyed and kept.';

COMMENT ON TABLE plates IS 'Combinations that were ever offered.';

COMMENT ON TABLE protocol_lines IS 'Lines of the closing protocols, chained by their hashes. Append-only; bidders by the number of their lot alone.';

COMMENT ON TABLE protocols IS 'Closing protocols with their seals.';

COMMENT ON TABLE republish_requests IS 'Orders of operations to publish the current state of a noun again (pnpm ops republish).';

COMMENT ON TABLE retention_permits IS 'What the transaction in progress may delete, checked against the rule as it is written. Empty otherwise.';

COMMENT ON TABLE retention_run_rules IS 'What a run did, by rule: how much it deleted, how much is held.';

COMMENT ON TABLE retention_runs IS 'Runs of the retention job; one a day, and whatever operations order.';

COMMENT ON TABLE retention_terms IS 'How long each rule of retention keeps, from which day on.';

COMMENT ON TABLE statistics_hand_overs IS 'Days of Bishkek whose entries and sales were handed to identity to be counted, without gap.';

COMMENT ON TABLE strike_appeals IS 'What somebody says against a strike, in codes, and what a member of staff decided.';

COMMENT ON TABLE strikes IS 'A lot that was won, or offered to the second, and not paid for in time. Given automatically.';

COMMENT ON TABLE watch_calls IS 'What watchers of a lot are told, each once, and how far that has come.';

COMMENT ON TABLE watched_lots IS 'Who wants to hear of which lot.';

COMMENT ON TABLE watched_patterns IS 'Who wants to hear of new lots with which combinations.';
