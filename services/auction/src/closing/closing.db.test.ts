import { newId } from '@belgi/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ordersOfEntries } from '../bank/bank-order.store.js';
import { payForLot } from '../bank/pay-for-lot.js';
import { takeReport } from '../bank/take-report.js';
import { entriesOfLot } from '../entries/entry.store.js';
import { cancelLot } from '../lots/cancel-lot.js';
import type { Lot } from '../lots/lot.js';
import { findLots } from '../lots/lot.store.js';
import { hurryBank, publishedFacts } from '../testing/auction.store.js';
import { firstViolation } from '../testing/bid-log-checker.js';
import { openAuction, START, STEP, type TestAuction } from '../testing/open-auction.js';
import { keepTime } from './timekeeper.js';

let auction: TestAuction;
beforeAll(async () => {
  auction = await openAuction();
});
afterAll(() => auction[Symbol.asyncDispose]());

const lotNow = async (lot: Lot) => (await findLots(auction.database, [lot.id]))[0];
const statesOf = async (lot: Lot) => (await entriesOfLot(auction.database, lot.id)).map((entry) => entry.state);
const orderOf = async (entryId: string, purpose: 'DEPOSIT' | 'PAYMENT') => {
  const [order] = await ordersOfEntries(auction.database, [entryId], purpose);
  if (!order) throw new Error('no such order');
  return order;
};
const counter = () => auction.counter;

/** Ann leads, Ben was outbid, Cem never paid the deposit. */
async function auctionOfThree() {
  const lot = await auction.aLot();
  const [ann, ben, cem] = await Promise.all([auction.aCitizen(), auction.aCitizen(), auction.aCitizen()]);
  const [anns, bens, cems] = [
    await auction.enters(ann, lot),
    await auction.enters(ben, lot),
    await auction.enters(cem, lot, { unpaid: true }),
  ];
  await auction.bids(ben, lot, START);
  await auction.bids(ann, lot, START + STEP);
  return { lot, ann, ben, cem, anns, bens, cems };
}

async function awarded() {
  const scene = await auctionOfThree();
  await auction.afterClose();
  return scene;
}

describe('the timekeeper', () => {
  it('opens a planned lot at its time', async () => {
    const lot = await auction.aLot({ planned: true });
    expect((await lotNow(lot))?.state).toBe('PLANNED');
    await auction.time.advance({ minutes: 60 });
    await keepTime(auction.database);
    expect((await lotNow(lot))?.state).toBe('OPEN');
  });

  it('awards to the highest bid, keeps the second, releases the others and tells it in order', async () => {
    const { lot, anns } = await awarded();
    expect(await lotNow(lot)).toMatchObject({ state: 'AWAITING_PAYMENT', leader: { entryId: anns.id } });
    expect(await statesOf(lot)).toEqual(['WON', 'OUTBID', 'RELEASED']);
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
    const told = (await publishedFacts(auction.database)).filter((fact) => fact.data['lotId'] === lot.id);
    expect(told.slice(-5).map((fact) => fact.type)).toEqual([
      'auction.lot.closed.v1',
      'auction.lot.awarded.v1',
      'auction.entry.won.v1',
      'auction.entry.kept-second.v1',
      'auction.entry.released.v1',
    ]);
    expect(told.at(-3)?.data).toMatchObject({ amountDue: String(START + STEP - lot.deposit), depositHeld: true });
  });

  it('leaves a lot without bids unsold', async () => {
    const lot = await auction.aLot();
    await auction.enters(await auction.aCitizen(), lot);
    await auction.afterClose();
    expect((await lotNow(lot))?.state).toBe('UNSOLD');
    expect(await statesOf(lot)).toEqual(['RELEASED']);
  });

  it('forfeits the deposit of a winner who does not pay in time', async () => {
    const { lot, ann, anns } = await awarded();
    await payForLot(counter(), { lotId: lot.id, citizenId: ann.id });
    await auction.time.advance({ days: 5, minutes: 1 });
    expect(await payForLot(counter(), { lotId: lot.id, citizenId: ann.id })).toMatchObject({ code: 'PAYMENT_NOT_DUE' });
    await keepTime(auction.database);
    expect((await lotNow(lot))?.state).toBe('OFFERED_TO_SECOND');
    expect((await orderOf(anns.id, 'DEPOSIT')).state).toBe('FORFEITED');
    const told = (await publishedFacts(auction.database)).filter((fact) => fact.aggregateId === anns.id);
    expect(told.at(-1)).toMatchObject({ type: 'auction.entry.forfeited.v1', data: { depositHeld: true } });
    // Paid all the same, too late: it goes back.
    await auction.pays(anns, 'PAYMENT');
    expect((await orderOf(anns.id, 'PAYMENT')).state).toBe('REFUND_DUE');
    expect((await lotNow(lot))?.state).toBe('OFFERED_TO_SECOND');
    const after = (await publishedFacts(auction.database)).filter((fact) => fact.aggregateId === anns.id);
    expect(after.at(-1)).toMatchObject({ type: 'auction.entry.payment-returned.v1', data: { reason: 'HELD' } });
  });
});

describe('paying', () => {
  it('settles the lot: price less deposit, certificate once, deposits of the others back once', async () => {
    const { lot, ann, ben, cem, anns, bens, cems } = await awarded();
    expect(await payForLot(counter(), { lotId: lot.id, citizenId: ben.id })).toMatchObject({ code: 'NOT_THE_WINNER' });
    const [first, second] = await Promise.all(
      [1, 2].map(() => payForLot(counter(), { lotId: lot.id, citizenId: ann.id })),
    );
    expect(first).toEqual(second);
    expect(first).toMatchObject({ kind: 'order', amount: START + STEP - lot.deposit });
    await auction.pays(anns, 'PAYMENT');
    const order = await orderOf(anns.id, 'PAYMENT');
    // Reported twice, once under the same event id and once under another.
    const report = auction.bank.report(order.id);
    expect(await takeReport(auction.database, 'memory', report)).toBe('TAKEN');
    expect(await takeReport(auction.database, 'memory', report)).toBe('REPEATED');
    const [paid] = await entriesOfLot(auction.database, lot.id);
    expect(paid).toMatchObject({
      id: anns.id,
      state: 'PAID',
      certificateNumber: expect.stringMatching(/^KG-\d{4}-\d{7}$/),
    });
    expect((await lotNow(lot))?.state).toBe('SOLD');
    expect((await orderOf(anns.id, 'DEPOSIT')).state).toBe('APPLIED');
    expect(await payForLot(counter(), { lotId: lot.id, citizenId: ann.id })).toMatchObject({ code: 'ALREADY_PAID' });
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();

    await Promise.all([auction.asks.turn(), auction.asks.turn()]);
    const deposit = await orderOf(bens.id, 'DEPOSIT');
    expect(auction.bank.refunded.filter((id) => id === deposit.id)).toHaveLength(1);
    expect(deposit.state).toBe('REFUND_ASKED');
    await takeReport(auction.database, 'memory', auction.bank.report(deposit.id, 'refunded'));
    expect((await orderOf(bens.id, 'DEPOSIT')).state).toBe('REFUNDED');
    // Cem pays the deposit after the close: it never counts and goes back.
    await auction.pays(cems, 'DEPOSIT');
    expect((await orderOf(cems.id, 'DEPOSIT')).state).toBe('REFUND_DUE');
    expect(await auction.bids(cem, lot, START + 2n * STEP)).toMatchObject({ code: 'LOT_CLOSED' });
  });

  it('is asked for by nobody but a winner of a lot that exists', async () => {
    const { lot, ann } = await auctionOfThree();
    const ask = (lotId: string, citizenId: string) => payForLot(counter(), { lotId, citizenId });
    expect(await ask(newId(), ann.id)).toMatchObject({ code: 'LOT_UNKNOWN' });
    expect(await ask('no id', ann.id)).toMatchObject({ code: 'LOT_UNKNOWN' });
    expect(await ask(lot.id, newId())).toMatchObject({ code: 'NOT_THE_WINNER' });
    expect(await ask(lot.id, ann.id)).toMatchObject({ code: 'PAYMENT_NOT_DUE' });
  });

  it('waits for the bank: refused now, the same order later', async () => {
    const { lot, ann, anns } = await awarded();
    auction.bank.away = true;
    expect(await payForLot(counter(), { lotId: lot.id, citizenId: ann.id })).toMatchObject({
      code: 'BANK_UNAVAILABLE',
    });
    const { id } = await orderOf(anns.id, 'PAYMENT');
    auction.bank.away = false;
    await hurryBank(auction.database);
    await auction.asks.turn();
    expect(await payForLot(counter(), { lotId: lot.id, citizenId: ann.id })).toMatchObject({ kind: 'order' });
    expect((await orderOf(anns.id, 'PAYMENT')).id).toBe(id);
    expect(auction.bank.opened.filter((order) => order.orderId === id)).toHaveLength(1);
  });
});

describe('reports of the bank', () => {
  it('may come out of order: given back before it was reported paid', async () => {
    const lot = await auction.aLot();
    const ann = await auction.aCitizen();
    const entry = await auction.enters(ann, lot, { unpaid: true });
    const order = await orderOf(entry.id, 'DEPOSIT');
    const early = auction.bank.report(order.id, 'refunded');
    expect(await takeReport(auction.database, 'memory', early)).toBe('REFUND_NOT_ASKED');
    await takeReport(auction.database, 'memory', auction.bank.report(order.id, 'paid'));
    expect((await orderOf(entry.id, 'DEPOSIT')).state).toBe('REFUNDED');
    expect(await statesOf(lot)).toEqual(['DEPOSIT_DUE']);
  });

  it('are not taken for other amounts, other providers, or orders nobody made', async () => {
    const lot = await auction.aLot();
    const entry = await auction.enters(await auction.aCitizen(), lot, { unpaid: true });
    const report = auction.bank.report((await orderOf(entry.id, 'DEPOSIT')).id);
    expect(await takeReport(auction.database, 'memory', { ...report, amount: 1n })).toBe('AMOUNT_DIFFERS');
    expect(await takeReport(auction.database, 'other', report)).toBe('ORDER_UNKNOWN');
    expect(await takeReport(auction.database, 'memory', { ...report, orderId: newId() })).toBe('ORDER_UNKNOWN');
    expect(await takeReport(auction.database, 'memory', report)).toBe('TAKEN');
  });
});

describe('cancelling', () => {
  it('releases everybody and is told with its reason', async () => {
    const { lot, bens } = await auctionOfThree();
    expect(await cancelLot(auction.database, { lotId: lot.id, reason: ' ' })).toMatchObject({
      code: 'REASON_REQUIRED',
    });
    expect(await cancelLot(auction.database, { lotId: lot.id, reason: 'withdrawn' })).toMatchObject({
      kind: 'cancelled',
    });
    expect(await statesOf(lot)).toEqual(['RELEASED', 'RELEASED', 'RELEASED']);
    expect((await orderOf(bens.id, 'DEPOSIT')).state).toBe('REFUND_DUE');
    expect(await cancelLot(auction.database, { lotId: lot.id, reason: 'again' })).toMatchObject({
      code: 'LOT_NOT_CANCELLABLE',
    });
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
  });
});
