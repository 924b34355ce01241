import { type Queryable, sql, type Transaction } from '@belgi/database';

export interface EntryRecord {
  readonly entryId: string;
  readonly lotId: string;
  readonly citizenId: string;
  readonly state: string;
  readonly version: number;
}

export interface Cancellation {
  readonly eventId: string;
  readonly plate: string;
  readonly reason: string;
}

/**
 * Notes the entry if it is newer than what is known, and answers the cancellation of its lot if there is one.
 * The lot's row is held: a cancellation updates it, so it waits for entries under way and its broadcast sees them;
 * an entry noted after it finds it here. Either way each entrant is told.
 */
export async function noteEntry(tx: Transaction, entry: EntryRecord): Promise<Cancellation | undefined> {
  await ensureLot(tx, entry.lotId);
  const lot = await tx.one<{ event_id: string | null; plate: string | null; reason: string | null }>(sql`/* lots.hold */
    SELECT cancelled_by_event AS event_id, plate_number AS plate, cancel_reason AS reason
    FROM lots WHERE lot_id = ${entry.lotId} FOR SHARE`);
  await tx.query(sql`/* entries.upsert */
    INSERT INTO entries (entry_id, lot_id, citizen_id, state, version)
    VALUES (${entry.entryId}, ${entry.lotId}, ${entry.citizenId}, ${entry.state}, ${entry.version})
    ON CONFLICT (entry_id) DO UPDATE SET state = excluded.state, version = excluded.version
    WHERE entries.version < excluded.version`);
  if (!lot?.event_id) return undefined;
  return { eventId: lot.event_id, plate: lot.plate ?? '', reason: lot.reason ?? '' };
}

export async function ensureLot(tx: Transaction, lotId: string): Promise<void> {
  await tx.query(sql`/* lots.ensure */ INSERT INTO lots (lot_id) VALUES (${lotId}) ON CONFLICT DO NOTHING`);
}

/** @returns false when the lot was known to be cancelled. */
export async function noteCancellation(tx: Transaction, lotId: string, cancelled: Cancellation): Promise<boolean> {
  const row = await tx.one(sql`/* lots.cancel */
    INSERT INTO lots (lot_id, cancelled_by_event, plate_number, cancel_reason)
    VALUES (${lotId}, ${cancelled.eventId}, ${cancelled.plate}, ${cancelled.reason})
    ON CONFLICT (lot_id) DO UPDATE
    SET cancelled_by_event = excluded.cancelled_by_event, plate_number = excluded.plate_number,
        cancel_reason = excluded.cancel_reason
    WHERE lots.cancelled_by_event IS NULL
    RETURNING lot_id`);
  return row !== undefined;
}

export async function findCancellation(db: Queryable, lotId: string): Promise<Cancellation | undefined> {
  return db.one<{ eventId: string; plate: string; reason: string }>(sql`/* lots.cancellation */
    SELECT cancelled_by_event AS "eventId", plate_number AS plate, cancel_reason AS reason
    FROM lots WHERE lot_id = ${lotId} AND cancelled_by_event IS NOT NULL`);
}

/** Of a row of `entries`: it leads or has won, as far as facts have arrived. */
export const leads = sql`state IN ('LEADING', 'WON', 'PAID')`;

/** Whether the person's entry leads or has won, as far as facts have arrived. */
export async function entryLeads(db: Queryable, entryId: string): Promise<boolean> {
  const row = await db.one(sql`/* entries.leads */
    SELECT 1 AS one FROM entries WHERE entry_id = ${entryId} AND ${leads}`);
  return row !== undefined;
}
