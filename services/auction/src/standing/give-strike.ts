import { newId } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import type { Entry } from '../entries/entry.js';
import type { Lot, LotPolicy } from '../lots/lot.js';
import { strikeGiven } from './standing.events.js';
import { countedAgainst, insertBlock, insertStrike, restateStanding } from './standing.store.js';
import { consequenceOf } from './strike.js';

/**
 * Somebody did not pay for a lot in time. Nobody decides this: the term does, and the person is told so, and may appeal to
 * somebody. The bidder's row is locked, so that no bid of theirs is decided beside a block.
 */
export async function giveStrike(
  tx: Transaction,
  { entry, lot, now }: { readonly entry: Entry; readonly lot: Lot; readonly now: Date },
): Promise<void> {
  const { policy } = lot;
  if (policy.strikeLimit === 0) return;
  const { bidderId } = entry;
  const strikeId = newId();
  await insertStrike(tx, { id: strikeId, entryId: entry.id, bidderId, at: now });
  await blockIfTooMany(tx, { bidderId, policy, now });
  const standing = await restateStanding(tx, bidderId);
  if (standing === null) return;
  await tx.publish(strikeGiven({ citizenId: bidderId, ...standing }, { strikeId, lotId: lot.id, plate: lot.plate }));
}

/** Blocks somebody who has more strikes now than the rules let stand. */
export async function blockIfTooMany(
  tx: Transaction,
  { bidderId, policy, now }: { readonly bidderId: string; readonly policy: LotPolicy; readonly now: Date },
): Promise<void> {
  const consequence = consequenceOf(await countedAgainst(tx, bidderId), policy);
  if (consequence === 'NONE') return;
  await insertBlock(tx, { id: newId(), bidderId, since: now, months: monthsOf(consequence, policy) });
}

function monthsOf(consequence: 'BLOCK' | 'BLOCK_FOR_GOOD', policy: LotPolicy): number | null {
  return consequence === 'BLOCK' ? policy.strikeBlockMonths : null;
}
