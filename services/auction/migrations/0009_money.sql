-- Double entry: wherever the money of an order goes, two postings say so. Written by the database itself, so that no statement moves one without the other.

-- First, so that no report that has read its order waits for this and this for it.
LOCK TABLE bank_orders IN ACCESS EXCLUSIVE MODE;

-- An order walks only along these steps. A bank may give back what nobody asked it for, from anywhere.
CREATE TABLE order_transitions (
  from_state text NOT NULL,
  to_state text NOT NULL,
  CONSTRAINT order_transitions_pkey PRIMARY KEY (from_state, to_state)
);
COMMENT ON TABLE order_transitions IS 'The states an order at the bank may go to from each state.';
INSERT INTO order_transitions VALUES
  ('REQUESTED', 'PLACED'), ('REQUESTED', 'PAID'), ('REQUESTED', 'REFUND_DUE'), ('REQUESTED', 'REFUNDED'),
  ('PLACED', 'PAID'), ('PLACED', 'REFUND_DUE'), ('PLACED', 'REFUNDED'),
  ('PAID', 'APPLIED'), ('PAID', 'FORFEITED'), ('PAID', 'REFUND_DUE'), ('PAID', 'REFUNDED'),
  -- A strike that was taken back.
  ('FORFEITED', 'REFUND_DUE'), ('FORFEITED', 'REFUNDED'), ('APPLIED', 'REFUNDED'),
  ('REFUND_DUE', 'REFUND_ASKED'), ('REFUND_DUE', 'REFUNDED'), ('REFUND_ASKED', 'REFUNDED');

CREATE TABLE money_postings (
  movement uuid NOT NULL,
  order_id uuid NOT NULL CONSTRAINT money_postings_order_exists REFERENCES bank_orders (id),
  account text NOT NULL CONSTRAINT money_postings_account_known CHECK (account IN ('BANK', 'DEPOSITS_HELD', 'SALES', 'FORFEITED_DEPOSITS', 'REFUNDS_OWED')),
  -- In tyiyn. What the bank has for us is positive, what we owe or have earned is negative: all accounts together are zero.
  amount bigint NOT NULL CONSTRAINT money_postings_move_something CHECK (amount <> 0),
  at timestamptz NOT NULL,
  CONSTRAINT money_postings_pkey PRIMARY KEY (movement, account)
);
COMMENT ON TABLE money_postings IS 'Where money came from and went, two postings a movement. Append-only; nothing of a person.';
CREATE INDEX money_postings_by_order ON money_postings (order_id);

-- Where the money of an order stands; null: nowhere of ours, it never came or has left.
CREATE FUNCTION money_place(purpose text, state text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE state
    WHEN 'PAID' THEN CASE purpose WHEN 'DEPOSIT' THEN 'DEPOSITS_HELD' ELSE 'SALES' END
    WHEN 'APPLIED' THEN 'SALES'
    WHEN 'FORFEITED' THEN 'FORFEITED_DEPOSITS'
    WHEN 'REFUND_DUE' THEN 'REFUNDS_OWED'
    WHEN 'REFUND_ASKED' THEN 'REFUNDS_OWED'
  END
$$;

CREATE FUNCTION bank_orders_post() RETURNS trigger LANGUAGE plpgsql AS $$
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
END $$;

CREATE FUNCTION bank_orders_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.entry_id, NEW.lot_id, NEW.purpose, NEW.provider, NEW.amount) IS DISTINCT FROM (OLD.entry_id, OLD.lot_id, OLD.purpose, OLD.provider, OLD.amount) THEN
    RAISE check_violation USING MESSAGE = 'what an order is for never changes', CONSTRAINT = 'bank_orders_frozen', TABLE = 'bank_orders';
  END IF;
  IF NEW.state <> OLD.state AND NOT EXISTS (
      SELECT 1 FROM order_transitions t WHERE t.from_state = OLD.state AND t.to_state = NEW.state) THEN
    RAISE check_violation USING MESSAGE = 'an order does not go from ' || OLD.state || ' to ' || NEW.state, CONSTRAINT = 'bank_orders_state_walk', TABLE = 'bank_orders';
  END IF;
  RETURN NEW;
END $$;

-- The attack: a posting is written, changed or removed by hand, and the books say what somebody wants.
CREATE FUNCTION money_postings_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF retention_permitted('auction.bank_orders', OLD.order_id) THEN RETURN OLD; END IF;
  END IF;
  RAISE check_violation USING MESSAGE = 'the books are append-only', CONSTRAINT = 'money_postings_append_only', TABLE = 'money_postings';
END $$;

-- Looked at when the transaction ends: each movement is two postings that come to nothing, and the money of each order touched stands where the order says.
CREATE FUNCTION money_postings_balance() RETURNS trigger LANGUAGE plpgsql AS $$
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
END $$;

-- What was moved before there were books, as it stands.
WITH standing AS (
  SELECT id, amount, money_place(purpose, state) AS place, coalesce(refunded_at, paid_at) AS at, gen_random_uuid() AS movement
  FROM bank_orders WHERE money_place(purpose, state) IS NOT NULL)
INSERT INTO money_postings (movement, order_id, account, amount, at)
  SELECT movement, id, 'BANK', amount, at FROM standing UNION ALL SELECT movement, id, place, -amount, at FROM standing;

CREATE TRIGGER bank_orders_guard BEFORE UPDATE ON bank_orders FOR EACH ROW EXECUTE FUNCTION bank_orders_guard();
CREATE TRIGGER bank_orders_post AFTER INSERT OR UPDATE OF state ON bank_orders FOR EACH ROW EXECUTE FUNCTION bank_orders_post();
CREATE TRIGGER money_postings_append_only BEFORE UPDATE OR DELETE ON money_postings FOR EACH ROW EXECUTE FUNCTION money_postings_append_only();
CREATE TRIGGER money_postings_not_truncated BEFORE TRUNCATE ON money_postings FOR EACH STATEMENT EXECUTE FUNCTION money_postings_append_only();
CREATE CONSTRAINT TRIGGER money_postings_balance AFTER INSERT ON money_postings DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION money_postings_balance();

-- A deposit is held, applied or lost once: a second one beside it goes back.
ALTER TABLE bank_orders ADD CONSTRAINT bank_orders_one_deposit_counts
  EXCLUDE USING btree (entry_id WITH =) WHERE (purpose = 'DEPOSIT' AND state IN ('PAID', 'APPLIED', 'FORFEITED'));
-- And a lot is paid for by one payment.
ALTER TABLE bank_orders ADD CONSTRAINT bank_orders_one_payment_counts
  EXCLUDE USING btree (lot_id WITH =) WHERE (purpose = 'PAYMENT' AND state = 'PAID');
