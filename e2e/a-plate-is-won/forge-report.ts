import { createHmac, randomUUID } from 'node:crypto';
import type { TestSystem } from '@belgi/testkit';
import { request } from 'undici';

/**
 * The attack: somebody who knows an order's number (it stands in its address) reports to the auction that it was
 * paid, in the bank's format but without the bank's secret. @returns the status of the answer
 */
export async function forgeReport(
  system: TestSystem,
  order: { readonly orderUrl: string; readonly amount: bigint },
): Promise<number> {
  const body = JSON.stringify({
    eventId: randomUUID(),
    orderId: order.orderUrl.split('/').at(-1),
    kind: 'paid',
    amount: String(order.amount),
  });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', 'a guess').update(`${timestamp}.${body}`).digest('hex');
  const response = await request(`${system.urls.gateway}/hooks/bank/local`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'bank-timestamp': timestamp,
      'bank-signature': `v1=${signature}`,
    },
    body,
  });
  await response.body.dump();
  return response.statusCode;
}
