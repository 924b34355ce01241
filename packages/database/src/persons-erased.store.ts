import { isPersonHeld } from './retention/legal-holds.store.js';
import { sql } from './sql.js';
import type { Queryable, Transaction } from './types.js';

/**
 * Begins to erase a person: from here to the commit nothing about them is inserted where the trigger `erased_stay_erased`
 * stands. Call it before any other lock; the lock of retention and holds comes first, so that a hold is seen or waits.
 * @returns the report of an erasure that was done before, to be said again; `HELD`: a legal hold is on the person and nothing
 *   was done, so nothing may be destroyed: the order is heard again once the hold is lifted
 */
export async function beginErasure<Report extends object>(
  tx: Transaction,
  citizenId: string,
): Promise<Report | 'HELD' | undefined> {
  const held = await isPersonHeld(tx, citizenId);
  await tx.query(sql`/* persons-erased.begin */
    SELECT pg_advisory_xact_lock(hashtextextended(${citizenId}::uuid::text, 7))`);
  const row = await tx.one<{ report: Report }>(sql`/* persons-erased.report */
    SELECT report FROM persons_erased WHERE citizen_id = ${citizenId}`);
  return row?.report ?? (held ? 'HELD' : undefined);
}

/** Keeps the tombstone with the report; in the transaction that destroyed. */
export async function endErasure(
  tx: Transaction,
  erased: { readonly citizenId: string; readonly erasureId: string; readonly report: object; readonly at: Date },
): Promise<void> {
  await tx.query(sql`/* persons-erased.end */
    INSERT INTO persons_erased (citizen_id, erasure_id, report, erased_at)
    VALUES (${erased.citizenId}, ${erased.erasureId}, ${sql.json(erased.report)}, ${erased.at})`);
}

/** Whether the person was erased, and keeps an erasure from beginning until the transaction ends. */
export async function isErasedFor(tx: Transaction, citizenId: string): Promise<boolean> {
  await tx.query(sql`/* persons-erased.hold */
    SELECT pg_advisory_xact_lock_shared(hashtextextended(${citizenId}::uuid::text, 7))`);
  return isErased(tx, citizenId);
}

export async function isErased(db: Queryable, citizenId: string): Promise<boolean> {
  const row = await db.one(sql`/* persons-erased.is */
    SELECT 1 AS erased FROM persons_erased WHERE citizen_id = ${citizenId}`);
  return row !== undefined;
}
