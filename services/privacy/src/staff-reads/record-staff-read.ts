import type { Sealer } from '@belgi/access';
import type { Transaction } from '@belgi/database';
import { personKey, recordEntry } from '../ledger/record-entry.js';
import { insertStaffRead } from './staff-reads.store.js';

export interface StaffRead {
  readonly accessId: string;
  readonly citizenId: string;
  readonly role: string;
  readonly purpose: string;
  readonly caseNumber: string;
  readonly fields: readonly string[];
  readonly at: Date;
  /** Why nothing was shown; absent: it was. */
  readonly reason?: string;
}

/** Where the case of a staff read lives. */
export const casePlace = (id: string) => ({ table: 'staff_reads', column: 'case_sealed', row: id });

/**
 * Staff looked at a person's data, says identity: an entry of the ledger, and a row that the person may see. A look
 * that was refused is a row without an entry: nothing was disclosed.
 */
export async function recordStaffRead(tx: Transaction, sealer: Sealer, read: StaffRead): Promise<void> {
  const { accessId: id, citizenId, role, purpose, caseNumber, fields, at, reason: refused = null } = read;
  const key = await personKey(tx, sealer, citizenId, at);
  const entry =
    refused === null
      ? await recordEntry(tx, sealer, {
          kind: 'PERSONAL_DATA_READ',
          at,
          holder: { for: 'PERSON', citizenId },
          data: { accessId: id, citizenId, role, purpose, caseNumber, fields },
        })
      : null;
  const caseSealed = sealer.seal(key, caseNumber, casePlace(id));
  await insertStaffRead(tx, {
    id,
    citizenId,
    role,
    purpose,
    caseSealed,
    fields,
    refused,
    entryId: entry?.id ?? null,
    at,
  });
}
