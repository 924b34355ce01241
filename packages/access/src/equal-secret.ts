import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Compares two secrets in constant time, also over different lengths.
 * Both sides pass through an HMAC under a throw-away key first: `timingSafeEqual` alone demands equal lengths, and
 * answering early for another length would tell the attacker the length.
 */
export function equalSecret(a: string | Buffer, b: string | Buffer): boolean {
  const key = randomBytes(32);
  const digest = (value: string | Buffer): Buffer => createHmac('sha256', key).update(value).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** True when the candidate is one of the secrets. All are compared, so that the answer takes the same time for each. */
export function oneOfSecrets(candidate: string, secrets: readonly string[]): boolean {
  let found = false;
  for (const secret of secrets) if (equalSecret(candidate, secret)) found = true;
  return found;
}
