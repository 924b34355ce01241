import { type Queryable, sql, type Transaction } from '@belgi/database';

/** Keeps the restriction when it is newer than what is known. False: already known or overtaken. */
export async function keepRestriction(
  tx: Transaction,
  restriction: { readonly citizenId: string; readonly version: number; readonly restricted: boolean },
  now: Date,
): Promise<boolean> {
  const rows = await tx.query(sql`/* restrictions.keep */
    INSERT INTO restrictions AS known (citizen_id, version, restricted, applied_at)
    VALUES (${restriction.citizenId}, ${restriction.version}, ${restriction.restricted}, ${now})
    ON CONFLICT (citizen_id) DO UPDATE SET version = excluded.version, restricted = excluded.restricted,
      applied_at = excluded.applied_at
    WHERE known.version < excluded.version RETURNING citizen_id`);
  return rows.length > 0;
}

/** Whether the person's data may be kept only. Asked after their consent is locked. */
export async function isRestrictedPerson(db: Queryable, citizenId: string): Promise<boolean> {
  return (await restrictedAmong(db, [citizenId])).has(citizenId);
}

export async function restrictedAmong(db: Queryable, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ id: string }>(sql`/* restrictions.among */
    SELECT citizen_id AS id FROM restrictions WHERE citizen_id = ANY(${[...ids]}::uuid[]) AND restricted`);
  return new Set(rows.map(({ id }) => id));
}
