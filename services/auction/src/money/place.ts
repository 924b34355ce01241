import type { OrderPurpose, OrderState } from '../bank/bank-order.js';

/** Where money stands. `BANK` is what the bank has for us; the others say what of it is whose. */
export const accounts = ['BANK', 'DEPOSITS_HELD', 'SALES', 'FORFEITED_DEPOSITS', 'REFUNDS_OWED'] as const;
export type Account = (typeof accounts)[number];

/** Where the money of an order stands; null: nowhere of ours, it never came or has left. The database's `money_place` says the same. */
export function placeOf(purpose: OrderPurpose, state: OrderState): Exclude<Account, 'BANK'> | null {
  switch (state) {
    case 'PAID':
      return purpose === 'DEPOSIT' ? 'DEPOSITS_HELD' : 'SALES';
    case 'APPLIED':
      return 'SALES';
    case 'FORFEITED':
      return 'FORFEITED_DEPOSITS';
    case 'REFUND_DUE':
    case 'REFUND_ASKED':
      return 'REFUNDS_OWED';
    case 'REQUESTED':
    case 'PLACED':
    case 'REFUNDED':
      return null;
  }
}

/** An order, as far as its money goes. Amount in tyiyn. */
export interface OrderMoney {
  readonly id: string;
  readonly purpose: OrderPurpose;
  readonly state: OrderState;
  readonly amount: bigint;
}

/** What the accounts say of one order, in tyiyn; an account that is not there has nothing. */
export type Books = Readonly<Partial<Record<Account, bigint>>>;

/** What is wrong with the books of an order; undefined: nothing. */
export function faultOf({ purpose, state, amount }: OrderMoney, books: Books): string | undefined {
  const sum = accounts.reduce((total, account) => total + (books[account] ?? 0n), 0n);
  if (sum !== 0n) return `its postings come to ${sum}, not to nothing`;
  const place = placeOf(purpose, state);
  for (const account of accounts) {
    const expected = place === null ? 0n : account === 'BANK' ? amount : account === place ? -amount : 0n;
    const found = books[account] ?? 0n;
    if (found !== expected) return `${account} has ${found} of it, and the order is ${state}: ${expected}`;
  }
  return undefined;
}
