import { platePatterns, plateRegions, priceBands, StatisticsCountedV1 } from '@belgi/contracts';
import { sql } from '@belgi/database';
import { addDays, type Day } from '@belgi/statistics';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyConsent } from '../consents/consent.store.js';
import { keepRestriction } from '../restrictions/restriction.store.js';
import { createIdentity, publishEdition, type TestIdentity } from '../testing/identity.js';
import { aPin, verifiedCitizens } from '../testing/people.js';
import { countNextWindow } from './count-window.js';
import { keepPart } from './statistics.store.js';

const FIRST = '2026-11-01';

let identity: TestIdentity;
beforeEach(async () => {
  identity = await createIdentity();
});
afterEach(() => identity[Symbol.asyncDispose]());

type Row = Parameters<typeof keepPart>[1]['rows'][number];
const entered = (citizenId: string, changes: Partial<Row> = {}): Row => ({
  citizenId,
  act: 'ENTERED',
  region: '01',
  priceBand: 'FROM_20_000',
  pattern: 'OTHER',
  ...changes,
});

/** A part of a day, as the auction's fact brings it. */
const arrives = (day: Day, rows: readonly Row[], { part = 1, parts = 1 } = {}) =>
  identity.database.transaction((tx) => keepPart(tx, { day, since: FIRST, part, parts, rows: [...rows] }));

/** Different people: as many women as men, as many of each age. */
const crowd = (size: number) =>
  verifiedCitizens(
    identity.ports,
    Array.from({ length: size }, (_, at) => aPin({ female: at % 2 === 0, birthYear: 2005 - 10 * (half(at) % 6) })),
  );
const half = (at: number) => Math.floor(at / 2);
/** Each enters somewhere else. */
const enterAll = (ids: readonly string[]) =>
  ids.map((id, at) =>
    entered(id, { region: plateRegions[half(at) % 9] ?? '01', priceBand: priceBands[half(at) % 5] ?? 'UNDER_20_000' }),
  );

/** Their data may be kept, and not used. */
const restrict = (ids: readonly string[]) =>
  identity.database.transaction(async (tx) => {
    const now = await tx.now();
    for (const citizenId of ids) await keepRestriction(tx, { citizenId, version: 1, restricted: true }, now);
  });

async function counted() {
  const rows = await identity.database.query<{ data: object }>(sql`/* test.counted */
    SELECT data FROM outbox WHERE type = 'identity.statistics.counted.v1' ORDER BY position`);
  return rows.map(({ data }) => StatisticsCountedV1.parse(data));
}

/** A number of the last count. */
async function shown(table: string, row: string, column: string) {
  const cells = (await counted()).at(-1)?.cells ?? [];
  return cells.find((cell) => cell.table === table && cell.row === row && cell.column === column)?.count;
}
const byAge = (row: string, column: string) => shown('PARTICIPATION_BY_AGE_AND_SEX', row, column);
const count = () => countNextWindow(identity.ports, 'PARTICIPATION');

describe('a window of participation', () => {
  test('is joined with sex and age here, and leaves as rounded numbers', async () => {
    await arrives(FIRST, enterAll(await crowd(118)));
    expect(await count()).toBe(false);
    await arrives(addDays(FIRST, 1), enterAll(await crowd(120)));
    expect(await count()).toBe(true);
    expect(await byAge('FROM_35', 'FEMALE')).toBe(20);
    expect(await byAge('TOTAL', 'MALE')).toBe(120);
    expect(await byAge('TOTAL', 'TOTAL')).toBe(240);
    expect((await counted())[0]).toMatchObject({ window: 1, from: FIRST, to: addDays(FIRST, 1) });
    expect(JSON.stringify(await counted())).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  test('is counted once: what was counted is forgotten, and the next begins the day after', async () => {
    await arrives(FIRST, enterAll(await crowd(240)));
    const counts = await Promise.all([count(), count(), count()]);
    expect(counts.filter(Boolean)).toHaveLength(1);
    const left = await identity.database.query(sql`/* test.acts */ SELECT id FROM statistics_acts`);
    expect(left).toEqual([]);
    await arrives(addDays(FIRST, 1), enterAll(await crowd(200)));
    expect(await count()).toBe(true);
    expect((await counted()).map(({ window, from }) => [window, from])).toEqual([
      [1, FIRST],
      [2, addDays(FIRST, 1)],
    ]);
  });

  test('a part that is told twice counts once, and a day waits for all its parts', async () => {
    const rows = enterAll(await crowd(240));
    await arrives(FIRST, rows.slice(0, 220), { part: 1, parts: 2 });
    await arrives(FIRST, rows.slice(0, 220), { part: 1, parts: 2 });
    expect(await count()).toBe(false);
    await arrives(FIRST, rows.slice(220), { part: 2, parts: 2 });
    expect(await count()).toBe(true);
    const acts = await counted();
    expect(acts).toHaveLength(1);
    expect(await byAge('TOTAL', 'TOTAL')).toBe(240);
  });

  test('waits for the first day, whatever arrives before it', async () => {
    await arrives(addDays(FIRST, 1), enterAll(await crowd(240)));
    expect(await count()).toBe(false);
    await arrives(FIRST, []);
    expect(await count()).toBe(true);
  });

  test('of few people closes after 31 days and says nothing', async () => {
    const rows = enterAll(await crowd(9));
    for (let day = 0; day < 30; day += 1) await arrives(addDays(FIRST, day), day === 0 ? rows : []);
    expect(await count()).toBe(false);
    await arrives(addDays(FIRST, 30), []);
    expect(await count()).toBe(true);
    expect((await counted())[0]?.cells.every((cell) => cell.count === null)).toBe(true);
  });

  test('of people who are all alike says nothing of any of them', async () => {
    const alike = Array.from({ length: 240 }, () => aPin({ female: true, birthYear: 1990 }));
    const ids = await verifiedCitizens(identity.ports, alike);
    await arrives(FIRST, enterAll(ids));
    expect(await count()).toBe(true);
    expect(await byAge('FROM_35', 'FEMALE')).toBe(null);
  });

  test('opens no PIN without a live consent, nor of whoever is blocked, erased, disputed or not verified', async () => {
    const ids = await crowd(300);
    const set = (these: readonly string[], change: 'BLOCKED' | 'disputed' | 'unverified') =>
      identity.database.query(sql`/* test.standing */
        UPDATE accounts SET status = CASE WHEN ${change} = 'BLOCKED' THEN 'BLOCKED' ELSE status END,
          pin_verified = ${change} = 'BLOCKED', disputed = ${change} = 'disputed' WHERE id = ANY(${[...these]}::uuid[])`);
    await set(ids.slice(0, 10), 'BLOCKED');
    await set(ids.slice(10, 20), 'disputed');
    await set(ids.slice(20, 30), 'unverified');
    for (const citizenId of ids.slice(30, 40))
      await identity.database.transaction(async (tx) =>
        applyConsent(tx, { citizenId, epoch: 2, state: 'WITHDRAWN', edition: 1 }, await tx.now()),
      );
    await identity.database.query(sql`/* test.erase */
      UPDATE accounts SET status = 'ERASED', data_key = NULL WHERE id = ANY(${ids.slice(40, 50)}::uuid[])`);
    await arrives(FIRST, enterAll(ids));
    expect(await count()).toBe(true);
    expect(await byAge('TOTAL', 'TOTAL')).toBe(250);
  });

  test('counts nobody whose data may be kept only, lets them close no window, and forgets their acts with the others', async () => {
    const ids = await crowd(260);
    await restrict(ids.slice(0, 20));
    await arrives(FIRST, enterAll(ids.slice(0, 210)));
    expect(await count()).toBe(false);
    await arrives(addDays(FIRST, 1), enterAll(ids.slice(210)));
    expect(await count()).toBe(true);
    expect((await counted())[0]).toMatchObject({ window: 1, from: FIRST, to: addDays(FIRST, 1) });
    expect(await byAge('TOTAL', 'TOTAL')).toBe(240);
    expect(await identity.database.query(sql`/* test.acts */ SELECT id FROM statistics_acts`)).toEqual([]);
  });

  test('joins nobody whose consent is due for renewal', async () => {
    const ids = await crowd(240);
    await publishEdition(identity.database, 2);
    await arrives(FIRST, enterAll(ids));
    expect(await count()).toBe(true);
    expect((await counted())[0]?.cells.every((cell) => cell.count === null)).toBe(true);
  });

  test('leaves a trace under its purpose, which names nobody', async () => {
    await arrives(FIRST, enterAll(await crowd(200)));
    await count();
    const traces = await identity.database.query(sql`/* test.traces */
      SELECT citizen_id AS citizen, actor, purpose, fields, case_number AS "case" FROM personal_data_accesses`);
    const trace = { citizen: null, actor: 'identity', purpose: 'STATISTICS', fields: ['pin'] };
    expect(traces).toEqual([{ ...trace, case: 'statistics-participation-1' }]);
  });
});

describe('a window of sales', () => {
  test('counts lots, and hides what fewer than ten people bought', async () => {
    const people = await crowd(240);
    const [dealer = ''] = await crowd(1);
    const regions = plateRegions.filter((region) => region !== '07');
    const sale = (citizenId: string, at: number): Row =>
      entered(citizenId, {
        act: 'BOUGHT',
        region: regions[at % 8] ?? '01',
        priceBand: priceBands[Math.floor(at / 8) % 5] ?? 'UNDER_20_000',
        pattern: platePatterns[Math.floor(at / 40) % 6] ?? 'OTHER',
      });
    const sales = Array.from({ length: 720 }, (_, at) => sale(people[at % 240] ?? '', at));
    const dealt = Array.from({ length: 40 }, (_, at) => ({ ...sale(dealer, at), region: '07' as const }));
    await arrives(FIRST, [...sales, ...dealt]);
    expect(await countNextWindow(identity.ports, 'SALES')).toBe(true);
    const totals = await Promise.all(regions.map((region) => shown('SALES_BY_REGION_AND_PRICE', region, 'TOTAL')));
    // One of them has to go as well, or the grand total would give the hidden one away.
    expect(totals.filter((total) => total === 90)).toHaveLength(7);
    expect(await shown('SALES_BY_REGION_AND_PRICE', '07', 'TOTAL')).toBe(null);
  });
});

describe('a sale to somebody whose data may be kept only', () => {
  test('is not counted, and what is left is counted as if they had not bought', async () => {
    const people = await crowd(260);
    const bought = Array.from({ length: 3 * people.length }, (_, at) =>
      entered(people[at % people.length] ?? '', {
        act: 'BOUGHT',
        region: plateRegions[at % 9] ?? '01',
        priceBand: priceBands[Math.floor(at / 9) % 5] ?? 'UNDER_20_000',
        pattern: platePatterns[Math.floor(at / 45) % 6] ?? 'OTHER',
      }),
    );
    await restrict(people.slice(0, 20));
    await arrives(FIRST, bought);
    expect(await countNextWindow(identity.ports, 'SALES')).toBe(true);
    expect(await shown('SALES_BY_REGION_AND_PRICE', 'TOTAL', 'TOTAL')).toBe(720);
    expect(await identity.database.query(sql`/* test.acts */ SELECT id FROM statistics_acts`)).toEqual([]);
  });
});

describe('the windows', () => {
  test('are kept by the database: none overlaps, none changes, none goes', async () => {
    await arrives(FIRST, enterAll(await crowd(200)));
    await count();
    const { database } = identity;
    const again = database.query(sql`/* test.overlap */
      INSERT INTO statistics_windows ("group", number, from_day, to_day, closed_at)
      VALUES ('PARTICIPATION', 2, ${FIRST}::date, ${FIRST}::date, app_now())`);
    await expect(again).rejects.toThrow(/follows/);
    await expect(database.query(sql`/* test.delete */ DELETE FROM statistics_windows`)).rejects.toThrow(/closed/);
    await expect(database.query(sql`/* test.truncate */ TRUNCATE statistics_windows`)).rejects.toThrow(/closed/);
  });
});
