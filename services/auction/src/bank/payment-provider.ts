/** What a bank is asked to take. Amount in tyiyn; `returnUrl` is where the person comes back to. */
export interface ProviderOrder {
  readonly orderId: string;
  readonly amount: bigint;
  readonly returnUrl: string;
}

/** A payment or refund as the bank reports it. */
export interface BankReport {
  /** The bank's own id of this report: a repeated one is a replay. */
  readonly eventId: string;
  readonly orderId: string;
  readonly kind: 'paid' | 'refunded';
  /** In tyiyn. */
  readonly amount: bigint;
}

/** A webhook as it arrived. */
export interface RawReport {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * A bank or payment service: one file per provider implements this. Everything asked of it is idempotent by order id,
 * because we ask again whenever we do not know whether we were heard.
 */
export interface PaymentProvider {
  /** As in `/hooks/bank/{provider}` and in `bank_orders.provider`. */
  readonly name: string;
  /** Whether refunds are confirmed by a report; where not, the bank's answer is the end of it. */
  readonly reportsRefunds: boolean;
  /** Opens the order, or finds it. @returns where the person pays @throws when the bank does not answer */
  open(order: ProviderOrder): Promise<{ readonly url: string }>;
  /** Gives a paid order back, once. @throws when the bank does not answer */
  refund(orderId: string): Promise<void>;
  /** The report, when it is the bank's own and fresh; undefined for strangers, old ones and what is malformed. */
  read(report: RawReport): BankReport | undefined;
}
