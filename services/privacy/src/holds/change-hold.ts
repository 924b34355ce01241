import type { Sealer } from '@belgi/access';
import {
  LegalHoldLiftedV1,
  LegalHoldPlacedV1,
  type LegalHoldStateData,
  localDateOf,
  newId,
  outgoing,
} from '@belgi/contracts';
import { applyHold, type Database, type Transaction } from '@belgi/database';
import { recordEntry } from '../ledger/record-entry.js';
import { articleInForce } from '../legal-acts/article-in-force.js';
import {
  decideHold,
  type HoldStepKind,
  type HoldStepRefusal,
  type HoldWish,
  type ProposeHoldRefusal,
  proposeLifting,
  refuseProposal,
  refuseReason,
} from './hold-order.js';
import { insertOrder, insertStep, type KeptHold, lockHold, readHolds } from './hold-orders.store.js';
import { sealReason } from './hold-seal.js';

export interface HoldParts {
  readonly database: Database;
  readonly sealer: Sealer;
}

/** One officer wants something kept; nothing is held until a second one agrees. */
export function proposeHold(parts: HoldParts, officer: string, wish: HoldWish): Promise<KeptHold | ProposeHoldRefusal> {
  const { database, sealer } = parts;
  return database.transaction(async (tx) => {
    const at = await tx.now();
    const today = localDateOf(at);
    const cited = await articleInForce(tx, wish.act, wish.article, today);
    const refusal = refuseProposal(wish, today, cited);
    if (refusal !== undefined || typeof cited === 'string') return refusal ?? 'ACT_UNKNOWN';
    const id = newId();
    const wrappedKey = sealer.newDataKey().wrapped;
    const { scope, subjectId, act, article, reviewOn } = wish;
    await insertOrder(tx, { id, scope, subjectId, act, actRevision: cited.revision, article, reviewOn, wrappedKey });
    const reasonSealed = sealReason(sealer, wrappedKey, id, 1, wish.reason);
    await insertStep(tx, id, { number: 1, kind: 'PROPOSED', takenBy: officer, reasonSealed, at });
    return reread(tx, id);
  });
}

/** A second officer agrees to what is proposed, a hold or its lifting, or does not. */
export const decideOnHold = (
  parts: HoldParts,
  officer: string,
  decision: { readonly holdId: string; readonly agrees: boolean; readonly reason: string },
): Promise<KeptHold | HoldStepRefusal> =>
  step(parts, officer, decision, (hold) => decideHold(hold?.steps.at(-1), officer, decision.agrees));

/** What is in force is to be let go; it stays until a second officer agrees. */
export const proposeLiftingHold = (
  parts: HoldParts,
  officer: string,
  wish: { readonly holdId: string; readonly reason: string },
): Promise<KeptHold | HoldStepRefusal> => step(parts, officer, wish, (hold) => proposeLifting(hold?.steps.at(-1)));

function step(
  { database, sealer }: HoldParts,
  officer: string,
  { holdId, reason }: { readonly holdId: string; readonly reason: string },
  decide: (hold: KeptHold | undefined) => HoldStepKind | HoldStepRefusal,
): Promise<KeptHold | HoldStepRefusal> {
  return database.transaction(async (tx) => {
    const refusal = refuseReason(reason);
    if (refusal !== undefined) return refusal;
    await lockHold(tx, holdId);
    const [hold] = await readHolds(tx, holdId, 1);
    const kind = decide(hold);
    if (hold === undefined || !isKind(kind)) return isKind(kind) ? 'HOLD_UNKNOWN' : kind;
    const at = await tx.now();
    const number = hold.steps.length + 1;
    const reasonSealed = sealReason(sealer, hold.wrappedKey, holdId, number, reason);
    await insertStep(tx, holdId, { number, kind, takenBy: officer, reasonSealed, at });
    if (kind === 'PLACED' || kind === 'LIFTED') await takeEffect(tx, sealer, hold, { kind, at });
    return reread(tx, holdId);
  });
}

const KINDS: readonly string[] = ['PROPOSED', 'PLACED', 'REJECTED', 'LIFTING_PROPOSED', 'LIFTED', 'KEPT'];
const isKind = (outcome: HoldStepKind | HoldStepRefusal): outcome is HoldStepKind => KINDS.includes(outcome);

/** The others learn of it, privacy's own job too, and the ledger says that it was so: of nobody by name. */
async function takeEffect(
  tx: Transaction,
  sealer: Sealer,
  hold: KeptHold,
  { kind, at }: { readonly kind: 'PLACED' | 'LIFTED'; readonly at: Date },
): Promise<void> {
  const isLifted = kind === 'LIFTED';
  const placedAt = isLifted ? (hold.steps.find((one) => one.kind === 'PLACED')?.at ?? at) : at;
  const version = isLifted ? 2 : 1;
  const liftedAt = isLifted ? at : null;
  await applyHold(tx, { id: hold.id, scope: hold.scope, subject: hold.subjectId, version, liftedAt });
  const state: LegalHoldStateData = {
    holdId: hold.id,
    scope: hold.scope,
    subjectId: hold.subjectId,
    placedAt: placedAt.toISOString(),
    liftedAt: liftedAt?.toISOString() ?? null,
  };
  await tx.publish(outgoing(isLifted ? LegalHoldLiftedV1 : LegalHoldPlacedV1, hold.id, version, state));
  await recordEntry(tx, sealer, {
    kind: isLifted ? 'HOLD_LIFTED' : 'HOLD_PLACED',
    at,
    holder: { for: 'PUBLIC' },
    data: {
      holdId: hold.id,
      holdScope: hold.scope,
      legalBasis: `${hold.act}, ${hold.article}`,
      reviewOn: hold.reviewOn,
    },
  });
}

async function reread(tx: Transaction, id: string): Promise<KeptHold> {
  const [hold] = await readHolds(tx, id, 1);
  if (hold === undefined) throw new Error('the hold is gone');
  return hold;
}
