import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ordersOfEntries } from '../bank/bank-order.store.js';
import { payForLot } from '../bank/pay-for-lot.js';
import type { BidderClaims } from '../bidders/bidder.js';
import { applyConsent, applyRestriction } from '../bidders/bidder.store.js';
import type { Entry } from '../entries/entry.js';
import { entriesOfLot } from '../entries/entry.store.js';
import { type Lot, salePrice } from '../lots/lot.js';
import { findLots } from '../lots/lot.store.js';
import { strikesOf } from '../standing/standing.store.js';
import { publishedFacts } from '../testing/auction.store.js';
import { firstViolation } from '../testing/bid-log-checker.js';
import { openAuction, START, STEP, type TestAuction } from '../testing/open-auction.js';
import { keepTime } from './timekeeper.js';

let auction: TestAuction;
beforeAll(async () => {
  auction = await openAuction();
});
afterAll(() => auction[Symbol.asyncDispose]());

const lotNow = async (lot: Lot) => (await findLots(auction.database, [lot.id]))[0];
const stateOf = async ({ id, lotId }: Entry) =>
  (await entriesOfLot(auction.database, lotId)).find((entry) => entry.id === id)?.state;
const depositOf = async (entry: Entry) =>
  (await ordersOfEntries(auction.database, [entry.id], 'DEPOSIT')).at(-1)?.state;
const toldOf = async ({ id }: Entry) =>
  (await publishedFacts(auction.database))
    .filter((fact) => fact.aggregateId === id)
    .map(({ type }) => type.split('.')[2]);
const pay = (who: BidderClaims, lot: Lot) => payForLot(auction.counter, { lotId: lot.id, citizenId: who.id });

/** Cem, Ben and Ann bid in turn, Ann highest; the lot is closed. */
async function closedLot() {
  const lot = await auction.aLot();
  const [ann, ben, cem] = [await auction.aCitizen(), await auction.aCitizen(), await auction.aCitizen()];
  const [anns, bens, cems] = [
    await auction.enters(ann, lot),
    await auction.enters(ben, lot),
    await auction.enters(cem, lot),
  ];
  await auction.bids(cem, lot, START);
  await auction.bids(ben, lot, START + STEP);
  await auction.bids(ann, lot, START + 2n * STEP);
  await auction.afterClose();
  return { lot, ann, ben, cem, anns, bens, cems };
}

/** The payer's term passes. */
async function termPasses() {
  await auction.time.advance({ days: 5, minutes: 1 });
  await keepTime(auction.database);
}

describe('who bid second', () => {
  it('waits until the winner has paid, and gets the deposit back then', async () => {
    const { lot, ann, anns, bens, cems } = await closedLot();
    expect(await lotNow(lot)).toMatchObject({ runnerUp: { entryId: bens.id, price: START + STEP } });
    expect([await depositOf(bens), await depositOf(cems)]).toEqual(['PAID', 'REFUND_DUE']);
    expect((await toldOf(bens)).at(-1)).toBe('kept-second');
    await pay(ann, lot);
    await auction.pays(anns, 'PAYMENT');
    expect([await stateOf(bens), await depositOf(bens)]).toEqual(['RELEASED', 'REFUND_DUE']);
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
  });

  it('is offered the lot at the price of their own bid, with a term of their own, and buys it', async () => {
    const { lot, ann, ben, anns, bens } = await closedLot();
    expect(await pay(ben, lot)).toMatchObject({ code: 'NOT_THE_WINNER' });
    await termPasses();
    const offered = await lotNow(lot);
    expect(offered).toMatchObject({ state: 'OFFERED_TO_SECOND', currentPrice: START + 2n * STEP });
    expect(offered?.paymentDueAt?.getTime()).toBe((offered?.offeredAt?.getTime() ?? 0) + 5 * 86_400_000);
    expect([await stateOf(anns), await depositOf(anns)]).toEqual(['FORFEITED', 'FORFEITED']);
    const told = (await publishedFacts(auction.database)).findLast((fact) => fact.aggregateId === bens.id);
    expect(told).toMatchObject({
      type: 'auction.entry.won.v1',
      data: { secondOffer: true, currentPrice: String(START + STEP), amountDue: String(START + STEP - lot.deposit) },
    });
    expect(await pay(ann, lot)).toMatchObject({ code: 'PAYMENT_NOT_DUE' });
    expect(await pay(ben, lot)).toMatchObject({ kind: 'order', amount: START + STEP - lot.deposit });
    await auction.pays(bens, 'PAYMENT');
    const sold = await lotNow(lot);
    expect(sold?.state).toBe('SOLD');
    expect(sold && salePrice(sold)).toBe(START + STEP);
    expect([await stateOf(bens), await depositOf(bens)]).toEqual(['PAID', 'APPLIED']);
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
  });

  it('is treated as the first was when they do not pay either: nobody is offered it after them', async () => {
    const { lot, ann, ben, anns, bens, cems } = await closedLot();
    await termPasses();
    await termPasses();
    expect((await lotNow(lot))?.state).toBe('UNSOLD');
    expect([await stateOf(anns), await stateOf(bens), await stateOf(cems)]).toEqual([
      'FORFEITED',
      'FORFEITED',
      'RELEASED',
    ]);
    expect([await depositOf(anns), await depositOf(bens)]).toEqual(['FORFEITED', 'FORFEITED']);
    for (const who of [ann, ben]) expect(await strikesOf(auction.database, who.id)).toHaveLength(1);
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
  });
});

// What was never theirs binds nobody who left meanwhile.
describe('whoever may not take part any more is offered nothing, and gets the deposit back', () => {
  const left = async (then: (bens: Entry, ben: BidderClaims) => Promise<unknown>) => {
    const { lot, ben, bens } = await closedLot();
    await then(bens, ben);
    await termPasses();
    expect((await lotNow(lot))?.state).toBe('UNSOLD');
    expect(await stateOf(bens)).toBe('RELEASED');
    expect((await toldOf(bens)).at(-1)).toBe('released');
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
    return depositOf(bens);
  };

  it('before the close, and then the deposit does not wait', async () => {
    const lot = await auction.aLot();
    const [ann, ben] = [await auction.aCitizen(), await auction.aCitizen()];
    const bens = await auction.enters(ben, lot);
    await auction.enters(ann, lot);
    await auction.bids(ben, lot, START);
    await auction.bids(ann, lot, START + STEP);
    await auction.database.transaction((tx) => applyConsent(tx, ben.id, 2, null));
    await auction.afterClose();
    expect(await lotNow(lot)).toMatchObject({ state: 'AWAITING_PAYMENT', runnerUp: null });
    expect([await stateOf(bens), await depositOf(bens)]).toEqual(['RELEASED', 'REFUND_DUE']);
  });

  it('after a withdrawal', async () => {
    const leave = (_: Entry, { id }: BidderClaims) =>
      auction.database.transaction((tx) => applyConsent(tx, id, 2, null));
    expect(await left(leave)).toBe('REFUND_DUE');
  });

  it('under a restriction', async () => {
    const restrict = (_: Entry, { id }: BidderClaims) =>
      auction.database.transaction((tx) => applyRestriction(tx, { citizenId: id, version: 1, restricted: true }));
    expect(await left(restrict)).toBe('REFUND_DUE');
  });
});

it('reminds the payer before the term ends, each time once, and nobody who has paid', async () => {
  const { lot, ann, anns } = await closedLot();
  const reminders = async () => (await toldOf(anns)).filter((fact) => fact === 'payment-due').length;
  await auction.time.advance({ days: 2, minutes: 1 });
  await keepTime(auction.database);
  await keepTime(auction.database);
  expect(await reminders()).toBe(1);
  await auction.time.advance({ days: 2, hours: 12 });
  await keepTime(auction.database);
  expect(await reminders()).toBe(2);
  expect((await lotNow(lot))?.remindAt).toBeNull();
  await pay(ann, lot);
  await auction.pays(anns, 'PAYMENT');
  await termPasses();
  expect(await reminders()).toBe(2);
  expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
});
