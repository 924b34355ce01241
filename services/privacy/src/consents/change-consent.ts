import type { Database, Transaction } from '@belgi/database';
import { listEditions } from '../editions/editions.store.js';
import { refuseGiving } from '../erasure/erasure.js';
import { lastErasureOf } from '../erasure/erasures.store.js';
import { appendConsent, type ConsentParts } from './append-consent.js';
import {
  type Agreement,
  type Consent,
  type ConsentAct,
  type ConsentDecision,
  type ConsentRefusal,
  decideFirst,
  decideGive,
  decideWithdraw,
} from './consent.js';
import { type KeptConsent, lockCurrent } from './consents.store.js';

export interface ChangeParts extends ConsentParts {
  readonly database: Database;
}

/** Longest text a person may add to a withdrawal; it is kept for them, nobody is obliged to give one. */
export const MAX_REASON_CHARS = 2_000;

/** The citizen agrees to the edition in force or to the next one. */
export function giveConsent(
  parts: ChangeParts,
  citizenId: string,
  agreement: Agreement,
): Promise<KeptConsent | ConsentRefusal> {
  const wish = { ...agreement, textSha256: agreement.textSha256.toLowerCase() };
  return change(parts, { citizenId, act: 'AGREEMENT' }, async (tx, current, now) => {
    const refusal = refuseGiving((await lastErasureOf(tx, citizenId))?.state);
    if (refusal !== undefined) return { kind: 'refused', code: refusal };
    return decideGive(current, wish, await listEditions(tx), now);
  });
}

/** The citizen leaves (preamble 2). */
export function withdrawConsent(
  parts: ChangeParts,
  citizenId: string,
  reason: string | undefined,
): Promise<KeptConsent | ConsentRefusal> {
  return change(parts, { citizenId, act: 'WITHDRAWAL', reason }, async (_tx, current) => decideWithdraw(current));
}

/**
 * Binds the acceptance that a registration stood on to the citizen it made: the first consent, epoch 1.
 * Runs in the consumer's transaction; the fact coming again finds the head and changes nothing.
 */
export async function recordRegistration(
  tx: Transaction,
  parts: ConsentParts,
  registered: { citizenId: string; acceptanceId: string; agreement: Agreement },
): Promise<void> {
  const { citizenId, acceptanceId, agreement } = registered;
  if ((await lockCurrent(tx, citizenId)) !== undefined) return;
  const decision = decideFirst(agreement);
  if (decision.kind !== 'append') throw new Error('a first consent is always appended');
  await appendConsent(tx, parts, decision, { citizenId, act: 'REGISTRATION', acceptanceId, at: await tx.now() });
}

/** Giving and withdrawing at once: t0 both ask; t1 one locks the head; t2 the other waits, then sees the first's epoch. */
function change(
  parts: ChangeParts,
  given: { citizenId: string; act: ConsentAct; reason?: string | undefined },
  decide: (tx: Transaction, current: Consent | undefined, now: Date) => Promise<ConsentDecision>,
): Promise<KeptConsent | ConsentRefusal> {
  return parts.database.transaction(async (tx) => {
    const current = await lockCurrent(tx, given.citizenId);
    const now = await tx.now();
    const decision = await decide(tx, current, now);
    if (decision.kind === 'refused') return decision.code;
    if (decision.kind === 'append') return appendConsent(tx, parts, decision, { ...given, at: now });
    if (current === undefined) throw new Error('a repeated change has something to repeat');
    return current;
  });
}
