import { DataKeyDestroyedError, type Sealer } from '@belgi/access';
import type { Queryable } from '@belgi/database';
import { formatEvidence } from '@belgi/proof';
import { formatProof, inclusionPath } from '@belgi/tlog';
import { provingCheckpoint } from './checkpoints.store.js';
import { findPlacedEntries, type PlacedEntry } from './ledger.store.js';
import { entryPlace } from './record-entry.js';
import type { TreeReader } from './tree-reader.js';

export interface ProofParts {
  readonly database: Queryable;
  readonly reader: TreeReader;
  readonly sealer: Sealer;
  /** Lines of the key file, to go along. */
  readonly keys: readonly string[];
}

export interface WantedProof {
  readonly entryId: string;
  /** A consent's signed receipt. */
  readonly receipt?: string;
}

/**
 * Proof files (C2SP tlog-proof; decision 0019), one for each wish and in its order: the opened entry, its place, the path,
 * the checkpoint, the receipt. All under one checkpoint and from tiles that are read once. Null where no checkpoint has the
 * entry yet, or its key was destroyed: then it proves nothing to anybody any more but that it was there.
 * The caller has asked whether the entries are the reader's to see.
 */
export async function proofFiles(parts: ProofParts, wanted: readonly WantedProof[]): Promise<(string | null)[]> {
  const checkpoint = await provingCheckpoint(parts.database);
  if (checkpoint === undefined) return wanted.map(() => null);
  const entries = await findPlacedEntries(
    parts.database,
    wanted.map(({ entryId }) => entryId),
  );
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const nodes = parts.reader.nodes();
  return Promise.all(
    wanted.map(async ({ entryId, receipt }) => {
      const placed = byId.get(entryId);
      if (placed === undefined || placed.position >= checkpoint.size) return null;
      const entry = openEntry(parts.sealer, placed);
      if (entry === null) return null;
      return formatProof({
        extra: formatEvidence({ entry, ...(receipt === undefined ? {} : { receipt }), keys: parts.keys }),
        index: placed.position,
        path: await inclusionPath(nodes, placed.position, checkpoint.size),
        checkpoint: checkpoint.note,
      });
    }),
  );
}

/** The bytes that the leaf commits to; null when the key was destroyed. @throws UnsealError when they were tampered with */
export function openEntry(
  sealer: Sealer,
  { id, sealedFor, wrappedKey, entry }: Pick<PlacedEntry, 'id' | 'sealedFor' | 'wrappedKey' | 'entry'>,
): Buffer | null {
  if (sealedFor === 'PUBLIC') return entry;
  try {
    return sealer.open(wrappedKey, entry, entryPlace(id));
  } catch (error) {
    if (error instanceof DataKeyDestroyedError) return null;
    throw error;
  }
}
