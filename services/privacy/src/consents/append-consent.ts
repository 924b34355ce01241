import type { KeySet, Sealer } from '@belgi/access';
import { newId } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { clauseIdsOf } from '../editions/clause-ids.js';
import { personKey, recordEntry } from '../ledger/record-entry.js';
import { consentChanged } from './consent.events.js';
import type { ConsentAct, ConsentDecision } from './consent.js';
import { insertConsent, type KeptConsent, moveHead } from './consents.store.js';
import { buildReceipt } from './receipt.js';

export interface ConsentParts {
  readonly sealer: Sealer;
  readonly keys: KeySet;
  readonly publicUrl: string;
}

const RECEIPT_TYPE = 'consent-receipt+jwt';
const entryKinds = { GIVEN: 'CONSENT_GIVEN', RENEWED: 'CONSENT_RENEWED', WITHDRAWN: 'CONSENT_WITHDRAWN' } as const;

/**
 * Appends one entry to a citizen's history, with receipt, ledger entry, new head and fact.
 * The caller holds the lock on the head (or is the first entry, which the constraint `consents_epoch_once` guards).
 */
export async function appendConsent(
  tx: Transaction,
  parts: ConsentParts,
  decision: Extract<ConsentDecision, { kind: 'append' }>,
  given: { citizenId: string; act: ConsentAct; acceptanceId?: string; reason?: string | undefined; at: Date },
): Promise<KeptConsent> {
  const { citizenId, act, at } = given;
  const consent = { id: newId(), citizenId, epoch: decision.epoch, state: decision.state, at, ...decision.agreement };
  const entry = await recordEntry(tx, parts.sealer, {
    kind: entryKinds[consent.state],
    at,
    holder: { for: 'PERSON', citizenId },
    data: {
      citizenId,
      consentId: consent.id,
      epoch: consent.epoch,
      edition: consent.edition,
      locale: consent.locale,
      textSha256: consent.textSha256,
      act,
    },
  });
  const clauses = await clauseIdsOf(tx, consent);
  const claims = buildReceipt({ consent, act, entry, publicUrl: parts.publicUrl, clauses });
  const receipt = await parts.keys.sign(RECEIPT_TYPE, claims, null);
  const place = { table: 'consents', column: 'reason_sealed', row: consent.id };
  const reasonSealed =
    given.reason === undefined
      ? null
      : parts.sealer.seal(await personKey(tx, parts.sealer, citizenId, at), given.reason, place);
  const kept = { ...consent, receipt };
  await insertConsent(tx, { ...kept, act, acceptanceId: given.acceptanceId ?? null, reasonSealed });
  await moveHead(tx, kept);
  await tx.publish(consentChanged(kept));
  return kept;
}
