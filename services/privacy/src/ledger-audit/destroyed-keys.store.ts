import { type Queryable, sql } from '@belgi/database';

/** A person's key that is gone, with the erasure that took it, if there is one. */
export interface GoneKey {
  readonly citizenId: string;
  readonly destroyedAt: Date | null;
  readonly erasureId: string | null;
  readonly orderedAt: Date | null;
  readonly isCertified: boolean;
  /** Certified, or ordered so recently that services may still be at it. */
  readonly isInTime: boolean;
}

export function goneKeys(db: Queryable, certifiedWithinDays: number): Promise<GoneKey[]> {
  return db.query<GoneKey & Record<string, unknown>>(sql`/* destroyed-keys.persons */
    SELECT p.citizen_id AS "citizenId", p.destroyed_at AS "destroyedAt", x.request_id AS "erasureId", x.ordered_at AS "orderedAt",
      coalesce(x.state = 'CERTIFIED', false) AS "isCertified",
      coalesce(x.state = 'CERTIFIED' OR x.ordered_at > app_now() - make_interval(days => ${certifiedWithinDays}), false) AS "isInTime"
    FROM person_keys p LEFT JOIN erasures x ON x.citizen_id = p.citizen_id AND x.state IN ('ORDERED', 'CERTIFIED')
    WHERE p.wrapped_key IS NULL ORDER BY p.citizen_id`);
}

/** Cases whose letter is there without its key, which no rule does. */
export async function keylessLetters(db: Queryable, limit: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>(sql`/* destroyed-keys.letters */
    SELECT id FROM letters WHERE wrapped_key IS NULL ORDER BY id LIMIT ${limit}`);
  return rows.map(({ id }) => id);
}

/** How many keys of cases went with their letters before an age, by which the run that took them has its leaf. */
export async function destroyedCases(db: Queryable, olderThanDays: number): Promise<number> {
  const row = await db.one<{ count: number }>(sql`/* destroyed-keys.cases */
    SELECT count(*)::int AS count FROM destroyed_keys WHERE destroyed_at < app_now() - make_interval(days => ${olderThanDays})`);
  return row?.count ?? 0;
}
