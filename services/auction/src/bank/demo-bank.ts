import type { PaymentProvider } from './payment-provider.js';

/**
 * Holds the deposits of demo data, which no person paid at any bank: everything asked of it is done at once, and it
 * reports nothing. Wired only where `BELGI_DEMO=1`.
 */
export function demoBank(): PaymentProvider {
  return {
    name: 'demo',
    reportsRefunds: false,
    open: async () => ({ url: 'about:blank' }),
    refund: async () => undefined,
    read: () => undefined,
  };
}
