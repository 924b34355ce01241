import { sealInCase } from './case-seal.js';
import { conclude } from './conclude-request.js';
import type { CaseParts } from './file-request.js';
import { findGrant, lockGrant, markRevoked } from './grants.store.js';
import { type KeptRequest, lockRequest } from './requests.store.js';

/** Ends a grant at once. One officer may: stopping needs no second pair of eyes. Revoking again changes nothing. */
export function revokeGrant(
  { database, sealer }: CaseParts,
  officerId: string,
  grantId: string,
  reason: string,
): Promise<KeptRequest | 'GRANT_UNKNOWN' | 'REASON_REQUIRED'> {
  return database.transaction(async (tx) => {
    // Requests are locked before grants, here as in a decision.
    const found = await findGrant(tx, grantId);
    const request = found && (await lockRequest(tx, found.requestId));
    const grant = request === undefined ? undefined : await lockGrant(tx, grantId);
    if (request === undefined || grant === undefined) return 'GRANT_UNKNOWN';
    if (grant.revokedAt !== null) return request;
    if (reason.trim() === '') return 'REASON_REQUIRED';
    const at = await tx.now();
    const column = 'disclosure_grants.revocation_sealed';
    const reasonSealed = sealInCase(sealer, grant.wrappedKey, column, grantId, reason.trim());
    await markRevoked(tx, { id: grantId, by: officerId, reasonSealed, at });
    return conclude(tx, { sealer }, request, { outcome: 'REVOKED', categories: grant.categories, at });
  });
}
