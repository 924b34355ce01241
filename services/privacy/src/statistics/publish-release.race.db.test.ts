import { newId } from '@belgi/contracts';
import { type Database, sql } from '@belgi/database';
import { addDays, dayOf, startOf, WINDOW_PEOPLE } from '@belgi/statistics';
import { waitFor } from '@belgi/testkit';
import { expect, test } from 'vitest';
import { changeRestrictionByStaff } from '../restrictions/change-restriction.js';
import { kept } from '../testing/case.js';
import { createFixture } from '../testing/fixture.js';
import { publishDueRelease } from './publish-release.js';
import { releaseOf } from './release.js';
import { latestRelease } from './release.store.js';

/**
 * t0 somebody's data are being restricted, under the head of their consent; t1 the release is made; t2 the restriction commits.
 * Without a lock the release would count them after t2: it waits at the same head, and then knows.
 */
test('a release against a restriction: nobody is counted after theirs was imposed', async () => {
  await using fixture = await createFixture();
  const { database, parts, time } = fixture;
  const noon = startOf(addDays(dayOf(await database.now()), 1)).getTime() + 12 * 3_600_000;
  await time.advance({ milliseconds: noon - (await database.now()).getTime() });
  const edition = await fixture.publish();
  // As many as close a window: without one of them it stays open.
  const people = Array.from({ length: WINDOW_PEOPLE }, () => newId());
  for (const citizenId of people) await fixture.registered(citizenId, edition);
  await time.advance({ days: 1 });
  let publishing: Promise<boolean> | undefined;
  await database.transaction(async (tx) => {
    // The officer's own transaction, held open until the release is known to wait.
    const inside = { transaction: <T>(work: (mine: typeof tx) => Promise<T>) => work(tx) } as Database;
    const wish = { citizenId: people[0] ?? '', restricted: true, reason: 'while it is looked into', cites: null };
    kept(await changeRestrictionByStaff({ ...parts, database: inside }, newId(), wish));
    publishing = publishDueRelease(database);
    await waitFor(() =>
      database.one(sql`/* test.waiting */ SELECT 1 AS waits FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%statistics.hold-heads%'`),
    );
  });
  expect(await publishing).toBe(true);
  const { document = '' } = (await latestRelease(database)) ?? {};
  expect(releaseOf(document).windows).toEqual([]);
});
