import { newId } from '@belgi/contracts';
import { listActs } from '../legal-acts/legal-acts.store.js';
import { sealDelay } from '../notice-delays/delay-seal.js';
import { type DelayRefusal, type DelayWish, delayOf } from '../notice-delays/notice-delay.js';
import { sealInCase } from './case-seal.js';
import { whole } from './conclude-request.js';
import type { CaseParts } from './file-request.js';
import type { Period } from './period.js';
import { insertProposal, setRequestState } from './record-requests.store.js';
import { type RemovalWish, removalsOf, sealReasoned, staying } from './removals.js';
import { type KeptRequest, lockRequest } from './requests.store.js';
import { reasonedOf, refuseProposal, type Scope, type ScopeRefusal } from './scope.js';

/** What an officer proposes. */
export interface ProposalWish {
  readonly categories: Scope['categories'];
  /** Absent: that of the request. */
  readonly period: Period | undefined;
  readonly termDays: number;
  readonly readsCap: number;
  readonly reason: string;
  readonly removals: readonly RemovalWish[];
  /** Null: the person is told in time. */
  readonly delay: DelayWish | null;
}

/** One officer prepares: what to grant, for how long, why. The request is then under review. */
export function prepareDecision(
  { database, sealer }: CaseParts,
  officerId: string,
  requestId: string,
  wish: ProposalWish,
): Promise<KeptRequest | 'REQUEST_UNKNOWN' | ScopeRefusal | DelayRefusal> {
  return database.transaction(async (tx) => {
    const request = await lockRequest(tx, requestId);
    if (request === undefined) return 'REQUEST_UNKNOWN';
    const removals = removalsOf(sealer, request, wish.removals);
    const scope: Scope = {
      categories: [...new Set(wish.categories)],
      subjects: staying(request.subjectKeys, removals),
      period: wish.period ?? request.period,
      termDays: wish.termDays,
      readsCap: wish.readsCap,
      reason: wish.reason,
      removals,
    };
    const refusal = refuseProposal(request, scope);
    if (refusal !== undefined) return refusal;
    const id = newId();
    const key = request.wrappedKey;
    const rejects = scope.categories.length === 0;
    const at = await tx.now();
    // A rejection is read by nobody, so there is nothing to tell.
    const delay = rejects || wish.delay === null ? null : delayOf(wish.delay, await listActs(tx, null), at);
    if (typeof delay === 'string') return delay;
    await insertProposal(tx, {
      id,
      requestId,
      preparedBy: officerId,
      categories: [...scope.categories],
      subjectKeys: scope.subjects,
      period: scope.period,
      reasonSealed: sealInCase(sealer, key, 'disclosure_proposals.reason_sealed', id, scope.reason.trim()),
      removalsSealed: sealReasoned(
        sealer,
        key,
        'disclosure_proposals.removals_sealed',
        id,
        reasonedOf(request, scope, scope),
      ),
      // A rejection grants nothing, so its term and cap mean nothing; the table wants them in range.
      termDays: rejects ? 1 : scope.termDays,
      readsCap: rejects ? 1 : scope.readsCap,
      delaySealed: delay === null ? null : sealDelay(sealer, key, id, delay),
      at,
    });
    await setRequestState(tx, requestId, 'UNDER_REVIEW', request.version);
    return whole(tx, requestId);
  });
}
