import { randomUUID } from 'node:crypto';
import { createLogger } from '@belgi/runtime';
import { createTestDatabase } from '@belgi/testkit';
import { expect, it } from 'vitest';
import { countFailure, forgetFailures, migrate, openDatabase, pruneFailures, sql } from './index.js';

const logger = createLogger({ service: 'test', level: 'silent' });
const CONSUMER = 'auction-privacy-consent';

it('counts the failures of an event for all replicas, and keeps no count that nobody needs', async () => {
  await using server = await createTestDatabase({
    name: 'failures',
    template: { key: 'database', fill: (url) => migrate({ url, logger }) },
  });
  const database = await openDatabase({
    url: server.url,
    applicationName: 'test',
    poolSize: 8,
    logger,
    production: false,
  });
  const [event, other] = [randomUUID(), randomUUID()];
  const fail = (consumer: string, eventId: string) => database.transaction((tx) => countFailure(tx, consumer, eventId));
  const together = await Promise.all(Array.from({ length: 8 }, () => fail(CONSUMER, event)));
  expect(together.sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(await fail(CONSUMER, other)).toBe(1);
  expect(await fail('notify-privacy-consent', event)).toBe(1);

  await forgetFailures(database, CONSUMER, event);
  expect(await fail(CONSUMER, event)).toBe(1);

  await server.time.advance({ days: 14 });
  await fail(CONSUMER, other);
  await server.time.advance({ days: 2 });
  expect(await pruneFailures(database, 15, 1)).toBe(1);
  expect(await pruneFailures(database, 15, 100)).toBe(1);
  expect(await database.query(sql`SELECT event_id AS "eventId", failures FROM inbox_failures`)).toEqual([
    { eventId: other, failures: 2 },
  ]);
  await database.close();
});
