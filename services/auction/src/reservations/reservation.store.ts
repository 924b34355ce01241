import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { BidderRecord } from '../bidders/bidder.js';
import { type BidderRow, bidderColumns, bidderOf } from '../bidders/bidder.store.js';
import type { Entry } from '../entries/entry.js';
import { type EntryRow, entryColumns, entryOf } from '../entries/entry.store.js';
import type { Reservation } from './reservation.js';

interface ReservationRow extends EntryRow {
  reserved_until: Date;
  reservation_key: string;
  running: boolean;
}

const columns = sql`${entryColumns}, e.reserved_until, e.reservation_key,
  e.state = 'RESERVED' AND e.reserved_until > app_now() AS running`;

function reservationOf(row: ReservationRow): Reservation {
  return { entry: entryOf(row), until: row.reserved_until, key: row.reservation_key, running: row.running };
}

/**
 * Locks who reserves, after the lot, for a count of their reservations of all lots: two of them at one moment come one after the
 * other. Stronger than the lock of batches from the first moment on, as for strikes.
 */
export async function lockReserver(tx: Transaction, id: string): Promise<BidderRecord | undefined> {
  const row = await tx.one<BidderRow>(sql`/* reservations.lock-reserver */
    SELECT ${bidderColumns} FROM bidders b WHERE b.id = ${id} FOR NO KEY UPDATE OF b`);
  return row && bidderOf(row);
}

/** Who reserves, as they stand, without a lock. */
export async function findReserver(db: Queryable, id: string): Promise<BidderRecord | undefined> {
  const row = await db.one<BidderRow>(sql`/* reservations.reserver */
    SELECT ${bidderColumns} FROM bidders b WHERE b.id = ${id}`);
  return row && bidderOf(row);
}

/** One person's last reservation of each of these lots. */
export async function reservationsOfBidder(
  db: Queryable,
  bidderId: string,
  lotIds: readonly string[],
): Promise<Reservation[]> {
  const rows = await db.query<ReservationRow>(sql`/* reservations.of-bidder */
    SELECT ${columns} FROM entries e
    WHERE e.bidder_id = ${bidderId} AND e.lot_id = ANY (${lotIds}::uuid[]) AND e.reservation_key IS NOT NULL`);
  return rows.map(reservationOf);
}

/** The reservations of one person that run, the one that ends first before the others. */
export async function runningReservations(db: Queryable, bidderId: string): Promise<Reservation[]> {
  const rows = await db.query<ReservationRow>(sql`/* reservations.running */
    SELECT ${columns} FROM entries e
    WHERE e.bidder_id = ${bidderId} AND e.state = 'RESERVED' AND e.reserved_until > app_now() ORDER BY e.reserved_until, e.id`);
  return rows.map(reservationOf);
}

/** The lot whose reservation has this key; undefined: none. */
export async function lotUnderKey(db: Queryable, bidderId: string, key: string): Promise<string | undefined> {
  const row = await db.one<{ lot_id: string }>(sql`/* reservations.under-key */
    SELECT lot_id FROM entries WHERE bidder_id = ${bidderId} AND reservation_key = ${key}`);
  return row?.lot_id;
}

/** Until when an entry's last reservation held its lot; the lot's lock is held. */
export async function reservedUntil(tx: Transaction, entryId: string): Promise<Date> {
  const row = await tx.one<{ reserved_until: Date | null }>(
    sql`/* reservations.until */ SELECT reserved_until FROM entries WHERE id = ${entryId}`,
  );
  if (!row?.reserved_until) throw new Error('a purchase without a reservation');
  return row.reserved_until;
}

/** Who holds the lot; its lock is held. */
export async function holderOf(tx: Transaction, lotId: string): Promise<Entry | undefined> {
  const row = await tx.one<EntryRow>(sql`/* reservations.holder */
    SELECT ${entryColumns} FROM entries e WHERE e.lot_id = ${lotId} AND e.state = 'RESERVED'`);
  return row && entryOf(row);
}

/** Writes a first reservation of a lot by somebody. false: the number is taken in this lot. */
export async function insertReserved(
  tx: Transaction,
  entry: Entry,
  { until, key }: { readonly until: Date; readonly key: string },
): Promise<boolean> {
  const row = await tx.one(sql`/* reservations.insert */
    INSERT INTO entries (id, lot_id, bidder_id, bidder_number, state, agreement_edition, version, reserved_until, reservation_key)
    VALUES (${entry.id}, ${entry.lotId}, ${entry.bidderId}, ${entry.bidderNumber}, ${entry.state}, ${entry.agreementEdition},
      ${entry.version}, ${until}, ${key})
    ON CONFLICT ON CONSTRAINT entries_number_once_per_lot DO NOTHING RETURNING 1 AS one`);
  return row !== undefined;
}

/** Writes a later one, which is settled by the agreement of its own day. */
export async function updateReserved(
  tx: Transaction,
  entry: Entry,
  { until, key }: { readonly until: Date; readonly key: string },
): Promise<void> {
  await tx.query(sql`/* reservations.update */
    UPDATE entries SET state = ${entry.state}, agreement_edition = ${entry.agreementEdition}, version = ${entry.version},
      reserved_until = ${until}, reservation_key = ${key} WHERE id = ${entry.id}`);
}
