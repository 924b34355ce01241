/** Time to sign in at the portal. */
export const VERIFICATION_MINUTES = 15;

/** What the portal's answer means for an account. */
export type VerificationOutcome =
  /** The PIN is proved and nobody else's. */
  | 'VERIFIED'
  /** Another account proved the same PIN: both are disputed now. */
  | 'DISPUTED'
  /** The portal names another PIN than the account: nothing changes. */
  | 'PIN_DIFFERS';

/**
 * Decides what a proof of a PIN leads to.
 * A PIN that differs from the claimed one is refused, not taken over: whoever lures somebody else through the portal
 * must at least know that person's PIN, and ends in a dispute even so.
 */
export function decideVerification(facts: {
  readonly claimsThisPin: boolean;
  readonly accountId: string;
  /** Who proved this PIN before. */
  readonly holder: string | undefined;
  /** The account is in a dispute: proving the PIN again proves nothing new. */
  readonly disputed: boolean;
}): VerificationOutcome {
  if (!facts.claimsThisPin) return 'PIN_DIFFERS';
  if (facts.disputed) return 'DISPUTED';
  return facts.holder === undefined || facts.holder === facts.accountId ? 'VERIFIED' : 'DISPUTED';
}

/** `FAILED`: nothing usable came back. */
export type CallbackOutcome = VerificationOutcome | 'FAILED';

/** What the visitor's page says after the portal. */
export interface CallbackVisit {
  readonly outcome: CallbackOutcome;
  /**
   * The masked phone of the account that the journey was for: nothing ties the visitor's browser to that account, so
   * whoever was lured through somebody else's journey must be able to see it. Null where nobody proved anything.
   */
  readonly account: string | null;
}
