import type { Database } from '@belgi/database';
import type { Logger } from '@belgi/runtime';
import type { BankOrder } from './bank-order.js';
import { claimAsks, markPlaced, markRefundAsked } from './bank-order.store.js';
import type { PaymentProvider } from './payment-provider.js';
import { noteReturned } from './take-return.js';

/** Orders claimed at once: each takes a call to the bank before the next. */
const CLAIM_ORDERS = 10;

export interface BankAsks {
  /** Opens the order at its bank and remembers its page; undefined when the bank does not answer now. */
  open(order: BankOrder): Promise<string | undefined>;
  /** One turn of the durable job; whether there may be more. */
  turn(): Promise<boolean>;
}

/**
 * Everything that is asked of banks. No database lock is held over a call; all asks are idempotent by order id, so a
 * crash after the bank heard us and before we noted it charges and refunds nobody twice.
 */
export function createBankAsks(options: {
  readonly database: Database;
  readonly providers: ReadonlyMap<string, PaymentProvider>;
  readonly returnUrl: string;
  readonly logger: Logger;
}): BankAsks {
  const { database, providers, returnUrl, logger } = options;
  const providerOf = (order: BankOrder): PaymentProvider => {
    const provider = providers.get(order.provider);
    if (!provider) throw new Error(`no payment provider "${order.provider}" is configured`);
    return provider;
  };

  const open = async (order: BankOrder): Promise<string | undefined> => {
    if (order.url !== null || order.state !== 'REQUESTED') return order.url ?? undefined;
    try {
      const { url } = await providerOf(order).open({ orderId: order.id, amount: order.amount, returnUrl });
      await markPlaced(database, order.id, url);
      return url;
    } catch (error) {
      logger.warn({ err: error, orderId: order.id }, 'the bank did not open an order, the job asks again');
      return undefined;
    }
  };

  const ask = async (order: BankOrder): Promise<void> => {
    if (order.state === 'REQUESTED') {
      await open(order);
      return;
    }
    try {
      const provider = providerOf(order);
      await provider.refund(order.id);
      if (provider.reportsRefunds) await markRefundAsked(database, order.id);
      else await noteReturned(database, order);
    } catch (error) {
      logger.warn({ err: error, orderId: order.id }, 'the bank did not take a refund, the job asks again');
    }
  };

  return {
    open,
    turn: async () => {
      const orders = await claimAsks(database, CLAIM_ORDERS);
      await Promise.all(orders.map(ask));
      return orders.length === CLAIM_ORDERS;
    },
  };
}
