import { type Database, type Queryable, sql } from '@belgi/database';

export interface PublishedFact {
  readonly type: string;
  readonly aggregateId: string;
  readonly version: number;
  readonly data: Record<string, unknown>;
}

/** What has gone into the outbox, in order. */
export async function publishedFacts(database: Queryable): Promise<PublishedFact[]> {
  const rows = await database.query<{
    type: string;
    aggregate_id: string;
    aggregate_version: bigint;
    data: Record<string, unknown>;
  }>(sql`/* outbox.all */ SELECT type, aggregate_id, aggregate_version, data FROM outbox ORDER BY position`);
  return rows.map((row) => ({
    type: row.type,
    aggregateId: row.aggregate_id,
    version: Number(row.aggregate_version),
    data: row.data,
  }));
}

/** Puts the next ask of every order to now. */
export async function hurryBank(database: Database): Promise<void> {
  await database.query(sql`/* orders.hurry */ UPDATE bank_orders SET ask_at = app_now() WHERE ask_at IS NOT NULL`);
}
