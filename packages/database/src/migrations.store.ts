import { sql } from './sql.js';
import type { Queryable } from './types.js';

/** Key of the session lock that lets one replica migrate at a time. */
const MIGRATION_LOCK = 0x62656c6769; // "belgi"

export interface AppliedMigration {
  readonly name: string;
  /** SHA-256 of the file, lower-case hexadecimal. */
  readonly checksum: string;
  readonly appliedAt: Date;
}

export async function lockMigrations(db: Queryable): Promise<void> {
  await db.query(sql`/* migrations.lock */ SELECT pg_advisory_lock(${MIGRATION_LOCK}::bigint)`);
}

export async function unlockMigrations(db: Queryable): Promise<void> {
  await db.query(sql`/* migrations.unlock */ SELECT pg_advisory_unlock(${MIGRATION_LOCK}::bigint)`);
}

export async function ensureMigrationTable(db: Queryable): Promise<void> {
  await db.query(sql`/* migrations.ensure-table */
    CREATE TABLE IF NOT EXISTS schema_migrations (
      name text CONSTRAINT schema_migrations_pkey PRIMARY KEY,
      checksum text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
    )`);
}

/** In the order of their names; none when the database was never migrated. */
export async function appliedMigrations(db: Queryable): Promise<AppliedMigration[]> {
  const there = await db.one<{ there: boolean }>(
    sql`/* migrations.table-exists */ SELECT to_regclass('schema_migrations') IS NOT NULL AS there`,
  );
  if (!there?.there) return [];
  return db.query(sql`/* migrations.applied */
    SELECT name, checksum, applied_at AS "appliedAt" FROM schema_migrations ORDER BY name COLLATE "C"`);
}

export async function noteMigration(db: Queryable, name: string, checksum: string): Promise<void> {
  await db.query(sql`/* migrations.note */
    INSERT INTO schema_migrations (name, checksum) VALUES (${name}, ${checksum})`);
}

export const beginMigration = sql`/* migrations.begin */ BEGIN`;
/** A waiting ALTER blocks everyone behind it: better to fail and be run again. */
export const limitLockWait = sql`/* migrations.lock-timeout */ SET LOCAL lock_timeout = '10s'`;
export const commitMigration = sql`/* migrations.commit */ COMMIT`;
export const rollbackMigration = sql`/* migrations.rollback */ ROLLBACK`;
