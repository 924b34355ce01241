import { type Locale, newId } from '@belgi/contracts';
import { isErasedFor } from '@belgi/database';
import type { ChangeParts } from '../consents/change-consent.js';
import { anchorOf, clausesOf } from '../editions/clauses.js';
import { editionText, listEditions } from '../editions/editions.store.js';
import { recordEntry } from '../ledger/record-entry.js';
import { isRestrictedFor } from '../restrictions/restrictions.store.js';
import { acceptanceGiven } from './acceptance.events.js';
import { type Acceptance, type AcceptanceRefusal, decideAcceptance } from './acceptance.js';
import { acceptancesOf, insertAcceptance, type KeptAcceptance, lockAcceptances } from './acceptances.store.js';

const RECEIPT_TYPE = 'agreement-receipt+jwt';

/** A citizen accepts an edition of the user agreement: the acceptance, its receipt, its leaf of the ledger and its fact, in one transaction. */
export function acceptAgreement(
  parts: ChangeParts,
  citizenId: string,
  wish: { readonly edition: number; readonly locale: Locale; readonly textSha256: string },
): Promise<KeptAcceptance | AcceptanceRefusal> {
  return parts.database.transaction(async (tx) => {
    // Held until the commit: an erasure comes before, or after and finds it.
    if (await isErasedFor(tx, citizenId)) return 'PERSON_ERASED';
    // Likewise a restriction: a new contract is a use.
    if (await isRestrictedFor(tx, citizenId)) return 'PROCESSING_RESTRICTED';
    await lockAcceptances(tx, citizenId);
    const [latest] = await acceptancesOf(tx, citizenId);
    const at = await tx.now();
    const decided = decideAcceptance(latest?.edition, wish, await listEditions(tx, 'USER_AGREEMENT'), at);
    if (decided === 'REPEAT' && latest !== undefined) return latest;
    if (decided !== 'ACCEPT') return decided as AcceptanceRefusal;
    const textSha256 = wish.textSha256.toLowerCase();
    const acceptance = { id: newId(), citizenId, edition: wish.edition, locale: wish.locale, textSha256, at };
    const entry = await recordEntry(tx, parts.sealer, {
      kind: 'AGREEMENT_ACCEPTED',
      at,
      holder: { for: 'PERSON', citizenId },
      data: { citizenId, acceptanceId: acceptance.id, edition: wish.edition, locale: wish.locale, textSha256 },
    });
    const markdown = (await editionText(tx, wish.edition, wish.locale, 'USER_AGREEMENT')) ?? '';
    const claims = receiptOf(acceptance, { entry, markdown, publicUrl: parts.publicUrl });
    const kept = { ...acceptance, receipt: await parts.keys.sign(RECEIPT_TYPE, claims, null) };
    await insertAcceptance(tx, kept, entry.id);
    await tx.publish(acceptanceGiven(kept));
    return kept;
  });
}

/** What the person holds in their hands: which words, when, and where the ledger has it. */
function receiptOf(
  { id, citizenId, edition, locale, textSha256, at }: Acceptance,
  source: { entry: { id: string; leafHash: string }; markdown: string; publicUrl: string },
) {
  const language = locale.toLowerCase();
  const agreement = `${source.publicUrl}/policy/agreement/editions/${edition}?lang=${language}`;
  const numbered = clausesOf(source.markdown).filter((clause) => /^\d+(\.\d+)+$/.test(clause.id));
  return {
    iss: 'belgi:privacy',
    sub: citizenId,
    jti: id,
    agreement,
    agreement_edition: edition,
    agreement_sha256: textSha256,
    agreement_clauses: numbered.map((clause) => `${agreement}#${anchorOf(clause.id)}`),
    language,
    accepted_at: at.toISOString(),
    ledger_entry: { id: source.entry.id, leaf_hash: source.entry.leafHash },
  };
}
