import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeOf } from './outcome.js';

const logOf = (bidders: readonly number[]) =>
  bidders.map((bidder, index) => ({ entryId: `e${bidder}`, bidderNumber: bidder, amount: BigInt(100 + index * 10) }));

describe('the outcome of a log', () => {
  it('is nobody where nobody bid, and has no second where one bid alone', () => {
    expect(outcomeOf([])).toEqual({ winner: null, runnerUp: null });
    expect(outcomeOf(logOf([1]))).toMatchObject({ winner: { entryId: 'e1' }, runnerUp: null });
  });

  it('names who bid last and who bid highest of the others', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 40 }), (bidders) => {
        const log = logOf(bidders);
        const { winner, runnerUp } = outcomeOf(log);
        const last = log.at(-1);
        const others = log.filter(({ entryId }) => entryId !== last?.entryId);
        expect(winner).toMatchObject({ entryId: last?.entryId, price: last?.amount });
        expect(runnerUp?.price ?? null).toBe(others.at(-1)?.amount ?? null);
        expect(runnerUp?.entryId).toBe(others.at(-1)?.entryId);
      }),
    );
  });
});
