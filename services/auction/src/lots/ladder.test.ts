import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ladder, type StepRule, stepsRise } from './ladder.js';

const positive = (max: bigint) => fc.bigInt({ min: 1n, max });
const rules: fc.Arbitrary<StepRule> = fc.record({
  stepMinor: positive(50n),
  stepBands: fc
    .uniqueArray(fc.record({ from: positive(2_000n), step: positive(300n) }), {
      selector: ({ from }) => from,
      maxLength: 4,
    })
    .map((bands) => bands.sort((a, b) => (a.from < b.from ? -1 : 1))),
});

/** The first prices, one step after another, each by the step of the last band that has begun at it. */
function climb(startPrice: bigint, { stepMinor, stepBands }: StepRule, rungs: number): bigint[] {
  const prices = [startPrice];
  while (prices.length <= rungs) {
    const price = prices.at(-1) as bigint;
    prices.push(price + (stepBands.findLast(({ from }) => from <= price)?.step ?? stepMinor));
  }
  return prices;
}

describe('the prices of a lot', () => {
  it('are what its steps lead to, one after another, and nothing between', () =>
    fc.assert(
      fc.property(positive(1_500n), rules, (startPrice, rule) => {
        const ladder = new Ladder(startPrice, rule);
        const prices = climb(startPrice, rule, 60);
        for (const [rung, price] of prices.entries()) {
          expect(ladder.has(price)).toBe(true);
          expect(ladder.rungOf(price)).toBe(BigInt(rung));
          const next = prices[rung + 1];
          if (next === undefined) continue;
          expect(ladder.next(price)).toBe(next);
          for (const between of [price + 1n, (price + next) / 2n, next - 1n])
            expect(ladder.has(between)).toBe(prices.includes(between));
        }
        expect(ladder.has(startPrice - 1n)).toBe(false);
      }),
    ));

  it('rise by the step of the band that the last price is in', () => {
    const ladder = new Ladder(100n, { stepMinor: 10n, stepBands: [{ from: 125n, step: 50n }] });
    expect([100n, 110n, 120n, 130n, 180n].map((price) => ladder.next(price))).toEqual([110n, 120n, 130n, 180n, 230n]);
    expect(ladder.stretchAt(185n)).toEqual({ anchor: 130n, step: 50n });
  });

  it.each<[string, StepRule['stepBands']]>([
    ['a band without a step', [{ from: 200n, step: 0n }]],
    ['a step backwards', [{ from: 200n, step: -1n }]],
    ['bands out of order', [200n, 150n].map((from) => ({ from, step: 20n }))],
    ['two bands from one price', [200n, 200n].map((from) => ({ from, step: 20n }))],
    ['a band from nothing', [{ from: 0n, step: 20n }]],
  ])('are not made up for %s: the row is broken', (_, stepBands) =>
    expect(() => new Ladder(100n, { stepMinor: 10n, stepBands })).toThrow('steps of a lot'),
  );
});

describe('steps that rise with the price', () => {
  const rise = (...steps: bigint[]) =>
    stepsRise({ stepMinor: 10n, stepBands: steps.map((step, index) => ({ from: BigInt(index + 1), step })) });
  it('are larger in each band than below it', () =>
    expect([rise(), rise(11n), rise(20n, 50n), rise(10n), rise(5n), rise(20n, 20n), rise(50n, 20n)]).toEqual([
      ...[true, true, true, false, false, false, false],
    ]));
});
