import type { Locale } from '@belgi/contracts';
import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { Acceptance } from './acceptance.js';

export interface KeptAcceptance extends Acceptance {
  /** Compact JWS. */
  readonly receipt: string;
}

/** Newest edition first. There are a handful in a decade. */
export async function acceptancesOf(db: Queryable, citizenId: string): Promise<KeptAcceptance[]> {
  const rows = await db.query<{
    id: string;
    edition: number;
    locale: Locale;
    text_sha256: string;
    accepted_at: Date;
    receipt: string;
  }>(sql`/* agreement-acceptances.of */
    SELECT id, edition, locale, text_sha256, accepted_at, receipt FROM agreement_acceptances
    WHERE citizen_id = ${citizenId} ORDER BY edition DESC`);
  return rows.map(({ id, edition, locale, text_sha256: textSha256, accepted_at: at, receipt }) => ({
    ...{ id, citizenId, edition, locale, textSha256, at, receipt },
  }));
}

/** The latest edition that a person accepted; null: none. Auction asks it while somebody enters. */
export async function latestAccepted(db: Queryable, citizenId: string): Promise<number | null> {
  const row = await db.one<{ edition: number | null }>(sql`/* agreement-acceptances.latest */
    SELECT max(edition) AS edition FROM agreement_acceptances WHERE citizen_id = ${citizenId}`);
  return row?.edition ?? null;
}

/** The latest acceptance of each person, by their ids, to be published again. They are only ever added. */
export async function acceptanceSnapshots(
  db: Queryable,
  page: { citizenId: string | null; after: string | null; limit: number },
): Promise<Pick<Acceptance, 'citizenId' | 'edition' | 'at'>[]> {
  return db.query(sql`/* agreement-acceptances.snapshots */
    SELECT DISTINCT ON (citizen_id) citizen_id AS "citizenId", edition, accepted_at AS at FROM agreement_acceptances
    WHERE (${page.citizenId}::uuid IS NULL OR citizen_id = ${page.citizenId}::uuid)
      AND (${page.after}::uuid IS NULL OR citizen_id > ${page.after}::uuid)
    ORDER BY citizen_id, edition DESC LIMIT ${page.limit}`);
}

/** One person accepts in two windows: the second waits here, and then sees what the first did. */
export async function lockAcceptances(tx: Transaction, citizenId: string): Promise<void> {
  await tx.query(sql`/* agreement-acceptances.lock */
    SELECT pg_advisory_xact_lock(hashtext('agreement_acceptances'), hashtext(${citizenId}))`);
}

export async function insertAcceptance(
  tx: Transaction,
  { id, citizenId, edition, locale, textSha256, at, receipt }: KeptAcceptance,
  entryId: string,
): Promise<void> {
  await tx.query(sql`/* agreement-acceptances.insert */
    INSERT INTO agreement_acceptances (id, citizen_id, edition, locale, text_sha256, accepted_at, receipt, entry_id)
    VALUES (${id}, ${citizenId}, ${edition}, ${locale}, ${textSha256}, ${at}, ${receipt}, ${entryId})`);
}
