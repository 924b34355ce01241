import type { Sealer } from '@belgi/access';
import { type Database, isErasedFor } from '@belgi/database';
import { disclosureRead } from '../disclosures/disclosure.events.js';
import { recordEntry } from '../ledger/record-entry.js';
import { insertReveal, isRevealed, lockDueReveal } from './notices.store.js';

/**
 * Tells of one read whose delay has ended: its leaf in the ledger, and the fact by which notify tells the person. The person
 * sees it since the very end already; this is what goes out.
 * @returns false: none is due; true: look again
 */
export function revealNotice({ database, sealer }: { database: Database; sealer: Sealer }): Promise<boolean> {
  return database.transaction(async (tx) => {
    const due = await lockDueReveal(tx);
    if (due === undefined) return false;
    // t0 another replica held this read; t1 it told and committed; t2 our look, which is older, got the lock.
    if (await isRevealed(tx, due.accessId)) return true;
    const { accessId, requestId, delayedUntil, ...read } = due;
    const { citizenId, entryId, leafHash, agencyName, letterNumber, legalBasis, categories } = read;
    const at = await tx.now();
    const entry = await recordEntry(tx, sealer, {
      kind: 'NOTICE_REVEALED',
      at,
      holder: { for: 'PERSON', citizenId },
      data: {
        requestId,
        ...{ readEntryId: entryId, readLeafHash: leafHash, readAt: read.at.toISOString() },
        ...{ agencyName, letterNumber, legalBasis, citizenId, categories },
        delayedUntil: delayedUntil.toISOString(),
      },
    });
    await insertReveal(tx, { accessId, entryId: entry.id, at });
    // Of whom nothing is left, nobody is told: the leaf alone says that the delay is over.
    if (!(await isErasedFor(tx, citizenId))) await tx.publish(disclosureRead(read));
    return true;
  });
}
