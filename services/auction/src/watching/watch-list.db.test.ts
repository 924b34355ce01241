import { newId } from '@belgi/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BidderClaims } from '../bidders/bidder.js';
import { followConsent } from '../bidders/follow-consent.js';
import { followRestriction } from '../bidders/follow-restriction.js';
import { keepTime } from '../closing/timekeeper.js';
import { erasePerson } from '../erasure/erase-person.js';
import { cancelLot } from '../lots/cancel-lot.js';
import type { Lot } from '../lots/lot.js';
import { publishedFacts } from '../testing/auction.store.js';
import { openAuction, type TestAuction } from '../testing/open-auction.js';
import { openCalls, watchedByMany, watchRowsOf } from '../testing/watch-list.store.js';
import { watchLot, watchPattern } from './change-watch-list.js';
import { tellWatchers } from './tell-watchers.js';
import { MAX_WATCHED_LOTS, type PatternWish } from './watch.js';
import { deletePattern, deleteWatchedLot, patternsOf, watchedLotPage } from './watch.store.js';

let auction: TestAuction;
beforeAll(async () => {
  auction = await openAuction({ replicas: 2 });
});
afterAll(() => auction[Symbol.asyncDispose]());
beforeEach(() => told());

const nothing: PatternWish = { region: null, pattern: null, digitsClass: null, lettersClass: null, maxPrice: null };
const watches = (who: BidderClaims, lot: Lot) => watchLot(auction.database, { who, lotId: lot.id });
const hopesFor = (who: BidderClaims, wish: Partial<PatternWish>) =>
  watchPattern(auction.database, { who, wish: { ...nothing, ...wish } });

/** Lets everybody be told, past the pace. @returns whom of what, by this much of the facts that are new */
async function told(): Promise<[string, string][]> {
  const before = (await watchFacts()).length;
  while ((await tellWatchers(auction.database)) || (await openCalls(auction.database)) > 0)
    await auction.time.advance({ seconds: 1 });
  return (await watchFacts()).slice(before).map(({ data }) => [String(data['citizenId']), String(data['kind'])]);
}
const watchFacts = async () =>
  (await publishedFacts(auction.database)).filter(({ type }) => type === 'auction.watch.told.v1');

const withdraws = (who: BidderClaims) =>
  auction.database.transaction((tx) =>
    followConsent(tx, {
      ...{ citizenId: who.id, epoch: 2, state: 'WITHDRAWN', edition: 1, locale: 'RU' },
      ...{ textSha256: 'a'.repeat(64), at: new Date().toISOString() },
    }),
  );

describe('a watched lot', () => {
  it('is told of when it opens, before it ends, and when it is called off; each once', async () => {
    const who = await auction.aCitizen();
    const lot = await auction.aLot({ planned: true });
    await watches(who, lot);
    await watches(who, lot);
    await auction.time.advance({ minutes: 61 });
    await keepTime(auction.database);
    // It is open for an hour: its end is near at once.
    expect((await told()).sort()).toEqual([
      [who.id, 'CLOSES_SOON'],
      [who.id, 'OPENED'],
    ]);
    await cancelLot(auction.database, { lotId: lot.id, reason: 'an error in the letters' });
    expect(await told()).toEqual([[who.id, 'CANCELLED']]);
    expect(await told()).toEqual([]);
  });

  it('is told of to nobody who left it', async () => {
    const who = await auction.aCitizen();
    const lot = await auction.aLot({ forDays: 2 });
    await watches(who, lot);
    await deleteWatchedLot(auction.database, who.id, lot.id);
    await cancelLot(auction.database, { lotId: lot.id, reason: 'an error' });
    expect(await told()).toEqual([]);
    expect(await watchedLotPage(auction.database, who.id, null, 10)).toEqual([]);
  });

  it('takes one row of the transaction of a lot, however many watch it, and tells each of them once', async () => {
    const lot = await auction.aLot({ forDays: 2 });
    await watchedByMany(auction.database, lot.id, 1_050);
    await cancelLot(auction.database, { lotId: lot.id, reason: 'an error' });
    expect(await openCalls(auction.database)).toBe(1);
    const [first, second] = auction.replicas.map((replica) => replica.database);
    if (!first || !second) throw new Error('there are two replicas');
    // Two replicas at once: the call is one's at a time.
    while ((await openCalls(auction.database)) > 0) {
      await Promise.all([tellWatchers(first), tellWatchers(second)]);
      await auction.time.advance({ seconds: 1 });
    }
    const people = (await watchFacts())
      .filter(({ data }) => data['lotId'] === lot.id)
      .map(({ data }) => data['citizenId']);
    expect(people).toHaveLength(1_050);
    expect(new Set(people).size).toBe(1_050);
  });

  it('is told of at a pace: a batch waits for the one before it', async () => {
    const lot = await auction.aLot({ forDays: 2 });
    await watchedByMany(auction.database, lot.id, 300);
    await cancelLot(auction.database, { lotId: lot.id, reason: 'an error' });
    const before = (await watchFacts()).length;
    while (await tellWatchers(auction.database));
    expect((await watchFacts()).length - before).toBeLessThan(300);
    await told();
    expect((await watchFacts()).length - before).toBe(300);
  });
});

describe('a watched pattern', () => {
  it('is told of when a lot is planned that fits, once for all patterns of a person', async () => {
    const [fits, misses, cheap] = [await auction.aCitizen(), await auction.aCitizen(), await auction.aCitizen()];
    await hopesFor(fits, { pattern: { digits: '7*7', letters: null } });
    await hopesFor(fits, { digitsClass: 'ALL_EQUAL', region: '01' });
    await hopesFor(misses, { pattern: { digits: '8*', letters: null } });
    await hopesFor(misses, { region: '02', digitsClass: 'ALL_EQUAL' });
    await hopesFor(cheap, { region: '01', maxPrice: 1n });
    await auction.aLot({ planned: true });
    expect(await told()).toEqual([[fits.id, 'PLANNED']]);
    // So that the lots of the tests below fit nobody's.
    for (const { id } of [fits, misses, cheap])
      for (const pattern of await patternsOf(auction.database, id))
        await deletePattern(auction.database, id, pattern.id);
  });

  it('is left by whoever watches it and by nobody else', async () => {
    const [who, other] = [await auction.aCitizen(), await auction.aCitizen()];
    await hopesFor(who, { region: '09' });
    const [pattern] = await patternsOf(auction.database, who.id);
    expect(await deletePattern(auction.database, other.id, pattern?.id ?? '')).toBeUndefined();
    expect(await deletePattern(auction.database, who.id, pattern?.id ?? '')).toEqual(pattern);
    expect(await patternsOf(auction.database, who.id)).toEqual([]);
  });
});

describe('a watch list', () => {
  it('has a limit that two requests at once do not pass', async () => {
    const who = await auction.aCitizen();
    const wishes = Array.from({ length: 24 }, () => hopesFor(who, { region: '05' }));
    const outcomes = await Promise.all(wishes);
    expect(outcomes.filter(({ kind }) => kind === 'watched')).toHaveLength(20);
    expect(MAX_WATCHED_LOTS).toBe(200);
  });

  it('is kept for nobody who withdrew, and what is on it is told of to nobody who did', async () => {
    const who = await auction.aCitizen();
    const lot = await auction.aLot({ forDays: 2 });
    await watches(who, lot);
    await withdraws(who);
    expect(await watches(who, await auction.aLot({ forDays: 2 }))).toEqual({
      kind: 'refused',
      code: 'CONSENT_REQUIRED',
    });
    await cancelLot(auction.database, { lotId: lot.id, reason: 'an error' });
    expect(await told()).toEqual([]);
  });

  it('is not used while the data are restricted', async () => {
    const who = await auction.aCitizen();
    const lot = await auction.aLot({ forDays: 2 });
    await watches(who, lot);
    await auction.database.transaction((tx) =>
      followRestriction(tx, {
        citizenId: who.id,
        version: 1,
        restricted: true,
        by: 'PERSON',
        at: new Date().toISOString(),
      }),
    );
    expect(await watches(who, lot)).toEqual({ kind: 'refused', code: 'PROCESSING_RESTRICTED' });
    await cancelLot(auction.database, { lotId: lot.id, reason: 'an error' });
    expect(await told()).toEqual([]);
  });

  it('goes with the person', async () => {
    const who = await auction.aCitizen();
    await watches(who, await auction.aLot({ forDays: 2 }));
    await hopesFor(who, { region: '03' });
    await withdraws(who);
    await auction.database.transaction((tx) => erasePerson(tx, { citizenId: who.id, erasureId: newId() }, 1));
    expect(await watchRowsOf(auction.database, who.id)).toBe(0);
  });

  // t0 the job has taken the watcher's row; t1 the withdrawal waits; t2 the fact commits; t3 the withdrawal is acknowledged.
  it('has nothing told after a withdrawal that crosses was acknowledged', async () => {
    for (let round = 0; round < 10; round += 1) {
      const who = await auction.aCitizen();
      const lot = await auction.aLot({ forDays: 2 });
      await watches(who, lot);
      await cancelLot(auction.database, { lotId: lot.id, reason: 'an error' });
      await Promise.all([withdraws(who), tellWatchers(auction.database)]);
      await told();
      const facts = (await publishedFacts(auction.database)).filter(({ data }) => data['citizenId'] === who.id);
      const types = facts.map(({ type }) => type).filter((type) => /watch|consent/.test(type));
      expect(types.lastIndexOf('auction.watch.told.v1')).toBeLessThan(types.indexOf('auction.consent.applied.v1'));
    }
  });
});
