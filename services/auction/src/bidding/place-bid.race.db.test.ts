import { newId } from '@belgi/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followConsent } from '../bidders/follow-consent.js';
import { followRestriction } from '../bidders/follow-restriction.js';
import { keepTime } from '../closing/timekeeper.js';
import { entriesOfLot } from '../entries/entry.store.js';
import type { Lot } from '../lots/lot.js';
import { findLots } from '../lots/lot.store.js';
import { publishedFacts } from '../testing/auction.store.js';
import { firstViolation } from '../testing/bid-log-checker.js';
import { bidAway, type Floor, floorOf } from '../testing/crowd.js';
import { openAuction, START, STEP, type TestAuction } from '../testing/open-auction.js';
import { bidLog } from './bid.store.js';

const REPLICAS = 3;
let auction: TestAuction;
let floor: Floor;
beforeAll(async () => {
  auction = await openAuction({ replicas: REPLICAS });
  floor = floorOf(auction);
});
afterAll(() => auction[Symbol.asyncDispose]());

const replicaOf = (index: number) => floor.replicaOf(index);
const crowd = (lot: Lot, size: number) => floor.crowd(lot, size);

describe('one lot, many bidders, several replicas', () => {
  it('keeps every invariant, and each accepted answer is in the log', async () => {
    const lot = await auction.aLot();
    const people = await crowd(lot, 40);
    let rounds = 0;
    const answers = await Promise.all(
      people.map((who, index) => bidAway(replicaOf(index), who, lot, () => rounds++ < 1_200)),
    );
    const log = await bidLog(auction.database, lot.id);
    const accepted = new Set(answers.flat().flatMap((answer) => (answer.kind === 'accepted' ? [answer.bid.id] : [])));
    // What nobody was answered with, the system bid for who leads; a maximum that was raised is answered with the bid that leads.
    expect(log.filter((bid) => !bid.automatic).every((bid) => accepted.has(bid.id))).toBe(true);
    const logged = new Set(log.map((bid) => bid.id));
    expect([...accepted].filter((id) => !logged.has(id))).toEqual([]);
    expect(log.filter((bid) => bid.automatic).length).toBeGreaterThan(20);
    expect(log.length).toBeGreaterThan(20);
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
  });

  it('gives one answer for one key that arrives at all replicas at once', async () => {
    const lot = await auction.aLot();
    const [who] = await crowd(lot, 1);
    if (!who) throw new Error('nobody came');
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        replicaOf(index).placing.place({
          kind: 'BID',
          lotId: lot.id,
          amount: START,
          key: 'one',
          confirmJump: false,
          who,
        }),
      ),
    );
    expect(new Set(answers.map((answer) => (answer.kind === 'accepted' ? answer.bid.id : answer.code))).size).toBe(1);
    expect(await bidLog(auction.database, lot.id)).toHaveLength(1);
  });

  it('gives one key that arrives for two lots at once to one of them', async () => {
    const lots = [await auction.aLot(), await auction.aLot()];
    const who = await auction.aCitizen();
    for (const lot of lots) await auction.enters(who, lot);
    for (let round = 0; round < 10; round++) {
      const key = newId();
      const answers = await Promise.all(
        lots.map((lot, index) =>
          replicaOf(index).placing.place({
            kind: 'BID',
            lotId: lot.id,
            amount: START + STEP * BigInt(round),
            key,
            confirmJump: true,
            who,
          }),
        ),
      );
      const reused = answers.filter((answer) => answer.kind === 'refused' && answer.code === 'KEY_REUSED');
      expect(reused).toHaveLength(1);
    }
  });
});

describe('bids against the close', () => {
  it('accepts nothing after the end, and one of those who bid has won', async () => {
    const lot = await auction.aLot();
    const people = await crowd(lot, 12);
    let closed = false;
    const bidding = people.map((who, index) => bidAway(replicaOf(index), who, lot, () => !closed));
    await auction.time.advance({ minutes: 61 });
    while ((await findLots(auction.database, [lot.id]))[0]?.state === 'OPEN') {
      await Promise.all(auction.replicas.map(({ database }) => keepTime(database)));
    }
    const answers = (await Promise.all(bidding)).flat();
    closed = true;
    expect(answers.some((answer) => answer.kind === 'refused' && answer.code === 'LOT_CLOSED')).toBe(true);
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
    const told = (await publishedFacts(auction.database)).filter((fact) => fact.aggregateId === lot.id);
    expect(told.filter((fact) => fact.type === 'auction.lot.closed.v1')).toHaveLength(1);
    expect(told.findLastIndex((fact) => fact.type === 'auction.lot.bid-accepted.v1')).toBeLessThan(
      told.findIndex((fact) => fact.type === 'auction.lot.closed.v1'),
    );
  });
});

describe('withdrawal against bids', () => {
  // The attack on the promise: a bid decided by a consent that was read before its withdrawal, committed after it.
  it('commits no bid of a person after their withdrawal was acknowledged', async () => {
    const lot = await auction.aLot();
    const people = await crowd(lot, 12);
    const withdrawals = new Map<string, { readonly sequenceAtAck: number }>();
    let going = true;
    const bidding = people.map((who, index) => bidAway(replicaOf(index), who, lot, () => going));
    for (const [index, who] of people.slice(0, 8).entries()) {
      await replicaOf(index + 1).database.transaction((tx) =>
        followConsent(tx, {
          citizenId: who.id,
          epoch: 2,
          state: 'WITHDRAWN',
          edition: 1,
          locale: 'KY',
          textSha256: '0'.repeat(64),
          at: new Date().toISOString(),
        }),
      );
      // What is committed when the acknowledgement is: nothing of this person may follow it.
      withdrawals.set(who.id, { sequenceAtAck: (await bidLog(auction.database, lot.id)).length });
    }
    going = false;
    await Promise.all(bidding);
    const log = await bidLog(auction.database, lot.id);
    const entries = await entriesOfLot(auction.database, lot.id);
    const bidders = new Map(entries.map((entry) => [entry.id, entry.bidderId]));
    for (const bid of log) {
      const withdrawn = withdrawals.get(bidders.get(bid.entryId) ?? '');
      if (withdrawn) expect(bid.sequence).toBeLessThanOrEqual(withdrawn.sequenceAtAck);
    }
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
    const acknowledged = (await publishedFacts(auction.database)).filter(
      (fact) => fact.type === 'auction.consent.applied.v1',
    );
    expect(acknowledged).toHaveLength(8);
  });
});

describe('restriction against bids', () => {
  // The attack on the promise: t0 a bid finds its bidder free; t1 the restriction is acknowledged; t2 the bid commits.
  it('commits no bid of a person after their restriction was acknowledged', async () => {
    const lot = await auction.aLot();
    const people = await crowd(lot, 12);
    const restricted = new Map<string, number>();
    let going = true;
    const bidding = people.map((who, index) => bidAway(replicaOf(index), who, lot, () => going));
    for (const [index, { id: citizenId }] of people.slice(0, 8).entries()) {
      const change = { citizenId, version: 1, restricted: true, by: 'PERSON', at: new Date().toISOString() } as const;
      await replicaOf(index + 1).database.transaction((tx) => followRestriction(tx, change));
      // What is committed when the acknowledgement is: nothing of this person may follow it.
      restricted.set(citizenId, (await bidLog(auction.database, lot.id)).length);
    }
    going = false;
    const answers = (await Promise.all(bidding)).flat();
    expect(answers.some((answer) => answer.kind === 'refused' && answer.code === 'PROCESSING_RESTRICTED')).toBe(true);
    const entries = await entriesOfLot(auction.database, lot.id);
    const bidders = new Map(entries.map((entry) => [entry.id, entry.bidderId]));
    for (const bid of await bidLog(auction.database, lot.id)) {
      const at = restricted.get(bidders.get(bid.entryId) ?? '');
      if (at !== undefined) expect(bid.sequence).toBeLessThanOrEqual(at);
    }
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
    const acknowledged = (await publishedFacts(auction.database)).filter(
      (fact) => fact.type === 'auction.restriction.applied.v1',
    );
    expect(acknowledged).toHaveLength(8);
  });

  it('lets whoever lifted it bid again, and an older restriction changes nothing', async () => {
    const lot = await auction.aLot();
    const [who] = await crowd(lot, 1);
    if (!who) throw new Error('nobody came');
    const change = (version: number, restricted: boolean) =>
      auction.database.transaction((tx) =>
        followRestriction(tx, {
          ...{ citizenId: who.id, version, restricted },
          ...{ by: 'PERSON', at: new Date().toISOString() },
        }),
      );
    const place = () =>
      replicaOf(0).placing.place({ kind: 'BID', lotId: lot.id, amount: START, key: newId(), confirmJump: false, who });
    await change(3, true);
    expect(await place()).toMatchObject({ kind: 'refused', code: 'PROCESSING_RESTRICTED' });
    await change(2, false);
    expect(await place()).toMatchObject({ kind: 'refused', code: 'PROCESSING_RESTRICTED' });
    await change(4, false);
    expect(await place()).toMatchObject({ kind: 'accepted' });
  });
});
