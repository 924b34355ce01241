import { ErasureAskedV1, outgoing } from '@belgi/contracts';
import { isErased } from '@belgi/database';
import { hashOfSecret, newBearerSecret } from '../bearer-secret.js';
import type { ChangeParts } from '../consents/change-consent.js';
import { lockCurrent } from '../consents/consents.store.js';
import { writeOpened } from '../rights/open-request.js';
import { type OpenRightsRefusal, refuseOpening } from '../rights/rights-request.js';
import { type KeptRightsRequest, standingOf } from '../rights/rights-requests.store.js';
import { type ErasureRefusal, refuseErasure } from './erasure.js';
import { insertErasure, lastErasureOf } from './erasures.store.js';

export interface ErasureAsked {
  readonly request: KeptRightsRequest;
  /** Fetches the certificate, once, when there is no account to sign in to any more. Shown now and never again. */
  readonly secret: string;
}

/**
 * A person who withdrew asks to be erased. The auction is asked what binds them still; until it has answered, consent
 * cannot be given anew (change-consent.ts), so that its answer stays true.
 */
export function requestErasure(
  { database, sealer }: Pick<ChangeParts, 'database' | 'sealer'>,
  citizenId: string,
  words: string | null,
): Promise<ErasureAsked | ErasureRefusal | OpenRightsRefusal> {
  return database.transaction(async (tx) => {
    const consent = await lockCurrent(tx, citizenId);
    const refused = refuseErasure(consent, await isErased(tx, citizenId));
    if (refused !== undefined) return refused;
    const last = await lastErasureOf(tx, citizenId);
    // The term was over, and the auction is being asked already.
    if (last?.state === 'ASKED') return 'RIGHTS_ALREADY_OPEN';
    const now = await tx.now();
    const wish = { kind: 'ERASURE', about: null, words } as const;
    const refusal = refuseOpening(wish, await standingOf(tx, citizenId, now));
    if (refusal !== undefined) return refusal;
    const request = await writeOpened(tx, sealer, citizenId, wish, now);
    const secret = newBearerSecret();
    const version = (last?.version ?? 0) + 1;
    const { id: erasureId } = request;
    const secretHash = hashOfSecret(secret);
    await insertErasure(tx, { requestId: erasureId, citizenId, version, cause: 'ASKED', secretHash, at: now });
    const asked = { citizenId, erasureId, at: now.toISOString() };
    await tx.publish(outgoing(ErasureAskedV1, citizenId, version, asked));
    return { request, secret };
  });
}
