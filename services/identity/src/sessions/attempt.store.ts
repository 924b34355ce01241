import { type Database, type Queryable, sql } from '@belgi/database';
import type { AttemptLimit } from './attempt.js';

/**
 * Counts this attempt and says whether it is within the limit; `withdraw` takes it back when it was no failure.
 * The attempt is committed before it is counted, so of any number made at once at most `attempts` are let through:
 * t0 both insert, t1 both count both. Counting first would let all of them pass.
 */
export async function attempt(
  db: Database,
  limit: AttemptLimit,
  subject: Buffer,
): Promise<{ within: boolean; withdraw: () => Promise<void> }> {
  const id = await record(db, limit.kind, subject);
  const within = (await count(db, limit, subject)) <= limit.attempts;
  return { within, withdraw: () => remove(db, id) };
}

/** The subject succeeded: its earlier failures are forgotten. */
export async function forgive(db: Queryable, limit: AttemptLimit, subject: Buffer): Promise<void> {
  await db.query(sql`/* attempts.forgive */ DELETE FROM attempts WHERE kind = ${limit.kind} AND subject = ${subject}`);
}

export async function record(db: Queryable, kind: string, subject: Buffer): Promise<bigint> {
  const row = await db.one<{ id: bigint }>(sql`/* attempts.record */
    INSERT INTO attempts (kind, subject, at) VALUES (${kind}, ${subject}, app_now()) RETURNING id`);
  if (row === undefined) throw new Error('the attempt was not recorded');
  return row.id;
}

async function remove(db: Queryable, id: bigint): Promise<void> {
  await db.query(sql`/* attempts.remove */ DELETE FROM attempts WHERE id = ${id}`);
}

export async function count(db: Queryable, limit: AttemptLimit, subject: Buffer): Promise<number> {
  const row = await db.one<{ made: number }>(sql`/* attempts.count */
    SELECT count(*)::int AS made FROM attempts
    WHERE kind = ${limit.kind} AND subject = ${subject} AND at > app_now() - make_interval(mins => ${limit.windowMinutes})`);
  return row?.made ?? 0;
}

/** One caller at a time per subject, until the transaction ends. */
export async function lockSubject(tx: Queryable, subject: Buffer): Promise<void> {
  await tx.query(
    sql`/* attempts.lockSubject */ SELECT pg_advisory_xact_lock(hashtextextended(encode(${subject}, 'hex'), 2)) AS locked`,
  );
}

/** Removes what no window looks at any more; gives how many. */
export async function purgeAttempts(db: Queryable, olderThanMinutes: number): Promise<number> {
  const rows = await db.query(sql`/* attempts.purge */
    DELETE FROM attempts WHERE at < app_now() - make_interval(mins => ${olderThanMinutes}) RETURNING id`);
  return rows.length;
}
