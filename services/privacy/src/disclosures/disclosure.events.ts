import {
  type DataCategory,
  DisclosureDecidedV1,
  DisclosureReadV1,
  DisclosureSubmittedV1,
  type OutgoingFact,
  outgoing,
} from '@belgi/contracts';
import type { RecordedRequestState } from './disclosure.js';

interface RequestFact {
  readonly id: string;
  readonly agencyId: string | null;
  readonly state: RecordedRequestState;
  readonly categories: readonly DataCategory[];
  readonly version: number;
}

/** No subject, no officer: the others need neither. */
const stateOf = ({ id, agencyId, state, categories }: RequestFact) => ({
  requestId: id,
  agencyId,
  state,
  categories: [...categories],
});

export const disclosureSubmitted = (request: RequestFact): OutgoingFact =>
  outgoing(DisclosureSubmittedV1, request.id, request.version, stateOf(request));

export const disclosureDecided = (request: RequestFact): OutgoingFact =>
  outgoing(DisclosureDecidedV1, request.id, request.version, stateOf(request));

/** Told so that notify can tell the person. The entry is the aggregate. */
export const disclosureRead = (read: {
  entryId: string;
  citizenId: string | null;
  agencyId: string;
  agencyName: string;
  letterNumber: string;
  legalBasis: string;
  categories: readonly DataCategory[];
  leafHash: string;
  at: Date;
}): OutgoingFact =>
  outgoing(DisclosureReadV1, read.entryId, 1, {
    ...read,
    categories: [...read.categories],
    at: read.at.toISOString(),
  });
