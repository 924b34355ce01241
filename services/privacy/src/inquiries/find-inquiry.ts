import { timingSafeEqual } from 'node:crypto';
import type { Actor } from '@belgi/access';
import { authorize } from '@belgi/access';
import type { Queryable } from '@belgi/database';
import { policy } from '../policy.js';
import { secretHash } from './ask-about-policy.js';
import { findByReference, type KeptInquiry } from './inquiries.store.js';
import { normalisedReference } from './inquiry.js';

/**
 * How an inquiry stands: for whoever has the secret that came with the reference, for the citizen who asked, and for
 * the staff who answer. For all others there is none.
 */
export async function findInquiry(
  db: Queryable,
  actor: Actor,
  given: { reference: string; secret: string | null },
): Promise<KeptInquiry | undefined> {
  const kept = await findByReference(db, normalisedReference(given.reference));
  if (kept === undefined) return undefined;
  const isOwn = actor.kind === 'citizen' && actor.id === kept.citizenId;
  if (isOwn || authorize(policy, actor, 'inquiry.list').allowed) return kept;
  return given.secret !== null && opens(kept, given.secret) ? kept : undefined;
}

function opens({ id, secretHash: known }: KeptInquiry, secret: string): boolean {
  return known !== null && timingSafeEqual(known, secretHash(id, normalisedReference(secret)));
}
