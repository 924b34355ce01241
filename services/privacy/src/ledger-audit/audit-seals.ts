import { type Sealer, UnsealError } from '@belgi/access';
import {
  checkpointColumns,
  entryColumns,
  openRowSeal,
  type SealedColumns,
  type SealedTable,
} from '../ledger/row-seal.js';
import type { AuditedCheckpoint } from './audit-checkpoint.js';
import type { AuditedEntry } from './audit-entry.js';
import type { Finding } from './finding.js';

/** How long replicas of a release that made no seals run beside those that do. */
const ROLLOUT_MS = 24 * 60 * 60_000;

/** Holds the columns of an entry to its seal. Without a seal there is nothing to hold them to: see `SealsDue`. */
export function auditEntrySeal(sealer: Sealer | undefined, row: AuditedEntry): Finding[] {
  if (sealer === undefined || row.rowSeal === null) return [];
  return auditSeal(sealer, { table: 'ledger_entries', bound: row.id, row: row.id }, row.rowSeal, entryColumns(row));
}

export function auditCheckpointSeal(sealer: Sealer | undefined, row: AuditedCheckpoint): Finding[] {
  const { id, size, previous, rowSeal } = row;
  if (sealer === undefined || rowSeal === null) return [];
  const place = { table: 'ledger_checkpoints', bound: String(size), row: id } as const;
  if (previous === null)
    return [{ table: place.table, row: id, column: 'previous', problem: 'is missing, and the row has a seal' }];
  return auditSeal(sealer, place, rowSeal, checkpointColumns({ ...row, previous }));
}

function auditSeal(
  sealer: Sealer,
  { table, bound, row }: { readonly table: SealedTable; readonly bound: string; readonly row: string },
  seal: Buffer,
  columns: SealedColumns,
): Finding[] {
  const said = opened(sealer, table, bound, seal);
  if (said === undefined) return [{ table, row, column: 'row_seal', problem: 'is no seal of this row' }];
  return Object.keys(columns)
    .filter((column) => said[column] !== columns[column])
    .map((column) => ({ table, row, column, problem: 'is not what the row was sealed with' }));
}

function opened(sealer: Sealer, table: SealedTable, row: string, seal: Buffer): SealedColumns | undefined {
  try {
    return openRowSeal(sealer, table, row, seal);
  } catch (error) {
    if (error instanceof UnsealError) return undefined;
    throw error;
  }
}

/**
 * The attack: a row's seal is removed, so that the row looks as if it were from before there were seals. Entries say in the
 * words that their leaf commits to that they have one. A day's worth of leaves after the first that says so, every row has one.
 */
export class SealsDue {
  #since: number | undefined;
  /** Leaves below this position may be without; undefined: all may. */
  #from: number | undefined;

  /** @param saysSealed what the words say, where they could be read; undefined where not */
  ofEntry(row: AuditedEntry, position: number, saysSealed: boolean | undefined): Finding[] {
    if (saysSealed === true) {
      this.#since ??= row.at.getTime();
      if (row.at.getTime() >= this.#since + ROLLOUT_MS) this.#from ??= position;
    }
    if (row.rowSeal !== null) return [];
    const problem =
      saysSealed === true
        ? 'is missing: by the words of the entry there was one'
        : saysSealed === undefined && this.#from !== undefined
          ? 'is missing, and long before this entry all have one'
          : undefined;
    return problem === undefined ? [] : [{ table: 'ledger_entries', row: row.id, column: 'row_seal', problem }];
  }

  ofCheckpoint({ id, size, rowSeal }: AuditedCheckpoint): Finding[] {
    if (rowSeal !== null || this.#from === undefined || size <= this.#from) return [];
    const problem = 'is missing, and its leaves are of rows that have one';
    return [{ table: 'ledger_checkpoints', row: id, column: 'row_seal', problem }];
  }
}
