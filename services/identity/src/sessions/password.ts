import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** NIST SP 800-63B §3.1.1.2: at least eight; longer ones win by the estimate anyway. */
export const PASSWORD_MIN_CHARS = 8;
/** Beyond that a password is a way to keep the processor busy. */
export const PASSWORD_MAX_CHARS = 128;
/** zxcvbn: "safely unguessable, moderate protection from an offline slow-hash scenario". */
const MIN_SCORE = 3;

/** One way of writing a password, whatever keyboard typed it (NIST SP 800-63B §3.1.1.2). */
export function normalisedPassword(password: string): string {
  return password.normalize('NFKC');
}

/**
 * Whether a password is worth hashing.
 * @param personal what an acquaintance would try first: names, phone, PIN, document
 */
export function isStrongPassword(estimator: ZxcvbnFactory, password: string, personal: readonly string[]): boolean {
  const length = [...password].length;
  if (length < PASSWORD_MIN_CHARS || length > PASSWORD_MAX_CHARS) return false;
  const guesses = personal.flatMap((text) => [text, ...text.split(/[\s@.]+/)]).filter((text) => text.length > 2);
  return estimator.check(normalisedPassword(password), guesses).score >= MIN_SCORE;
}
