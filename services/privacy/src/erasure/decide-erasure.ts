import { type ErasureObstacle, ErasureOrderedV1, localDateOf, type OutgoingFact, outgoing } from '@belgi/contracts';
import { isPersonHeld, type Transaction } from '@belgi/database';
import type { ConsentParts } from '../consents/append-consent.js';
import { lockCurrent } from '../consents/consents.store.js';
import { articleInForce } from '../legal-acts/article-in-force.js';
import type { Citation } from '../legal-acts/legal-act.js';
import { writeAnswered } from '../rights/answer-request.js';
import { lockById } from '../rights/rights-requests.store.js';
import { eraseOwn } from './erase-own.js';
import { decideErasure } from './erasure.js';
import { grantedReason, refusalReason } from './erasure-words.js';
import { insertReport, type KeptErasure, lockErasure, setOrdered, setRefused } from './erasures.store.js';

/** Grounds for work with personal data: a contract that runs is one of them. */
const WHILE_A_CONTRACT_RUNS = { code: 'KG-2008-58', article: '5' } as const;

/** Limits of the person's rights: what a law demands to be kept. */
const WHILE_HELD = { code: 'KG-2008-58', article: '15' } as const;

/**
 * The auction has said what binds the person. Nothing: the erasure is ordered, and privacy's own part is done in the same
 * transaction. Something: the request is refused, naming it and the law; where a term was over, it is weighed again later.
 * Said again, nothing changes.
 * Locks: the head of the consent, the erasure, the request, as where it was asked for.
 */
export async function decideWeighed(
  tx: Transaction,
  parts: ConsentParts,
  weighed: { readonly citizenId: string; readonly erasureId: string; readonly obstacles: readonly ErasureObstacle[] },
): Promise<void> {
  const { citizenId, erasureId, obstacles } = weighed;
  const consent = await lockCurrent(tx, citizenId);
  const erasure = await lockErasure(tx, erasureId);
  if (erasure?.state !== 'ASKED') return;
  const request = await lockById(tx, erasureId);
  if (consent?.state !== 'WITHDRAWN' || (request === undefined) !== (erasure.cause === 'TERM'))
    throw new Error('an erasure stands on a withdrawal, and on a request or a term');
  const now = await tx.now();
  const decision = decideErasure(obstacles, await isPersonHeld(tx, citizenId));
  if (decision.kind === 'refuse') {
    if (request === undefined) return setRefused(tx, erasureId);
    const reason = refusalReason(consent.locale, decision.held, decision.obstacles);
    const citation = await groundsToday(tx, now, decision.held ? WHILE_HELD : WHILE_A_CONTRACT_RUNS);
    await writeAnswered(tx, parts.sealer, request, { outcome: 'REFUSED', reason, citation, by: null, now });
    return setRefused(tx, erasureId);
  }
  const granted = { outcome: 'GRANTED', reason: grantedReason(consent.locale), citation: null, by: null, now } as const;
  if (request !== undefined) await writeAnswered(tx, parts.sealer, request, granted);
  const version = erasure.version + 1;
  await setOrdered(tx, erasureId, version, now);
  await tx.publish(erasureOrdered({ ...erasure, version, orderedAt: now }));
  await insertReport(tx, erasureId, await eraseOwn(tx, { citizenId, erasureId, at: now }));
}

/** Also published again, when a service lost what it knew: whoever has done it reports the same. */
export function erasureOrdered(
  erasure: Pick<KeptErasure, 'citizenId' | 'requestId' | 'version' | 'orderedAt'>,
): OutgoingFact {
  const { citizenId, requestId: erasureId, version, orderedAt } = erasure;
  if (orderedAt === null) throw new Error('an order has its time');
  return outgoing(ErasureOrderedV1, citizenId, version, { citizenId, erasureId, at: orderedAt.toISOString() });
}

/** A law that no longer holds is a fault for somebody to see to, not a reason to refuse by. */
async function groundsToday(
  tx: Transaction,
  now: Date,
  grounds: typeof WHILE_A_CONTRACT_RUNS | typeof WHILE_HELD,
): Promise<Citation> {
  const { code, article } = grounds;
  const citation = await articleInForce(tx, code, article, localDateOf(now));
  if (typeof citation === 'string') throw new Error(`the grounds of a refusal: ${citation}`);
  return citation;
}
