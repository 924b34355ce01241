import type { Sealer } from '@belgi/access';
import { localDateOf } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { normalisedReference } from '../inquiries/inquiry.js';
import { personKey, recordEntry } from '../ledger/record-entry.js';
import { articleInForce } from '../legal-acts/article-in-force.js';
import type { Citation, CitationRefusal } from '../legal-acts/legal-act.js';
import type { RightsParts } from './open-request.js';
import { rightsRequestChanged } from './rights-request.events.js';
import { type AnswerRightsRefusal, type RightsAnswer, refuseAnswer } from './rights-request.js';
import { insertStep, type KeptRightsRequest, lockByReference, setState } from './rights-requests.store.js';

/** Where the reason of a step lives. */
export const reasonPlace = (requestId: string, version: number) => ({
  ...{ table: 'rights_request_steps', column: 'reason_sealed', row: `${requestId}/${version}` },
});

/** Staff answer; a refusal cites an article that is in force today. An answer stays as it was given. */
export function answerRequest(
  { database, sealer }: RightsParts,
  staffId: string,
  reference: string,
  answer: RightsAnswer,
): Promise<KeptRightsRequest | AnswerRightsRefusal | CitationRefusal> {
  return database.transaction(async (tx) => {
    const request = await lockByReference(tx, normalisedReference(reference));
    const refusal = refuseAnswer(request, answer);
    if (request === undefined || refusal !== undefined) return refusal ?? 'RIGHTS_REQUEST_UNKNOWN';
    const now = await tx.now();
    const { cites } = answer;
    const citation = cites && (await articleInForce(tx, cites.code, cites.article, localDateOf(now)));
    if (typeof citation === 'string') return citation;
    const { outcome, reason } = answer;
    return writeAnswered(tx, sealer, request, { outcome, reason: reason.trim(), citation, by: staffId, now });
  });
}

/** The new state, its step, its leaf and its fact. The caller holds the request, or has just written it. */
export async function writeAnswered(
  tx: Transaction,
  sealer: Sealer,
  request: KeptRightsRequest,
  answer: {
    readonly outcome: RightsAnswer['outcome'];
    readonly reason: string;
    readonly citation: Citation | null;
    /** The account of staff; null: a rule. */
    readonly by: string | null;
    readonly now: Date;
  },
): Promise<KeptRightsRequest> {
  const { outcome: state, citation, by: staffId, now: at } = answer;
  const { citizenId, reference, kind, id } = request;
  const entry = await recordEntry(tx, sealer, {
    kind: 'RIGHTS_REQUEST_ANSWERED',
    at,
    holder: { for: 'PERSON', citizenId },
    data: {
      ...{ citizenId, reference, right: kind, outcome: state },
      article: citation && `${citation.code}, ${citation.article} (${citation.revision})`,
    },
  });
  const version = request.version + 1;
  const key = await personKey(tx, sealer, citizenId, at);
  await setState(tx, id, state, version);
  await insertStep(tx, {
    ...{ requestId: id, version, state, at, by: staffId === null ? 'RULE' : 'STAFF', staffId, citation },
    ...{ reasonSealed: sealer.seal(key, answer.reason, reasonPlace(id, version)), entryId: entry.id },
  });
  const answered = { ...request, state, version };
  await tx.publish(rightsRequestChanged(answered, at));
  return answered;
}
