import { randomUUID } from 'node:crypto';
import type { BankReport, PaymentProvider, ProviderOrder } from '../bank/payment-provider.js';

/** A bank of the payment port that lives in the test: counts what it is asked, and can be away. */
export interface MemoryBank extends PaymentProvider {
  readonly opened: ProviderOrder[];
  readonly refunded: string[];
  away: boolean;
  /** The report of a payment or refund of this order, as the webhook would bring it. */
  report(orderId: string, kind?: BankReport['kind'], eventId?: string): BankReport;
}

export function memoryBank(): MemoryBank {
  const bank: MemoryBank = {
    name: 'memory',
    reportsRefunds: true,
    opened: [],
    refunded: [],
    away: false,
    open: async (order) => {
      if (bank.away) throw new Error('the bank is away');
      bank.opened.push(order);
      return { url: `https://bank.test/orders/${order.orderId}` };
    },
    refund: async (orderId) => {
      if (bank.away) throw new Error('the bank is away');
      bank.refunded.push(orderId);
    },
    read: () => undefined,
    report: (orderId, kind = 'paid', eventId = randomUUID()) => {
      const amount = bank.opened.find((order) => order.orderId === orderId)?.amount;
      if (amount === undefined) throw new Error('the bank does not know this order');
      return { eventId, orderId, kind, amount };
    },
  };
  return bank;
}
