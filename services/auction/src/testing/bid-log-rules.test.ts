import { describe, expect, it } from 'vitest';
import { appendBid, type Bid } from '../bidding/bid-step.js';
import type { Lot } from '../lots/lot.js';
import { type FixedEnd, violationOfLog } from './bid-log-rules.js';
import { lotAt } from './lot-at.js';

const opening = new Date('2026-01-01T12:00:00.000Z');
const minutes = (count: number) => new Date(opening.getTime() + count * 60_000);

/** From 100 in steps of 10, from 150 on in steps of 50; an hour, at most seventy minutes. */
const fresh = lotAt(opening, {
  policy: { stepMinor: 10n, stepBands: [{ from: 150n, step: 50n }] },
  ...{ startPrice: 100n, deposit: 10n, opensAt: opening, closesAt: minutes(60), hardStopAt: minutes(70) },
});
const announced: FixedEnd = { afterBids: 0, closesAt: fresh.closesAt, hardStopAt: fresh.hardStopAt };

/** Two bidders in turn: in good time, in the soft close, and a minute before the hard stop. */
function played(): { lot: Lot; log: Bid[] } {
  let lot = fresh;
  const log: Bid[] = [];
  for (const [amount, minute] of [
    [100n, 10],
    [150n, 58],
    [200n, 62],
    [250n, 66],
    [300n, 69],
  ] as const) {
    const leader = { entryId: `entry ${log.length % 2}`, bidderNumber: 10_000 + (log.length % 2) };
    const step = appendBid(lot, { leader, amount, automatic: false, now: minutes(minute), id: `bid ${log.length}` });
    lot = step.extended ?? step.lot;
    log.push(step.bid);
  }
  return { lot, log };
}
const good = played();

describe('the checker of a log', () => {
  it('finds nothing in a log that keeps the rules, through soft close and hard stop', () => {
    expect(good.lot.closesAt).toEqual(minutes(70));
    expect(violationOfLog(good.lot, good.log, [announced])).toBeUndefined();
    expect(violationOfLog(fresh, [], [announced])).toBeUndefined();
  });

  const bids = (place: number, changed: Partial<Bid>) => ({
    log: good.log.map((bid, index) => (index === place ? { ...bid, ...changed } : bid)),
  });
  it.each<[string, { log?: readonly Bid[]; lot?: Partial<Lot>; ends?: readonly FixedEnd[] }]>([
    ['sequence without gaps: 3 at 2', { log: good.log.filter((_, index) => index !== 1) }],
    ['each bid names the one before it: 2', bids(1, { previousAmount: 110n })],
    ['prices rise by the step in force: 3', bids(2, { amount: 160n })],
    ['prices stand on the grid, from the start price on: 1', bids(0, { amount: 90n })],
    ['the log has the step in force: 3', bids(2, { step: 10n })],
    ['time does not go back: 3', bids(2, { at: minutes(9) })],
    ['nobody outbids themselves: 3', bids(2, { entryId: 'entry 1' })],
    ['nothing after the close: 5', { lot: { closedAt: minutes(68) } }],
    ['nothing after the hard stop: 5', bids(4, { at: minutes(70) })],
    ['bids within the time of the lot: 1', bids(0, { at: minutes(-1) })],
    ['the lot counts its bids', { lot: { bidCount: 4 } }],
    ['the price is that of the last bid', { lot: { currentPrice: 350n } }],
    ['the leader made the last bid', { lot: { leader: { entryId: 'entry 1', bidderNumber: 10_001 } } }],
    ['the hard stop is never passed', { lot: { closesAt: minutes(71) } }],
    // Within the end as it is now, and after the one that was in force: the bid before it had moved it to 63 minutes.
    ['decided before the end then in force: 3', bids(2, { at: minutes(63) })],
    ['the hard stop is as announced, or as a pause left it', { lot: { hardStopAt: minutes(80) } }],
    ['the end never moves back', { lot: { closesAt: minutes(69.5) } }],
    [
      'the end moves by late bids alone, as far as the policy says',
      { log: [], lot: { ...fresh, closesAt: minutes(65) } },
    ],
    [
      'a pause takes no time from anybody: after 1',
      { ends: [announced, { ...announced, afterBids: 1, closesAt: minutes(59) }] },
    ],
  ])('names what is violated: %s', (violated, { log = good.log, lot = {}, ends = [announced] }) =>
    expect(violationOfLog({ ...good.lot, ...lot }, log, ends)).toBe(violated),
  );

  it('goes on from the end that a pause left', () => {
    const paused = { afterBids: 5, closesAt: minutes(90), hardStopAt: minutes(95) };
    const lot = { ...good.lot, closesAt: minutes(90), hardStopAt: minutes(95) };
    expect(violationOfLog(lot, good.log, [announced, paused])).toBeUndefined();
    expect(violationOfLog(good.lot, good.log, [announced, paused])).toBe(
      'the hard stop is as announced, or as a pause left it',
    );
  });
});
