import { newId } from '@belgi/contracts';
import { sql, violatedConstraint } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyConsent } from '../bidders/bidder.store.js';
import { entriesOfLot } from '../entries/entry.store.js';
import type { Lot } from '../lots/lot.js';
import { publishedFacts } from '../testing/auction.store.js';
import { firstViolation } from '../testing/bid-log-checker.js';
import { openAuction, START, STEP, type TestAuction } from '../testing/open-auction.js';
import { bidLog, insertBids } from './bid.store.js';

let auction: TestAuction;
beforeAll(async () => {
  auction = await openAuction();
});
afterAll(() => auction[Symbol.asyncDispose]());

async function lotWithTwo() {
  const lot = await auction.aLot();
  const [ann, ben] = await Promise.all([auction.aCitizen(), auction.aCitizen()]);
  await auction.enters(ann, lot);
  await auction.enters(ben, lot);
  return { lot, ann, ben };
}

describe('placing a bid', () => {
  it('is answered with the bid and the lot after it, and told', async () => {
    const { lot, ann, ben } = await lotWithTwo();
    expect(await auction.bids(ann, lot, START)).toMatchObject({
      kind: 'accepted',
      bid: { sequence: 1, amount: START },
      lot: { currentPrice: START, bidCount: 1 },
    });
    expect(await auction.bids(ben, lot, START + STEP)).toMatchObject({ kind: 'accepted', bid: { sequence: 2 } });
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
    const told = (await publishedFacts(auction.database)).filter((fact) => fact.data['lotId'] === lot.id);
    expect(told.map((fact) => fact.type.split('.').slice(1, 3).join(' ')).slice(-5)).toEqual([
      'lot bid-accepted',
      'entry led',
      'lot bid-accepted',
      'entry outbid',
      'entry led',
    ]);
  });

  it('is refused without an entry whose deposit counts', async () => {
    const lot = await auction.aLot();
    const ann = await auction.aCitizen();
    expect(await auction.bids(ann, lot, START)).toMatchObject({ code: 'ENTRY_REQUIRED' });
    await auction.enters(ann, lot, { unpaid: true });
    expect(await auction.bids(ann, lot, START)).toMatchObject({ code: 'ENTRY_REQUIRED' });
  });

  it('gives the same answer for the same key, also a refusal, and KEY_REUSED for another body', async () => {
    const { lot, ann, ben } = await lotWithTwo();
    const first = await auction.bids(ann, lot, START, 'a');
    const low = await auction.bids(ben, lot, START, 'a');
    expect(low).toMatchObject({ code: 'BID_BELOW_MINIMUM' });
    await auction.bids(ben, lot, START + STEP, 'b');
    expect(await auction.bids(ann, lot, START, 'a')).toMatchObject({
      kind: 'accepted',
      bid: first.kind === 'accepted' ? first.bid : undefined,
      lot: { bidCount: 2 },
    });
    expect(await auction.bids(ben, lot, START, 'a')).toMatchObject({
      code: 'BID_BELOW_MINIMUM',
      values: low.kind === 'refused' ? low.values : undefined,
    });
    expect(await auction.bids(ann, lot, START + 2n * STEP, 'a')).toMatchObject({ code: 'KEY_REUSED' });
    const elsewhere = await auction.aLot();
    expect(await auction.bids(ann, elsewhere, START, 'a')).toMatchObject({ code: 'KEY_REUSED' });
    expect(await bidLog(auction.database, lot.id)).toHaveLength(2);
  });

  it('leaves no answer behind about a lot that is settled, whenever it was asked', async () => {
    const lot = await auction.aLot();
    const ann = await auction.aCitizen();
    const kept = () =>
      auction.database.query(sql`/* test.answers */ SELECT key FROM bid_answers WHERE lot_id = ${lot.id} ORDER BY key`);
    await auction.bids(ann, lot, START, 'before');
    expect(await kept()).toEqual([{ key: 'before' }]);
    await auction.afterClose();
    expect(await kept()).toEqual([]);
    expect(await auction.bids(ann, lot, START, 'after')).toMatchObject({ code: 'LOT_CLOSED' });
    expect(await kept()).toEqual([]);
  });

  it('accepts one bid when the same key comes many times at once', async () => {
    const { lot, ann } = await lotWithTwo();
    const answers = await Promise.all(Array.from({ length: 20 }, () => auction.bids(ann, lot, START, 'once')));
    expect(new Set(answers.map((answer) => (answer.kind === 'accepted' ? answer.bid.id : answer.code))).size).toBe(1);
    expect(await bidLog(auction.database, lot.id)).toHaveLength(1);
  });

  it.each(['', 'no id', newId()])('knows no lot %s', async (id) => {
    const ann = await auction.aCitizen();
    expect(await auction.bids(ann, { id } as Lot, START)).toMatchObject({ code: 'LOT_UNKNOWN', lot: null });
  });

  it('is closed from the end on, whether or not the timekeeper has been there', async () => {
    const { lot, ann } = await lotWithTwo();
    await auction.time.advance({ minutes: 61 });
    expect(await auction.bids(ann, lot, START)).toMatchObject({ code: 'LOT_CLOSED' });
  });
});

describe('consent at the gate', () => {
  it('keeps out who withdrew, although the token still says otherwise', async () => {
    const { lot, ann } = await lotWithTwo();
    await auction.database.transaction((tx) => applyConsent(tx, ann.id, 2, null));
    expect(await auction.bids(ann, lot, START)).toMatchObject({ code: 'CONSENT_REQUIRED' });
    await auction.database.transaction((tx) => applyConsent(tx, ann.id, 3, 1));
    expect(await auction.bids(ann, lot, START)).toMatchObject({ kind: 'accepted' });
  });

  it('leaves a leading bid binding', async () => {
    const { lot, ann } = await lotWithTwo();
    await auction.bids(ann, lot, START);
    await auction.database.transaction((tx) => applyConsent(tx, ann.id, 2, null));
    await auction.afterClose();
    expect((await entriesOfLot(auction.database, lot.id)).map((entry) => entry.state).sort()).toEqual([
      'RELEASED',
      'WON',
    ]);
  });
});

describe('what the database itself refuses', () => {
  it.each([
    ['bids_amount_rises', { amount: START + 1n }],
    ['bids_follow_the_last', { sequence: 3 }],
    ['bids_sequence_once', { sequence: 1, previousAmount: null }],
    ['bids_only_while_open', { at: new Date(0) }],
  ])('%s', async (constraint, wrong) => {
    const { lot, ann } = await lotWithTwo();
    const accepted = await auction.bids(ann, lot, START);
    if (accepted.kind !== 'accepted') throw new Error('no bid');
    const next = { ...accepted.bid, id: newId(), sequence: 2, previousAmount: START, amount: START + STEP };
    const attempt = auction.database.transaction((tx) => insertBids(tx, [{ ...next, ...wrong }]));
    expect(violatedConstraint(await attempt.catch((error: unknown) => error))).toBe(constraint);
  });

  it.each([
    [
      'bids_only_while_open',
      sql`/* test.late */ INSERT INTO bids (id, lot_id, entry_id, bidder_number, sequence, amount, step,
        previous_amount, automatic, at)
      SELECT gen_random_uuid(), b.lot_id, b.entry_id, b.bidder_number, 2, b.amount + b.step, b.step, b.amount, false, l.closes_at
      FROM bids b JOIN lots l ON l.id = b.lot_id WHERE b.sequence = 1 AND l.bid_count = 1 LIMIT 1`,
    ],
    ['bids_append_only', sql`/* test.change */ UPDATE bids SET amount = amount + 1`],
    ['bids_append_only', sql`/* test.delete */ DELETE FROM bids`],
    [
      'lots_end_never_moves_back',
      sql`/* test.back */ UPDATE lots SET closes_at = closes_at - interval '1 second' WHERE bid_count = 1`,
    ],
  ])('%s, whoever writes', async (constraint, statement) => {
    const { lot, ann } = await lotWithTwo();
    await auction.bids(ann, lot, START);
    const attempt = auction.database.query(statement).catch((error: unknown) => error);
    expect(violatedConstraint(await attempt)).toBe(constraint);
  });
});
