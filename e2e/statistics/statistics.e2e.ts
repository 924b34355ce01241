import { createHash } from 'node:crypto';
import { aLot, aStaff, createSystem, type TestSystem, waitFor } from '@belgi/testkit';
import { request } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Person, takePart } from './people.store.js';

/**
 * Statistics without names (policy 2.1 (3)), the whole way: the auction hands over who took part, identity alone joins
 * that with sex and age, privacy publishes what is left. Asked as anybody asks, through the gateway.
 */
let system: TestSystem;
let people: Person[];
beforeAll(async () => {
  system = await createSystem();
  const lot = await aLot(system)
    .plate('01', '707', 'ABC')
    .closing({ days: 30 })
    .open(await aStaff(system).withRole('AUCTIONEER'));
  people = await takePart(system, lot, PEOPLE);
}, 300_000);
afterAll(() => system?.stop());

interface Cell {
  readonly column: string;
  readonly count: number | null;
  readonly suppressed: boolean;
}
interface Table {
  readonly name: string;
  readonly rows: readonly { readonly name: string; readonly cells: readonly Cell[] }[];
}
interface Release {
  readonly day: string;
  readonly sha256: string;
  readonly windows: readonly { readonly group: string; readonly tables: readonly Table[] }[];
}

const PEOPLE = 240;
/** A day is handed over, counted and published by three loops that look every few seconds. */
const DEADLINE_MS = 60_000;
const ASK = `{
  statistics { day sha256 windows { group from to tables { name rows { name cells { column count suppressed } } } } }
}`;

const latest = async (): Promise<Release> => (await system.graph.ask(ASK)).statistics;
const fetched = async (path: string) => {
  const { statusCode, body } = await request(`${system.urls.gateway}${path}`);
  return { status: statusCode, bytes: Buffer.from(await body.arrayBuffer()) };
};

/** The next day's release, once the day before it was handed over and counted. */
async function withParticipation() {
  for (let days = 0; days < 4; days += 1) {
    const { day } = await waitFor(latest, DEADLINE_MS);
    await system.time.advance({ days: 1 });
    const next = await waitFor(async () => {
      const release = await latest();
      return release.day > day && release;
    }, DEADLINE_MS);
    const window = next.windows.find((each) => each.group === 'PARTICIPATION');
    if (window !== undefined) return { release: next, window };
  }
  throw new Error('nothing was counted in four days');
}

it('tells how many took part by sex and age, and nothing from which one of them could be found', async () => {
  const { release, window } = await withParticipation();
  const number = (name: string, row: string, column: string) =>
    window.tables
      .find((each) => each.name === name)
      ?.rows.find((each) => each.name === row)
      ?.cells.find((each) => each.column === column);
  expect(number('PARTICIPATION_BY_AGE_AND_SEX', 'FROM_35', 'FEMALE')).toMatchObject({ count: 20, suppressed: false });
  expect(number('PARTICIPATION_BY_AGE_AND_SEX', 'FROM_65', 'TOTAL')).toMatchObject({ count: 40, suppressed: false });
  expect(number('PARTICIPATION_BY_REGION_AND_SEX', '01', 'TOTAL')?.count).toBe(PEOPLE);
  // Nobody took part elsewhere: told of, that would be told of each person.
  expect(number('PARTICIPATION_BY_REGION_AND_SEX', '07', 'MALE')).toMatchObject({ count: null, suppressed: true });

  const json = await fetched(`/policy/statistics/${release.day}.json`);
  expect(createHash('sha256').update(json.bytes).digest('hex')).toBe(release.sha256);
  const page = await fetched('/policy/statistics?lang=en');
  const csv = await fetched(`/policy/statistics/${release.day}.csv`);
  const all = [json, page, csv].map(({ bytes }) => bytes.toString('utf8')).join();
  for (const { id, pin } of people) expect(all.includes(id) || all.includes(pin)).toBe(false);
});

it('leaves nothing behind of who took part, and says the same when people leave on the same day', async () => {
  const before = await fetched(`/policy/statistics/${(await latest()).day}.json`);
  const left = await system.databases.identity.one<{ acts: string }>(
    `SELECT count(*) AS acts FROM statistics_acts WHERE act = 'ENTERED'`,
  );
  expect(Number(left?.acts)).toBe(0);
  await system.databases.identity.query(`UPDATE accounts SET status = 'BLOCKED' WHERE id = ANY($1::uuid[])`, [
    people.slice(0, 100).map(({ id }) => id),
  ]);
  const after = await fetched(`/policy/statistics/${(await latest()).day}.json`);
  expect(after.bytes.equals(before.bytes)).toBe(true);
});
