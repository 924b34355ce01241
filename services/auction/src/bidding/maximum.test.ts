import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endAfterBid, ladderOf } from '../lots/lot.js';
import { lotAt } from '../testing/lot-at.js';
import { type BidderStanding, type BidIntent, decideBid, withBid } from './bid.js';

const now = new Date('2026-01-01T12:00:00.000Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

/** From 100 in steps of 10, from 200 on in steps of 50; nobody has bid, the end is an hour away. */
const fresh = lotAt(now, {
  policy: { stepMinor: 10n, stepBands: [{ from: 200n, step: 50n }] },
  ...{ startPrice: 100n, deposit: 10n },
});

interface Act {
  readonly by: string;
  readonly kind: BidIntent['kind'];
  readonly amount: bigint;
}

/** A lot as acts make it, with everything that anybody can see of it. */
class Floor {
  lot = fresh;
  maximum: bigint | null = null;
  readonly log: string[] = [];

  act(by: string, kind: Act['kind'], amount: bigint) {
    const standing: BidderStanding = {
      ...{ consentLive: true, keptOnly: false, blocked: false, staff: false },
      entry: { id: by, bidderNumber: 1 },
    };
    const intent = { kind, lotId: 'lot', bidderId: by, amount, confirmJump: true, key: 'k', bodyHash: 'h' };
    const decision = decideBid({ lot: this.lot, leadersMaximum: this.maximum }, standing, undefined, intent, now);
    const leader = this.lot.leader?.entryId ?? by;
    if (decision.kind === 'refused' && decision.answeredWith !== null) this.#append(leader, decision.answeredWith);
    if (decision.kind === 'accepted') {
      for (const bid of decision.bids) this.#append(bid.by === 'LEADER' ? leader : by, bid.amount);
      this.maximum = decision.maximum;
    }
    return decision;
  }

  #append(entryId: string, amount: bigint) {
    this.lot = withBid(this.lot, { entryId, bidderNumber: 1 }, amount, now);
    this.log.push(`${entryId} ${amount}`);
  }
}

/** What the log shows after these acts: `a max 150` leaves a maximum, `b 120` bids. */
function after(...acts: readonly string[]): Floor {
  const floor = new Floor();
  for (const act of acts) {
    const [by = '', ...words] = act.split(' ');
    floor.act(by, words[0] === 'max' ? 'MAXIMUM' : 'BID', BigInt(words.at(-1) ?? 0));
  }
  return floor;
}

describe('a maximum', () => {
  it.each<[string, string[], string[]]>([
    ['begins at the start price', ['a max 150'], ['a 100']],
    ['takes the lead one step over a bid', ['b 120', 'a max 150'], ['b 120', 'a 130']],
    ['takes the lead one step over a lower maximum', ['b max 130', 'a max 170'], ['b 100', 'a 140']],
    ['answers a bid below it with one step over it', ['a max 150', 'b 120'], ['a 100', 'b 120', 'a 130']],
    ['answers a lower maximum with one step over it', ['a max 150', 'b max 130'], ['a 100', 'b 130', 'a 140']],
    ['leads before a later one that equals it', ['a max 150', 'b max 150'], ['a 100', 'a 150']],
    ['leads before a later bid that equals it', ['a max 150', 'b 150'], ['a 100', 'a 150']],
    ['gives way to a bid above it', ['a max 150', 'b 160'], ['a 100', 'b 160']],
    ['never bids against itself', ['a max 150', 'a max 400', 'a max 150'], ['a 100']],
    ['of who bid by hand begins to answer from then on', ['a 120', 'a max 150', 'b 130'], ['a 120', 'b 130', 'a 140']],
    ['rises by the step of the band that the price is in', ['a max 400', 'b max 200'], ['a 100', 'b 200', 'a 250']],
  ])('%s', (_, acts, log) => expect(after(...acts).log).toEqual(log));

  it('is refused below the least next bid, off the prices of the lot, and to its leader below the price', () => {
    expect(after('b 120').act('a', 'MAXIMUM', 120n)).toMatchObject({
      code: 'BID_BELOW_MINIMUM',
      values: { minimum: '130' },
    });
    expect(after('b 120').act('a', 'MAXIMUM', 135n)).toMatchObject({ code: 'BID_OFF_STEP' });
    expect(after('b 120').act('a', 'MAXIMUM', 225n)).toMatchObject({
      code: 'BID_OFF_STEP',
      values: { startPrice: '200', step: '50' },
    });
    expect(after('a 120').act('a', 'MAXIMUM', 110n)).toMatchObject({
      code: 'BID_BELOW_MINIMUM',
      values: { minimum: '120' },
    });
    expect(after('a 120').act('a', 'MAXIMUM', 120n)).toMatchObject({ kind: 'accepted', bids: [] });
  });

  it('that equals an earlier one learns what it takes now', () =>
    expect(after('a max 150').act('b', 'MAXIMUM', 150n)).toMatchObject({
      code: 'BID_BELOW_MINIMUM',
      values: { minimum: '160' },
    }));

  it('needs no confirmation of a jump', () =>
    expect(after().act('a', 'MAXIMUM', 1_000n)).toMatchObject({ kind: 'accepted' }));
});

describe('whatever is bid and left', () => {
  const acts = fc.array(
    fc.record({
      by: fc.constantFrom('a', 'b', 'c'),
      kind: fc.constantFrom('BID' as const, 'MAXIMUM' as const),
      rung: fc.nat(25),
    }),
    { maxLength: 40 },
  );
  const priceOf = (rung: number) => {
    const ladder = ladderOf(fresh);
    let price = fresh.startPrice;
    for (let n = 0; n < rung; n += 1) price = ladder.next(price);
    return price;
  };

  it('the highest leads, of equal ones the earliest, one step over the next and never above itself', () =>
    fc.assert(
      fc.property(acts, (list) => {
        const floor = new Floor();
        const ladder = ladderOf(fresh);
        /** What each would have gone to, the latest counts; and since when. */
        const limits = new Map<string, { amount: bigint; since: number }>();
        for (const [since, { by, kind, rung }] of list.entries()) {
          const amount = priceOf(rung);
          const before = { price: floor.lot.currentPrice, leader: floor.lot.leader?.entryId, bids: floor.log.length };
          const decision = floor.act(by, kind, amount);
          if (decision.kind === 'refused' && decision.answeredWith === null) {
            expect(floor.log).toHaveLength(before.bids);
            continue;
          }
          limits.set(by, { amount, since });
          const leader = floor.lot.leader?.entryId ?? '';
          const price = floor.lot.currentPrice ?? 0n;
          if (before.leader === by) {
            expect({ price, leader, bids: floor.log.length }).toEqual({ ...before, price: before.price ?? 0n });
            continue;
          }
          const own = limits.get(leader);
          const others = [...limits].filter(([name]) => name !== leader).map(([, limit]) => limit);
          for (const other of others)
            expect(own && (own.amount > other.amount || (own.amount === other.amount && own.since < other.since))).toBe(
              true,
            );
          expect(price <= (own?.amount ?? 0n)).toBe(true);
          const runnerUp = others.map((limit) => limit.amount).toSorted((a, b) => Number(b - a))[0] ?? 0n;
          const least = runnerUp === 0n ? fresh.startPrice : ladder.next(runnerUp);
          const byHand = leader === by && kind === 'BID';
          if (byHand) expect(price).toBe(amount);
          else expect(price).toBe(least < (own?.amount ?? 0n) ? least : own?.amount);
        }
      }),
    ));
});

describe('the end of a lot', () => {
  const end = (closesIn: number, hardStopIn = 10_800) =>
    (endAfterBid({ ...fresh, closesAt: later(closesIn), hardStopAt: later(hardStopIn) }, now).getTime() -
      now.getTime()) /
    1_000;
  it('is moved by a bid in its last five minutes to five minutes after that bid', () => {
    expect(end(301)).toBe(301);
    expect(end(300)).toBe(300);
    expect(end(299)).toBe(300);
    expect(end(0.001)).toBe(300);
  });
  it('is never moved past the hard stop, and never back', () => {
    expect(end(100, 250)).toBe(250);
    expect(end(100, 100)).toBe(100);
    fc.assert(
      fc.property(fc.nat(1_000), fc.nat(1_000), (closesIn, more) => {
        expect(end(closesIn, closesIn + more)).toBeGreaterThanOrEqual(closesIn);
        expect(end(closesIn, closesIn + more)).toBeLessThanOrEqual(closesIn + more);
      }),
    );
  });
});
