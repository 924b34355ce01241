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
  return opens(kept, given.secret) ? kept : undefined;
}

function opens({ id, secretHash: known }: KeptInquiry, secret: string | null): boolean {
  // Asked before there were secrets: its reference was promised to be enough.
  if (known === null) return true;
  if (secret === null) return false;
  return timingSafeEqual(known, secretHash(id, normalisedReference(secret)));
}
