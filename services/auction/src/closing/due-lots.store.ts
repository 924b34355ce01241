import { type Queryable, type Sql, sql, type Transaction } from '@belgi/database';
import type { Lot } from '../lots/lot.js';
import { type LotRow, lotColumns, lotOf } from '../lots/lot.store.js';

export type Due = 'TO_OPEN' | 'TO_CLOSE' | 'TO_REMIND' | 'TO_DEFAULT' | 'TO_FREE';

/**
 * A hot lot's row is locked at almost any moment, by bids that will be refused: skipping it again and again would
 * leave it open. After this long it is waited for instead.
 */
const PATIENCE_MS = 1_000;

const awaiting = sql`l.state IN ('AWAITING_PAYMENT', 'OFFERED_TO_SECOND')`;

function condition(due: Due, lateMs: number): { readonly where: Sql; readonly by: Sql } {
  const time = sql`app_now() - ${lateMs}::int * interval '1 millisecond'`;
  switch (due) {
    case 'TO_OPEN':
      return { where: sql`l.state = 'PLANNED' AND l.opens_at <= ${time}`, by: sql`l.opens_at` };
    case 'TO_CLOSE':
      return { where: sql`l.state = 'OPEN' AND l.closes_at <= ${time}`, by: sql`l.closes_at` };
    case 'TO_DEFAULT':
      return { where: sql`${awaiting} AND l.payment_due_at <= ${time}`, by: sql`l.payment_due_at` };
    case 'TO_FREE':
      return { where: sql`l.state = 'RESERVED' AND l.reserved_until <= ${time}`, by: sql`l.reserved_until` };
    case 'TO_REMIND':
      return { where: sql`l.remind_at <= ${time}`, by: sql`l.remind_at` };
  }
}

/** Locks the lot that has been due longest, one that no other replica is at; undefined when there is none. */
export async function claimDueLot(tx: Transaction, due: Due): Promise<Lot | undefined> {
  const { where, by } = condition(due, 0);
  const row = await tx.one<LotRow>(sql`/* lots.claim-due */
    SELECT ${lotColumns} FROM lots l WHERE ${where} ORDER BY ${by} LIMIT 1 FOR UPDATE SKIP LOCKED`);
  if (row) return lotOf(row);
  const late = condition(due, PATIENCE_MS);
  const waited = await tx.one<LotRow>(sql`/* lots.claim-late */
    SELECT ${lotColumns} FROM lots l WHERE ${late.where} ORDER BY ${late.by} LIMIT 1 FOR UPDATE`);
  return waited && lotOf(waited);
}

/** Whether anything is due at all: asked without a transaction, many times a second. */
export async function dueKinds(db: Queryable): Promise<Due[]> {
  const row = await db.one<{
    to_open: boolean;
    to_close: boolean;
    to_remind: boolean;
    to_default: boolean;
    to_free: boolean;
  }>(
    sql`/* lots.due */
    SELECT EXISTS (SELECT 1 FROM lots l WHERE l.state = 'PLANNED' AND l.opens_at <= app_now()) AS to_open,
      EXISTS (SELECT 1 FROM lots l WHERE l.state = 'OPEN' AND l.closes_at <= app_now()) AS to_close,
      EXISTS (SELECT 1 FROM lots l WHERE l.remind_at <= app_now()) AS to_remind,
      EXISTS (SELECT 1 FROM lots l WHERE ${awaiting} AND l.payment_due_at <= app_now()) AS to_default,
      EXISTS (SELECT 1 FROM lots l WHERE l.state = 'RESERVED' AND l.reserved_until <= app_now()) AS to_free`,
  );
  const due: Due[] = [];
  if (row?.to_open) due.push('TO_OPEN');
  if (row?.to_free) due.push('TO_FREE');
  if (row?.to_close) due.push('TO_CLOSE');
  if (row?.to_remind) due.push('TO_REMIND');
  if (row?.to_default) due.push('TO_DEFAULT');
  return due;
}
