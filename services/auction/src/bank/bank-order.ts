export type OrderPurpose = 'DEPOSIT' | 'PAYMENT';
export type OrderState =
  | 'REQUESTED'
  | 'PLACED'
  | 'PAID'
  | 'APPLIED'
  | 'FORFEITED'
  | 'REFUND_DUE'
  | 'REFUND_ASKED'
  | 'REFUNDED';

/** Money asked of one entry. Amount in tyiyn; `url` is where to pay, null until the bank gave it. */
export interface BankOrder {
  readonly id: string;
  readonly entryId: string;
  readonly lotId: string;
  readonly purpose: OrderPurpose;
  readonly provider: string;
  readonly amount: bigint;
  readonly state: OrderState;
  readonly url: string | null;
}

/** What a report means for an order: reports arrive twice and out of order. */
export type ReportMeaning = 'MONEY_ARRIVED' | 'MONEY_RETURNED' | 'NOTHING_NEW';

/** What a report says that is new; pure. `REFUNDED` is the end: a late "paid" says nothing any more. */
export function meaningOf(state: OrderState, kind: 'paid' | 'refunded'): ReportMeaning {
  if (state === 'REFUNDED') return 'NOTHING_NEW';
  if (kind === 'refunded') return 'MONEY_RETURNED';
  return state === 'REQUESTED' || state === 'PLACED' ? 'MONEY_ARRIVED' : 'NOTHING_NEW';
}
