import type { Queryable } from '@belgi/database';
import type { Finding } from './finding.js';
import {
  misdatedCheckpoints,
  missingCheckpoints,
  signedLate,
  unsignedLeaf,
  waitingEntries,
} from './ledger-audit.store.js';

/** Rows named of one kind of fault: whoever lost a table does not need each of its rows. */
export const MAX_NAMED = 100;
/** Two processes that publish at the same time may take their numbers and their times in another order, by seconds. */
const OVERLAP_SECONDS = 60;
/** A checkpoint has a leaf within 10 s; a signer that is away for so long, in seconds, is something to see to as well. */
export const UNSIGNED_GRACE_SECONDS = 60 * 60;

/**
 * The attack: checkpoints are deleted, so that leaves they have can be changed under a new one. One in the middle is named by
 * the one after it; without the newest ones leaves are left that have none, however many there were.
 */
export async function auditSigned(
  db: Queryable,
): Promise<{ readonly findings: readonly Finding[]; readonly late: number }> {
  const findings: Finding[] = [];
  const found = (table: string, row: string, column: string, problem: string) =>
    void findings.push({ table, row, column, problem });
  for (const { row, namedBy } of await missingCheckpoints(db, MAX_NAMED))
    found('ledger_checkpoints', row, '*', `is missing: ${namedBy} came after it`);
  const unsigned = await unsignedLeaf(db, UNSIGNED_GRACE_SECONDS);
  if (unsigned !== undefined) {
    const { position, signed, at } = unsigned;
    const problem = `is missing: leaf ${position} is of ${at.toISOString()}, and no checkpoint has it`;
    found('ledger_checkpoints', `of more than ${signed} leaves`, '*', problem);
  }
  for (const row of await waitingEntries(db, UNSIGNED_GRACE_SECONDS, MAX_NAMED))
    found('ledger_queue', row, '*', 'has waited long for a place in the tree');
  for (const row of await misdatedCheckpoints(db, OVERLAP_SECONDS, MAX_NAMED))
    found('ledger_checkpoints', row, 'published_at', 'is later than what came after it');
  return { findings, late: await signedLate(db, UNSIGNED_GRACE_SECONDS) };
}
