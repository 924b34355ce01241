import { type Sealer, UnsealError } from '@belgi/access';
import { type Entry, parseEntry } from '@belgi/proof';
import { leafHash } from '@belgi/tlog';
import { openEntry } from '../ledger/proof-files.js';
import type { Finding } from './finding.js';

/** An entry with what is known of the key that it is sealed under. */
export interface AuditedEntry {
  readonly id: string;
  readonly kind: string;
  readonly leafHash: Buffer;
  readonly sealedFor: 'PUBLIC' | 'PERSON' | 'CASE';
  readonly keyOf: string | null;
  readonly entry: Buffer;
  readonly at: Date;
  /** Null in rows from before there were seals. */
  readonly rowSeal: Buffer | null;
  /** Null: none is needed, or it was destroyed. */
  readonly wrappedKey: Buffer | null;
  /** Whether the person or case that `key_of` names is on record, with its key or without. */
  readonly holderKnown: boolean;
}

export interface EntryVerdict {
  readonly findings: readonly Finding[];
  /** What the leaf ought to be, as far as anybody can say: recomputed where the entry could be opened. */
  readonly leafHash: Uint8Array;
  /** SEALED: no master keys are at hand. DESTROYED: the key is gone, as an erasure leaves it. */
  readonly state: 'OPENED' | 'SEALED' | 'DESTROYED';
  /** What the entry says, where it could be opened and its row agrees. */
  readonly words?: AuditedWords;
}

export type AuditedWords = Pick<Entry, 'kind' | 'data'> & { readonly rowSealed: boolean };

/**
 * Recomputes the leaf hash of an entry that can be opened, and holds the row's columns to the words that were committed to.
 * @param committed the hash in the leaf or in the queue; tells which of two is the altered one
 */
export function auditEntry(row: AuditedEntry, committed: Uint8Array, sealer: Sealer | undefined): EntryVerdict {
  const found = (column: string, problem: string): Finding => ({
    table: 'ledger_entries',
    row: row.id,
    column,
    problem,
  });
  const asStored = (state: EntryVerdict['state'], ...findings: Finding[]): EntryVerdict => {
    const differs = row.leafHash.equals(committed)
      ? []
      : [found('leaf_hash', 'differs from its place in the tree or queue')];
    return { findings: [...findings, ...differs], leafHash: row.leafHash, state };
  };
  if (row.sealedFor !== 'PUBLIC' && !row.holderKnown)
    return asStored('SEALED', found('key_of', 'names nobody who ever had a key'));
  if (row.sealedFor !== 'PUBLIC' && sealer === undefined) return asStored('SEALED');
  const bytes = open(row, sealer);
  if (bytes === null) return asStored('DESTROYED');
  if (bytes === undefined)
    return asStored(
      'SEALED',
      found('entry', 'does not open: the entry, its key, or whose key it is under was altered'),
    );
  const findings = auditOpened(row, bytes, committed, found);
  const words = findings.length === 0 ? wordsIn(bytes) : undefined;
  return { findings, leafHash: leafHash(bytes), state: 'OPENED', ...(words && { words }) };
}

/** Undefined: the bytes do not open. Null: their key was destroyed. */
function open(row: AuditedEntry, sealer: Sealer | undefined): Buffer | null | undefined {
  if (sealer === undefined) return row.entry;
  try {
    return openEntry(sealer, row);
  } catch (error) {
    if (error instanceof UnsealError) return undefined;
    throw error;
  }
}

function wordsIn(bytes: Buffer): AuditedWords | undefined {
  const entry = parseEntry(bytes);
  return entry && { ...entry, rowSealed: JSON.parse(bytes.toString('utf8')).rowSealed === true };
}

function auditOpened(
  row: AuditedEntry,
  bytes: Buffer,
  committed: Uint8Array,
  found: (column: string, problem: string) => Finding,
): Finding[] {
  const hash = Buffer.from(leafHash(bytes));
  if (!hash.equals(row.leafHash)) {
    // Two of three agree: the third was altered.
    return hash.equals(committed)
      ? [found('leaf_hash', 'is not the hash of the entry')]
      : [found('entry', 'does not hash to its leaf')];
  }
  const words = parseEntry(bytes);
  if (words === undefined) return [found('entry', 'is none of our entries')];
  const said = { id: words.id, kind: words.kind, at: words.at };
  const stored = { id: row.id, kind: row.kind, at: row.at.toISOString() };
  return (['id', 'kind', 'at'] as const)
    .filter((column) => said[column] !== stored[column])
    .map((column) => found(column, 'is not what the entry says'));
}
