import type { Transaction } from '@belgi/database';
import type { StoredAccount } from '../accounts/account.store.js';
import { applyBlocks } from '../accounts/apply-blocks.js';
import { setAssurance } from '../people/attribute.store.js';
import { letGoOfPin } from '../people/lookup.store.js';
import type { Ports } from '../ports.js';
import { type Refused, refuse } from '../refusals.js';
import { doubtProof } from '../verification/doubt-proof.js';
import { doubtDecided, doubtRuledOn } from './doubt.events.js';
import {
  APPEAL_WORKING_DAYS,
  type AppealOutcome,
  type DecisionRefusal,
  type Doubt,
  type DoubtOutcome,
  judgeDecision,
  judgeRuling,
  type RulingRefusal,
} from './doubt.js';
import { saveDecision, saveRuling, stillStanding } from './doubt.store.js';
import { dueIn } from './due-in.js';
import { holdDoubt } from './hold-doubt.js';
import { parseWords, sealWords } from './words.js';

/**
 * Another employee than the one who marked the values decides, after the answer or the term (user agreement 4.4, 4.5). Dismissed, they are
 * worth what they were; false, those that still stand stay DISPUTED until they are corrected or proved.
 */
export function decideDoubt(
  { database, vault }: Ports,
  decision: { doubtId: string; outcome: DoubtOutcome; reason: string },
  operatorId: string,
): Promise<Doubt | Refused<DecisionRefusal>> {
  const reason = parseWords(decision.reason);
  return database.transaction(async (tx) => {
    const held = await holdDoubt(tx, decision.doubtId);
    const now = await tx.now();
    const by = { id: operatorId, keptOnly: held?.person.keptOnly === true };
    const refused = judgeDecision(reason !== undefined, held?.doubt, by, now);
    if (refused !== undefined) return refuse(refused);
    if (held === undefined || reason === undefined) throw new Error('judged without a doubt or a reason');
    const { doubt, person } = held;
    const { outcome } = decision;
    const appealDueAt = outcome === 'BLOCKED' ? await dueIn(tx, APPEAL_WORKING_DAYS, now) : null;
    const decisionSealed = sealWords(vault, person.account, doubt.id, 'decisionSealed', reason);
    await saveDecision(tx, doubt.id, { outcome, decisionSealed, decidedBy: operatorId, appealDueAt }, now);
    if (outcome !== 'DISMISSED') await findFalse(tx, person.account, doubt.id, now);
    const decided = { ...doubt, outcome, decidedBy: operatorId, decidedAt: now, appealDueAt };
    await tx.publish(doubtDecided(decided, now));
    return decided;
  });
}

/**
 * A PIN that was found false proves nobody any more, nor the name that came with it: who it is of goes to the portal again. It is let go of
 * also where a dispute had taken its proof already.
 */
async function findFalse(tx: Transaction, account: StoredAccount, doubtId: string, now: Date): Promise<void> {
  const names = await stillStanding(tx, doubtId);
  await setAssurance(tx, account.id, names, { assurance: 'DISPUTED', verifiedBy: null }, now);
  if (names.includes('pin')) {
    await letGoOfPin(tx, account.id);
    await doubtProof(tx, account.id, now);
  }
  await applyBlocks(tx, account, names.includes('pin') && account.pinVerified ? { pinVerified: false } : {});
}

/** A third employee upholds the block or lifts it (user agreement 4.6). Whatever else the account is blocked for stays. */
export function ruleOnAppeal(
  { database, vault }: Ports,
  ruling: { doubtId: string; outcome: AppealOutcome; reason: string },
  employeeId: string,
): Promise<Doubt | Refused<RulingRefusal>> {
  const reason = parseWords(ruling.reason);
  return database.transaction(async (tx) => {
    const held = await holdDoubt(tx, ruling.doubtId);
    const by = { id: employeeId, keptOnly: held?.person.keptOnly === true };
    const refused = judgeRuling(reason !== undefined, held?.doubt, by);
    if (refused !== undefined) return refuse(refused);
    if (held === undefined || reason === undefined) throw new Error('judged without a doubt or a reason');
    const { doubt, person } = held;
    const now = await tx.now();
    const { outcome: appealOutcome } = ruling;
    const rulingSealed = sealWords(vault, person.account, doubt.id, 'rulingSealed', reason);
    await saveRuling(tx, doubt.id, { appealOutcome, rulingSealed, ruledBy: employeeId }, now);
    if (appealOutcome === 'LIFTED') await applyBlocks(tx, person.account);
    const ruledOn = { ...doubt, appealOutcome, ruledBy: employeeId, ruledAt: now };
    await tx.publish(doubtRuledOn(ruledOn, now));
    return ruledOn;
  });
}
