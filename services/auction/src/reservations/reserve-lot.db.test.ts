import { newId } from '@belgi/contracts';
import { sql, violatedConstraint } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ordersOfEntries } from '../bank/bank-order.store.js';
import { payForLot } from '../bank/pay-for-lot.js';
import { takeReport } from '../bank/take-report.js';
import type { BidderClaims } from '../bidders/bidder.js';
import { applyConsent } from '../bidders/bidder.store.js';
import { keepTime } from '../closing/timekeeper.js';
import { enterLot } from '../entries/enter-lot.js';
import type { Entry } from '../entries/entry.js';
import { findEntries } from '../entries/entry.store.js';
import { cancelLot } from '../lots/cancel-lot.js';
import type { Lot } from '../lots/lot.js';
import { findLots } from '../lots/lot.store.js';
import { relistLot } from '../lots/relist-lot.js';
import { auditMoney } from '../money/audit-money.js';
import { publishedFacts } from '../testing/auction.store.js';
import { openAuction, START, type TestAuction } from '../testing/open-auction.js';
import type { Reservation } from './reservation.js';
import { runningReservations } from './reservation.store.js';

let auction: TestAuction;
beforeAll(async () => {
  auction = await openAuction();
});
afterAll(() => auction[Symbol.asyncDispose]());

const aLot = () => auction.aLot({ fixed: true });
const lotNow = async ({ id }: Lot) => (await findLots(auction.database, [id]))[0];
const entryNow = async ({ id }: Entry) => (await findEntries(auction.database, [id]))[0];
async function reserved(who: BidderClaims, lot: Lot, key?: string): Promise<Reservation> {
  const outcome = await auction.reserves(who, lot, key);
  if (outcome.kind !== 'reserved') throw new Error(outcome.code);
  return outcome.reservation;
}
const stateOfOrder = async (entry: Entry) =>
  (await ordersOfEntries(auction.database, [entry.id], 'PAYMENT')).map(({ state }) => state);
const factsOf = async (...ids: string[]) =>
  (await publishedFacts(auction.database)).filter(({ aggregateId }) => ids.includes(aggregateId));
const toldOf = async (id: string) => (await factsOf(id)).map(({ type }) => type.split('.')[2]);
const overTheTerm = async () => {
  await auction.time.advance({ minutes: 15 });
  await keepTime(auction.database);
};

describe('a reservation', () => {
  it('holds the lot, gets a bank order for the whole price, and buys it when that is paid', async () => {
    const [lot, who] = [await aLot(), await auction.aCitizen()];
    const { entry, until, running } = await reserved(who, lot);
    expect(running).toBe(true);
    expect(until.getTime() - (await auction.database.now()).getTime()).toBeLessThanOrEqual(900_000);
    expect(await lotNow(lot)).toMatchObject({ state: 'RESERVED', reservedUntil: until, deposit: 0n });
    expect(auction.bank.opened.at(-1)).toMatchObject({ amount: START });
    expect(await auction.reserves(await auction.aCitizen(), lot)).toMatchObject({ code: 'LOT_RESERVED' });
    expect(await payForLot(auction.counter, { lotId: lot.id, citizenId: who.id })).toMatchObject({
      kind: 'order',
      amount: START,
      dueAt: until,
    });
    await auction.pays(entry, 'PAYMENT');
    expect(await lotNow(lot)).toMatchObject({ state: 'SOLD', reservedUntil: null });
    expect(await entryNow(entry)).toMatchObject({ state: 'PAID', certificateNumber: expect.stringMatching(/^KG-/) });
    expect(await toldOf(lot.id)).toEqual(['planned', 'opened', 'reserved', 'settled']);
    expect(await toldOf(entry.id)).toEqual(['reserved', 'paid']);
    expect((await factsOf(lot.id)).map(({ version }) => version)).toEqual([1, 2, 3, 4]);
    expect((await auditMoney(auction.database)).findings).toEqual([]);
  });

  it('is one for who asks again, under whatever key; and a key makes one only, also after it', async () => {
    const [lot, other, who] = [await aLot(), await aLot(), await auction.aCitizen()];
    const first = await reserved(who, lot, 'one');
    const again = await reserved(who, lot, 'two');
    expect([again.entry.id, again.until]).toEqual([first.entry.id, first.until]);
    expect(await auction.reserves(who, other, 'one')).toMatchObject({ code: 'KEY_REUSED' });
    await overTheTerm();
    await overTheTerm();
    expect(await reserved(who, lot, 'one')).toMatchObject({ running: false, until: first.until });
    expect((await lotNow(lot))?.state).toBe('OPEN');
    expect(await reserved(who, lot, 'three')).toMatchObject({ running: true, entry: { id: first.entry.id } });
    expect(await stateOfOrder(first.entry)).toEqual(['PLACED']);
  });

  it('runs out at its first millisecond, before the timekeeper was there, and who let it waits as long as it was', async () => {
    const [lot, who, other] = [await aLot(), await auction.aCitizen(), await auction.aCitizen()];
    const { entry } = await reserved(who, lot);
    await auction.time.advance({ minutes: 15 });
    expect(await payForLot(auction.counter, { lotId: lot.id, citizenId: who.id })).toMatchObject({
      code: 'PAYMENT_NOT_DUE',
    });
    expect(await auction.reserves(who, lot)).toMatchObject({ code: 'RESERVED_TOO_RECENTLY' });
    expect(await reserved(other, lot)).toMatchObject({ running: true });
    expect(await toldOf(entry.id)).toEqual(['reserved', 'reservation-ended']);
    await overTheTerm();
    expect((await lotNow(lot))?.state).toBe('OPEN');
    expect(await reserved(who, lot)).toMatchObject({ entry: { bidderNumber: entry.bidderNumber } });
  });

  it('is one of three at most, and leaves room for another when it is over', async () => {
    const who = await auction.aCitizen();
    const lots = [await aLot(), await aLot(), await aLot(), await aLot()];
    const outcomes = await Promise.all(lots.map((lot) => auction.reserves(who, lot)));
    expect(outcomes.map((one) => (one.kind === 'refused' ? one.code : one.kind)).sort()).toEqual([
      ...['TOO_MANY_RESERVATIONS', 'reserved', 'reserved', 'reserved'],
    ]);
    expect(await runningReservations(auction.database, who.id)).toHaveLength(3);
    await overTheTerm();
    const left = lots[outcomes.findIndex(({ kind }) => kind === 'refused')];
    expect(left && (await auction.reserves(who, left))).toMatchObject({ kind: 'reserved' });
  });

  it('wants the user agreement, asks privacy whether it was accepted, and keeps its edition', async () => {
    const [lot, who] = [await aLot(), await auction.aCitizen({ accepts: false })];
    expect(await auction.reserves(who, lot)).toMatchObject({ code: 'AGREEMENT_REQUIRED' });
    auction.accepted.set(who.id, 1);
    expect(await reserved(who, lot)).toMatchObject({ entry: { agreementEdition: 1 } });
  });

  it('is of lots at a fixed price; those are neither entered nor bid for', async () => {
    const who = await auction.aCitizen();
    expect(await auction.reserves(who, await auction.aLot())).toMatchObject({ code: 'LOT_IS_AUCTIONED' });
    const lot = await aLot();
    expect(await enterLot(auction.counter, { lotId: lot.id, who })).toMatchObject({ code: 'LOT_AT_FIXED_PRICE' });
    expect(await auction.bids(who, lot, START)).toMatchObject({ code: 'LOT_AT_FIXED_PRICE' });
    expect(await auction.leavesMaximum(who, lot, START)).toMatchObject({ code: 'LOT_AT_FIXED_PRICE' });
  });
});

describe('a payment after the reservation', () => {
  it('buys while the lot is free, and is the only one that does', async () => {
    const [lot, late] = [await aLot(), await auction.aCitizen()];
    const { entry } = await reserved(late, lot);
    await overTheTerm();
    await auction.pays(entry, 'PAYMENT');
    expect(await lotNow(lot)).toMatchObject({ state: 'SOLD' });
    expect(await entryNow(entry)).toMatchObject({ state: 'PAID' });
    expect(await toldOf(entry.id)).toEqual(['reserved', 'reservation-ended', 'paid']);
  });

  it('goes back whole while somebody else holds the lot, and its payer may reserve again before it is back', async () => {
    const [lot, late, holder] = [await aLot(), await auction.aCitizen(), await auction.aCitizen()];
    const first = await reserved(late, lot);
    await overTheTerm();
    const second = await reserved(holder, lot);
    await auction.pays(first.entry, 'PAYMENT');
    expect(await lotNow(lot)).toMatchObject({ state: 'RESERVED', reservedUntil: second.until });
    expect((await factsOf(first.entry.id)).at(-1)).toMatchObject({
      type: 'auction.entry.payment-returned.v1',
      data: { amount: String(START), reason: 'HELD', state: 'RELEASED' },
    });
    await overTheTerm();
    await reserved(late, lot);
    expect(await stateOfOrder(first.entry)).toEqual(['REFUND_DUE', 'PLACED']);
    await auction.pays(first.entry, 'PAYMENT');
    expect(await lotNow(lot)).toMatchObject({ state: 'SOLD' });
    await auction.pays(second.entry, 'PAYMENT');
    expect((await factsOf(second.entry.id)).at(-1)).toMatchObject({ data: { reason: 'SOLD' } });
    expect(await stateOfOrder(second.entry)).toEqual(['REFUND_DUE']);
    expect((await auditMoney(auction.database)).findings).toEqual([]);
  });

  it('goes back after the sale, from who withdrew, and of a lot that was called off; twice and out of order changes nothing', async () => {
    const [ended, left, off] = [await aLot(), await aLot(), await aLot()];
    const [ann, ben, eve] = await auction.citizens(3);
    if (!ann || !ben || !eve) throw new Error('three people');
    const [one, two, three] = [await reserved(ann, ended), await reserved(ben, left), await reserved(eve, off)];
    expect(await cancelLot(auction.database, { lotId: off.id, reason: 'a mistake' })).toMatchObject({
      kind: 'cancelled',
    });
    expect((await toldOf(three.entry.id)).at(-1)).toBe('released');
    await overTheTerm();
    await auction.database.transaction((tx) => applyConsent(tx, ben.id, 2, null));
    await auction.pays(two.entry, 'PAYMENT');
    expect((await lotNow(left))?.state).toBe('OPEN');
    await auction.afterClose();
    expect((await lotNow(ended))?.state).toBe('UNSOLD');
    await auction.pays(one.entry, 'PAYMENT');
    const [order] = await ordersOfEntries(auction.database, [three.entry.id], 'PAYMENT');
    const paid = auction.bank.report(order?.id ?? '');
    expect(await takeReport(auction.database, 'memory', auction.bank.report(order?.id ?? '', 'refunded'))).toBe(
      'REFUND_NOT_ASKED',
    );
    expect(await takeReport(auction.database, 'memory', paid)).toBe('TAKEN');
    expect(await takeReport(auction.database, 'memory', paid)).toBe('REPEATED');
    expect(await stateOfOrder(three.entry)).toEqual(['REFUNDED']);
    const reasons = await Promise.all(
      [one, two].map(async ({ entry }) => (await factsOf(entry.id)).at(-1)?.data['reason']),
    );
    expect(reasons).toEqual(['SALE_OVER', 'NOT_ENTITLED']);
    expect((await auditMoney(auction.database)).findings).toEqual([]);
  });
});

it('a reservation that runs is paid for by who withdrew, and past the end of the sale', async () => {
  const [lot, who] = [await aLot(), await auction.aCitizen()];
  await auction.time.advance({ minutes: 55 });
  const { entry } = await reserved(who, lot);
  await auction.database.transaction((tx) => applyConsent(tx, who.id, 2, null));
  await auction.time.advance({ minutes: 10 });
  await keepTime(auction.database);
  expect(await auction.reserves(await auction.aCitizen(), lot)).toMatchObject({ code: 'LOT_CLOSED' });
  await auction.pays(entry, 'PAYMENT');
  expect((await lotNow(lot))?.state).toBe('SOLD');
});

it('a lot that nobody paid for is unsold after the last reservation, and offered again in either way', async () => {
  const [lot, who] = [await aLot(), await auction.aCitizen()];
  await auction.time.advance({ minutes: 55 });
  await reserved(who, lot);
  await auction.time.advance({ minutes: 20 });
  while (await keepTime(auction.database));
  expect(await toldOf(lot.id)).toEqual(['planned', 'opened', 'reserved', 'reservation-ended', 'closed', 'settled']);
  const opensAt = await auction.database.now();
  const terms = {
    startPrice: START,
    step: null,
    opensAt,
    closesAt: new Date(opensAt.getTime() + 3_600_000),
    hardStopAt: null,
  };
  expect(
    await relistLot(
      { database: auction.database, alphabet: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' },
      { lotId: lot.id, terms: { saleMode: 'FIXED_PRICE', ...terms } },
      newId(),
    ),
  ).toMatchObject({ kind: 'relisted', lot: { saleMode: 'FIXED_PRICE', relistOf: lot.id } });
});

describe('the database', () => {
  const refusal = (statement: ReturnType<typeof sql>) =>
    auction.database.query(statement).then(() => 'done', violatedConstraint);
  it('lets no lot be reserved by nobody, sold to nobody who paid, or held by two', async () => {
    const [lot, who] = [await aLot(), await auction.aCitizen()];
    expect(
      await refusal(
        sql`/* test */ UPDATE lots SET state = 'RESERVED', reserved_until = app_now() WHERE id = ${lot.id}`,
      ),
    ).toBe('lots_reserved_by_somebody');
    const sold = sql`/* test */ UPDATE lots SET state = 'SOLD', reserved_until = NULL, closed_at = app_now(), settled_at = app_now() WHERE id = ${lot.id}`;
    expect(await refusal(sold)).toBe('lots_sold_to_who_paid');
    await reserved(who, lot);
    expect(await refusal(sold)).toBe('lots_reserved_by_somebody');
    expect(
      await refusal(sql`/* test */ INSERT INTO entries (id, lot_id, bidder_id, bidder_number, state, version, reserved_until)
        SELECT ${newId()}, lot_id, ${(await auction.aCitizen()).id}, 10000 + (bidder_number + 1) % 90000, 'RESERVED', 1, reserved_until
        FROM entries WHERE lot_id = ${lot.id}`),
    ).toBe('entries_one_winner');
  });
  it('lets no term of a published lot change, and no auction be sold before its close', async () => {
    const lot = await auction.aLot();
    expect(await refusal(sql`/* test */ UPDATE lots SET policy_reservation_s = 60 WHERE id = ${lot.id}`)).toBe(
      'lots_terms_frozen',
    );
    expect(
      await refusal(
        sql`/* test */ UPDATE lots SET state = 'SOLD', closed_at = app_now(), settled_at = app_now() WHERE id = ${lot.id}`,
      ),
    ).toBe('lots_state_walk');
  });
});
