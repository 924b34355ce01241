import { newId } from '@belgi/contracts';
import { waitFor } from '@belgi/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BidderClaims } from '../bidders/bidder.js';
import { followConsent } from '../bidders/follow-consent.js';
import { keepTime } from '../closing/timekeeper.js';
import { entriesOfLot } from '../entries/entry.store.js';
import type { Lot } from '../lots/lot.js';
import { findLots } from '../lots/lot.store.js';
import { publishedFacts } from '../testing/auction.store.js';
import { firstViolation } from '../testing/bid-log-checker.js';
import { bidAway, type Floor, floorOf } from '../testing/crowd.js';
import { openAuction, STEP, type TestAuction } from '../testing/open-auction.js';
import { bidLog } from './bid.store.js';

const BIDDERS = 200;
const REPLICAS = 3;
let auction: TestAuction;
let floor: Floor;
beforeAll(async () => {
  auction = await openAuction({ replicas: REPLICAS });
  floor = floorOf(auction);
});
afterAll(() => auction[Symbol.asyncDispose]());

const lotNow = async ({ id }: Lot): Promise<Lot> => {
  const [lot] = await findLots(auction.database, [id]);
  if (!lot) throw new Error('the lot is gone');
  return lot;
};
/** Up to fifteen steps, as if by chance and the same in each run. */
const scattered = (who: number, attempt: number) =>
  ((Math.imul(who + 1, 2_654_435_761) ^ Math.imul(attempt + 1, 1_597_334_677)) >>> 12) % 16;
/** More bids than there are now. */
const bidsGoOn = async (lot: Lot) => {
  const { bidCount } = await lotNow(lot);
  return waitFor(async () => {
    const after = await lotNow(lot);
    return after.bidCount > bidCount && after;
  });
};

/** Once a bid has moved its end to more than four minutes from now, or to the hard stop. */
const extended = (lot: Lot) =>
  waitFor(async () => {
    const after = await lotNow(lot);
    const leftMs = after.closesAt.getTime() - (await auction.database.now()).getTime();
    return (leftMs > 4.5 * 60_000 || after.closesAt >= lot.hardStopAt) && after;
  });

describe('two hundred bidders at three replicas', () => {
  it('bid through soft close to the hard stop, and every invariant holds at the close', async () => {
    const lot = await auction.aLot({ hardStopMinutes: 25 });
    const people = await floor.crowd(lot, BIDDERS);
    // Each by another amount at each try, or the first of a batch would be all that is ever accepted of it.
    const bidding = people.map((who, index) =>
      bidAway(
        floor.replicaOf(index),
        who,
        lot,
        () => true,
        (n) => scattered(index, n),
      ),
    );
    await waitFor(async () => (await lotNow(lot)).bidCount > 100);
    await auction.time.advance({ minutes: 57 });
    // Four minutes at a time, of the five that each bid leaves: nothing but bids keeps the lot open.
    while ((await extended(lot)).closesAt < lot.hardStopAt) await auction.time.advance({ minutes: 4 });
    await auction.time.advance({ minutes: 6 });
    while ((await lotNow(lot)).state === 'OPEN')
      await Promise.all(auction.replicas.map(({ database }) => keepTime(database)));
    const last = (await Promise.all(bidding)).map((answers) => answers.at(-1));
    expect(last.filter((answer) => answer?.kind === 'refused' && answer.code === 'LOT_CLOSED')).toHaveLength(BIDDERS);

    const { closesAt, hardStopAt, state, leader } = await lotNow(lot);
    expect([state, closesAt]).toEqual(['AWAITING_PAYMENT', hardStopAt]);
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
    const log = await bidLog(auction.database, lot.id);
    // At each replica somebody got through, or there was no race.
    const entries = new Map((await entriesOfLot(auction.database, lot.id)).map((entry) => [entry.id, entry.bidderId]));
    const at = log.map((bid) => people.findIndex(({ id }) => id === entries.get(bid.entryId)) % REPLICAS);
    expect(new Set(at)).toEqual(new Set(Array.from({ length: REPLICAS }, (_, replica) => replica)));
    expect(log.filter((bid) => bid.automatic).length).toBeGreaterThan(20);
    const won = (await entriesOfLot(auction.database, lot.id)).filter((entry) => entry.state === 'WON');
    expect(won.map((entry) => entry.id)).toEqual([leader?.entryId]);
    const told = (await publishedFacts(auction.database)).filter((fact) => fact.aggregateId === lot.id);
    expect(told.filter((fact) => fact.type === 'auction.lot.extended.v1').length).toBeGreaterThan(6);
    expect(told.filter((fact) => fact.type === 'auction.lot.closed.v1')).toHaveLength(1);
  });
});

describe('a leader with a maximum who withdraws while others bid', () => {
  // The attack on the promise: t0 a batch reads the maximum of A and A's consent; t1 A's withdrawal is acknowledged; t2 the batch
  // commits a bid of the system for A.
  it('is not bid for once the withdrawal is acknowledged', async () => {
    const lot = await auction.aLot();
    const people = await floor.crowd(lot, 14);
    const [leaders, others] = [people.slice(0, 6), people.slice(6)];
    const entries = new Map((await entriesOfLot(auction.database, lot.id)).map((entry) => [entry.bidderId, entry.id]));
    let going = true;
    const bidding = others.map((who, index) => bidAway(floor.replicaOf(index), who, lot, () => going));
    const bidsFor = async (who: BidderClaims) =>
      (await bidLog(auction.database, lot.id)).filter((bid) => bid.automatic && bid.entryId === entries.get(who.id));
    const bidsAtAck = new Map<string, number>();
    for (const [index, who] of leaders.entries()) {
      const { placing, database } = floor.replicaOf(index);
      // More than the others come to meanwhile: nobody but the withdrawal ends it.
      const amount = ((await lotNow(lot)).currentPrice ?? lot.startPrice) + 1_000_000n * STEP;
      const left = await placing.place({
        kind: 'MAXIMUM',
        lotId: lot.id,
        amount,
        key: newId(),
        confirmJump: false,
        who,
      });
      expect(left).toMatchObject({ kind: 'accepted', lot: { leader: { entryId: entries.get(who.id) } } });
      await waitFor(async () => (await bidsFor(who)).length > 3);
      // Counted in the very transaction that acknowledges: it holds the row that every batch about this maximum must read.
      await database.transaction(async (tx) => {
        await followConsent(tx, {
          ...{ citizenId: who.id, epoch: 2, state: 'WITHDRAWN', edition: 1, locale: 'KY', textSha256: '0'.repeat(64) },
          at: new Date().toISOString(),
        });
        bidsAtAck.set(who.id, (await bidLog(tx, lot.id)).length);
      });
      await waitFor(async () => (await lotNow(lot)).leader?.entryId !== entries.get(who.id));
      await bidsGoOn(lot);
    }
    going = false;
    await Promise.all(bidding);
    for (const who of leaders) {
      const late = (await bidsFor(who)).filter((bid) => bid.sequence > (bidsAtAck.get(who.id) ?? 0));
      expect(late).toEqual([]);
    }
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
  });
});
