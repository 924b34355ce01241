import type { HoldScope } from '@belgi/contracts';
import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { HoldStep, HoldStepKind } from './hold-order.js';

export interface HoldOrder {
  readonly id: string;
  readonly scope: HoldScope;
  readonly subjectId: string;
  readonly act: string;
  readonly actRevision: number;
  readonly article: string;
  readonly reviewOn: string;
  readonly wrappedKey: Buffer;
}

export interface KeptStep extends HoldStep {
  readonly number: number;
  readonly reasonSealed: Buffer;
}

export interface KeptHold extends HoldOrder {
  /** At least one, in order. */
  readonly steps: readonly KeptStep[];
}

export async function insertOrder(tx: Transaction, order: HoldOrder): Promise<void> {
  const { id, scope, subjectId, act, actRevision, article, reviewOn, wrappedKey } = order;
  await tx.query(sql`/* hold-orders.insert */
    INSERT INTO hold_orders (id, scope, subject_id, act, act_revision, article, review_on, wrapped_key)
    VALUES (${id}, ${scope}, ${subjectId}, ${act}, ${actRevision}, ${article}, ${reviewOn}, ${wrappedKey})`);
}

export async function insertStep(
  tx: Transaction,
  holdId: string,
  { number, kind, takenBy, reasonSealed, at }: KeptStep,
): Promise<void> {
  await tx.query(sql`/* hold-steps.insert */
    INSERT INTO hold_steps (hold_id, number, kind, taken_by, reason_sealed, at)
    VALUES (${holdId}, ${number}, ${kind}, ${takenBy}, ${reasonSealed}, ${at})`);
}

/** Locks the hold: two who decide at once follow one another. */
export async function lockHold(tx: Transaction, id: string): Promise<void> {
  await tx.query(sql`/* hold-orders.lock */ SELECT id FROM hold_orders WHERE id = ${id} FOR UPDATE`);
}

/** Newest first. @param id one alone, or null for up to `limit` */
export async function readHolds(db: Queryable, id: string | null, limit: number): Promise<KeptHold[]> {
  const orders = await db.query<HoldOrder>(sql`/* hold-orders.read */
    SELECT id, scope, subject_id AS "subjectId", act, act_revision AS "actRevision", article, review_on::text AS "reviewOn",
      wrapped_key AS "wrappedKey"
    FROM hold_orders WHERE ${id}::uuid IS NULL OR id = ${id} ORDER BY id DESC LIMIT ${limit}`);
  const steps = await db.query<KeptStep & { holdId: string; kind: HoldStepKind }>(sql`/* hold-steps.read */
    SELECT hold_id AS "holdId", number, kind, taken_by AS "takenBy", reason_sealed AS "reasonSealed", at
    FROM hold_steps WHERE hold_id = ANY (${orders.map((order) => order.id)}::uuid[]) ORDER BY hold_id, number`);
  return orders.map((order) => ({ ...order, steps: steps.filter(({ holdId }) => holdId === order.id) }));
}

/** Holds in force whose day of review has passed. @param today local calendar day */
export async function countOverdue(db: Queryable, today: string): Promise<number> {
  const row = await db.one<{ count: number }>(sql`/* hold-orders.overdue */
    SELECT count(*)::int AS count FROM hold_orders o
    JOIN LATERAL (SELECT kind FROM hold_steps WHERE hold_id = o.id ORDER BY number DESC LIMIT 1) last ON true
    WHERE o.review_on < ${today}::date AND last.kind IN ('PLACED', 'LIFTING_PROPOSED', 'KEPT')`);
  return row?.count ?? 0;
}
