import type { Transaction } from '@belgi/database';
import { accountChanged, accountVerified } from '../accounts/account.events.js';
import { changed } from '../accounts/account.js';
import { lockAccounts, type StoredAccount, saveAccount } from '../accounts/account.store.js';
import { holderOfPin, holdPin, letGoOfPin, lockPin } from '../people/lookup.store.js';
import type { Ports } from '../ports.js';
import { type Refused, refuse } from '../refusals.js';
import { doubtProof, trustProof } from './doubt-proof.js';
import { sealReason } from './seal-reason.js';
import { decideDisputeRow, hasOpenDispute, lockOpenDispute } from './verification.store.js';

/** Shorter is no reason. */
const MIN_REASON = 5;
const MAX_REASON = 1_000;

/**
 * An operator says whose PIN it is. The other account goes on unverified, its PIN and the name that came with it marked
 * as disputed.
 */
export async function decideDispute(
  ports: Ports,
  decision: { disputeId: string; keep: string; reason: string },
  operatorId: string,
): Promise<{ disputeId: string; keptId: string; decidedAt: Date } | Refused<'DISPUTE_UNKNOWN' | 'REASON_REQUIRED'>> {
  const reason = decision.reason.trim();
  if (reason.length < MIN_REASON || reason.length > MAX_REASON) return refuse('REASON_REQUIRED');
  return ports.database.transaction(async (tx) => {
    const dispute = await lockOpenDispute(tx, decision.disputeId);
    if (dispute === undefined) return refuse('DISPUTE_UNKNOWN');
    await lockPin(tx, dispute.pinLookup);
    const { holder, challenger } = dispute;
    const keptId = [holder, challenger].find((id) => id === decision.keep);
    if (keptId === undefined) return refuse('DISPUTE_UNKNOWN');
    const accounts = await lockAccounts(tx, [holder, challenger]);
    const now = await tx.now();
    const sealed = sealReason(ports.vault, dispute.id, reason);
    await decideDisputeRow(tx, { id: dispute.id, kept: keptId, decidedBy: operatorId, ...sealed }, now);
    const other = accounts.get(keptId === holder ? challenger : holder);
    const kept = accounts.get(keptId);
    if (other !== undefined) await lose(tx, other, now);
    if (kept !== undefined) await keep(tx, ports, kept, dispute.pinLookup, now);
    return { disputeId: dispute.id, keptId, decidedAt: now };
  });
}

async function lose(tx: Transaction, account: StoredAccount, now: Date): Promise<void> {
  await letGoOfPin(tx, account.id);
  await doubtProof(tx, account.id, now);
  const disputed = await hasOpenDispute(tx, account.id);
  const after = changed(account, { disputed, pinVerified: false });
  await saveAccount(tx, after, now);
  await tx.publish(accountChanged(after));
}

/** Verified again, unless a third account still disputes the PIN or holds it. */
async function keep(tx: Transaction, ports: Ports, account: StoredAccount, pinLookup: Buffer, now: Date) {
  const holder = await holderOfPin(tx, pinLookup);
  const disputed = (await hasOpenDispute(tx, account.id)) || (holder !== undefined && holder !== account.id);
  if (!disputed) {
    await trustProof(tx, account.id, ports.portal.name, now);
    await holdPin(tx, account.id, now);
  }
  const after = changed(account, { disputed, pinVerified: !disputed });
  await saveAccount(tx, after, now);
  await tx.publish((disputed ? accountChanged : accountVerified)(after));
}
