import { platePatterns, plateRegions, priceBands, StatisticsCountedV1 } from '@belgi/contracts';
import { sql } from '@belgi/database';
import { waitFor } from '@belgi/testkit';
import { expect, test } from 'vitest';
import { applyRestriction } from '../restrictions/apply-restriction.js';
import { createIdentity } from '../testing/identity.js';
import { aPin, verifiedCitizens } from '../testing/people.js';
import { countNextWindow } from './count-window.js';
import { keepPart } from './statistics.store.js';

const FIRST = '2026-11-01';

/**
 * t0 restrictions are being applied; t1 a window is counted; t2 they commit and are acknowledged. Without a lock the count would
 * use them after t2: it waits at the consents of whoever bought instead, and then knows.
 */
test('a count of sales against restrictions: nobody is counted after theirs was acknowledged', async () => {
  await using identity = await createIdentity();
  const { database, ports } = identity;
  const pins = Array.from({ length: 260 }, () => aPin({ female: true, birthYear: 1990 }));
  const people = await verifiedCitizens(ports, pins);
  const rows = Array.from({ length: 3 * people.length }, (_, at) => ({
    ...{ citizenId: people[at % people.length] ?? '', act: 'BOUGHT' as const, region: plateRegions[at % 9] ?? '01' },
    priceBand: priceBands[Math.floor(at / 9) % 5] ?? 'UNDER_20_000',
    pattern: platePatterns[Math.floor(at / 45) % 6] ?? 'OTHER',
  }));
  await database.transaction((tx) => keepPart(tx, { day: FIRST, since: FIRST, part: 1, parts: 1, rows }));

  let counting: Promise<boolean> | undefined;
  await database.transaction(async (tx) => {
    const at = new Date().toISOString();
    for (const citizenId of people.slice(0, 20))
      await applyRestriction(tx, { citizenId, version: 1, restricted: true, by: 'PERSON', at }, { republished: false });
    counting = countNextWindow(ports, 'SALES');
    await waitFor(() =>
      database.one(sql`/* test.waiting */ SELECT 1 AS waits FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%statistics.hold-consents%'`),
    );
  });
  expect(await counting).toBe(true);
  const fact = await database.one<{ data: object }>(sql`/* test.counted */
    SELECT data FROM outbox WHERE type = 'identity.statistics.counted.v1'`);
  const { cells } = StatisticsCountedV1.parse(fact?.data);
  const total = cells.find(
    ({ table, row, column }) => table === 'SALES_BY_REGION_AND_PRICE' && row === 'TOTAL' && column === 'TOTAL',
  );
  expect(total?.count).toBe(720);
});
