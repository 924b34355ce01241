import { stateAt } from './disclosure.js';
import { type DisclosureRequestNode } from './disclosure-request.type.js';
import type { KeptRequest } from './requests.store.js';

/** The graph's shape of a request, as it stands at `now`. */
export function requestNode(request: KeptRequest, now: Date): DisclosureRequestNode {
  const { grant } = request;
  return {
    id: request.id,
    agencyName: request.agencyName,
    agency: request.agencyId === null ? null : { id: request.agencyId },
    letterNumber: request.letterNumber,
    letterDate: request.letterDate,
    letterSha256: request.letterSha256,
    legalBasis: request.legalBasis,
    duty: request.duty,
    categories: [...request.categories],
    subjects: request.subjects,
    state: stateAt(request.state, grant?.validUntil ?? null, now),
    filedAt: request.filedAt,
    grant: grant && {
      id: grant.id,
      categories: grant.categories,
      validFrom: grant.validFrom,
      validUntil: grant.validUntil,
      readsLeft: grant.readsCap - grant.readsUsed,
      revokedAt: grant.revokedAt,
    },
    kept: request,
  };
}
