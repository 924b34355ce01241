import { type Queryable, sql, type Transaction } from '@belgi/database';
import { addDays, type Day, startOf, type Window } from '@belgi/statistics';
import type { ConsentChange, CountedWindow } from './release.js';

export interface KeptRelease {
  readonly day: Day;
  readonly document: string;
  readonly sha256: string;
  readonly publishedAt: Date;
}

const columns = sql`day::text AS day, document, sha256, published_at AS "publishedAt"`;

export function latestRelease(db: Queryable): Promise<KeptRelease | undefined> {
  return db.one<KeptRelease>(sql`/* statistics_releases.latest */
    SELECT ${columns} FROM statistics_releases ORDER BY day DESC LIMIT 1`);
}

export function releaseOfDay(db: Queryable, day: Day): Promise<KeptRelease | undefined> {
  return db.one<KeptRelease>(sql`/* statistics_releases.ofDay */
    SELECT ${columns} FROM statistics_releases WHERE day = ${day}::date`);
}

/** The newest releases first. */
export async function releaseDays(db: Queryable, limit: number): Promise<Day[]> {
  const rows = await db.query<{ day: Day }>(sql`/* statistics_releases.days */
    SELECT day::text AS day FROM statistics_releases ORDER BY day DESC LIMIT ${limit}`);
  return rows.map(({ day }) => day);
}

/** Held to the end of the transaction: one replica publishes at a time. */
export async function lockReleases(tx: Transaction): Promise<void> {
  await tx.query(sql`/* statistics_releases.lock */ SELECT pg_advisory_xact_lock(hashtext('statistics_releases'))`);
}

export async function insertRelease(
  tx: Transaction,
  release: { readonly day: Day; readonly document: string; readonly previousSha256: string | null; readonly at: Date },
): Promise<void> {
  const { day, document, previousSha256, at } = release;
  await tx.query(sql`/* statistics_releases.insert */
    INSERT INTO statistics_releases (day, published_at, document, sha256, previous_sha256)
    VALUES (${day}::date, ${at}, ${document}, encode(sha256(convert_to(${document}, 'UTF8')), 'hex'), ${previousSha256})`);
}

/** Keeps a window. The second time it is told, it is the same. */
export async function keepWindow(tx: Transaction, counted: CountedWindow): Promise<void> {
  const { group, window, from, to, cells } = counted;
  const known = await tx.one(sql`/* statistics_windows.known */
    SELECT 1 AS known FROM statistics_windows WHERE "group" = ${group} AND number = ${window}`);
  if (known !== undefined) return;
  await tx.query(sql`/* statistics_windows.keep */
    INSERT INTO statistics_windows ("group", number, from_day, to_day, cells, kept_at)
    VALUES (${group}, ${window}, ${from}::date, ${to}::date, ${sql.json(cells)}, app_now())`);
}

/** Of each group the last window that ended by this day. */
export function lastWindows(db: Queryable, day: Day): Promise<CountedWindow[]> {
  return db.query<CountedWindow>(sql`/* statistics_windows.last */
    SELECT DISTINCT ON ("group") "group", number AS "window", from_day::text AS "from", to_day::text AS "to", cells
    FROM statistics_windows WHERE to_day <= ${day}::date ORDER BY "group" DESC, number DESC`);
}

export async function firstConsentAt(db: Queryable): Promise<Date | undefined> {
  const row = await db.one<{ at: Date | null }>(sql`/* consents.first */ SELECT min(at) AS at FROM consents`);
  return row?.at ?? undefined;
}

/** Changes of consent on these days of Bishkek. */
export function consentChangesIn(db: Queryable, { from, to }: Window): Promise<ConsentChange[]> {
  return db.query<ConsentChange>(sql`/* consents.changes */
    SELECT ((at AT TIME ZONE 'UTC') + interval '6 hours')::date::text AS day, citizen_id AS "citizenId", state, locale
    FROM consents WHERE at >= ${startOf(from)} AND at < ${startOf(addDays(to, 1))} ORDER BY at, citizen_id`);
}

/**
 * Of these people those whose data may be kept and not used. The heads of their consents are held until the transaction ends: a
 * restriction that is imposed meanwhile waits, so that nobody is counted after theirs was.
 */
export async function holdRestricted(tx: Transaction, ids: readonly string[]): Promise<ReadonlySet<string>> {
  await tx.query(sql`/* statistics.hold-heads */
    SELECT 1 AS held FROM consent_heads WHERE citizen_id = ANY (${ids}::uuid[]) ORDER BY citizen_id FOR SHARE`);
  const rows = await tx.query<{ id: string }>(sql`/* restrictions.among */
    SELECT id FROM (SELECT DISTINCT ON (citizen_id) citizen_id AS id, restricted FROM restrictions
      WHERE citizen_id = ANY (${ids}::uuid[]) ORDER BY citizen_id, version DESC) now WHERE restricted`);
  return new Set(rows.map(({ id }) => id));
}
