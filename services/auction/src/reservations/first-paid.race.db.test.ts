import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ordersOfEntries } from '../bank/bank-order.store.js';
import { takeReport } from '../bank/take-report.js';
import type { BidderClaims } from '../bidders/bidder.js';
import { followConsent } from '../bidders/follow-consent.js';
import { keepTime } from '../closing/timekeeper.js';
import type { Entry } from '../entries/entry.js';
import { entriesOfLot } from '../entries/entry.store.js';
import { cancelLot } from '../lots/cancel-lot.js';
import type { Lot } from '../lots/lot.js';
import { findLots } from '../lots/lot.store.js';
import { auditMoney } from '../money/audit-money.js';
import { publishedFacts } from '../testing/auction.store.js';
import { openAuction, type TestAuction } from '../testing/open-auction.js';
import { reserveLot } from './reserve-lot.js';

const ROUNDS = 10;
let auction: TestAuction;
beforeAll(async () => {
  auction = await openAuction({ replicas: 2 });
});
afterAll(() => auction[Symbol.asyncDispose]());

const aLot = () => auction.aLot({ fixed: true });
const on = (replica: number) => auction.replicas[replica % 2]?.database ?? auction.database;
const lotNow = async ({ id }: Lot) => (await findLots(auction.database, [id]))[0];
const reserve = (who: BidderClaims, lot: Lot, replica: number, key = who.id) =>
  reserveLot({ ...auction.counter, database: on(replica) }, { lotId: lot.id, key, who });
async function reserved(who: BidderClaims, lot: Lot): Promise<Entry> {
  const outcome = await auction.reserves(who, lot);
  if (outcome.kind !== 'reserved') throw new Error(outcome.code);
  return outcome.reservation.entry;
}
const ordersOf = (entry: Entry) => ordersOfEntries(auction.database, [entry.id], 'PAYMENT');
async function paid(entry: Entry) {
  const order = (await ordersOf(entry)).at(-1);
  return auction.bank.report(order?.id ?? '');
}
const runsOut = async () => {
  await auction.time.advance({ minutes: 15 });
  await keepTime(auction.database);
};
/** In an order that the round decides. */
const inTurn = <T>(acts: (() => Promise<T>)[], round: number) => {
  const from = round % acts.length;
  return Promise.all([...acts.slice(from), ...acts.slice(0, from)].map((act) => act()));
};

/** Whatever raced: one has bought at most, the money of one is kept, that of everybody else goes back, and each fact has its number. */
async function isSound(lot: Lot, payers: readonly Entry[]): Promise<'SOLD' | 'NOT_SOLD'> {
  const now = await lotNow(lot);
  const entries = await entriesOfLot(auction.database, lot.id);
  const buyers = entries.filter(({ state }) => state === 'PAID');
  const kept = (await Promise.all(payers.map(ordersOf))).flat().filter(({ state }) => state === 'PAID');
  const isSold = now?.state === 'SOLD';
  expect(buyers).toHaveLength(isSold ? 1 : 0);
  expect(kept.map(({ entryId }) => entryId)).toEqual(buyers.map(({ id }) => id));
  expect((await auditMoney(auction.database)).findings).toEqual([]);
  const facts = await publishedFacts(auction.database);
  for (const { id, version } of [...entries, ...(now ? [now] : [])]) {
    const versions = facts.filter(({ aggregateId }) => aggregateId === id).map((fact) => fact.version);
    expect(versions).toEqual(Array.from({ length: version }, (_, index) => index + 1));
  }
  return isSold ? 'SOLD' : 'NOT_SOLD';
}

/** t0, t1 two want the lot at one moment, at two replicas. */
it('two reserve at one moment: one holds it', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const lot = await aLot();
    const people = await auction.citizens(3);
    const outcomes = await Promise.all(people.map((who, index) => reserve(who, lot, index + round)));
    expect(outcomes.map((one) => (one.kind === 'refused' ? one.code : one.kind)).sort()).toEqual([
      ...['LOT_RESERVED', 'LOT_RESERVED', 'reserved'],
    ]);
    await isSound(lot, []);
  }
});

/** t0 the first ask is in flight; t1 the client asks again elsewhere; a third reservation of theirs is made meanwhile. */
it('the same person at two replicas: one reservation a lot, one order, and three of all', async () => {
  const [who] = await auction.citizens(1);
  if (!who) throw new Error('somebody');
  const lots = await Promise.all([1, 2, 3, 4, 5].map(() => aLot()));
  const outcomes = await Promise.all(
    lots.flatMap((lot) => [0, 1].map((replica) => reserve(who, lot, replica, `key of ${lot.id}`))),
  );
  const held = outcomes.flatMap((one) => (one.kind === 'reserved' ? [one.reservation.entry.id] : []));
  expect(new Set(held).size).toBe(3);
  const orders = await ordersOfEntries(auction.database, [...new Set(held)], 'PAYMENT');
  expect(orders).toHaveLength(3);
});

describe('two pay', () => {
  /** Both reservations ran out; t0, t1 both payments are reported at once, one of them twice. */
  it('late and at one moment: one buys, the other gets all of it back', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const lot = await aLot();
      const [ann, ben] = await auction.citizens(2);
      if (!ann || !ben) throw new Error('two people');
      const first = await reserved(ann, lot);
      await runsOut();
      const second = await reserved(ben, lot);
      await runsOut();
      const [one, two] = [await paid(first), await paid(second)];
      await inTurn(
        [one, two, one].map((report, index) => () => takeReport(on(index), 'memory', report)),
        round,
      );
      expect(await isSound(lot, [first, second])).toBe('SOLD');
      const states = (await Promise.all([first, second].map(ordersOf))).flat().map(({ state }) => state);
      expect(states.sort()).toEqual(['PAID', 'REFUND_DUE']);
    }
  });

  /** t0 the holder pays; t1 who held it before pays: the holder has it, whoever is first. */
  it('while one of them holds the lot: the holder buys, in whatever order', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const lot = await aLot();
      const [ann, ben] = await auction.citizens(2);
      if (!ann || !ben) throw new Error('two people');
      const first = await reserved(ann, lot);
      await runsOut();
      const holder = await reserved(ben, lot);
      const [late, inTime] = [await paid(first), await paid(holder)];
      await inTurn(
        [late, inTime].map((report, index) => () => takeReport(on(index), 'memory', report)),
        round,
      );
      expect(await isSound(lot, [first, holder])).toBe('SOLD');
      expect((await ordersOf(holder)).map(({ state }) => state)).toEqual(['PAID']);
    }
  });
});

/** t0 the time is over; t1 the timekeeper frees the lot, t2 somebody else reserves it, t3 the payment of the first arrives. */
it('a payment against the end of its reservation and against the next one: one of them has the lot', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const lot = await aLot();
    const [ann, ben] = await auction.citizens(2);
    if (!ann || !ben) throw new Error('two people');
    const entry = await reserved(ann, lot);
    const report = await paid(entry);
    await auction.time.advance({ minutes: 15 });
    const [, next] = await Promise.all([
      keepTime(on(round)),
      reserve(ben, lot, round + 1),
      takeReport(on(round), 'memory', report),
    ]);
    const sold = await isSound(lot, [entry]);
    if (next.kind === 'reserved') expect(sold).toBe('NOT_SOLD');
    else expect([sold, next.code]).toEqual(['SOLD', 'LOT_CLOSED']);
  }
});

/** t0 the payment is on its way; t1 an auctioneer calls the lot off: sold before, or the money goes back. */
it('a payment against a cancellation', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const lot = await aLot();
    const [ann] = await auction.citizens(1);
    if (!ann) throw new Error('somebody');
    const entry = await reserved(ann, lot);
    const report = await paid(entry);
    const cancel = () => cancelLot(on(round), { lotId: lot.id, reason: 'why' }).then(({ kind }) => kind);
    const outcomes = await inTurn<string>([cancel, () => takeReport(on(round + 1), 'memory', report)], round);
    const sold = await isSound(lot, [entry]);
    expect(outcomes.includes('refused')).toBe(sold === 'SOLD');
    expect((await ordersOf(entry)).map(({ state }) => state)).toEqual([sold === 'SOLD' ? 'PAID' : 'REFUND_DUE']);
  }
});

/** t0 a reservation is in flight; t1 the withdrawal is applied and acknowledged: none commits after t1; what ran before may be paid. */
it('a reservation and a payment against a withdrawal', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const [lot, other] = [await aLot(), await aLot()];
    const [ann] = await auction.citizens(1);
    if (!ann) throw new Error('somebody');
    const entry = await reserved(ann, lot);
    const report = await paid(entry);
    const withdraw = () =>
      auction.database.transaction((tx) =>
        followConsent(tx, {
          ...{ citizenId: ann.id, epoch: 2, state: 'WITHDRAWN', edition: 1, locale: 'RU' },
          ...{ textSha256: 'a'.repeat(64), at: new Date().toISOString() },
        }),
      );
    await inTurn<unknown>(
      [withdraw, () => reserve(ann, other, round), () => takeReport(on(round), 'memory', report)],
      round,
    );
    expect(await isSound(lot, [entry])).toBe('SOLD');
    expect(await reserve(ann, await aLot(), round, 'after it')).toMatchObject({ code: 'CONSENT_REQUIRED' });
  }
});
