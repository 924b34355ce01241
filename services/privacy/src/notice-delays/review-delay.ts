import { newId } from '@belgi/contracts';
import { sealInCase } from '../disclosures/case-seal.js';
import type { CaseParts } from '../disclosures/file-request.js';
import { findRequest, type KeptRequest } from '../disclosures/requests.store.js';
import { type DelayReviewRefusal, reviewedEnd } from './notice-delay.js';
import { insertReview, lockDelay } from './notice-delays.store.js';

/**
 * Asks whether a notice must still wait: one officer may shorten or lift it, another than who decided may carry it on past
 * its day of review; nobody extends it. @param endsAt null lifts it at once; undefined carries it on to the decided end
 */
export function reviewDelay(
  { database, sealer }: CaseParts,
  officerId: string,
  requestId: string,
  wish: { readonly endsAt: Date | null | undefined; readonly reason: string },
): Promise<KeptRequest | 'REQUEST_UNKNOWN' | DelayReviewRefusal> {
  return database.transaction(async (tx) => {
    const request = await findRequest(tx, requestId);
    if (request === undefined) return 'REQUEST_UNKNOWN';
    const delay = await lockDelay(tx, requestId);
    const at = await tx.now();
    const review = { delay, reviewedBy: officerId, wished: wish.endsAt, reason: wish.reason };
    const endsAt = reviewedEnd(review, at);
    if (typeof endsAt === 'string') return endsAt;
    const id = newId();
    const column = 'notice_delay_reviews.reason_sealed';
    const reasonSealed = sealInCase(sealer, request.wrappedKey, column, id, wish.reason.trim());
    await insertReview(tx, { id, requestId, endsAt, reviewedBy: officerId, reasonSealed, at });
    return request;
  });
}
