import { addDays, dayOf, startOf } from '@belgi/statistics';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { payForLot } from '../bank/pay-for-lot.js';
import { applyRestriction } from '../bidders/bidder.store.js';
import { publishedFacts } from '../testing/auction.store.js';
import { openAuction, START, type TestAuction } from '../testing/open-auction.js';
import { handOverDueDay } from './hand-over-day.js';

let auction: TestAuction;
beforeEach(async () => {
  auction = await openAuction({ replicas: 2 });
  // Noon of tomorrow: no test runs into the end of a day.
  const now = await auction.database.now();
  const noon = startOf(addDays(dayOf(now), 1)).getTime() + 12 * 3_600_000;
  await auction.time.advance({ milliseconds: noon - now.getTime() });
});
afterEach(() => auction[Symbol.asyncDispose]());

const handedOver = async () =>
  (await publishedFacts(auction.database)).filter(({ type }) => type === 'auction.statistics.handed-over.v1');

/** All days that are over, as the loop does it. */
async function catchUp() {
  while (await handOverDueDay(auction.database));
}

describe('the hand-over of a day', () => {
  test('tells identity who entered and who bought, in bands, once the day is over', async () => {
    const [first, second, idle] = await Promise.all([auction.aCitizen(), auction.aCitizen(), auction.aCitizen()]);
    const lot = await auction.aLot();
    const day = dayOf(await auction.database.now());
    const entry = await auction.enters(first, lot);
    await auction.enters(second, lot);
    await auction.enters(idle, lot, { unpaid: true });
    await auction.bids(first, lot, START);
    await auction.afterClose();
    const counter = auction.counter;
    await payForLot(counter, { lotId: lot.id, citizenId: first.id });
    await auction.pays(entry, 'PAYMENT');
    expect(await handOverDueDay(auction.database)).toBe(false);

    await auction.time.advance({ days: 1, minutes: 10 });
    await catchUp();
    const rows = (await handedOver()).flatMap(({ data }) => data['rows']);
    const act = { region: '01', priceBand: 'UNDER_20_000', pattern: 'DIGITS_EQUAL' };
    expect(rows).toHaveLength(3);
    expect(rows).toEqual(
      expect.arrayContaining([
        { ...act, act: 'ENTERED', citizenId: first.id },
        { ...act, act: 'ENTERED', citizenId: second.id },
        { ...act, act: 'BOUGHT', citizenId: first.id },
      ]),
    );
    expect((await handedOver())[0]).toMatchObject({ aggregateId: day, version: 1 });
  });

  test('begins with a lot that was sold at a fixed price, where nobody paid a deposit before', async () => {
    const who = await auction.aCitizen();
    const lot = await auction.aLot({ fixed: true });
    const outcome = await auction.reserves(who, lot);
    if (outcome.kind !== 'reserved') throw new Error(outcome.code);
    await auction.pays(outcome.reservation.entry, 'PAYMENT');
    await auction.time.advance({ days: 1, minutes: 10 });
    await catchUp();
    expect((await handedOver()).flatMap(({ data }) => data['rows'])).toEqual([
      { act: 'BOUGHT', citizenId: who.id, region: '01', priceBand: 'UNDER_20_000', pattern: 'DIGITS_EQUAL' },
    ]);
  });

  test('tells nothing of whoever’s data may be kept only, neither what they entered nor what they bought', async () => {
    const [buyer, lifted, free] = await Promise.all([auction.aCitizen(), auction.aCitizen(), auction.aCitizen()]);
    const lot = await auction.aLot();
    const entry = await auction.enters(buyer, lot);
    await auction.enters(lifted, lot);
    await auction.enters(free, lot);
    await auction.bids(buyer, lot, START);
    await auction.afterClose();
    await payForLot(auction.counter, { lotId: lot.id, citizenId: buyer.id });
    await auction.pays(entry, 'PAYMENT');
    const restrict = (citizenId: string, version: number, restricted: boolean) =>
      auction.database.transaction((tx) => applyRestriction(tx, { citizenId, version, restricted }));
    await restrict(buyer.id, 1, true);
    await restrict(lifted.id, 1, true);
    await restrict(lifted.id, 2, false);

    await auction.time.advance({ days: 1, minutes: 10 });
    await catchUp();
    const rows = (await handedOver()).flatMap(({ data }) => data['rows'] as { citizenId: string }[]);
    expect(rows.map(({ citizenId }) => citizenId).sort()).toEqual([lifted.id, free.id].sort());
  });

  test('leaves no day out and tells none twice, whoever does it and however late', async () => {
    const who = await auction.aCitizen();
    await auction.enters(who, await auction.aLot());
    const first = dayOf(await auction.database.now());
    await auction.time.advance({ days: 3, minutes: 10 });
    const databases = auction.replicas.map(({ database }) => database);
    for (let worked = true; worked; )
      worked = (await Promise.all([...databases, ...databases].map((database) => handOverDueDay(database)))).includes(
        true,
      );
    const days = (await handedOver()).map(({ aggregateId }) => aggregateId);
    expect(days[0]).toBe(first);
    expect(days).toEqual([...new Set(days)].sort());
    expect(days.length).toBeGreaterThanOrEqual(3);
  });

  test('of a platform where nothing happened yet begins yesterday, with nothing', async () => {
    await catchUp();
    const yesterday = addDays(dayOf(await auction.database.now()), -1);
    const data = { day: yesterday, since: yesterday, part: 1, parts: 1, rows: [] };
    expect((await handedOver()).map((fact) => fact.data)).toEqual([data]);
  });
});
