import type { EditionState } from '@belgi/contracts';
import { type Queryable, sql, type Transaction } from '@belgi/database';

/** Key of the advisory lock below; any number that nothing else in this database uses. */
const EDITIONS_LOCK = 710_001;

/**
 * t0 a consent to edition 1 is being applied and sees no edition 2; t1 edition 2 arrives and its broadcast finds
 * nobody; t2 the consent commits: this person would never hear of edition 2. With the lock one waits for the other.
 */
export async function shareEditions(tx: Transaction): Promise<void> {
  await tx.query(sql`/* editions.share */ SELECT pg_advisory_xact_lock_shared(${EDITIONS_LOCK}::bigint)`);
}

export async function ownEditions(tx: Transaction): Promise<void> {
  await tx.query(sql`/* editions.own */ SELECT pg_advisory_xact_lock(${EDITIONS_LOCK}::bigint)`);
}

/** Editions are immutable: the first fact about one is as good as any. */
export async function insertEdition(tx: Transaction, edition: EditionState, eventId: string | null): Promise<void> {
  await tx.query(sql`/* editions.insert */
    INSERT INTO editions (number, effective_at, material, event_id)
    VALUES (${edition.number}, ${edition.effectiveAt}, ${edition.material}, ${eventId})
    ON CONFLICT (number) DO UPDATE SET event_id = coalesce(editions.event_id, excluded.event_id)`);
}

export interface AnnouncedEdition {
  readonly number: number;
  readonly effectiveAt: Date;
  readonly eventId: string;
}

/** Material editions after this one that everybody was or is being told of. */
export async function announcedAfter(db: Queryable, edition: number): Promise<AnnouncedEdition[]> {
  const rows = await db.query<{
    number: number;
    effective_at: Date;
    event_id: string;
  }>(sql`/* editions.announcedAfter */
    SELECT number, effective_at, event_id FROM editions
    WHERE material AND number > ${edition} AND event_id IS NOT NULL ORDER BY number`);
  return rows.map((row) => ({ number: row.number, effectiveAt: row.effective_at, eventId: row.event_id }));
}
