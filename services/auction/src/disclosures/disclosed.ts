import type { OrderPurpose } from '../bank/bank-order.js';

/** Money came in, or went back. */
export const movements = ['PAID', 'REFUNDED'] as const;
export type Movement = (typeof movements)[number];

/** One bid as an agency gets it. */
export interface PersonsBid {
  readonly id: string;
  readonly lotId: string;
  /** `01 KG 777 AAA` */
  readonly plate: string;
  /** Its place in the log of the lot. */
  readonly sequence: number;
  /** Tyiyn. */
  readonly amount: bigint;
  readonly at: Date;
  readonly automatic: boolean;
}

/** One movement of money as an agency gets it. */
export interface PersonsPayment {
  /** A payment and its refund share it. */
  readonly orderId: string;
  readonly movement: Movement;
  readonly purpose: OrderPurpose;
  readonly lotId: string;
  readonly plate: string;
  /** Tyiyn. */
  readonly amount: bigint;
  readonly at: Date;
}
