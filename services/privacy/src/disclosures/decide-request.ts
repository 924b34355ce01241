import { newId } from '@belgi/contracts';
import type { EntryValue } from '../ledger/ledger-entry.js';
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
  /** Not before now; absent: now. */
  readonly validFrom: Date | undefined;
}

/** A second person decides. The database refuses it to the filer and the preparer, whatever this code believes. */
export function decideRequest(
  { database, sealer }: CaseParts,
  officerId: string,
  requestId: string,
  wish: DecisionWish,
): Promise<KeptRequest | 'REQUEST_UNKNOWN' | ScopeRefusal> {
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
    const more = granted ? { ...bounds(scope), removed: removed.map(removedEntry) } : {};
    return conclude(tx, { sealer }, request, { outcome, categories: scope.categories, at: now, more });
  });
}

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
