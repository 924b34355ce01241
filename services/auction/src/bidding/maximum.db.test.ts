import type { ConsentState } from '@belgi/contracts';
import { sql } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ordersOfEntries } from '../bank/bank-order.store.js';
import type { BidderClaims } from '../bidders/bidder.js';
import { followConsent } from '../bidders/follow-consent.js';
import { keepTime } from '../closing/timekeeper.js';
import type { Entry } from '../entries/entry.js';
import { cancelLot } from '../lots/cancel-lot.js';
import type { Lot } from '../lots/lot.js';
import { findLots } from '../lots/lot.store.js';
import { maximaOf as exportedMaxima } from '../my-data/my-data.store.js';
import { publishedFacts } from '../testing/auction.store.js';
import { firstViolation } from '../testing/bid-log-checker.js';
import { openAuction, START, STEP, type TestAuction } from '../testing/open-auction.js';
import { bidLog } from './bid.store.js';
import { maximaOf } from './maximum.store.js';

let auction: TestAuction;
beforeAll(async () => {
  auction = await openAuction();
});
afterAll(() => auction[Symbol.asyncDispose]());

const steps = (count: number) => START + BigInt(count) * STEP;
const maxima = (lot: Lot) =>
  auction.database.query<{ amount: bigint }>(
    sql`/* test.maxima */ SELECT amount FROM maximum_bids WHERE lot_id = ${lot.id}`,
  );
const lotNow = async (lot: Lot) => (await findLots(auction.database, [lot.id]))[0];
const hears = (who: BidderClaims, state: ConsentState['state'], epoch: number, edition = 1) =>
  auction.database.transaction((tx) =>
    followConsent(tx, {
      ...{ citizenId: who.id, epoch, state, edition, locale: 'KY', textSha256: '0'.repeat(64) },
      at: new Date().toISOString(),
    }),
  );

/** What the person is told of their maximum, here and in their export. */
const shownMaxima = async (who: BidderClaims, entry: Entry) => [
  (await maximaOf(auction.database, [entry.id])).map(({ amount }) => amount),
  (await exportedMaxima(auction.database, who.id)).map(({ amount }) => amount),
];

/** Of what befell an entry. */
const told = async ({ id }: Entry) =>
  (await publishedFacts(auction.database))
    .filter((fact) => fact.aggregateId === id)
    .map((fact) => fact.type.split('.')[2]);

/** Ann leads at the start price with a maximum of ten steps more. */
async function annLeads() {
  const lot = await auction.aLot();
  const [ann, ben] = [await auction.aCitizen(), await auction.aCitizen()];
  const [anns, bens] = [await auction.enters(ann, lot), await auction.enters(ben, lot)];
  const answer = await auction.leavesMaximum(ann, lot, steps(10));
  expect(answer).toMatchObject({
    kind: 'accepted',
    bid: { amount: START, automatic: true },
    lot: { currentPrice: START },
  });
  const log = async () =>
    (await bidLog(auction.database, lot.id)).map(
      (bid) => `${bid.entryId === anns.id ? 'ann' : 'ben'} ${(bid.amount - START) / STEP}`,
    );
  return { lot, ann, ben, anns, bens, log };
}

describe('a maximum', () => {
  it('answers for its bidder, who hears nothing of it; who asked learns it from the answer', async () => {
    const { lot, ben, anns, bens, log } = await annLeads();
    expect(await auction.bids(ben, lot, steps(2))).toMatchObject({
      kind: 'accepted',
      bid: { amount: steps(2), automatic: false },
      lot: { currentPrice: steps(3), leader: { entryId: anns.id } },
    });
    expect(await log()).toEqual(['ann 0', 'ben 2', 'ann 3']);
    expect(await told(anns)).toEqual(['created', 'entered', 'led']);
    expect(await told(bens)).toEqual(['created', 'entered']);
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
  });

  it('and who loses the lead is told so each time they lose it, and not when they try in vain', async () => {
    const { lot, ann, ben, anns, bens } = await annLeads();
    const inVain = async (count: number) =>
      expect(await auction.bids(ben, lot, steps(count))).toMatchObject({ lot: { leader: { entryId: anns.id } } });
    await inVain(1);
    await inVain(3);
    expect(await auction.bids(ben, lot, steps(11))).toMatchObject({ lot: { leader: { entryId: bens.id } } });
    expect(await auction.leavesMaximum(ann, lot, steps(20))).toMatchObject({ lot: { leader: { entryId: anns.id } } });
    await inVain(14);
    await inVain(20);
    expect(await auction.leavesMaximum(ben, lot, steps(30))).toMatchObject({ lot: { leader: { entryId: bens.id } } });
    expect(await told(anns)).toEqual(['created', 'entered', 'led', 'outbid', 'led', 'outbid']);
    expect(await told(bens)).toEqual(['created', 'entered', 'led', 'outbid', 'led']);
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
  });

  it('is raised unseen, and the answer is the bid that leads', async () => {
    const { lot, ann, log } = await annLeads();
    const before = await lotNow(lot);
    expect(await auction.leavesMaximum(ann, lot, steps(20))).toMatchObject({
      kind: 'accepted',
      bid: { amount: START },
    });
    expect(await lotNow(lot)).toEqual(before);
    expect([await log(), await maxima(lot)]).toEqual([['ann 0'], [{ amount: steps(20) }]]);
  });

  it('has answers of its own under its key, which no bid may use', async () => {
    const { lot, ben } = await annLeads();
    const first = await auction.leavesMaximum(ben, lot, steps(4), 'one');
    expect(first).toMatchObject({ kind: 'accepted', bid: { amount: steps(4), automatic: true } });
    expect(await auction.leavesMaximum(ben, lot, steps(4), 'one')).toMatchObject({
      bid: first.kind === 'accepted' ? first.bid : undefined,
    });
    expect(await auction.bids(ben, lot, steps(4), 'one')).toMatchObject({ code: 'KEY_REUSED' });
  });

  it('that a later one equals leads at that amount', async () => {
    const { lot, ben, anns, log } = await annLeads();
    expect(await auction.leavesMaximum(ben, lot, steps(10))).toMatchObject({
      code: 'BID_BELOW_MINIMUM',
      values: { minimum: String(steps(11)) },
      lot: { currentPrice: steps(10), leader: { entryId: anns.id } },
    });
    expect(await log()).toEqual(['ann 0', 'ann 10']);
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
  });

  it('is forgotten when it is bid over, at the close, and when the lot is called off', async () => {
    const { lot, ann, ben } = await annLeads();
    await auction.bids(ben, lot, steps(11));
    expect(await maxima(lot)).toEqual([]);
    await auction.leavesMaximum(ann, lot, steps(30));
    expect(await maxima(lot)).toHaveLength(1);
    await auction.afterClose();
    expect(await maxima(lot)).toEqual([]);
    const { lot: other } = await annLeads();
    await cancelLot(auction.database, { lotId: other.id, reason: 'called off' });
    expect(await maxima(other)).toEqual([]);
  });
});

describe('the system bids for nobody who may not bid', () => {
  it('not for who withdrew, also once they have agreed anew', async () => {
    for (const agreesAnew of [false, true]) {
      const { lot, ann, ben, anns, bens, log } = await annLeads();
      expect(await shownMaxima(ann, anns)).toEqual([[steps(10)], [steps(10)]]);
      await hears(ann, 'WITHDRAWN', 2);
      if (agreesAnew) await hears(ann, 'GIVEN', 3);
      expect(await shownMaxima(ann, anns)).toEqual([[], []]);
      expect(await auction.bids(ben, lot, steps(1))).toMatchObject({ lot: { leader: { entryId: bens.id } } });
      expect([await log(), await maxima(lot)]).toEqual([['ann 0', 'ben 1'], []]);
    }
  });

  it('not for who withdrew and agreed anew, whichever of the two is heard of first', async () => {
    const { lot, ann, ben, log } = await annLeads();
    await hears(ann, 'GIVEN', 3);
    await hears(ann, 'WITHDRAWN', 2);
    await auction.bids(ben, lot, steps(1));
    expect(await log()).toEqual(['ann 0', 'ben 1']);
  });

  // A projection that was rebuilt, or missed a fact: of the withdrawal there is nothing but the consent that came after it.
  it('not for who withdrew and agreed anew, where only the later consent is heard of', async () => {
    const { lot, ann, ben, anns, log } = await annLeads();
    await hears(ann, 'GIVEN', 3);
    expect(await shownMaxima(ann, anns)).toEqual([[], []]);
    await auction.bids(ben, lot, steps(1));
    expect(await log()).toEqual(['ann 0', 'ben 1']);
  });

  it('but for who renewed their consent and never withdrew it', async () => {
    const { lot, ann, ben, log } = await annLeads();
    await hears(ann, 'RENEWED', 2);
    await auction.bids(ben, lot, steps(1));
    expect(await log()).toEqual(['ann 0', 'ben 1', 'ann 2']);
  });

  it('not for who has no deposit here any more', async () => {
    const { lot, ben, anns, log } = await annLeads();
    const [order] = await ordersOfEntries(auction.database, [anns.id], 'DEPOSIT');
    await auction.database.query(
      sql`/* test.deposit-gone */ UPDATE bank_orders SET state = 'REFUNDED', refunded_at = app_now() WHERE id = ${order?.id ?? ''}`,
    );
    await auction.bids(ben, lot, steps(1));
    expect(await log()).toEqual(['ann 0', 'ben 1']);
  });
});

describe('a bid in the last minutes', () => {
  it('moves the end to five minutes after it, is told once, and never moves it past the hard stop', async () => {
    const { lot, ann, ben } = await annLeads();
    const end = async () => ((await lotNow(lot))?.closesAt.getTime() ?? 0) - lot.closesAt.getTime();
    const told = async () =>
      (await publishedFacts(auction.database)).filter(
        (fact) => fact.aggregateId === lot.id && fact.type === 'auction.lot.extended.v1',
      ).length;
    await auction.time.advance({ minutes: 54 });
    await auction.bids(ben, lot, steps(1));
    expect([await end(), await told()]).toEqual([0, 0]);
    await auction.time.advance({ minutes: 4 });
    await auction.bids(ben, lot, steps(3));
    expect(await told()).toBe(1);
    expect(await end()).toBeGreaterThan(2.9 * 60_000);
    expect(await end()).toBeLessThanOrEqual(3.1 * 60_000);

    // An own maximum that is raised moves nothing.
    await auction.time.advance({ minutes: 1 });
    await auction.leavesMaximum(ann, lot, steps(1_000));
    expect(await told()).toBe(1);

    for (let round = 3; (await lotNow(lot))?.closesAt.getTime() !== lot.hardStopAt.getTime(); round += 2) {
      const answer = await auction.bids(ben, lot, steps(round + 2));
      expect(answer).toMatchObject({ kind: 'accepted' });
      await auction.time.advance({ minutes: 4 });
    }
    await auction.time.advance({ minutes: 5 });
    expect(await auction.bids(ben, lot, steps(900))).toMatchObject({ code: 'LOT_CLOSED' });
    await keepTime(auction.database);
    expect((await lotNow(lot))?.state).toBe('AWAITING_PAYMENT');
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
  });
});
