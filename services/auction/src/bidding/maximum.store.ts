import { type Queryable, sql, type Transaction } from '@belgi/database';

/** Amount in tyiyn; `consentEpoch` of the consent under which it was left. */
export interface Maximum {
  readonly lotId: string;
  readonly entryId: string;
  readonly amount: bigint;
  readonly consentEpoch: number;
  readonly at: Date;
}

/** What a lot's leader left takes the place of what was left before; the lot's lock is held. */
export async function putMaximum(tx: Transaction, maximum: Maximum): Promise<void> {
  await tx.query(sql`/* maximum.put */
    INSERT INTO maximum_bids (lot_id, entry_id, amount, consent_epoch, set_at)
    VALUES (${maximum.lotId}, ${maximum.entryId}, ${maximum.amount}, ${maximum.consentEpoch}, ${maximum.at})
    ON CONFLICT (lot_id) DO UPDATE SET entry_id = excluded.entry_id, amount = excluded.amount,
      consent_epoch = excluded.consent_epoch, set_at = excluded.set_at`);
}

/** Nobody's maximum counts in this lot any more: they were outbid, or it is over. The lot's lock is held. */
export async function forgetMaximum(tx: Transaction, lotId: string): Promise<void> {
  await tx.query(sql`/* maximum.forget */ DELETE FROM maximum_bids WHERE lot_id = ${lotId}`);
}

/** Of these entries, in tyiyn. For their citizens alone. */
export const maximaOf = (db: Queryable, entryIds: readonly string[]) =>
  db.query<{ entryId: string; amount: bigint }>(
    sql`/* maximum.of */ SELECT entry_id AS "entryId", amount FROM maximum_bids WHERE entry_id = ANY (${entryIds}::uuid[])`,
  );
