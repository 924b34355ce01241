import type { Sealer } from '@belgi/access';
import type { Duty } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import { personKey, recordEntry } from '../ledger/record-entry.js';
import { insertStaffRead, type OwnLook } from './staff-reads.store.js';

export type StaffRead = StaffLook & LookBasis;

/** A purpose of the policy (clause 2.1), or a duty beside them. */
type LookBasis =
  | { readonly purpose: string; readonly duty?: never }
  | { readonly purpose?: never; readonly duty: Duty };

interface StaffLook {
  readonly accessId: string;
  readonly citizenId: string;
  readonly role: string;
  readonly caseNumber: string;
  readonly fields: readonly string[];
  readonly at: Date;
  /** Why nothing was shown; absent: it was. */
  readonly reason?: string;
  /** Of a look that privacy let in itself; absent: identity tells of it. */
  readonly own?: OwnLook;
}

/** Where the case of a staff read lives. */
export const casePlace = (id: string) => ({ table: 'staff_reads', column: 'case_sealed', row: id });

/**
 * Staff looked at a person's data: an entry of the ledger, and a row that the person may see. A look that was
 * refused is a row without an entry: nothing was disclosed.
 */
export async function recordStaffRead(tx: Transaction, sealer: Sealer, read: StaffRead): Promise<void> {
  const { accessId: id, citizenId, role, caseNumber, fields, at, reason: refused = null, own = null } = read;
  const key = await personKey(tx, sealer, citizenId, at);
  const entry =
    refused === null
      ? await recordEntry(tx, sealer, {
          kind: 'PERSONAL_DATA_READ',
          at,
          holder: { for: 'PERSON', citizenId },
          data: { accessId: id, citizenId, role, ...basisOf(read), caseNumber, fields },
        })
      : null;
  const caseSealed = sealer.seal(key, caseNumber, casePlace(id));
  await insertStaffRead(tx, {
    id,
    citizenId,
    role,
    purpose: read.purpose ?? null,
    duty: read.duty ?? null,
    caseSealed,
    fields,
    refused,
    entryId: entry?.id ?? null,
    at,
    own,
  });
}

const basisOf = (read: LookBasis) => (read.duty === undefined ? { purpose: read.purpose } : { duty: read.duty });
