import { IdentityRestrictionAppliedV1, outgoing, type RestrictionState } from '@belgi/contracts';
import { isErasedFor, type Transaction } from '@belgi/database';
import { lockConsentToChange } from '../consents/consent.store.js';
import { keepRestriction } from './restriction.store.js';

/**
 * Applies a restriction, or its lifting, and acknowledges its version. A look at the person that is under way is waited for; after
 * the commit nobody reads them. Sessions go on, for the person's rights alone from their next token on.
 */
export async function applyRestriction(
  tx: Transaction,
  data: RestrictionState,
  options: { readonly republished: boolean },
): Promise<void> {
  const { citizenId, version, restricted } = data;
  // As where a person is erased: first this lock, then the consent's.
  await isErasedFor(tx, citizenId);
  await lockConsentToChange(tx, citizenId);
  const at = await tx.now();
  const isNews = await keepRestriction(tx, { citizenId, version, restricted }, at);
  if (!isNews && options.republished) return;
  const applied = { citizenId, version, at: at.toISOString() };
  await tx.publish(outgoing(IdentityRestrictionAppliedV1, citizenId, version, applied));
}
