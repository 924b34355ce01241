import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepTime } from '../closing/timekeeper.js';
import { enterLot } from '../entries/enter-lot.js';
import type { Entry } from '../entries/entry.js';
import { entriesOfLot } from '../entries/entry.store.js';
import type { Lot } from '../lots/lot.js';
import { findLots } from '../lots/lot.store.js';
import { entrySnapshots } from '../republish.store.js';
import { publishedFacts } from '../testing/auction.store.js';
import { firstViolation } from '../testing/bid-log-checker.js';
import { openAuction, START, STEP, type TestAuction } from '../testing/open-auction.js';
import { ordersOfEntries, spendDeposit } from './bank-order.store.js';
import { payForLot } from './pay-for-lot.js';
import { takeReport } from './take-report.js';

let auction: TestAuction;
beforeAll(async () => {
  auction = await openAuction();
});
afterAll(() => auction[Symbol.asyncDispose]());

const counter = () => auction.counter;
const lotNow = async (lot: Lot) => (await findLots(auction.database, [lot.id]))[0];
const stateOf = async ({ id, lotId }: Entry) =>
  (await entriesOfLot(auction.database, lotId)).find((entry) => entry.id === id)?.state;
const ordersOf = (entry: Entry, purpose: 'DEPOSIT' | 'PAYMENT') =>
  ordersOfEntries(auction.database, [entry.id], purpose);
const statesOf = async (entry: Entry, purpose: 'DEPOSIT' | 'PAYMENT') =>
  (await ordersOf(entry, purpose)).map((order) => order.state);
const factsAbout = async ({ id }: Entry, type: string) =>
  (await publishedFacts(auction.database)).filter((fact) => fact.aggregateId === id && fact.type === type);

/** The bank says that it gave the newest deposit back, of its own accord. */
async function givesBack(entry: Entry) {
  const order = (await ordersOf(entry, 'DEPOSIT')).at(-1);
  if (!order) throw new Error('no deposit to give back');
  return takeReport(auction.database, 'memory', auction.bank.report(order.id, 'refunded'));
}

/** Ann leads, Ben was outbid. */
async function twoBidders() {
  const lot = await auction.aLot();
  const [ann, ben] = await Promise.all([auction.aCitizen(), auction.aCitizen()]);
  const [anns, bens] = [await auction.enters(ann, lot), await auction.enters(ben, lot)];
  await auction.bids(ben, lot, START);
  await auction.bids(ann, lot, START + STEP);
  return { lot, ann, ben, anns, bens };
}
const price = START + STEP;

// The attack: a winner has the card payment of the deposit charged back, then pays "the price less the deposit".
describe('a deposit that the bank gave back unasked', () => {
  it('is not taken off the price, and the winner is told what is due now', async () => {
    const { lot, ann, anns } = await twoBidders();
    await auction.afterClose();
    expect(await givesBack(anns)).toBe('REFUND_NOT_ASKED');
    const told = await factsAbout(anns, 'auction.entry.won.v1');
    expect(told.map(({ data }) => data['amountDue'])).toEqual([String(price - lot.deposit), String(price)]);
    expect(told.map(({ data }) => data['depositHeld'])).toEqual([true, false]);
    expect(await payForLot(counter(), { lotId: lot.id, citizenId: ann.id })).toMatchObject({ amount: price });
    await auction.pays(anns, 'PAYMENT');
    expect((await lotNow(lot))?.state).toBe('SOLD');
    expect(await statesOf(anns, 'DEPOSIT')).toEqual(['REFUNDED']);
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
  });

  it('leaves an order for the lower amount worthless: paid, it goes back, and the whole price is due', async () => {
    const { lot, ann, anns } = await twoBidders();
    await auction.afterClose();
    const pay = () => payForLot(counter(), { lotId: lot.id, citizenId: ann.id });
    expect(await pay()).toMatchObject({ amount: price - lot.deposit });
    await givesBack(anns);
    await auction.pays(anns, 'PAYMENT');
    expect((await lotNow(lot))?.state).toBe('AWAITING_PAYMENT');
    expect(await statesOf(anns, 'PAYMENT')).toEqual(['REFUND_DUE']);
    expect(await pay()).toMatchObject({ kind: 'order', amount: price });
    await auction.pays(anns, 'PAYMENT');
    expect(await statesOf(anns, 'PAYMENT')).toEqual(['REFUND_DUE', 'PAID']);
    expect((await lotNow(lot))?.state).toBe('SOLD');
  });

  it('lets the entry bid no more until a new deposit is there; the bids made stay binding', async () => {
    const { lot, ann, ben, anns } = await twoBidders();
    await givesBack(anns);
    expect(await lotNow(lot)).toMatchObject({ currentPrice: price, leader: { entryId: anns.id } });
    expect(await auction.bids(ann, lot, price + STEP)).toMatchObject({ code: 'ENTRY_REQUIRED' });
    await auction.bids(ben, lot, price + STEP);
    expect(await auction.bids(ann, lot, price + 2n * STEP)).toMatchObject({ code: 'ENTRY_REQUIRED' });

    const again = async () => enterLot(counter(), { lotId: lot.id, who: ann });
    expect(await again()).toMatchObject({ kind: 'entered', entry: { id: anns.id } });
    await again();
    expect(await statesOf(anns, 'DEPOSIT')).toEqual(['REFUNDED', 'PLACED']);
    await auction.pays(anns, 'DEPOSIT');
    expect(await auction.bids(ann, lot, price + 2n * STEP)).toMatchObject({ kind: 'accepted' });
    await auction.afterClose();
    expect(await payForLot(counter(), { lotId: lot.id, citizenId: ann.id })).toMatchObject({
      amount: price + 2n * STEP - lot.deposit,
    });
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
  });

  it('is not promised to a loser again, and not taken from a winner who does not pay', async () => {
    const { lot, anns, bens } = await twoBidders();
    await givesBack(anns);
    await givesBack(bens);
    await auction.afterClose();
    const [released] = await factsAbout(bens, 'auction.entry.released.v1');
    expect(released?.data['depositHeld']).toBe(false);
    await auction.time.advance({ days: 5, minutes: 1 });
    await keepTime(auction.database);
    expect((await lotNow(lot))?.state).toBe('UNSOLD');
    expect(await stateOf(anns)).toBe('FORFEITED');
    expect(await statesOf(anns, 'DEPOSIT')).toEqual(['REFUNDED']);
    const [won] = await factsAbout(anns, 'auction.entry.won.v1');
    const [forfeited] = await factsAbout(anns, 'auction.entry.forfeited.v1');
    expect([won?.data['depositHeld'], forfeited?.data['depositHeld']]).toEqual([false, false]);
  });

  it('goes back when it is paid anew after the close', async () => {
    const { lot, ann, anns } = await twoBidders();
    await givesBack(anns);
    await enterLot(counter(), { lotId: lot.id, who: ann });
    await auction.afterClose();
    await auction.pays(anns, 'DEPOSIT');
    expect(await statesOf(anns, 'DEPOSIT')).toEqual(['REFUNDED', 'REFUND_DUE']);
    expect(await payForLot(counter(), { lotId: lot.id, citizenId: ann.id })).toMatchObject({ amount: price });
  });

  it('cannot be spent', async () => {
    const { anns } = await twoBidders();
    await givesBack(anns);
    const spend = auction.database.transaction((tx) => spendDeposit(tx, anns.id, 'APPLIED'));
    await expect(spend).rejects.toThrow('no deposit is held');
  });
});

it('tells where a deposit is, from the bank and back to its citizen', async () => {
  const { lot, ann, anns, bens } = await twoBidders();
  const told = async (entry: Entry) =>
    (await publishedFacts(auction.database))
      .filter((fact) => fact.aggregateId === entry.id)
      .map(({ type, data }) => [type.split('.')[2], (data['deposit'] as { state: string }).state]);
  await auction.afterClose();
  const running = [
    ['created', 'NONE'],
    ['entered', 'HELD'],
    ['led', 'HELD'],
  ];
  expect(await told(anns)).toEqual([...running, ['won', 'HELD']]);
  const second = [...running, ['outbid', 'HELD'], ['kept-second', 'HELD']];
  expect(await told(bens)).toEqual(second);
  await payForLot(counter(), { lotId: lot.id, citizenId: ann.id });
  await auction.pays(anns, 'PAYMENT');
  expect(await told(bens)).toEqual([...second, ['released', 'RETURNING']]);
  const read = (entry: Entry) => auction.database.transaction((tx) => entrySnapshots(tx, entry.id, null, 1));
  expect(await read(bens)).toMatchObject([{ data: { deposit: { amount: String(lot.deposit), state: 'RETURNING' } } }]);
  await givesBack(bens);
  expect((await told(bens)).at(-1)).toEqual(['deposit-returned', 'NONE']);
  expect(await read(bens)).toMatchObject([{ data: { deposit: { state: 'NONE' } } }]);
});

it('a payment that was given back before it was reported paid can be made again', async () => {
  const { lot, ann, anns } = await twoBidders();
  await auction.afterClose();
  const pay = () => payForLot(counter(), { lotId: lot.id, citizenId: ann.id });
  await pay();
  const [order] = await ordersOf(anns, 'PAYMENT');
  await takeReport(auction.database, 'memory', auction.bank.report(order?.id ?? '', 'refunded'));
  await pay();
  await auction.pays(anns, 'PAYMENT');
  expect((await lotNow(lot))?.state).toBe('SOLD');
});
