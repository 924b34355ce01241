import { createHmac } from 'node:crypto';
import { oneOfSecrets } from '@belgi/access';

/** A report older or younger than this by the clock is a replay or a mistake; banks' clocks are NTP-disciplined. */
export const REPORT_TOLERANCE_SECONDS = 300;

/** `v1=` + HMAC-SHA-256 in hex over `<timestamp>.<body>`; the timestamp in seconds since the epoch. */
export function signReport(secret: string, timestamp: string, body: Buffer): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`;
}

/**
 * Whether the bank signed these very bytes now. Like tickets, and unlike rules of the auction, this goes by the
 * process's clock: it judges a message, not a deadline.
 * The attack: a captured report sent again. Its timestamp is under the signature, so it is good for five minutes,
 * and for these its event id is known.
 */
export function isSignedReport(
  given: { readonly timestamp: string | undefined; readonly signature: string | undefined; readonly body: Buffer },
  secrets: readonly string[],
  nowMs: number,
): boolean {
  const { timestamp, signature, body } = given;
  if (!timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowMs / 1_000 - Number(timestamp)) > REPORT_TOLERANCE_SECONDS) return false;
  return oneOfSecrets(
    signature,
    secrets.map((secret) => signReport(secret, timestamp, body)),
  );
}
