import { type RequestState, stateAt } from './disclosure.js';
import type { DisclosureGrant } from './disclosure-decision.type.js';
import type { DisclosureRequestNode } from './disclosure-request.type.js';
import type { KeptGrant, KeptRequest } from './requests.store.js';

/** The graph's shape of a request, as it stands at `now`. */
export function requestNode(request: KeptRequest, now: Date): DisclosureRequestNode {
  const { grant } = request;
  const state = stateAt(request.state, grant?.validUntil ?? null, now);
  return {
    id: request.id,
    agencyName: request.agencyName,
    agency: request.agencyId === null ? null : { id: request.agencyId },
    unit: request.unit,
    channel: request.channel,
    letterNumber: request.letterNumber,
    letterDate: request.letterDate,
    letterSha256: request.letterSha256,
    legalBasis: request.legalBasis,
    legalAct: request.cited,
    duty: request.duty,
    categories: [...request.categories],
    subjects: request.subjects,
    period: request.period,
    urgency: request.urgency,
    answerDueAt: request.answerDueAt,
    state,
    stateSince: sinceOf(request, state),
    filedAt: request.filedAt,
    grant: grant && grantNode(grant),
    kept: request,
  };
}

const grantNode = (grant: KeptGrant): DisclosureGrant => ({
  id: grant.id,
  categories: grant.categories,
  subjects: grant.subjectsCap,
  period: grant.period,
  validFrom: grant.validFrom,
  validUntil: grant.validUntil,
  readsLeft: grant.readsCap - grant.readsUsed,
  revokedAt: grant.revokedAt,
});

function sinceOf({ filedAt, proposal, decision, grant }: KeptRequest, state: RequestState): Date {
  const since: Readonly<Record<RequestState, Date | null | undefined>> = {
    SUBMITTED: filedAt,
    UNDER_REVIEW: proposal?.at,
    GRANTED: decision?.at,
    NARROWED: decision?.at,
    REJECTED: decision?.at,
    REVOKED: grant?.revokedAt,
    EXPIRED: grant?.validUntil,
  };
  return since[state] ?? filedAt;
}
