import { createHmac } from 'node:crypto';
import { request } from 'undici';
import type { Orders, Report } from './orders.js';

const FIRST_RETRY_MS = 200;
/** The merchant may be restarting; half a minute is soon enough for a person who waits. */
const LONGEST_RETRY_MS = 30_000;
const TIMEOUT_MS = 5_000;

/** `v1=` + HMAC-SHA-256 over `<timestamp>.<body>`: the timestamp is signed too, so that an old report cannot be sent again. */
export function signature(secret: string, timestamp: string, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

/** Reports payments to the merchant, each until it is confirmed (2xx). */
export class Webhook {
  #timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly url: string,
    private readonly secret: string,
    private readonly orders: Orders,
    private readonly warn: (message: string) => void,
  ) {}

  /** What a restart interrupted. */
  resume(): void {
    for (const report of this.orders.undelivered()) void this.deliver(report);
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  async deliver(report: Report, waitMs = FIRST_RETRY_MS): Promise<void> {
    const failure = await this.#send(report);
    if (failure === undefined) return this.orders.delivered(report.eventId);
    this.warn(`report of ${report.kind} not confirmed (${failure}), again in ${waitMs} ms`);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.deliver(report, Math.min(waitMs * 2, LONGEST_RETRY_MS));
    }, waitMs);
    this.#timers.add(timer);
  }

  async #send(report: Report): Promise<string | undefined> {
    const body = JSON.stringify(report);
    const timestamp = String(Math.floor(Date.now() / 1000));
    try {
      const response = await request(this.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'bank-timestamp': timestamp,
          'bank-signature': signature(this.secret, timestamp, body),
        },
        body,
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
      });
      await response.body.dump();
      return response.statusCode < 300 ? undefined : `HTTP ${response.statusCode}`;
    } catch (error) {
      return (error as { code?: string }).code ?? 'no connection';
    }
  }
}
