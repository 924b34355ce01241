import { randomBytes } from 'node:crypto';
import type { Sealer } from '@belgi/access';
import { newId } from '@belgi/contracts';
import { type Database, isErased, type Transaction } from '@belgi/database';
import { lockCurrent } from '../consents/consents.store.js';
import { dueOf } from '../deadlines/calendar.store.js';
import { referenceOf } from '../inquiries/inquiry.js';
import { personKey, recordEntry } from '../ledger/record-entry.js';
import { rightsRequestChanged } from './rights-request.events.js';
import { type OpenRightsRefusal, type RightsWish, refuseOpening } from './rights-request.js';
import { insertRequest, insertStep, type KeptRightsRequest, standingOf } from './rights-requests.store.js';

export interface RightsParts {
  readonly database: Database;
  readonly sealer: Sealer;
}

const REFERENCE_BYTES = 12;

/** Where the person's own words live. */
export const wordsPlace = (id: string) => ({ table: 'rights_requests', column: 'words_sealed', row: id });

/**
 * A person asks for what is their right; free of charge, answered within the term RIGHTS_ANSWER. Requests of one person
 * follow one another on the head of their consent, so that the limits hold for two at once as well.
 */
export function openRequest(
  parts: RightsParts,
  citizenId: string,
  wish: RightsWish,
): Promise<KeptRightsRequest | OpenRightsRefusal | 'CONSENT_NOT_RECORDED_YET' | 'PERSON_ERASED'> {
  return parts.database.transaction(async (tx) => {
    if ((await lockCurrent(tx, citizenId)) === undefined) return 'CONSENT_NOT_RECORDED_YET';
    if (await isErased(tx, citizenId)) return 'PERSON_ERASED';
    const now = await tx.now();
    const refusal = refuseOpening(wish, await standingOf(tx, citizenId, now));
    return refusal ?? writeOpened(tx, parts.sealer, citizenId, wish, now);
  });
}

/** The row, its first step, its leaf and its fact. The caller holds the head of the person's consent. */
export async function writeOpened(
  tx: Transaction,
  sealer: Sealer,
  citizenId: string,
  { kind, about, words }: RightsWish,
  now: Date,
): Promise<KeptRightsRequest> {
  const id = newId();
  const reference = referenceOf(randomBytes(REFERENCE_BYTES));
  const dueAt = await dueOf(tx, 'RIGHTS_ANSWER', now);
  const entry = await recordEntry(tx, sealer, {
    kind: 'RIGHTS_REQUEST_OPENED',
    at: now,
    holder: { for: 'PERSON', citizenId },
    data: { citizenId, reference, right: kind, about, dueAt: dueAt.toISOString() },
  });
  const key = await personKey(tx, sealer, citizenId, now);
  const request: KeptRightsRequest = {
    ...{ id, reference, citizenId, kind, about, openedAt: now, dueAt, state: 'OPEN', version: 1 },
    wordsSealed: words === null ? null : sealer.seal(key, words, wordsPlace(id)),
  };
  await insertRequest(tx, request);
  await insertStep(tx, {
    ...{ requestId: id, version: 1, state: 'OPEN', at: now, by: 'PERSON', staffId: null },
    ...{ reasonSealed: null, citation: null, entryId: entry.id },
  });
  await tx.publish(rightsRequestChanged(request, now));
  return request;
}
