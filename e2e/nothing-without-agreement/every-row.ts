import { createHash } from 'node:crypto';
import { serviceNames } from '@belgi/contracts';
import { type TestSystem, waitFor } from '@belgi/testkit';

/** Every table of every database with a digest of all its rows. */
export type EveryRow = Readonly<Record<string, string>>;

const TABLES = `/* test.tables */ SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`;

/** What all four databases hold, table by table. */
export async function everyRow(system: TestSystem): Promise<EveryRow> {
  const found: Record<string, string> = {};
  for (const service of serviceNames) {
    const database = system.databases[service];
    for (const { name } of await database.query<{ name: string }>(TABLES)) {
      const [row] = await database.query<{ digest: string }>(
        `/* test.digest */ SELECT count(*) || ' rows ' || md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) AS digest FROM "${name}" t`,
      );
      found[`${service}.${name}`] = row?.digest ?? '';
    }
  }
  return found;
}

/** Every entry of the ledger is under a cosigned checkpoint: the next one would come seconds later, from nothing new. */
async function ledgerIsSigned(system: TestSystem): Promise<boolean> {
  const [row] = await system.databases.privacy.query<{ signed: boolean }>(
    `/* test.ledger */ SELECT (SELECT count(*) FROM ledger_entries) = coalesce(max(size), 0) AS signed
      FROM ledger_checkpoints WHERE witnessed`,
  );
  return row?.signed === true;
}

/** Waits until nothing is under way any more: two looks, one after the other, see the same. */
export async function settled(system: TestSystem): Promise<EveryRow> {
  let last = '';
  return waitFor(async () => {
    if (!(await ledgerIsSigned(system))) return undefined;
    const now = await everyRow(system);
    const isSame = JSON.stringify(now) === last;
    last = JSON.stringify(now);
    return isSame && now;
  });
}

/** How a value could be kept without protection: as it is, as bytes, or under a hash that anyone can compute. */
function writings(value: string): string[] {
  const bytes = Buffer.from(value, 'utf8');
  const hashes = ['sha256', 'sha1', 'md5'].map((algorithm) => createHash(algorithm).update(bytes).digest('hex'));
  return [value, bytes.toString('hex'), bytes.toString('base64'), ...hashes];
}

/** Tables of any database in which a value stands readable. */
export async function standsAnywhere(system: TestSystem, value: string): Promise<string[]> {
  const places: string[] = [];
  for (const service of serviceNames) {
    const database = system.databases[service];
    for (const { name } of await database.query<{ name: string }>(TABLES)) {
      const rows = await database.query(
        `/* test.find */ SELECT 1 FROM "${name}" t, unnest($1::text[]) AS writing WHERE position(writing IN t::text) > 0`,
        [writings(value)],
      );
      if (rows.length > 0) places.push(`${service}.${name}`);
    }
  }
  return places;
}
