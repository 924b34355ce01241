import { type Queryable, sql, type Transaction } from '@belgi/database';
import { mayBidFor } from '../bidders/bidder.js';
import { allEditions, type BidderRow, bidderColumns, bidderOf } from '../bidders/bidder.store.js';
import type { KnownConsent } from '../bidders/consent-gate.js';
import { depositHeld } from '../entries/entry.store.js';

/** Amount in tyiyn; `consent` under which it was left. */
export interface Maximum {
  readonly lotId: string;
  readonly entryId: string;
  readonly amount: bigint;
  readonly consent: KnownConsent;
  readonly at: Date;
}

/** What a lot's leader left takes the place of what was left before; the lot's lock is held. */
export async function putMaximum(tx: Transaction, { lotId, entryId, amount, consent, at }: Maximum): Promise<void> {
  await tx.query(sql`/* maximum.put */
    INSERT INTO maximum_bids (lot_id, entry_id, amount, consent_epoch, consent_edition, set_at)
    VALUES (${lotId}, ${entryId}, ${amount}, ${consent.epoch}, ${consent.edition}, ${at})
    ON CONFLICT (lot_id) DO UPDATE SET entry_id = excluded.entry_id, amount = excluded.amount,
      consent_epoch = excluded.consent_epoch, consent_edition = excluded.consent_edition, set_at = excluded.set_at`);
}

/** Nobody's maximum counts in this lot any more: they were outbid, or it is over. The lot's lock is held. */
export async function forgetMaximum(tx: Transaction, lotId: string): Promise<void> {
  await tx.query(sql`/* maximum.forget */ DELETE FROM maximum_bids WHERE lot_id = ${lotId}`);
}

interface MaximumRow extends BidderRow {
  entry_id: string;
  amount: bigint;
  consent: KnownConsent;
  now: Date;
}

/** Of these entries, those that the system would bid by now, in tyiyn. For their citizens alone. */
export async function maximaOf(
  db: Queryable,
  entryIds: readonly string[],
): Promise<{ entryId: string; amount: bigint }[]> {
  const [rows, editions] = await Promise.all([
    db.query<MaximumRow>(sql`/* maximum.of */
      SELECT m.entry_id, m.amount, jsonb_build_object('edition', m.consent_edition, 'epoch', m.consent_epoch) AS consent,
        ${bidderColumns}, app_now() AS now
      FROM maximum_bids m JOIN entries e ON e.id = m.entry_id JOIN bidders b ON b.id = e.bidder_id
      WHERE m.entry_id = ANY (${entryIds}::uuid[]) AND e.state = 'LEADING' AND ${depositHeld}`),
    allEditions(db),
  ]);
  return rows
    .filter((row) => mayBidFor(bidderOf(row), row.consent, editions, row.now))
    .map((row) => ({ entryId: row.entry_id, amount: row.amount }));
}
