import type { Sealer } from '@belgi/access';
import { newId, startOf } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import type { EntryValue } from '../ledger/ledger-entry.js';
import { listActs } from '../legal-acts/legal-acts.store.js';
import { openDelay } from '../notice-delays/delay-seal.js';
import {
  type Delay,
  type DelayRefusal,
  type DelayWish,
  delayOf,
  endOf,
  isDelayWidened,
} from '../notice-delays/notice-delay.js';
import { insertDelay } from '../notice-delays/notice-delays.store.js';
import { sealInCase } from './case-seal.js';
import { conclude } from './conclude-request.js';
import { MAX_TERM_DAYS } from './disclosure.js';
import type { CaseParts } from './file-request.js';
import { insertGrant } from './grants.store.js';
import type { Period } from './period.js';
import { insertDecision } from './record-requests.store.js';
import { type RemovalWish, removalsOf, scopeOf, sealReasoned, staying } from './removals.js';
import { type KeptRequest, lockRequest } from './requests.store.js';
import { outcomeOf, type Reasoned, reasonedOf, refuseDecision, type Scope, type ScopeRefusal } from './scope.js';

const DAY_MS = 86_400_000;

/** What the second person says; what is left out is as it was prepared. */
export interface DecisionWish {
  readonly categories: Scope['categories'] | undefined;
  readonly period: Period | undefined;
  readonly termDays: number | undefined;
  readonly readsCap: number | undefined;
  readonly reason: string;
  readonly removals: readonly RemovalWish[];
  /** Absent: as prepared; null: the person is told in time. */
  readonly delay: DelayWish | null | undefined;
  /** Not before now; absent: now. */
  readonly validFrom: Date | undefined;
}

/** A second person decides. The database refuses it to the filer and the preparer, whatever this code believes. */
export function decideRequest(
  { database, sealer }: CaseParts,
  officerId: string,
  requestId: string,
  wish: DecisionWish,
): Promise<KeptRequest | 'REQUEST_UNKNOWN' | ScopeRefusal | DelayRefusal> {
  return database.transaction(async (tx) => {
    const request = await lockRequest(tx, requestId);
    if (request === undefined) return 'REQUEST_UNKNOWN';
    const { proposal, wrappedKey } = request;
    const prepared = proposal === null ? undefined : scopeOf(sealer, request, proposal);
    const scope = decidedScope(wish, request, prepared, removalsOf(sealer, request, wish.removals));
    const now = await tx.now();
    const refusal =
      refuseDecision(request, prepared && { ...prepared, preparedBy: proposal?.preparedBy ?? '' }, {
        ...scope,
        decidedBy: officerId,
      }) ?? tooFar(wish.validFrom, now);
    if (refusal !== undefined) return refusal;
    if (proposal === null || prepared === undefined)
      throw new Error('refuseDecision lets nothing through that nobody prepared');
    const outcome = outcomeOf(request, scope);
    const delay = outcome === 'REJECTED' ? null : await decidedDelay(tx, sealer, request, wish.delay, now);
    if (typeof delay === 'string') return delay;
    const removed = reasonedOf(request, scope, prepared);
    const column = 'disclosure_decisions.removals_sealed';
    await insertDecision(tx, {
      requestId,
      filedBy: request.filedBy,
      proposalId: proposal.id,
      preparedBy: proposal.preparedBy,
      decidedBy: officerId,
      outcome,
      categories: scope.categories,
      reasonSealed: sealInCase(sealer, wrappedKey, 'disclosure_decisions.reason_sealed', requestId, wish.reason.trim()),
      removalsSealed: sealReasoned(sealer, wrappedKey, column, requestId, removed),
      at: now,
    });
    const granted = outcome !== 'REJECTED';
    if (granted) {
      const validFrom = wish.validFrom === undefined || wish.validFrom < now ? now : wish.validFrom;
      await insertGrant(tx, {
        id: newId(),
        requestId,
        agencyId: request.agencyId,
        categories: scope.categories,
        subjectKeys: scope.subjects,
        period: scope.period,
        validFrom,
        validUntil: new Date(validFrom.getTime() + scope.termDays * DAY_MS),
        readsCap: scope.readsCap,
      });
    }
    if (delay !== null) await delayNotices(tx, sealer, request, delay, now);
    const more = granted ? { ...bounds(scope), ...delayEntry(delay), removed: removed.map(removedEntry) } : {};
    return conclude(tx, { sealer }, request, { outcome, categories: scope.categories, at: now, more });
  });
}

/** As prepared, unless the second person shortens it or leaves it out; the law is asked again, on the day it counts. */
async function decidedDelay(
  tx: Transaction,
  sealer: Sealer,
  { proposal, wrappedKey }: KeptRequest,
  wish: DelayWish | null | undefined,
  now: Date,
): Promise<Delay | null | DelayRefusal | 'WIDER_THAN_PREPARED'> {
  const prepared = proposal && openDelay(sealer, wrappedKey, proposal.id, proposal.delaySealed);
  const wished = wish === undefined ? prepared : wish;
  if (wished === null) return null;
  const delay = delayOf(wished, await listActs(tx, null), now);
  if (typeof delay === 'string') return delay;
  return isDelayWidened(delay, prepared) ? 'WIDER_THAN_PREPARED' : delay;
}

async function delayNotices(
  tx: Transaction,
  sealer: Sealer,
  { id, wrappedKey }: KeptRequest,
  delay: Delay,
  now: Date,
): Promise<void> {
  await insertDelay(tx, {
    requestId: id,
    legalAct: delay.legalAct,
    reasonSealed: sealInCase(sealer, wrappedKey, 'notice_delays.reason_sealed', id, delay.reason),
    decidedAt: now,
    reviewAt: startOf(delay.reviewOn),
    endsAt: endOf(delay.days, now),
  });
}

const delayEntry = (delay: Delay | null): { [key: string]: EntryValue } =>
  delay === null
    ? {}
    : { noticeDelay: { legalAct: { ...delay.legalAct }, days: delay.days, reviewOn: delay.reviewOn } };

function decidedScope(
  wish: DecisionWish,
  request: KeptRequest,
  prepared: Scope | undefined,
  removals: Scope['removals'],
): Scope {
  return {
    categories: [...new Set(wish.categories ?? prepared?.categories ?? [])],
    subjects: staying(prepared?.subjects ?? request.subjectKeys, removals),
    period: wish.period ?? prepared?.period ?? request.period,
    termDays: wish.termDays ?? prepared?.termDays ?? 0,
    readsCap: wish.readsCap ?? prepared?.readsCap ?? 0,
    reason: wish.reason,
    removals,
  };
}

const bounds = ({ subjects, period, termDays, readsCap }: Scope): { [key: string]: EntryValue } => ({
  subjects: subjects.length,
  termDays,
  reads: readsCap,
  ...(period === null ? {} : { period: { ...period } }),
});

/** What was left out, as the ledger says it: no reason in words, no person. */
function removedEntry(removed: Reasoned): EntryValue {
  if (removed.kind === 'CATEGORY') return { kind: removed.kind, category: removed.category };
  return removed.kind === 'SUBJECT' ? { kind: removed.kind } : { kind: removed.kind, count: removed.count };
}

function tooFar(validFrom: Date | undefined, now: Date): 'TERM_OUT_OF_RANGE' | undefined {
  if (validFrom === undefined) return undefined;
  return validFrom.getTime() - now.getTime() > MAX_TERM_DAYS * DAY_MS ? 'TERM_OUT_OF_RANGE' : undefined;
}
