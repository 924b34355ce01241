-- What was handed to identity to be counted, a day once.
CREATE TABLE statistics_hand_overs (
  day date PRIMARY KEY,
  rows integer NOT NULL,
  handed_over_at timestamptz NOT NULL,
  CONSTRAINT statistics_hand_overs_rows_not_negative CHECK (rows >= 0)
);
COMMENT ON TABLE statistics_hand_overs IS 'Days of Bishkek whose entries and sales were handed to identity to be counted, without gap.';

CREATE INDEX bank_orders_paid_deposits ON bank_orders (paid_at) WHERE purpose = 'DEPOSIT' AND paid_at IS NOT NULL;
CREATE INDEX lots_sold ON lots (settled_at) WHERE state = 'SOLD';
