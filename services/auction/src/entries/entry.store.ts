import { type Queryable, type Sql, sql, type Transaction } from '@belgi/database';
import type { Entry, EntryState } from './entry.js';

export interface EntryRow {
  id: string;
  lot_id: string;
  bidder_id: string;
  bidder_number: number;
  state: EntryState;
  deposit_held: boolean;
  certificate_number: string | null;
  agreement_edition: number | null;
  version: number;
}

/**
 * Whether the deposit of entry `e` is held; steady under the lot's lock. An aggregate, because an EXISTS may be planned
 * as one pass over the orders of all lots.
 */
export const depositHeld: Sql = sql`(SELECT count(*) > 0 FROM bank_orders o
  WHERE o.entry_id = e.id AND o.purpose = 'DEPOSIT' AND o.state = 'PAID')`;

export const entryColumns: Sql = sql`e.id, e.lot_id, e.bidder_id, e.bidder_number, e.state, ${depositHeld} AS deposit_held,
  e.certificate_number, e.agreement_edition, e.version`;

export function entryOf(row: EntryRow): Entry {
  return {
    id: row.id,
    lotId: row.lot_id,
    bidderId: row.bidder_id,
    bidderNumber: row.bidder_number,
    state: row.state,
    depositHeld: row.deposit_held,
    certificateNumber: row.certificate_number,
    agreementEdition: row.agreement_edition,
    version: row.version,
  };
}

/** Entries change under their lot's lock only, so reading them there needs no lock of their own. */
export async function entriesOfLot(db: Queryable, lotId: string): Promise<Entry[]> {
  const rows = await db.query<EntryRow>(
    sql`/* entries.of-lot */ SELECT ${entryColumns} FROM entries e WHERE e.lot_id = ${lotId} ORDER BY e.id`,
  );
  return rows.map(entryOf);
}

export async function findEntries(db: Queryable, ids: readonly string[]): Promise<Entry[]> {
  const rows = await db.query<EntryRow>(
    sql`/* entries.find */ SELECT ${entryColumns} FROM entries e WHERE e.id = ANY (${ids}::uuid[])`,
  );
  return rows.map(entryOf);
}

/** One bidder's entries for these lots. */
export async function entriesOfBidder(db: Queryable, bidderId: string, lotIds: readonly string[]): Promise<Entry[]> {
  const rows = await db.query<EntryRow>(sql`/* entries.of-bidder */
    SELECT ${entryColumns} FROM entries e WHERE e.bidder_id = ${bidderId} AND e.lot_id = ANY (${lotIds}::uuid[])`);
  return rows.map(entryOf);
}

/** One bidder's entries, newest first: one page. */
export async function entryPage(
  db: Queryable,
  bidderId: string,
  afterId: string | null,
  limit: number,
): Promise<Entry[]> {
  const after = afterId ? sql`AND e.id < ${afterId}::uuid` : sql.empty;
  const rows = await db.query<EntryRow>(sql`/* entries.page */
    SELECT ${entryColumns} FROM entries e WHERE e.bidder_id = ${bidderId} ${after} ORDER BY e.id DESC LIMIT ${limit}`);
  return rows.map(entryOf);
}

/** false: the number is taken in this lot. @throws violating `entries_once_per_bidder_and_lot` */
export async function insertEntry(tx: Transaction, entry: Entry): Promise<boolean> {
  const row = await tx.one(sql`/* entries.insert */
    INSERT INTO entries (id, lot_id, bidder_id, bidder_number, state, agreement_edition, version)
    VALUES (${entry.id}, ${entry.lotId}, ${entry.bidderId}, ${entry.bidderNumber}, ${entry.state}, ${entry.agreementEdition},
      ${entry.version})
    ON CONFLICT ON CONSTRAINT entries_number_once_per_lot DO NOTHING RETURNING 1 AS one`);
  return row !== undefined;
}

/** State and version of several entries, in one statement; their lot's lock is held. */
export async function updateEntries(tx: Transaction, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.query(
    sql`/* entries.update */
    UPDATE entries e SET state = n.state, version = n.version
    FROM unnest(${entries.map((entry) => entry.id)}::uuid[], ${entries.map((entry) => entry.state)}::text[],
      ${entries.map((entry) => entry.version)}::int[]) AS n (id, state, version)
    WHERE e.id = n.id`,
  );
}

/** The winner has paid: the certificate is issued under the next number. Gives the number. */
export async function issueCertificate(tx: Transaction, entry: Entry): Promise<string> {
  const row = await tx.one<{ certificate_number: string }>(sql`/* entries.issue-certificate */
    UPDATE entries SET state = 'PAID', version = ${entry.version}, certificate_issued_at = app_now(),
      certificate_number = 'KG-' || to_char(app_now() AT TIME ZONE 'UTC', 'YYYY') || '-' || lpad(nextval('certificate_numbers')::text, 7, '0')
    WHERE id = ${entry.id} RETURNING certificate_number`);
  if (!row) throw new Error('the entry to certify is gone');
  return row.certificate_number;
}
