/** How often something may be tried in a sliding window. */
export interface AttemptLimit {
  readonly kind: string;
  readonly attempts: number;
  readonly windowMinutes: number;
}

/** Wrong passwords for one login: guessing is hopeless, mistyping is not punished for long. */
export const SIGN_IN_PER_LOGIN: AttemptLimit = { kind: 'SIGN_IN_LOGIN', attempts: 10, windowMinutes: 15 };
/** Wrong passwords from one address: mobile operators put thousands behind one. */
export const SIGN_IN_PER_ADDRESS: AttemptLimit = { kind: 'SIGN_IN_ADDRESS', attempts: 200, windowMinutes: 15 };
/** Wrong passwords of somebody who is signed in already: a stolen phone is not a stolen identity. */
export const PASSWORD_PER_ACCOUNT: AttemptLimit = { kind: 'PASSWORD_ACCOUNT', attempts: 5, windowMinutes: 15 };
/** Codes ordered for one phone: nobody's phone is flooded, and each code is a new chance to guess. */
export const CODES_PER_PHONE: AttemptLimit = { kind: 'CODE_PHONE', attempts: 3, windowMinutes: 10 };
/** Codes ordered for one phone in a day. */
export const CODES_PER_PHONE_DAILY: AttemptLimit = { kind: 'CODE_PHONE', attempts: 10, windowMinutes: 24 * 60 };
/** Journeys to the portal begun by one account. */
export const VERIFICATIONS_PER_ACCOUNT: AttemptLimit = { kind: 'VERIFICATION', attempts: 20, windowMinutes: 60 };
/** Codes ordered from one address in an hour; the number is a setting (see environment.ts). */
export const codesPerAddress = (attempts: number): AttemptLimit => ({
  kind: 'CODE_ADDRESS',
  attempts,
  windowMinutes: 60,
});

/** No window is longer: older attempts are purged. */
export const LONGEST_WINDOW_MINUTES = 24 * 60;
