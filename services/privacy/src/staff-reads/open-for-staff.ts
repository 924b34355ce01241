import type { Sealer } from '@belgi/access';
import { localDateOf, newId } from '@belgi/contracts';
import { type Database, isErasedFor, type Transaction } from '@belgi/database';
import type { Reader } from '../demand.js';
import { personKey } from '../ledger/record-entry.js';
import { recordStaffRead } from './record-staff-read.js';
import { staffReadRecorded } from './staff-read.events.js';
import { lockReader, recordedOn } from './staff-reads.store.js';

/** An employee is about to open what a person wrote to us, or what was written to them. */
export interface Look {
  readonly citizenId: string;
  /** The request or the inquiry: a look is recorded once a day for each. */
  readonly subjectId: string;
  /** Its reference: the case, as the person knows it. */
  readonly caseNumber: string;
  /** What the trace and the person's own view call it. */
  readonly field: 'rightsRequest' | 'inquiry';
  readonly reader: Reader;
}

/**
 * Records looks of one request and gives, for each, the person's wrapped key; null where the person was erased, and nothing
 * may be opened. Rows and leaves commit before anybody sees a word. One for each matter, employee and day of Bishkek: who
 * goes on reading the same case learns nothing more of the person, and neither does the person of them.
 */
export function openForStaff(
  { database, sealer }: { readonly database: Database; readonly sealer: Sealer },
  looks: readonly Look[],
): Promise<(Buffer | null)[]> {
  return database.transaction(async (tx) => {
    const keys = await keysOf(tx, sealer, looks);
    for (const [readerId, own] of Map.groupBy(looks, ({ reader }) => reader.id)) {
      const open = own.filter(({ citizenId }) => keys.get(citizenId));
      await recordLooks(tx, sealer, readerId, open);
    }
    return looks.map(({ citizenId }) => keys.get(citizenId) ?? null);
  });
}

/** An erasure waits for a look that has begun, and no look begins after one. */
async function keysOf(tx: Transaction, sealer: Sealer, looks: readonly Look[]): Promise<Map<string, Buffer | null>> {
  const keys = new Map<string, Buffer | null>();
  const now = await tx.now();
  for (const citizenId of [...new Set(looks.map((look) => look.citizenId))].sort())
    keys.set(citizenId, (await isErasedFor(tx, citizenId)) ? null : await personKey(tx, sealer, citizenId, now));
  return keys;
}

async function recordLooks(tx: Transaction, sealer: Sealer, readBy: string, looks: readonly Look[]): Promise<void> {
  if (looks.length === 0) return;
  // t0 two requests of one employee ask what was recorded today; t1 both record it. So the second waits here.
  await lockReader(tx, readBy);
  const at = await tx.now();
  const readOn = localDateOf(at);
  const known = await recordedOn(tx, { readBy, readOn }, looks);
  for (const { citizenId, subjectId, caseNumber, field, reader } of looks) {
    if (known.has(subjectId)) continue;
    known.add(subjectId);
    const duty = 'PERSONS_OWN_RIGHTS';
    const look = { accessId: newId(), citizenId, role: reader.role, duty, caseNumber, fields: [field], at } as const;
    await recordStaffRead(tx, sealer, { ...look, own: { subjectId, readBy, readOn } });
    await tx.publish(staffReadRecorded(look));
  }
}
