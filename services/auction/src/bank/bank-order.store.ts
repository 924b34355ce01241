import { type Queryable, type Sql, sql, type Transaction } from '@belgi/database';
import type { BankOrder, OrderPurpose, OrderState } from './bank-order.js';

interface OrderRow {
  id: string;
  entry_id: string;
  lot_id: string;
  purpose: OrderPurpose;
  provider: string;
  amount: bigint;
  state: OrderState;
  url: string | null;
}

const orderColumns: Sql = sql`o.id, o.entry_id, o.lot_id, o.purpose, o.provider, o.amount, o.state, o.url`;

function orderOf(row: OrderRow): BankOrder {
  return {
    id: row.id,
    entryId: row.entry_id,
    lotId: row.lot_id,
    purpose: row.purpose,
    provider: row.provider,
    amount: row.amount,
    state: row.state,
    url: row.url,
  };
}

/** The process that made the order asks the bank itself; the job takes over when that did not happen in this time. */
const FIRST_ASK_SECONDS = 5;
/** A refund that was asked for and not reported is asked for again: asking twice returns the money once. */
const ASK_REFUND_AGAIN_SECONDS = 600;
/** Back-off between asks, doubling from one second up to this. */
const MAX_BACK_OFF_SECONDS = 300;

/** The order of this purpose and amount for this entry: the one that is there, else the given one. What was given back is past. */
export async function ensureOrder(tx: Transaction, order: BankOrder): Promise<BankOrder> {
  await tx.query(sql`/* orders.ensure */
    INSERT INTO bank_orders (id, entry_id, lot_id, purpose, provider, amount, state, ask_at)
    VALUES (${order.id}, ${order.entryId}, ${order.lotId}, ${order.purpose}, ${order.provider}, ${order.amount}, 'REQUESTED',
      app_now() + ${FIRST_ASK_SECONDS}::int * interval '1 second')
    ON CONFLICT ON CONSTRAINT bank_orders_once_per_purpose DO NOTHING`);
  const row = await tx.one<OrderRow>(sql`/* orders.current */
    SELECT ${orderColumns} FROM bank_orders o
    WHERE o.entry_id = ${order.entryId} AND o.purpose = ${order.purpose} AND o.amount = ${order.amount} AND o.state <> 'REFUNDED'
      AND (o.purpose = 'DEPOSIT' OR o.state NOT IN ('REFUND_DUE', 'REFUND_ASKED'))`);
  if (!row) throw new Error('orders.ensure left no order');
  return orderOf(row);
}

/** Oldest first: an order that was given back may have another after it. */
export async function ordersOfEntries(
  db: Queryable,
  entryIds: readonly string[],
  purpose: OrderPurpose,
): Promise<BankOrder[]> {
  const rows = await db.query<OrderRow>(sql`/* orders.of-entries */
    SELECT ${orderColumns} FROM bank_orders o WHERE o.entry_id = ANY (${entryIds}::uuid[]) AND o.purpose = ${purpose}
    ORDER BY o.id`);
  return rows.map(orderOf);
}

export async function findOrder(db: Queryable, id: string): Promise<BankOrder | undefined> {
  const row = await db.one<OrderRow>(
    sql`/* orders.find */ SELECT ${orderColumns} FROM bank_orders o WHERE o.id = ${id}`,
  );
  return row && orderOf(row);
}

/** Locked after its lot. */
export async function lockOrder(tx: Transaction, id: string): Promise<BankOrder | undefined> {
  const row = await tx.one<OrderRow>(
    sql`/* orders.lock */ SELECT ${orderColumns} FROM bank_orders o WHERE o.id = ${id} FOR UPDATE`,
  );
  return row && orderOf(row);
}

/** The bank gave the page; nothing is to be asked of it any more. A report that came first is not undone. */
export async function markPlaced(db: Queryable, id: string, url: string): Promise<void> {
  await db.query(sql`/* orders.placed */
    UPDATE bank_orders SET url = ${url}, ask_at = CASE WHEN state = 'REQUESTED' THEN NULL ELSE ask_at END,
      attempts = CASE WHEN state = 'REQUESTED' THEN 0 ELSE attempts END,
      state = CASE WHEN state = 'REQUESTED' THEN 'PLACED' ELSE state END WHERE id = ${id}`);
}

/** The money is here; `state` says what becomes of it. */
export async function markPaid(tx: Transaction, id: string, state: 'PAID' | 'REFUND_DUE'): Promise<void> {
  await tx.query(sql`/* orders.paid */
    UPDATE bank_orders SET state = ${state}, paid_at = app_now(), attempts = 0,
      ask_at = CASE WHEN ${state} = 'REFUND_DUE' THEN app_now() END WHERE id = ${id}`);
}

export async function markRefunded(tx: Transaction, id: string): Promise<void> {
  await tx.query(sql`/* orders.refunded */
    UPDATE bank_orders SET state = 'REFUNDED', refunded_at = app_now(), paid_at = coalesce(paid_at, app_now()), ask_at = NULL
    WHERE id = ${id}`);
}

/** Deposits that are at the bank go back: the job asks for it. */
export async function refundDeposits(tx: Transaction, entryIds: readonly string[]): Promise<void> {
  if (entryIds.length === 0) return;
  await tx.query(sql`/* orders.refund-deposits */
    UPDATE bank_orders SET state = 'REFUND_DUE', ask_at = app_now(), attempts = 0
    WHERE entry_id = ANY (${entryIds}::uuid[]) AND purpose = 'DEPOSIT' AND state = 'PAID'`);
}

/** The winner's deposit, which is held, becomes part of the price, or is lost. @throws when none is held */
export async function spendDeposit(tx: Transaction, entryId: string, state: 'APPLIED' | 'FORFEITED'): Promise<void> {
  const row = await tx.one(sql`/* orders.spend-deposit */
    UPDATE bank_orders SET state = ${state} WHERE entry_id = ${entryId} AND purpose = 'DEPOSIT' AND state = 'PAID'
    RETURNING 1 AS one`);
  if (!row) throw new Error('no deposit is held that could be spent');
}

/** A deposit that was lost goes back after all: the job asks for it. Nothing where none was. */
export async function returnForfeited(tx: Transaction, entryId: string): Promise<void> {
  await tx.query(sql`/* orders.return-forfeited */
    UPDATE bank_orders SET state = 'REFUND_DUE', ask_at = app_now(), attempts = 0
    WHERE entry_id = ${entryId} AND purpose = 'DEPOSIT' AND state = 'FORFEITED'`);
}

/**
 * Claims orders about which the bank is to be asked, by putting the next ask off: no lock is held while it is asked,
 * and a claimer that dies is followed by another after the back-off.
 */
export async function claimAsks(db: Queryable, limit: number): Promise<BankOrder[]> {
  const rows = await db.query<OrderRow>(sql`/* orders.claim-asks */
    UPDATE bank_orders o SET attempts = o.attempts + 1,
      ask_at = app_now() + least(${MAX_BACK_OFF_SECONDS}::int, power(2, least(o.attempts, 16))) * interval '1 second'
    WHERE o.id IN (SELECT id FROM bank_orders WHERE ask_at <= app_now() ORDER BY ask_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING ${orderColumns}`);
  return rows.map(orderOf);
}

export async function markRefundAsked(db: Queryable, id: string): Promise<void> {
  await db.query(sql`/* orders.refund-asked */
    UPDATE bank_orders SET state = 'REFUND_ASKED', ask_at = app_now() + ${ASK_REFUND_AGAIN_SECONDS}::int * interval '1 second'
    WHERE id = ${id} AND state IN ('REFUND_DUE', 'REFUND_ASKED')`);
}

/** Notes a report; false: this very report was noted before. */
export async function noteReport(
  tx: Transaction,
  report: { provider: string; eventId: string; orderId: string; kind: string },
): Promise<boolean> {
  const row = await tx.one(sql`/* bank-events.insert */
    INSERT INTO bank_events (provider, event_id, order_id, kind)
    VALUES (${report.provider}, ${report.eventId}, ${report.orderId}, ${report.kind}) ON CONFLICT DO NOTHING RETURNING 1 AS one`);
  return row !== undefined;
}
