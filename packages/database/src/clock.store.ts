import { sql } from './sql.js';
import type { Queryable } from './types.js';

const PRODUCTION_BODY = 'select clock_timestamp()';

/** The database clock, in milliseconds precision. */
export async function readClock(db: Queryable): Promise<Date> {
  const row = await db.one<{ now: Date }>(sql`/* clock.now */ SELECT app_now() AS now`);
  if (!row) throw new Error('app_now() gave no row');
  return row.now;
}

/**
 * Refuses a database whose clock is not the real one: with a shifted clock every deadline, ticket and closing
 * time would be somebody's choice. Throws an Error that says what to do.
 */
export async function demandRealClock(db: Queryable): Promise<void> {
  const row = await db.one<{ source: string; language: string; volatility: string; shadowed: boolean }>(sql`
    /* clock.source */
    SELECT p.prosrc AS source, l.lanname AS language, p.provolatile AS volatility,
           to_regprocedure('app_now()') IS DISTINCT FROM p.oid AS shadowed
    FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
    WHERE p.oid = to_regprocedure('public.app_now()')`);
  if (!row) throw new Error('app_now() is missing: run the migrations before the process');
  const body = row.source.trim().replaceAll(/\s+/g, ' ').toLowerCase();
  if (body !== PRODUCTION_BODY || row.language !== 'sql' || row.volatility !== 'v' || row.shadowed)
    throw new Error('app_now() is not clock_timestamp(): a production process does not run on a shifted clock');
}

export async function pingServer(db: Queryable): Promise<void> {
  await db.query(sql`/* clock.ping */ SELECT 1 AS ok`);
}
