import { type Queryable, sql } from '@belgi/database';

export interface PublishedCheckpoint {
  readonly size: number;
  /** Whether a witness cosigned it. */
  readonly witnessed: boolean;
  /** The signed note, verbatim. */
  readonly note: string;
  readonly publishedAt: Date;
}

/** The one of the largest tree; of several of that size the latest cosigned one. */
export async function latestCheckpoint(db: Queryable): Promise<PublishedCheckpoint | undefined> {
  const row = await db.one<Omit<PublishedCheckpoint, 'size'> & { size: string }>(
    sql`/* ledger-checkpoints.latest */
    SELECT size, witnessed, note, published_at AS "publishedAt" FROM ledger_checkpoints ORDER BY size DESC, witnessed DESC, id DESC LIMIT 1`,
  );
  return row && { ...row, size: Number(row.size) };
}

/** The one to prove by: the largest that a witness has cosigned; without a witness the largest. */
export async function provingCheckpoint(db: Queryable): Promise<PublishedCheckpoint | undefined> {
  const latest = await latestCheckpoint(db);
  if (latest === undefined || latest.witnessed) return latest;
  const row = await db.one<Omit<PublishedCheckpoint, 'size'> & { size: string }>(
    sql`/* ledger-checkpoints.witnessed */
    SELECT size, witnessed, note, published_at AS "publishedAt" FROM ledger_checkpoints WHERE witnessed ORDER BY size DESC, id DESC LIMIT 1`,
  );
  return row ? { ...row, size: Number(row.size) } : latest;
}

/** Processes that publish at the same time, and then some. */
const MAX_TURNS = 8;

/** The number of the last checkpoint; 0: there is none. */
export async function lastCheckpointId(db: Queryable): Promise<number> {
  const row = await db.one<{ id: string }>(
    sql`/* ledger-checkpoints.last */ SELECT coalesce(max(id), 0) AS id FROM ledger_checkpoints`,
  );
  return Number(row?.id ?? 0);
}

/**
 * Keeps a checkpoint, which names the one before it, so that one that is deleted is missed.
 * @param seen the last that this process knows of: named even when it is gone, so that whoever deletes the newest ones leaves a gap
 * @param sealOf the row's seal; without it the row has none
 * @returns its number
 */
export async function insertCheckpoint(
  db: Queryable & { now(): Promise<Date> },
  { size, witnessed, note }: Omit<PublishedCheckpoint, 'publishedAt'>,
  seen = 0,
  sealOf?: (row: { previous: number; publishedAt: Date }) => Buffer | undefined,
): Promise<{ id: number; publishedAt: Date }> {
  for (let turn = 0; turn < MAX_TURNS; turn += 1) {
    const previous = Math.max(seen, await lastCheckpointId(db));
    const publishedAt = await db.now();
    const seal = sealOf?.({ previous, publishedAt }) ?? null;
    // t0 we look; t1 another process publishes; t2 we would name the same one before us: look again.
    const row = await db.one<{ id: string }>(sql`/* ledger-checkpoints.insert */
      INSERT INTO ledger_checkpoints (size, witnessed, note, published_at, previous, row_seal)
      VALUES (${size}, ${witnessed}, ${note}, ${publishedAt}, ${previous}, ${seal})
      ON CONFLICT (previous) DO NOTHING RETURNING id`);
    if (row !== undefined) return { id: Number(row.id), publishedAt };
  }
  throw new Error('other processes publish faster than this one');
}
