import type { Transaction } from '@belgi/database';
import type { AttributeName } from '../people/attribute.js';
import { nameCameWithClaimedPin, setAssurance, undoubtedProof } from '../people/attribute.store.js';

/** What a proof at the portal vouched for is disputed as long as the proof is: the PIN, and the name that came with it. */
export async function doubtProof(tx: Transaction, accountId: string, now: Date): Promise<void> {
  const names = await undoubtedProof(tx, accountId);
  await setAssurance(tx, accountId, names, { assurance: 'DISPUTED', verifiedBy: null }, now);
}

/**
 * The proof counts again. A name counts again only if it came with the very PIN that is claimed: also for an owner who
 * lost a dispute over it, proved it once more and won. A name that the person has corrected since stays what it is.
 */
export async function trustProof(tx: Transaction, accountId: string, verifiedBy: string, now: Date): Promise<void> {
  const names: AttributeName[] = (await nameCameWithClaimedPin(tx, accountId)) ? ['pin', 'fullName'] : ['pin'];
  await setAssurance(tx, accountId, names, { assurance: 'VERIFIED', verifiedBy }, now);
}
