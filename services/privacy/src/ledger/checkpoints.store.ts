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

export async function insertCheckpoint(
  db: Queryable,
  { size, witnessed, note }: Omit<PublishedCheckpoint, 'publishedAt'>,
) {
  await db.query(sql`/* ledger-checkpoints.insert */
    INSERT INTO ledger_checkpoints (size, witnessed, note, published_at) VALUES (${size}, ${witnessed}, ${note}, app_now())`);
}
