import { type KnownEdition, requiredEdition } from './consent-gate.js';

/**
 * May this person enter a lot at `now`, by the user agreement (its preamble and clause 5.1)? Whoever accepted the last material
 * edition in force, or a later one; an editorial edition asks nobody anew. Nobody before an edition is known.
 * @param accepted the latest edition that they accepted; null: none
 */
export function agreementIsAccepted(accepted: number | null, editions: readonly KnownEdition[], now: Date): boolean {
  const required = requiredEdition(editions, now);
  return required !== undefined && accepted !== null && accepted >= required;
}
