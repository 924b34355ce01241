import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lot, LotState } from '../lots/lot.js';
import { lotAt } from '../testing/lot-at.js';
import { type BidDecision, type BidderStanding, type BidIntent, bidRefusals, decideBid, withBid } from './bid.js';

const now = new Date('2026-01-01T12:00:00.000Z');
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);

/** A lot in the middle of its time: start 10 000 som, step 500 som, nobody has bid. */
const lot: Lot = lotAt(now);
const led: Lot = { ...lot, currentPrice: 1_200_000n, bidCount: 3, leader: { entryId: 'other', bidderNumber: 20_000 } };
const standing: BidderStanding = {
  consentLive: true,
  keptOnly: false,
  blocked: false,
  staff: false,
  entry: { id: 'mine', bidderNumber: 10_000 },
};
const bid: BidIntent = {
  kind: 'BID',
  lotId: 'lot',
  bidderId: 'me',
  amount: 1_000_000n,
  confirmJump: false,
  key: 'k',
  bodyHash: 'h',
};
const decide = (
  of: Lot | undefined,
  ...rest: Parameters<typeof decideBid> extends [unknown, ...infer Rest] ? Rest : never
) => decideBid({ lot: of, leadersMaximum: null }, ...rest);
const accepted = { kind: 'accepted', bidId: 'b' } as const;

/** Everything wrong from the given rule on, so that each row also shows the order. */
const allWrong = {
  lot: { ...lot, leader: { entryId: 'mine', bidderNumber: 10_000 }, currentPrice: 1_000_000n, bidCount: 1 },
  standing: { consentLive: false, keptOnly: true, blocked: true, staff: true, entry: null },
  bid: { ...bid, amount: 1n },
};
const outOfReach: BidIntent = { ...bid, amount: 50_000_001n };

/** Consents, and nothing is restricted. */
const free: BidderStanding = { ...allWrong.standing, consentLive: true, keptOnly: false };

const rows: Record<(typeof bidRefusals)[number], () => BidDecision> = {
  KEY_REUSED: () => decide(undefined, allWrong.standing, { bodyHash: 'other', answer: accepted }, bid, now),
  LOT_UNKNOWN: () => decide(undefined, allWrong.standing, undefined, bid, now),
  LOT_AT_FIXED_PRICE: () =>
    decide({ ...lot, saleMode: 'FIXED_PRICE', state: 'SOLD' }, allWrong.standing, undefined, allWrong.bid, now),
  LOT_NOT_OPEN: () => decide({ ...lot, state: 'PLANNED' }, allWrong.standing, undefined, allWrong.bid, minutes(61)),
  LOT_CLOSED: () => decide(allWrong.lot, allWrong.standing, undefined, allWrong.bid, lot.closesAt),
  CONSENT_REQUIRED: () => decide(allWrong.lot, allWrong.standing, undefined, allWrong.bid, now),
  PROCESSING_RESTRICTED: () =>
    decide(allWrong.lot, { ...allWrong.standing, consentLive: true }, undefined, allWrong.bid, now),
  BIDDER_BLOCKED: () => decide(allWrong.lot, { ...free, blocked: true }, undefined, allWrong.bid, now),
  BIDDER_IS_STAFF: () => decide(allWrong.lot, { ...free, blocked: false }, undefined, allWrong.bid, now),
  ENTRY_REQUIRED: () => decide(allWrong.lot, { ...standing, entry: null }, undefined, allWrong.bid, now),
  ALREADY_LEADING: () => decide(allWrong.lot, standing, undefined, allWrong.bid, now),
  BID_BELOW_MINIMUM: () => decide(led, standing, undefined, { ...bid, amount: 1_249_999n }, now),
  BID_OFF_STEP: () => decide(led, standing, undefined, outOfReach, now),
  JUMP_NOT_CONFIRMED: () => decide(led, standing, undefined, { ...bid, amount: 1_750_000n }, now),
};

describe('a bid is refused', () => {
  it.each(bidRefusals)('%s', (code) => expect(rows[code]()).toMatchObject({ kind: 'refused', code }));

  it.each<[LotState, string]>([
    ['PLANNED', 'LOT_NOT_OPEN'],
    ['PAUSED', 'LOT_NOT_OPEN'],
    ['RESERVED', 'LOT_NOT_OPEN'],
    ['CLOSED', 'LOT_CLOSED'],
    ['AWAITING_PAYMENT', 'LOT_CLOSED'],
    ['OFFERED_TO_SECOND', 'LOT_CLOSED'],
    ['SOLD', 'LOT_CLOSED'],
    ['UNSOLD', 'LOT_CLOSED'],
    ['CANCELLED', 'LOT_CLOSED'],
  ])('in state %s with %s', (state, code) =>
    expect(decide({ ...lot, state }, standing, undefined, bid, now)).toMatchObject({ code }),
  );
  it('for a lot at a fixed price', () =>
    expect(decide({ ...lot, saleMode: 'FIXED_PRICE' }, standing, undefined, bid, now)).toMatchObject({
      code: 'LOT_AT_FIXED_PRICE',
    }));
  it('with the amounts that help', () => {
    expect(rows.BID_BELOW_MINIMUM()).toMatchObject({ values: { minimum: '1250000' } });
    expect(rows.BID_OFF_STEP()).toMatchObject({ values: { step: '50000', startPrice: '1000000' } });
    expect(rows.JUMP_NOT_CONFIRMED()).toMatchObject({ values: { steps: '11', limit: '10' } });
  });
});

describe('a bid is accepted', () => {
  const taken = (of: Lot, amount: bigint, confirmJump = false, at = now) =>
    decide(of, standing, undefined, { ...bid, amount, confirmJump }, at);
  it('at the start price', () =>
    expect(taken(lot, 1_000_000n)).toEqual({
      kind: 'accepted',
      bids: [{ by: 'BIDDER', amount: 1_000_000n, automatic: false }],
      maximum: null,
    }));
  it('one step above the last', () => expect(taken(led, 1_250_000n)).toMatchObject({ kind: 'accepted' }));
  it('ten steps above without, eleven with a confirmation', () => {
    expect(taken(led, 1_700_000n)).toMatchObject({ kind: 'accepted' });
    expect(taken(led, 1_750_000n, true)).toMatchObject({ kind: 'accepted' });
  });
  it('in the last millisecond and not after it', () => {
    expect(taken(lot, 1_000_000n, false, new Date(lot.closesAt.getTime() - 1))).toMatchObject({ kind: 'accepted' });
    expect(taken(lot, 1_000_000n, false, lot.closesAt)).toMatchObject({ code: 'LOT_CLOSED' });
  });
  it('once per key: the same body gets the same answer, whatever has become of the lot', () =>
    expect(decide({ ...lot, state: 'SOLD' }, standing, { bodyHash: 'h', answer: accepted }, bid, now)).toEqual({
      kind: 'repeated',
      answer: accepted,
    }));
});

describe('whatever is bid', () => {
  const step = lot.policy.stepMinor;
  const amounts = fc.oneof(
    fc.bigInt({ min: 0n, max: 400n }).map((steps) => lot.startPrice + steps * step),
    fc.bigInt({ min: 0n, max: 50_000_000n }),
  );
  it('accepted amounts stand on the grid and rise by at least a step; sequences have no gap', () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ amount: amounts, confirmJump: fc.boolean(), by: fc.nat(3) }), { maxLength: 60 }),
        (bids) => {
          let state: Lot = lot;
          for (const { amount, confirmJump, by } of bids) {
            const entry = { id: `entry ${by}`, bidderNumber: 10_000 + by };
            const before = state;
            const decision = decide(state, { ...standing, entry }, undefined, { ...bid, amount, confirmJump }, now);
            if (decision.kind !== 'accepted') continue;
            state = withBid(state, { entryId: entry.id, bidderNumber: entry.bidderNumber }, amount, now);
            expect(state.bidCount).toBe(before.bidCount + 1);
            expect((amount - lot.startPrice) % step).toBe(0n);
            expect(amount >= (before.currentPrice === null ? lot.startPrice : before.currentPrice + step)).toBe(true);
            expect(before.leader?.entryId).not.toBe(entry.id);
          }
        },
      ),
    ));
});
