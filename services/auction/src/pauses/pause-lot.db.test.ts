import { newId } from '@belgi/contracts';
import { sql, violatedConstraint } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepTime } from '../closing/timekeeper.js';
import { cancelLot } from '../lots/cancel-lot.js';
import type { Lot } from '../lots/lot.js';
import { findLots } from '../lots/lot.store.js';
import { relistLot } from '../lots/relist-lot.js';
import { publishedFacts } from '../testing/auction.store.js';
import { firstViolation } from '../testing/bid-log-checker.js';
import { openAuction, START, STEP, type TestAuction } from '../testing/open-auction.js';
import { pauseLot, resumeLot } from './pause-lot.js';

let auction: TestAuction;
beforeAll(async () => {
  auction = await openAuction();
});
afterAll(() => auction[Symbol.asyncDispose]());

const lotNow = async (lot: Lot) => (await findLots(auction.database, [lot.id]))[0];
const pause = (lot: Lot, reason = 'the bank does not answer') => pauseLot(auction.database, { lotId: lot.id, reason });
const toldOf = async ({ id }: Lot) =>
  (await publishedFacts(auction.database))
    .filter((fact) => fact.aggregateId === id)
    .map(({ type }) => type.split('.')[2]);

describe('a pause', () => {
  it('stops bids and the close, and both go on after it with the time that was left', async () => {
    const lot = await auction.aLot();
    const ann = await auction.aCitizen();
    await auction.enters(ann, lot);
    await auction.bids(ann, lot, START);
    const ben = await auction.aCitizen();
    await auction.time.advance({ minutes: 30 });
    expect(await pause(lot)).toMatchObject({ kind: 'done', lot: { state: 'PAUSED' } });
    expect(await auction.bids(ben, lot, START + STEP)).toMatchObject({ code: 'LOT_NOT_OPEN' });
    await auction.time.advance({ hours: 5 });
    await keepTime(auction.database);
    // Long after the end that it had: a pause stops nobody from entering.
    await auction.enters(ben, lot);
    expect((await lotNow(lot))?.state).toBe('PAUSED');
    expect(await resumeLot(auction.database, lot.id)).toMatchObject({ kind: 'done', lot: { state: 'OPEN' } });
    await auction.time.advance({ minutes: 29 });
    await keepTime(auction.database);
    expect(await auction.bids(ben, lot, START + STEP)).toMatchObject({ kind: 'accepted' });
    await auction.afterClose();
    expect(await lotNow(lot)).toMatchObject({
      state: 'AWAITING_PAYMENT',
      leader: { bidderNumber: expect.any(Number) },
    });
    expect((await toldOf(lot)).slice(0, 6)).toEqual([
      'planned',
      'opened',
      'bid-accepted',
      'paused',
      'resumed',
      'bid-accepted',
    ]);
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
  });

  it('is refused for no reason, twice, after the end, and of what is not there', async () => {
    const lot = await auction.aLot();
    expect(await pause(lot, '  ')).toMatchObject({ code: 'REASON_REQUIRED' });
    expect(await resumeLot(auction.database, lot.id)).toMatchObject({ code: 'LOT_NOT_PAUSED' });
    expect(await pause(lot)).toMatchObject({ kind: 'done' });
    expect(await pause(lot)).toMatchObject({ code: 'LOT_NOT_PAUSABLE' });
    expect(await pauseLot(auction.database, { lotId: newId(), reason: 'why' })).toMatchObject({ code: 'LOT_UNKNOWN' });
    expect(await resumeLot(auction.database, 'nothing')).toMatchObject({ code: 'LOT_UNKNOWN' });
    const late = await auction.aLot();
    await auction.time.advance({ minutes: 61 });
    expect(await pause(late)).toMatchObject({ code: 'LOT_NOT_PAUSABLE' });
  });

  it('may end in a cancellation', async () => {
    const lot = await auction.aLot();
    await pause(lot);
    expect(await cancelLot(auction.database, { lotId: lot.id, reason: 'it stays so' })).toMatchObject({
      kind: 'cancelled',
    });
  });

  it('alone moves the hard stop, and only later', async () => {
    const lot = await auction.aLot();
    const move = (by: string) =>
      auction.database
        .query(sql`/* test */ UPDATE lots SET hard_stop_at = hard_stop_at + ${by}::interval WHERE id = ${lot.id}`)
        .then(() => 'done', violatedConstraint);
    expect(await move('1 minute')).toBe('lots_terms_frozen');
    await pause(lot);
    expect(await move('1 minute')).toBe('lots_terms_frozen');
  });
});

/** t0 a bid waits for the lot, t1 the pause has it: the bid either came before, or is refused. */
it('a bid against a pause: accepted before it, or refused by it', async () => {
  for (let round = 0; round < 12; round += 1) {
    const lot = await auction.aLot();
    const ann = await auction.aCitizen();
    await auction.enters(ann, lot);
    const acts = [() => auction.bids(ann, lot, START), () => pause(lot)];
    const [first, second] = round % 2 === 0 ? acts : acts.reverse();
    await Promise.all([first?.(), second?.()]);
    const facts = await toldOf(lot);
    expect(facts.at(-1)).toBe('paused');
    expect((await lotNow(lot))?.bidCount).toBe(facts.filter((fact) => fact === 'bid-accepted').length);
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
  }
});

describe('a plate that was not sold', () => {
  const terms = (opensAt: Date) => ({
    saleMode: 'AUCTION' as const,
    startPrice: START / 2n,
    step: null,
    opensAt,
    closesAt: new Date(opensAt.getTime() + 3_600_000),
    hardStopAt: null,
  });
  const relist = async (lot: Lot) =>
    relistLot(
      { database: auction.database, alphabet: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' },
      { lotId: lot.id, terms: terms(await auction.database.now()) },
      newId(),
    );

  it('is offered again once, by a lot that says what it follows, and not while it is on offer or sold', async () => {
    const lot = await auction.aLot();
    expect(await relist(lot)).toMatchObject({ code: 'LOT_NOT_UNSOLD' });
    await auction.afterClose();
    const both = await Promise.all([relist(lot), relist(lot)]);
    expect(both.map((one) => (one.kind === 'refused' ? one.code : one.kind)).sort()).toEqual([
      'RELISTED_ALREADY',
      'relisted',
    ]);
    const again = both.find((one) => one.kind === 'relisted');
    expect(again).toMatchObject({ lot: { relistOf: lot.id, state: 'PLANNED', startPrice: START / 2n } });
    expect(
      await relistLot(
        { database: auction.database, alphabet: 'A' },
        { lotId: newId(), terms: terms(new Date()) },
        newId(),
      ),
    ).toMatchObject({ code: 'LOT_UNKNOWN' });
  });
});
