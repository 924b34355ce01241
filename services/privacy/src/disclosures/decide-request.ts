import { newId } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { recordEntry } from '../ledger/record-entry.js';
import { openInCase, sealInCase } from './case-seal.js';
import { disclosureDecided } from './disclosure.events.js';
import {
  MAX_TERM_DAYS,
  outcomeOf,
  refuseDecision,
  refuseProposal,
  type Scope,
  type ScopeRefusal,
} from './disclosure.js';
import type { CaseParts } from './file-request.js';
import { findGrant, insertGrant, lockGrant, markRevoked } from './grants.store.js';
import { insertDecision, insertProposal, setRequestState } from './record-requests.store.js';
import { findRequest, type KeptRequest, lockRequest } from './requests.store.js';

const DAY_MS = 86_400_000;

export type DecideRefusal = 'REQUEST_UNKNOWN' | ScopeRefusal;

/** One officer prepares: what to grant, for how long, why. The request is then under review. */
export function prepareDecision(
  { database, sealer }: CaseParts,
  officerId: string,
  requestId: string,
  scope: Scope,
): Promise<KeptRequest | DecideRefusal> {
  return database.transaction(async (tx) => {
    const request = await lockRequest(tx, requestId);
    if (request === undefined) return 'REQUEST_UNKNOWN';
    const refusal = refuseProposal(request, scope);
    if (refusal !== undefined) return refusal;
    const id = newId();
    await insertProposal(tx, {
      id,
      requestId,
      preparedBy: officerId,
      categories: [...new Set(scope.categories)],
      reasonSealed: sealInCase(
        sealer,
        request.wrappedKey,
        'disclosure_proposals.reason_sealed',
        id,
        scope.reason.trim(),
      ),
      // A rejection grants nothing, so its term and cap mean nothing; the table wants them in range.
      termDays: scope.categories.length === 0 ? 1 : scope.termDays,
      readsCap: scope.categories.length === 0 ? 1 : scope.readsCap,
      at: await tx.now(),
    });
    await setRequestState(tx, requestId, 'UNDER_REVIEW', request.version);
    return whole(tx, requestId);
  });
}

/** What the second person says; what is left out is as it was prepared. */
export interface DecisionWish {
  readonly categories: Scope['categories'] | undefined;
  readonly termDays: number | undefined;
  readonly readsCap: number | undefined;
  readonly reason: string;
  /** Not before now; absent: now. */
  readonly validFrom: Date | undefined;
}

/** A second person decides. The database refuses it to the filer and the preparer, whatever this code believes. */
export function decideRequest(
  { database, sealer }: CaseParts,
  officerId: string,
  requestId: string,
  wish: DecisionWish,
): Promise<KeptRequest | DecideRefusal> {
  return database.transaction(async (tx) => {
    const request = await lockRequest(tx, requestId);
    if (request === undefined) return 'REQUEST_UNKNOWN';
    const { proposal, wrappedKey } = request;
    const prepared = proposal && {
      ...proposal,
      reason: openInCase(sealer, wrappedKey, 'disclosure_proposals.reason_sealed', proposal.id, proposal.reasonSealed),
    };
    const scope = {
      categories: [...new Set(wish.categories ?? proposal?.categories ?? [])],
      termDays: wish.termDays ?? proposal?.termDays ?? 0,
      readsCap: wish.readsCap ?? proposal?.readsCap ?? 0,
      reason: wish.reason,
      decidedBy: officerId,
    };
    const now = await tx.now();
    const refusal = refuseDecision(request, prepared ?? undefined, scope) ?? tooFar(wish.validFrom, now);
    if (refusal !== undefined) return refusal;
    if (proposal === null) throw new Error('refuseDecision lets nothing through that nobody prepared');
    const outcome = outcomeOf(request, scope);
    await insertDecision(tx, {
      requestId,
      filedBy: request.filedBy,
      proposalId: proposal.id,
      preparedBy: proposal.preparedBy,
      decidedBy: officerId,
      outcome,
      categories: scope.categories,
      reasonSealed: sealInCase(sealer, wrappedKey, 'disclosure_decisions.reason_sealed', requestId, wish.reason.trim()),
      at: now,
    });
    if (outcome !== 'REJECTED') {
      const validFrom = wish.validFrom === undefined || wish.validFrom < now ? now : wish.validFrom;
      await insertGrant(tx, {
        id: newId(),
        requestId,
        agencyId: request.agencyId,
        categories: scope.categories,
        validFrom,
        validUntil: new Date(validFrom.getTime() + scope.termDays * DAY_MS),
        readsCap: scope.readsCap,
      });
    }
    await conclude(tx, { sealer }, request, outcome, scope.categories, now);
    return whole(tx, requestId);
  });
}

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
    await conclude(tx, { sealer }, request, 'REVOKED', grant.categories, at);
    return whole(tx, request.id);
  });
}

async function conclude(
  tx: Transaction,
  { sealer }: Pick<CaseParts, 'sealer'>,
  request: KeptRequest,
  outcome: 'GRANTED' | 'NARROWED' | 'REJECTED' | 'REVOKED',
  categories: Scope['categories'],
  at: Date,
): Promise<void> {
  const version = request.version + 1;
  await setRequestState(tx, request.id, outcome, version);
  await recordEntry(tx, sealer, {
    kind: 'DISCLOSURE_DECIDED',
    at,
    holder: { for: 'CASE', letterId: request.letterId, wrappedKey: request.wrappedKey },
    data: { requestId: request.id, outcome, categories },
  });
  await tx.publish(
    disclosureDecided({ id: request.id, agencyId: request.agencyId, state: outcome, categories, version }),
  );
}

async function whole(tx: Transaction, id: string): Promise<KeptRequest> {
  const request = await findRequest(tx, id);
  if (request === undefined) throw new Error('a locked request vanished');
  return request;
}

function tooFar(validFrom: Date | undefined, now: Date): 'TERM_OUT_OF_RANGE' | undefined {
  if (validFrom === undefined) return undefined;
  return validFrom.getTime() - now.getTime() > MAX_TERM_DAYS * DAY_MS ? 'TERM_OUT_OF_RANGE' : undefined;
}
