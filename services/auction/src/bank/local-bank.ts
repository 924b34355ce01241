import { request } from 'undici';
import { z } from 'zod';
import type { PaymentProvider } from './payment-provider.js';
import { isSignedReport } from './signed-report.js';

/** A person waits for the answer; the durable job asks again later. */
const TIMEOUT_MS = 4_000;

const openedSchema = z.object({ url: z.url() });
const reportSchema = z.object({
  eventId: z.string().min(1).max(128),
  orderId: z.uuid(),
  kind: z.enum(['paid', 'refunded']),
  amount: z.string().regex(/^[1-9]\d{0,17}$/),
});

/** The bank did not do what it was asked; carries the status, never a body. */
export class BankError extends Error {
  override readonly name = 'BankError';
}

/** The bank stand-in of `deploy/local`, whose interface is the plainest a real one could have. */
export function localBank(options: {
  readonly url: string;
  readonly apiKey: string;
  readonly webhookSecrets: readonly string[];
}): PaymentProvider {
  const call = async (path: string, body: object): Promise<unknown> => {
    const response = await request(new URL(path, options.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${options.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
    });
    if (response.statusCode >= 300) {
      await response.body.dump();
      throw new BankError(`the bank answered ${response.statusCode}`);
    }
    return response.body.json();
  };
  return {
    name: 'local',
    reportsRefunds: true,
    open: async ({ orderId, amount, returnUrl }) =>
      openedSchema.parse(await call('/orders', { orderId, amount: String(amount), returnUrl })),
    refund: async (orderId) => {
      await call(`/orders/${orderId}/refund`, {});
    },
    read: ({ body, headers }) => {
      const one = (name: string) => (typeof headers[name] === 'string' ? headers[name] : undefined);
      const given = { timestamp: one('bank-timestamp'), signature: one('bank-signature'), body };
      if (!isSignedReport(given, options.webhookSecrets, Date.now())) return undefined;
      const report = reportSchema.safeParse(parsed(body));
      return report.success ? { ...report.data, amount: BigInt(report.data.amount) } : undefined;
    },
  };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
