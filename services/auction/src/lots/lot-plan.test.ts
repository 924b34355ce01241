import { describe, expect, it } from 'vitest';
import { policyAt as policy } from '../testing/lot-at.js';
import { depositOf } from './lot.js';
import { type LotPlanRefusal, lotPlanRefusals, MAX_PRICE_MINOR, MIN_PRICE_MINOR, planLot } from './lot-plan.js';

const now = new Date('2026-01-01T12:00:00.000Z');
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const request = {
  plate: { region: '01', digits: '777', letters: 'AAA' },
  saleMode: 'AUCTION' as const,
  startPrice: 1_000_000n,
  step: null,
  opensAt: minutes(10),
  closesAt: minutes(70),
  hardStopAt: null,
};
const plan = (changed: Partial<Parameters<typeof planLot>[0]>) => planLot({ ...request, ...changed }, policy, 'A', now);

describe('a lot', () => {
  it('takes what is left out from the policy in effect', () =>
    expect(plan({})).toMatchObject({ policy, deposit: 100_000n, hardStopAt: minutes(70 + 120) }));
  it('keeps a step of its own', () => expect(plan({ step: 1_000n })).toMatchObject({ policy: { stepMinor: 1_000n } }));
  it('asks for a deposit rounded up to whole tyiyn', () => expect(depositOf(1_001n, policy)).toBe(101n));

  const rows: Record<LotPlanRefusal, () => unknown> = {
    PLATE_INVALID: () => plan({ plate: { region: '10', digits: '777', letters: 'AAA' }, startPrice: 0n }),
    PRICE_INVALID: () => plan({ startPrice: MIN_PRICE_MINOR - 1n, step: 0n }),
    STEP_INVALID: () => plan({ step: 0n, closesAt: minutes(0) }),
    TIMES_INVALID: () => plan({ closesAt: minutes(10) }),
  };
  it('takes the bands of the policy as they are, or one step that holds at every price', () => {
    const banded = { ...policy, stepBands: [{ from: 2_000_000n, step: 100_000n }] };
    const under = (standard: typeof policy, step: bigint | null) => planLot({ ...request, step }, standard, 'A', now);
    expect(under(banded, null)).toMatchObject({ policy: banded });
    expect(under(banded, 1_000n)).toMatchObject({ policy: { stepMinor: 1_000n, stepBands: [] } });
    const falling = { ...policy, stepBands: [{ from: 2_000_000n, step: policy.stepMinor }] };
    expect(under(falling, null)).toBe('STEP_INVALID');
    expect(under(falling, 1_000n)).toMatchObject({ policy: { stepMinor: 1_000n, stepBands: [] } });
  });
  it('at a fixed price asks for no deposit and knows no step and no end that moves', () => {
    const fixed = { saleMode: 'FIXED_PRICE' as const };
    expect(plan(fixed)).toMatchObject({ ...fixed, deposit: 0n, hardStopAt: minutes(70) });
    expect(plan({ ...fixed, startPrice: policy.stepMinor - 1n })).toMatchObject(fixed);
    expect(plan({ ...fixed, step: 1_000n })).toBe('STEP_INVALID');
    expect(plan({ ...fixed, hardStopAt: minutes(71) })).toBe('TIMES_INVALID');
  });
  it.each(lotPlanRefusals)('is refused: %s', (code) => expect(rows[code]()).toBe(code));
  it.each([
    ['a price beyond every plate', { startPrice: MAX_PRICE_MINOR + 1n }, 'PRICE_INVALID'],
    ['a step above the price', { step: 1_000_001n }, 'STEP_INVALID'],
    ['an opening in the past', { opensAt: minutes(-10) }, 'TIMES_INVALID'],
    ['a hard stop before the end', { hardStopAt: minutes(69) }, 'TIMES_INVALID'],
    ['an end that leaves no time', { opensAt: minutes(-4), closesAt: minutes(0.5) }, 'TIMES_INVALID'],
  ])('is refused with %s', (_why, changed, code) => expect(plan(changed)).toBe(code));
});
