import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readOpsEnvironment } from './environment.js';

it('takes databases from the variables first, then from the running local system', async () => {
  const home = await mkdtemp(join(tmpdir(), 'belgi-ops-'));
  const databases = { identity: 'postgres://local/identity', auction: 'postgres://local/auction' };
  await writeFile(join(home, 'local.json'), JSON.stringify({ databases, nats: { url: 'nats://local' }, urls: {} }));
  const source = { BELGI_HOME: home, DATABASE_URL_AUCTION: 'postgres://cluster/auction', DATABASE_URL_PRIVACY: '' };
  expect(readOpsEnvironment(source).databaseUrls).toEqual({
    identity: 'postgres://local/identity',
    auction: 'postgres://cluster/auction',
  });
  await rm(home, { recursive: true });
});

it('knows none where nothing runs and nothing is set', () => {
  expect(readOpsEnvironment({ BELGI_HOME: join(tmpdir(), 'belgi-nothing-here') }).databaseUrls).toEqual({});
});
