import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@belgi/runtime';
import { createTestDatabase } from '@belgi/testkit';
import { expect, it } from 'vitest';
import { migrate, sql, withConnection } from './index.js';

// t0: five replicas start at once. Each file must run once, and none of them may fail for having come second.
it('lets one of many replicas migrate and the others find it done', async () => {
  const logger = createLogger({ service: 'test', level: 'silent' });
  const directory = await mkdtemp(join(tmpdir(), 'belgi-migrations-'));
  await writeFile(
    join(directory, '0001_a.sql'),
    'CREATE TABLE runs (at timestamptz DEFAULT app_now()); INSERT INTO runs DEFAULT VALUES;',
  );
  await using server = await createTestDatabase({ name: 'migrate' });
  const all = await Promise.all(Array.from({ length: 5 }, () => migrate({ url: server.url, directory, logger })));
  expect(all.flatMap(({ applied }) => applied).sort()).toEqual([
    '0000_foundation.sql',
    '0000_inbox_failures.sql',
    '0000_persons_erased.sql',
    '0000_retention.sql',
    '0001_a.sql',
  ]);
  expect(await withConnection(server.url, (db) => db.query(sql`SELECT at FROM runs`))).toHaveLength(1);
  await rm(directory, { recursive: true });
});
