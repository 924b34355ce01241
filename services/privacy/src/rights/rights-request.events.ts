import { type OutgoingFact, outgoing, RightsRequestAnsweredV1, RightsRequestOpenedV1 } from '@belgi/contracts';
import type { KeptRightsRequest } from './rights-requests.store.js';

/** The aggregate is the request: version 1 opens it, version 2 answers it. */
export const rightsRequestChanged = (request: KeptRightsRequest, at: Date): OutgoingFact =>
  outgoing(request.state === 'OPEN' ? RightsRequestOpenedV1 : RightsRequestAnsweredV1, request.id, request.version, {
    requestId: request.id,
    citizenId: request.citizenId,
    reference: request.reference,
    kind: request.kind,
    about: request.about,
    state: request.state,
    dueAt: request.dueAt.toISOString(),
    at: at.toISOString(),
  });
