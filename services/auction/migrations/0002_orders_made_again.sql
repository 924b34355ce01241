-- A bank may give money back that nobody asked it for. What was given back can be asked for anew, and a winner whose
-- deposit is gone owes another amount than an order says that is open already. So: one order at a time for each entry,
-- purpose and amount. The name stays, because replicas of before say ON CONFLICT ON CONSTRAINT with it.
ALTER TABLE bank_orders DROP CONSTRAINT bank_orders_once_per_purpose;
ALTER TABLE bank_orders ADD CONSTRAINT bank_orders_once_per_purpose
  EXCLUDE USING btree (entry_id WITH =, purpose WITH =, amount WITH =) WHERE (state <> 'REFUNDED');
-- All orders of an entry, those given back among them.
CREATE INDEX bank_orders_by_entry ON bank_orders (entry_id, purpose);
