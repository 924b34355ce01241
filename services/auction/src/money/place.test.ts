import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrderPurpose, OrderState } from '../bank/bank-order.js';
import { type Account, type Books, faultOf, placeOf } from './place.js';

const states: readonly OrderState[] = [
  ...(['REQUESTED', 'PLACED', 'PAID', 'APPLIED', 'FORFEITED'] as const),
  ...(['REFUND_DUE', 'REFUND_ASKED', 'REFUNDED'] as const),
];
const purposes: readonly OrderPurpose[] = ['DEPOSIT', 'PAYMENT'];

/** Moves the money of an order as the database does: from where it stood to where it stands. */
function moved(books: Books, purpose: OrderPurpose, from: OrderState, to: OrderState, amount: bigint): Books {
  const [source, target]: Account[] = [placeOf(purpose, from) ?? 'BANK', placeOf(purpose, to) ?? 'BANK'];
  if (source === target || source === undefined || target === undefined) return books;
  const next: Partial<Record<Account, bigint>> = { ...books };
  next[source] = (next[source] ?? 0n) + amount;
  next[target] = (next[target] ?? 0n) - amount;
  return next;
}

describe('the books of an order', () => {
  it('come to nothing, and have its money where it says, whatever way it went', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...purposes),
        fc.array(fc.constantFrom(...states), { maxLength: 12 }),
        fc.bigInt({ min: 1n, max: 10n ** 15n }),
        (purpose, walk, amount) => {
          let books: Books = {};
          let state: OrderState = 'REQUESTED';
          for (const next of walk) {
            books = moved(books, purpose, state, next, amount);
            state = next;
            expect(faultOf({ id: 'o', purpose, state, amount }, books)).toBeUndefined();
          }
        },
      ),
    );
  });

  it('are at fault when a posting lacks, or the money stands elsewhere', () => {
    const order = { id: 'o', purpose: 'DEPOSIT', state: 'PAID', amount: 5n } as const;
    expect(faultOf(order, { BANK: 5n, DEPOSITS_HELD: -5n })).toBeUndefined();
    expect(faultOf(order, { BANK: 5n })).toContain('come to 5');
    expect(faultOf(order, {})).toContain('BANK has 0');
    expect(faultOf({ ...order, state: 'FORFEITED' }, { BANK: 5n, DEPOSITS_HELD: -5n })).toContain(
      'DEPOSITS_HELD has -5',
    );
  });
});
