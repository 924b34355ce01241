import { createHash } from 'node:crypto';
import { newId } from '@belgi/contracts';
import { sql } from '@belgi/database';
import { addDays, dayOf, startOf } from '@belgi/statistics';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeOwnRestriction } from '../restrictions/change-restriction.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { publishDueRelease } from './publish-release.js';
import { countConsents, dueDay, releaseOf } from './release.js';
import { keepWindow, latestRelease, releaseOfDay } from './release.store.js';

let fixture: Fixture;
beforeEach(async () => {
  fixture = await createFixture();
  // Noon of tomorrow: no test runs into the end of a day.
  const now = await fixture.database.now();
  const noon = startOf(addDays(dayOf(now), 1)).getTime() + 12 * 3_600_000;
  await fixture.time.advance({ milliseconds: noon - now.getTime() });
});
afterEach(() => fixture[Symbol.asyncDispose]());

const latest = async () => {
  const kept = await latestRelease(fixture.database);
  if (kept === undefined) throw new Error('nothing was published');
  return { ...kept, release: releaseOf(kept.document) };
};

/** A window as identity's fact brings it. */
const counted = (window: number, from: string, to: string) =>
  fixture.database.transaction((tx) => keepWindow(tx, { group: 'SALES', window, from, to, cells: countConsents([]) }));

describe('a release', () => {
  test('is published once, whoever does it, and is the same all day', async () => {
    const { database, time } = fixture;
    const published = await Promise.all([1, 2, 3].map(() => publishDueRelease(database)));
    expect(published.filter(Boolean)).toHaveLength(1);
    const first = await latest();
    expect(first.day).toBe(dueDay(await database.now()));
    const yesterday = addDays(first.day, 0);
    await counted(1, addDays(yesterday, -3), yesterday);
    await time.advance({ hours: 11 });
    expect(await publishDueRelease(database)).toBe(false);
    expect(await latest()).toEqual(first);
    await time.advance({ days: 1 });
    expect(await publishDueRelease(database)).toBe(true);
    expect((await latest()).release.windows.map(({ group, window }) => [group, window])).toEqual([['SALES', 1]]);
    expect((await releaseOfDay(database, first.day))?.document).toBe(first.document);
  });

  test('names the hash of the one before it, and its own is of the very text', async () => {
    const { database, time } = fixture;
    await publishDueRelease(database);
    const first = await latest();
    await time.advance({ days: 3 });
    await publishDueRelease(database);
    const second = await latest();
    expect(first.release.previousSha256).toBe(null);
    expect(second.release.previousSha256).toBe(first.sha256);
    expect(second.sha256).toBe(createHash('sha256').update(second.document).digest('hex'));
  });

  test('does not tell of a window before its last day is over', async () => {
    const { database } = fixture;
    const day = dueDay(await database.now());
    await counted(1, day, addDays(day, 1));
    await publishDueRelease(database);
    expect((await latest()).release.windows).toEqual([]);
  });

  test('counts consents and withdrawals in windows of their own, without a day in common', async () => {
    const { database, time } = fixture;
    const edition = await fixture.publish();
    const join = async (count: number) => {
      for (let each = 0; each < count; each += 1) await fixture.registered(newId(), edition);
    };
    await join(199);
    await time.advance({ days: 1 });
    await publishDueRelease(database);
    expect((await latest()).release.windows).toEqual([]);
    await join(1);
    await time.advance({ days: 1 });
    await publishDueRelease(database);
    const [first] = (await latest()).release.windows;
    expect(first).toMatchObject({ group: 'CONSENTS', window: 1 });
    await join(200);
    await time.advance({ days: 1 });
    await publishDueRelease(database);
    const [second] = (await latest()).release.windows;
    expect(second).toMatchObject({ group: 'CONSENTS', window: 2, from: addDays(first?.to ?? '', 1) });
  });
});

describe('consents of people whose data may be kept only', () => {
  test('are not counted and close no window; what was counted before stays as it was', async () => {
    const { database, time, parts } = fixture;
    const edition = await fixture.publish();
    const join = async (count: number) => {
      const ids = Array.from({ length: count }, () => newId());
      for (const id of ids) await fixture.registered(id, edition);
      return ids;
    };
    const restrict = async (ids: readonly string[], restricted = true) => {
      for (const id of ids) await changeOwnRestriction(parts, id, { restricted, words: null });
    };
    const windows = async () => {
      await time.advance({ days: 1 });
      await publishDueRelease(database);
      return (await latest()).release.windows;
    };
    const first = await join(205);
    await restrict(first.slice(0, 10));
    await restrict(first.slice(0, 1), false);
    expect(await windows()).toEqual([]);
    const second = await join(10);
    const [closed] = await windows();
    // Without the restricted it takes the people of two days.
    expect(closed).toMatchObject({ group: 'CONSENTS', window: 1, to: dueDay(await database.now()) });
    expect(closed?.from).toBe(addDays(closed?.to ?? '', -1));
    await restrict(second);
    expect(await windows()).toEqual([closed]);
  });
});

describe('what was published', () => {
  test('cannot be changed, removed, slipped in or hashed otherwise', async () => {
    const { database } = fixture;
    await publishDueRelease(database);
    const { day } = await latest();
    const refused = [
      sql`/* test */ UPDATE statistics_releases SET document = 'x'`,
      sql`/* test */ DELETE FROM statistics_releases`,
      sql`/* test */ TRUNCATE statistics_releases`,
      sql`/* test */ INSERT INTO statistics_releases (day, published_at, document, sha256, previous_sha256)
        VALUES (${day}::date - 1, app_now(), 'x', encode(sha256('x'), 'hex'), NULL)`,
      sql`/* test */ INSERT INTO statistics_releases (day, published_at, document, sha256, previous_sha256)
        VALUES (${day}::date + 1, app_now(), 'x', encode(sha256('x'), 'hex'), repeat('0', 64))`,
      sql`/* test */ INSERT INTO statistics_releases (day, published_at, document, sha256, previous_sha256)
        SELECT day + 1, app_now(), 'x', repeat('0', 64), sha256 FROM statistics_releases`,
    ];
    for (const statement of refused) await expect(database.query(statement)).rejects.toThrow();
  });

  test('has no two windows with a day in common, and a window told twice is one', async () => {
    await counted(1, '2026-11-01', '2026-11-03');
    await counted(1, '2026-11-01', '2026-11-03');
    await expect(counted(2, '2026-11-03', '2026-11-05')).rejects.toThrow(/no day in common/);
    await counted(3, '2026-11-06', '2026-11-06');
    await counted(2, '2026-11-04', '2026-11-05');
    await expect(fixture.database.query(sql`/* test */ DELETE FROM statistics_windows`)).rejects.toThrow(/append-only/);
  });
});
