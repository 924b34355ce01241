import { request } from 'undici';

/** Presses "Pay" on an order's page. @throws when the bank does not know the order */
export async function payAtBank(orderUrl: string): Promise<void> {
  const response = await request(`${orderUrl}/pay`, { method: 'POST' });
  await response.body.dump();
  if (response.statusCode >= 400) throw new Error(`The bank answered ${response.statusCode}`);
}

/** An order as its page shows it. */
export interface ShownOrder {
  /** In words of the page: `1 000.00 som`. */
  readonly amount: string;
  readonly state: 'Waiting for payment' | 'Paid' | 'Refunded';
}

/** Reads an order's page. @throws when the bank does not know the order */
export async function readOrder(orderUrl: string): Promise<ShownOrder> {
  const response = await request(orderUrl);
  const page = await response.body.text();
  const amount = /<p class="amount">([^<]+)<\/p>/.exec(page)?.[1];
  const state = /<dt>State<\/dt><dd[^>]*>([^<]+)<\/dd>/.exec(page)?.[1];
  if (amount === undefined || state === undefined) throw new Error(`The bank answered ${response.statusCode}`);
  return { amount: amount.replaceAll('\u202f', ' '), state: state as ShownOrder['state'] };
}
