import { sql } from '@belgi/database';
import { addDays, dayOf, startOf } from '@belgi/statistics';
import { waitFor } from '@belgi/testkit';
import { expect, test } from 'vitest';
import { applyRestriction } from '../bidders/bidder.store.js';
import { publishedFacts } from '../testing/auction.store.js';
import { openAuction } from '../testing/open-auction.js';
import { handOverDueDay } from './hand-over-day.js';

/**
 * t0 a restriction is being applied; t1 the hand-over reads who acted; t2 the restriction commits and is acknowledged. Without a
 * lock the hand-over would tell of the person after t2: it waits at their row instead, and then knows.
 */
test('a hand-over against a restriction: nobody is handed over after theirs was acknowledged', async () => {
  await using auction = await openAuction({ replicas: 2 });
  const noon = startOf(addDays(dayOf(await auction.database.now()), 1)).getTime() + 12 * 3_600_000;
  await auction.time.advance({ milliseconds: noon - (await auction.database.now()).getTime() });
  const [restricted, free] = await Promise.all([auction.aCitizen(), auction.aCitizen()]);
  const lot = await auction.aLot();
  await auction.enters(restricted, lot);
  await auction.enters(free, lot);
  await auction.time.advance({ days: 1, minutes: 10 });

  let handing: Promise<boolean> | undefined;
  await auction.database.transaction(async (tx) => {
    await applyRestriction(tx, { citizenId: restricted.id, version: 1, restricted: true });
    handing = handOverDueDay(auction.replicas[1]?.database ?? auction.database);
    await waitFor(() =>
      auction.database.one(sql`/* test.waiting */ SELECT 1 AS waits FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%statistics.hold-kept-only%'`),
    );
  });
  expect(await handing).toBe(true);
  const facts = (await publishedFacts(auction.database)).filter(
    ({ type }) => type === 'auction.statistics.handed-over.v1',
  );
  const rows = facts.flatMap(({ data }) => data['rows'] as { citizenId: string }[]);
  expect(rows.map(({ citizenId }) => citizenId)).toEqual([free.id]);
});
