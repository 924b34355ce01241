import { localDateOf } from '@belgi/contracts';
import { isErased, type Transaction } from '@belgi/database';
import { lockCurrent } from '../consents/consents.store.js';
import { personKey } from '../ledger/record-entry.js';
import { articleInForce } from '../legal-acts/article-in-force.js';
import type { CitationRefusal } from '../legal-acts/legal-act.js';
import { writeAnswered } from '../rights/answer-request.js';
import { type RightsParts, writeOpened } from '../rights/open-request.js';
import { MAX_WORDS_CHARS, type OpenRightsRefusal, refuseOpening } from '../rights/rights-request.js';
import { standingOf } from '../rights/rights-requests.store.js';
import { restrictionChanged } from './restriction.events.js';
import { type RestrictionRefusal, refuseRestriction } from './restriction.js';
import { grantedReason } from './restriction-words.js';
import { insertRestriction, type KeptRestriction, lastRestriction } from './restrictions.store.js';

/** Where the reason of staff lives. */
export const restrictionReasonPlace = (citizenId: string, version: number) => ({
  ...{ table: 'restrictions', column: 'reason_sealed', row: `${citizenId}/${version}` },
});

/** The person restricts the use of their data, or lifts it: granted at once, and in the register as any right is. */
export function changeOwnRestriction(
  { database, sealer }: RightsParts,
  citizenId: string,
  wish: { readonly restricted: boolean; readonly words: string | null },
): Promise<KeptRestriction | RestrictionRefusal | OpenRightsRefusal> {
  return database.transaction(async (tx) => {
    const found = await last(tx, citizenId);
    if (typeof found === 'string') return found;
    const refused = refuseRestriction(found.last, { restricted: wish.restricted, by: 'PERSON', cites: false });
    if (refused !== undefined) return refused;
    const now = await tx.now();
    const asked = {
      kind: wish.restricted ? ('RESTRICTION' as const) : ('RESTRICTION_LIFT' as const),
      ...{ about: null, words: wish.words },
    };
    const refusal = refuseOpening(asked, await standingOf(tx, citizenId, now));
    if (refusal !== undefined) return refusal;
    const request = await writeOpened(tx, sealer, citizenId, asked, now);
    const reason = grantedReason(found.locale, wish.restricted);
    await writeAnswered(tx, sealer, request, { outcome: 'GRANTED', reason, citation: null, by: null, now });
    return write(tx, {
      ...{ citizenId, version: (found.last?.version ?? 0) + 1, restricted: wish.restricted, by: 'PERSON' },
      ...{ staffId: null, reasonSealed: null, citation: null, requestId: request.id, at: now },
    });
  });
}

/** What an officer wants, and why; `cites`: an article, which lifting what the person imposed needs. */
export interface StaffRestriction {
  readonly citizenId: string;
  readonly restricted: boolean;
  readonly reason: string;
  readonly cites: { readonly code: string; readonly article: string } | null;
}

/** A privacy officer restricts the use of somebody's data, or lifts it, with a reason; the person is told. */
export function changeRestrictionByStaff(
  { database, sealer }: RightsParts,
  staffId: string,
  wish: StaffRestriction,
): Promise<KeptRestriction | RestrictionRefusal | CitationRefusal | 'REASON_REQUIRED' | 'REASON_TOO_LONG'> {
  const { citizenId, restricted, cites } = wish;
  const reason = wish.reason.trim();
  return database.transaction(async (tx) => {
    const found = await last(tx, citizenId);
    if (typeof found === 'string') return found;
    const refused = refuseRestriction(found.last, { restricted, by: 'STAFF', cites: cites !== null });
    if (refused !== undefined) return refused;
    if (reason === '') return 'REASON_REQUIRED';
    if (reason.length > MAX_WORDS_CHARS) return 'REASON_TOO_LONG';
    const now = await tx.now();
    const citation = cites && (await articleInForce(tx, cites.code, cites.article, localDateOf(now)));
    if (typeof citation === 'string') return citation;
    const version = (found.last?.version ?? 0) + 1;
    const key = await personKey(tx, sealer, citizenId, now);
    return write(tx, {
      ...{ citizenId, version, restricted, by: 'STAFF', staffId, requestId: null, citation, at: now },
      reasonSealed: sealer.seal(key, reason, restrictionReasonPlace(citizenId, version)),
    });
  });
}

/** Holds the head of the consent: a read that is being recorded is waited for, and changes follow one another. */
async function last(tx: Transaction, citizenId: string) {
  const consent = await lockCurrent(tx, citizenId);
  if (consent === undefined) return 'CONSENT_NOT_RECORDED_YET';
  if (await isErased(tx, citizenId)) return 'PERSON_ERASED';
  return { locale: consent.locale, last: await lastRestriction(tx, citizenId) };
}

async function write(tx: Transaction, kept: KeptRestriction): Promise<KeptRestriction> {
  await insertRestriction(tx, kept);
  await tx.publish(restrictionChanged(kept));
  return kept;
}
