import { newId } from '@belgi/contracts';
import { sealInCase } from '../disclosures/case-seal.js';
import type { CaseParts } from '../disclosures/file-request.js';
import { findRequest, type KeptRequest } from '../disclosures/requests.store.js';
import { type ReviewRefusal, reviewedEnd } from './notice-delay.js';
import { insertReview, lockDelayEnd } from './notice-delays.store.js';

/**
 * Asks whether a notice must still wait: it may be shortened or lifted by one officer, since telling needs no second pair of
 * eyes, and is never extended. @param endsAt null lifts it at once; undefined leaves the end where it is
 */
export function reviewDelay(
  { database, sealer }: CaseParts,
  officerId: string,
  requestId: string,
  wish: { readonly endsAt: Date | null | undefined; readonly reason: string },
): Promise<KeptRequest | 'REQUEST_UNKNOWN' | ReviewRefusal> {
  return database.transaction(async (tx) => {
    const request = await findRequest(tx, requestId);
    if (request === undefined) return 'REQUEST_UNKNOWN';
    const current = await lockDelayEnd(tx, requestId);
    const at = await tx.now();
    const endsAt = reviewedEnd({ endsAt: current, wished: wish.endsAt, reason: wish.reason }, at);
    if (typeof endsAt === 'string') return endsAt;
    const id = newId();
    const column = 'notice_delay_reviews.reason_sealed';
    const reasonSealed = sealInCase(sealer, request.wrappedKey, column, id, wish.reason.trim());
    await insertReview(tx, { id, requestId, endsAt, reviewedBy: officerId, reasonSealed, at });
    return request;
  });
}
