import type { Client } from 'pg';

export async function withTemplateLock<T>(client: Client, database: string, work: () => Promise<T>): Promise<T> {
  await client.query('/* templates.lock */ SELECT pg_advisory_lock(hashtextextended($1, 0))', [database]);
  try {
    return await work();
  } finally {
    await client.query('/* templates.unlock */ SELECT pg_advisory_unlock(hashtextextended($1, 0))', [database]);
  }
}

/** The mark is the database's comment: it goes when the database goes. */
const READY = 'ready';

export async function isReady(client: Client, database: string): Promise<boolean> {
  const found = await client.query(
    `/* templates.is-ready */ SELECT 1 FROM pg_database WHERE datname = $1 AND shobj_description(oid, 'pg_database') = $2`,
    [database, READY],
  );
  return found.rowCount !== 0;
}

export async function markReady(client: Client, database: string): Promise<void> {
  const name = client.escapeIdentifier(database);
  await client.query(`/* templates.mark */ COMMENT ON DATABASE ${name} IS ${client.escapeLiteral(READY)}`);
}
