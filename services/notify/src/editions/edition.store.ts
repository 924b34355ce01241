import type { EditionState } from '@belgi/contracts';
import { type Queryable, sql, type Transaction } from '@belgi/database';

/** What has editions, each numbered for itself. */
export type DocumentKind = 'POLICY' | 'USER_AGREEMENT';
/** As what a material edition of each is told. */
export const changeNotices = {
  POLICY: 'POLICY_CHANGED',
  USER_AGREEMENT: 'AGREEMENT_CHANGED',
} as const satisfies Record<DocumentKind, string>;
export type ChangeNotice = (typeof changeNotices)[DocumentKind];
const tables = { POLICY: sql`editions`, USER_AGREEMENT: sql`agreement_editions` } as const;

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
export async function insertEdition(
  tx: Transaction,
  document: DocumentKind,
  edition: EditionState,
  eventId: string | null,
): Promise<void> {
  await tx.query(sql`/* editions.insert */
    INSERT INTO ${tables[document]} AS known (number, effective_at, material, event_id)
    VALUES (${edition.number}, ${edition.effectiveAt}, ${edition.material}, ${eventId})
    ON CONFLICT (number) DO UPDATE SET event_id = coalesce(known.event_id, excluded.event_id)`);
}

export interface AnnouncedEdition {
  readonly document: DocumentKind;
  readonly number: number;
  readonly effectiveAt: Date;
  readonly eventId: string;
}

/**
 * Material editions that everybody was or is being told of and this person has not settled: of the policy those after the one they agreed
 * to, of the user agreement those still ahead, for the one in force is asked for at the next entry.
 */
export async function announcedBeside(db: Queryable, agreedEdition: number): Promise<AnnouncedEdition[]> {
  return db.query(sql`/* editions.announcedBeside */
    SELECT 'POLICY' AS document, number, effective_at AS "effectiveAt", event_id AS "eventId" FROM editions
    WHERE material AND number > ${agreedEdition} AND event_id IS NOT NULL
    UNION ALL
    SELECT 'USER_AGREEMENT', number, effective_at, event_id FROM agreement_editions
    WHERE material AND number > 1 AND effective_at > app_now() AND event_id IS NOT NULL
    ORDER BY 3, 1`);
}
