import fc from 'fast-check';
import { expect, it } from 'vitest';
import { meaningOf, type OrderState } from './bank-order.js';

const states: OrderState[] = [
  'REQUESTED',
  'PLACED',
  'PAID',
  'APPLIED',
  'FORFEITED',
  'REFUND_DUE',
  'REFUND_ASKED',
  'REFUNDED',
];

it('money arrives once and returns once, in whatever order and however often the bank says so', () =>
  fc.assert(
    fc.property(fc.array(fc.constantFrom('paid' as const, 'refunded' as const), { maxLength: 8 }), (reports) => {
      let state: OrderState = 'PLACED';
      const meanings = reports.map((kind) => {
        const meaning = meaningOf(state, kind);
        if (meaning === 'MONEY_ARRIVED') state = 'PAID';
        if (meaning === 'MONEY_RETURNED') state = 'REFUNDED';
        return meaning;
      });
      expect(meanings.filter((meaning) => meaning === 'MONEY_ARRIVED').length).toBeLessThanOrEqual(1);
      expect(meanings.filter((meaning) => meaning === 'MONEY_RETURNED').length).toBe(
        reports.includes('refunded') ? 1 : 0,
      );
    }),
  ));
it.each(states.filter((state) => !['REQUESTED', 'PLACED'].includes(state)))(
  'in state %s "paid" is nothing new',
  (state) => expect(meaningOf(state, 'paid')).toBe('NOTHING_NEW'),
);
