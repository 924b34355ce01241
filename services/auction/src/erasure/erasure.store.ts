import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { Entry } from '../entries/entry.js';
import { type EntryRow, entryColumns, entryOf } from '../entries/entry.store.js';

/**
 * Locks the bidder against batches in flight, which hold the row FOR SHARE: what they decide is committed before this
 * returns, and after it the row's consent, which is withdrawn, lets nothing new in.
 */
export async function lockBidder(tx: Transaction, id: string): Promise<void> {
  await tx.query(sql`/* erasure.lockBidder */ SELECT 1 AS locked FROM bidders WHERE id = ${id} FOR UPDATE`);
}

/** Entries that are not over: a lot may still be won with them, is to be paid for, or owes a deposit back, or an appeal waits. */
export async function unfinishedEntries(db: Queryable, bidderId: string): Promise<Entry[]> {
  const rows = await db.query<EntryRow>(sql`/* erasure.unfinished */
    SELECT ${entryColumns} FROM entries e WHERE e.bidder_id = ${bidderId}
      AND e.state IN ('ENTERED', 'LEADING', 'OUTBID', 'WON', 'RESERVED', 'RELEASED', 'DEPOSIT_DUE', 'FORFEITED')
      AND (e.state IN ('LEADING', 'WON', 'RESERVED') OR EXISTS (SELECT 1 FROM strikes s JOIN strike_appeals a ON a.strike_id = s.id
        WHERE s.entry_id = e.id AND a.decided_at IS NULL) OR EXISTS (SELECT 1 FROM bank_orders o WHERE o.entry_id = e.id
        AND o.state IN ('PAID', 'REFUND_DUE', 'REFUND_ASKED')))
    ORDER BY e.id`);
  return rows.map(entryOf);
}

/** Marks the bidder as nobody: no fact about them counts any more. */
export async function tombstone(tx: Transaction, id: string): Promise<number> {
  const rows = await tx.query(sql`/* erasure.bidder */
    INSERT INTO bidders (id, status) VALUES (${id}, 'ERASED')
    ON CONFLICT (id) DO UPDATE SET status = 'ERASED', pin_verified = false, disputed = false, consent_edition = NULL,
      agreement_edition = NULL, struck_until = NULL
    RETURNING 1 AS one`);
  return rows.length;
}

export async function destroyAnswers(tx: Transaction, id: string): Promise<number> {
  const rows = await tx.query(
    sql`/* erasure.answers */ DELETE FROM bid_answers WHERE bidder_id = ${id} RETURNING 1 AS one`,
  );
  return rows.length;
}

export interface KeptRows {
  readonly entries: number;
  readonly bids: number;
  readonly orders: number;
  readonly strikes: number;
  readonly blocks: number;
}

/** What stays of a party to contracts: under an id that is nobody's, and the numbers of the lots. */
export async function keptRows(db: Queryable, id: string): Promise<KeptRows> {
  const row = await db.one<KeptRows>(sql`/* erasure.kept */
    SELECT count(*)::int AS entries,
      (SELECT count(*)::int FROM bids b JOIN entries i ON i.id = b.entry_id WHERE i.bidder_id = ${id}) AS bids,
      (SELECT count(*)::int FROM bank_orders o JOIN entries i ON i.id = o.entry_id WHERE i.bidder_id = ${id}) AS orders,
      (SELECT count(*)::int FROM strikes s WHERE s.bidder_id = ${id}) AS strikes,
      (SELECT count(*)::int FROM bidding_blocks b WHERE b.bidder_id = ${id}) AS blocks
    FROM entries e WHERE e.bidder_id = ${id}`);
  return row ?? { entries: 0, bids: 0, orders: 0, strikes: 0, blocks: 0 };
}
