import { newId } from '@belgi/contracts';
import { sql, violatedConstraint } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ordersOfEntries } from '../bank/bank-order.store.js';
import type { BidderClaims } from '../bidders/bidder.js';
import { keepTime } from '../closing/timekeeper.js';
import { enterLot } from '../entries/enter-lot.js';
import type { Entry } from '../entries/entry.js';
import { entriesOfLot } from '../entries/entry.store.js';
import { publishedFacts } from '../testing/auction.store.js';
import { openAuction, START, type TestAuction } from '../testing/open-auction.js';
import { appealStrike } from './appeal-strike.js';
import { decideAppeal } from './decide-appeal.js';
import { blocksOf, countedAgainst, openAppeals, strikesOf } from './standing.store.js';

let auction: TestAuction;
beforeAll(async () => {
  auction = await openAuction();
});
afterAll(() => auction[Symbol.asyncDispose]());

/** Wins `count` lots and pays for none. @returns the entries */
async function defaults(who: BidderClaims, count: number): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let lot = 0; lot < count; lot += 1) {
    const offered = await auction.aLot();
    entries.push(await auction.enters(who, offered));
    await auction.bids(who, offered, START);
  }
  await auction.afterClose();
  await auction.time.advance({ days: 5, minutes: 1 });
  await keepTime(auction.database);
  return entries;
}
const entersAnother = async (who: BidderClaims) => enterLot(auction.counter, { lotId: (await auction.aLot()).id, who });
const told = async (who: BidderClaims) =>
  (await publishedFacts(auction.database)).filter(
    ({ type, aggregateId }) => aggregateId === who.id && type.includes('.standing.'),
  );
const appealed = async (who: BidderClaims, strikeId: string) =>
  appealStrike(auction.database, { strikeId, citizenId: who.id, ground: 'BANK_FAILED', reference: null });
const officer = newId();

describe('strikes', () => {
  it('come with the term: one per lot, told with what they bring', async () => {
    const who = await auction.aCitizen();
    await defaults(who, 1);
    await keepTime(auction.database);
    expect(await strikesOf(auction.database, who.id)).toMatchObject([{ price: START, liftedAt: null, appeal: null }]);
    expect(await told(who)).toMatchObject([
      { type: 'auction.standing.strike-given.v1', version: 1, data: { strikes: 1, blockedUntil: null } },
    ]);
    expect(await entersAnother(who)).toMatchObject({ kind: 'entered' });
  });

  it('more than three block for six months, and more than three again for good', async () => {
    const who = await auction.aCitizen();
    await defaults(who, 3);
    expect(await entersAnother(who)).toMatchObject({ kind: 'entered' });
    await defaults(who, 1);
    expect(await countedAgainst(auction.database, who.id)).toEqual({ strikes: 0, blocks: 1 });
    const [block] = await blocksOf(auction.database, who.id);
    const sixMonthsOn = new Date(block?.since ?? 0);
    sixMonthsOn.setUTCMonth(sixMonthsOn.getUTCMonth() + 6);
    expect(block?.until).toEqual(sixMonthsOn);
    expect(await entersAnother(who)).toMatchObject({ code: 'BIDDER_BLOCKED' });
    await auction.time.advance({ days: 185 });
    expect(await entersAnother(who)).toMatchObject({ kind: 'entered' });
    await defaults(who, 4);
    expect(await blocksOf(auction.database, who.id)).toMatchObject([{ until: null }, { liftedAt: null }]);
    await auction.time.advance({ days: 3_650 });
    expect(await entersAnother(who)).toMatchObject({ code: 'BIDDER_BLOCKED' });
  });

  it('a block stops bids in a lot that was entered before it; what leads there already stays', async () => {
    const who = await auction.aCitizen();
    const [open, other] = [await auction.aLot({ forDays: 30 }), await auction.aLot({ forDays: 30 })];
    await auction.enters(who, open);
    await auction.enters(who, other);
    await auction.bids(who, open, START);
    await defaults(who, 4);
    expect(await auction.bids(who, other, START)).toMatchObject({ code: 'BIDDER_BLOCKED' });
    expect((await entriesOfLot(auction.database, open.id))[0]?.state).toBe('LEADING');
  });
});

describe('an appeal', () => {
  it('is seen without who it is of, and decided by a person, once', async () => {
    const who = await auction.aCitizen();
    await defaults(who, 1);
    const [strike] = await strikesOf(auction.database, who.id);
    const strikeId = strike?.id ?? '';
    expect(await appealed(await auction.aCitizen(), strikeId)).toMatchObject({ code: 'STRIKE_UNKNOWN' });
    expect(await decideAppeal(auction.database, { strikeId, reason: 'HARDSHIP', decidedBy: officer })).toMatchObject({
      code: 'APPEAL_UNKNOWN',
    });
    expect(await appealed(who, strikeId)).toMatchObject({ kind: 'appealed' });
    expect(await appealed(who, strikeId)).toMatchObject({ code: 'APPEALED_ALREADY' });
    expect((await openAppeals(auction.database, null, 100)).map(({ id }) => id)).toContain(strikeId);
    const decide = () => decideAppeal(auction.database, { strikeId, reason: 'NO_GROUND_SHOWN', decidedBy: officer });
    const both = await Promise.all([decide(), decide()]);
    expect(both.map((one) => (one.kind === 'refused' ? one.code : one.kind)).sort()).toEqual([
      'APPEAL_DECIDED',
      'decided',
    ]);
    expect((await told(who)).map(({ type, version }) => [type.split('.')[2], version])).toEqual([
      ['strike-given', 1],
      ['appealed', 2],
      ['appeal-decided', 3],
    ]);
    expect(await countedAgainst(auction.database, who.id)).toEqual({ strikes: 1, blocks: 0 });
  });

  it('that is right takes back the strike, the block it brought, and the deposit', async () => {
    const who = await auction.aCitizen();
    const [entry] = await defaults(who, 4);
    expect(await entersAnother(who)).toMatchObject({ code: 'BIDDER_BLOCKED' });
    const strike = (await strikesOf(auction.database, who.id)).find(({ entryId }) => entryId === entry?.id);
    await appealed(who, strike?.id ?? '');
    expect(
      await decideAppeal(auction.database, { strikeId: strike?.id ?? '', reason: 'PAYMENT_FOUND', decidedBy: officer }),
    ).toMatchObject({ kind: 'decided', strike: { appeal: { outcome: 'LIFTED' } } });
    expect(await entersAnother(who)).toMatchObject({ kind: 'entered' });
    const [deposit] = await ordersOfEntries(auction.database, [entry?.id ?? ''], 'DEPOSIT');
    expect(deposit?.state).toBe('REFUND_DUE');
    expect((await told(who)).at(-1)).toMatchObject({ data: { strikes: 3, blockedUntil: null, outcome: 'LIFTED' } });
    // The three that stand count on: one more blocks again.
    await defaults(who, 1);
    expect(await entersAnother(who)).toMatchObject({ code: 'BIDDER_BLOCKED' });
  });
});

// What is taken back counts no more, wherever it counted; what stands goes on to count.
describe('a strike that is taken back', () => {
  const lift = async (who: BidderClaims, entry: Entry | undefined) => {
    const strike = (await strikesOf(auction.database, who.id)).find(({ entryId }) => entryId === entry?.id);
    await appealed(who, strike?.id ?? '');
    await decideAppeal(auction.database, { strikeId: strike?.id ?? '', reason: 'HARDSHIP', decidedBy: officer });
  };

  it('leaves a block where too many others stand, those that came after the block among them', async () => {
    const who = await auction.aCitizen();
    const [first] = await defaults(who, 5);
    expect(await countedAgainst(auction.database, who.id)).toEqual({ strikes: 1, blocks: 1 });
    await lift(who, first);
    expect(await countedAgainst(auction.database, who.id)).toEqual({ strikes: 0, blocks: 1 });
    expect(await entersAnother(who)).toMatchObject({ code: 'BIDDER_BLOCKED' });
  });

  it('makes the second block the first, which ends', async () => {
    const who = await auction.aCitizen();
    const [first] = await defaults(who, 8);
    expect((await blocksOf(auction.database, who.id))[0]?.until).toBeNull();
    await lift(who, first);
    const standing = (await blocksOf(auction.database, who.id)).filter(({ liftedAt }) => liftedAt === null);
    expect(standing).toMatchObject([{ until: expect.any(Date) }]);
    await auction.time.advance({ days: 185 });
    expect(await entersAnother(who)).toMatchObject({ kind: 'entered' });
  });
});

describe('the database', () => {
  const refusal = (statement: ReturnType<typeof sql>) =>
    auction.database.query(statement).then(() => 'done', violatedConstraint);
  it('gives one strike per entry, and keeps what was appealed and decided', async () => {
    const who = await auction.aCitizen();
    const [entry] = await defaults(who, 1);
    expect(
      await refusal(sql`/* test */ INSERT INTO strikes (id, entry_id, bidder_id, given_at)
        VALUES (${newId()}, ${entry?.id ?? ''}, ${who.id}, app_now())`),
    ).toBe('strikes_once_per_entry');
    const [strike] = await strikesOf(auction.database, who.id);
    await appealed(who, strike?.id ?? '');
    const change = (set: ReturnType<typeof sql>) =>
      refusal(sql`/* test */ UPDATE strike_appeals SET ${set} WHERE strike_id = ${strike?.id ?? ''}`);
    expect(await change(sql`ground = 'OTHER'`)).toBe('strike_appeals_written_once');
    expect(await change(sql`outcome = 'LIFTED'`)).toBe('strike_appeals_decided_whole');
    expect(
      await change(sql`decided_at = app_now(), decided_by = ${officer}, outcome = 'UPHELD', reason = 'HARDSHIP'`),
    ).toBe('strike_appeals_reason_fits');
    await decideAppeal(auction.database, { strikeId: strike?.id ?? '', reason: 'HARDSHIP', decidedBy: officer });
    expect(await change(sql`outcome = 'UPHELD', reason = 'NO_GROUND_SHOWN'`)).toBe('strike_appeals_written_once');
  });
});
