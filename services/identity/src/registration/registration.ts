import type { Locale } from '@belgi/contracts';

/** A code is good for this long: an SMS may take minutes, a guesser gets no more. */
export const CODE_MINUTES = 10;
/** Wrong codes a registration bears: one in 200,000 guessed. */
export const MAX_WRONG_CODES = 5;
/** Expired registrations are kept this long, to say "expired" rather than "wrong"; then their data is gone. */
export const KEPT_AFTER_EXPIRY_MINUTES = 60;
/** Used acceptances outlive the tickets (30 minutes) by far. */
export const USED_ACCEPTANCE_DAYS = 2;

/** A registration that waits for its code. */
export interface Registration {
  readonly id: string;
  readonly acceptanceNonce: string;
  readonly locale: Locale;
  readonly dataKey: Buffer;
  readonly phoneSealed: Buffer;
  readonly phoneLookup: Buffer;
  readonly emailSealed: Buffer | null;
  /** The phone had an account already: its owner was told, no code was sent, none is right. */
  readonly alreadyRegistered: boolean;
  readonly wrongCodes: number;
  readonly expiresAt: Date;
}

/**
 * What a code is worth. `matches` was found in constant time.
 * After too many wrong ones the right one has expired, so that whoever guesses learns nothing from going on.
 */
export function judgeCode(
  waiting: { readonly wrongCodes: number; readonly expiresAt: Date },
  matches: boolean,
  now: Date,
): 'RIGHT' | 'CODE_WRONG' | 'CODE_EXPIRED' {
  if (waiting.wrongCodes >= MAX_WRONG_CODES) return 'CODE_EXPIRED';
  if (!matches) return 'CODE_WRONG';
  return waiting.expiresAt > now ? 'RIGHT' : 'CODE_EXPIRED';
}
