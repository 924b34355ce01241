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
  const row = await db.one<Omit<PublishedCheckpoint, 'size'> & { size: string }>(sql`/* ledger-checkpoints.latest */
    SELECT size, witnessed, note, published_at AS "publishedAt" FROM ledger_checkpoints ORDER BY size DESC, witnessed DESC, id DESC LIMIT 1`);
  return row && { ...row, size: Number(row.size) };
}

export async function insertCheckpoint(
  db: Queryable,
  { size, witnessed, note }: Omit<PublishedCheckpoint, 'publishedAt'>,
) {
  await db.query(sql`/* ledger-checkpoints.insert */
    INSERT INTO ledger_checkpoints (size, witnessed, note, published_at) VALUES (${size}, ${witnessed}, ${note}, app_now())`);
}
