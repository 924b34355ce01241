import type { Queryable } from '@belgi/database';
import { consistencyPath, encodeBase64, inclusionPath } from '@belgi/tlog';
import { latestCheckpoint, type PublishedCheckpoint } from './checkpoints.store.js';
import type { LedgerProof } from './ledger.type.js';
import { positionOf } from './tree.store.js';
import type { TreeReader } from './tree-reader.js';

/** The proof of one leaf under a checkpoint; undefined when that tree has no such leaf. */
export async function proveLeaf(
  reader: TreeReader,
  { size, note }: PublishedCheckpoint,
  index: number,
): Promise<LedgerProof | undefined> {
  if (index < 0 || index >= size) return undefined;
  const nodes = reader.nodes();
  const [leaf, path] = await Promise.all([nodes(0, index), inclusionPath(nodes, index, size)]);
  return {
    leafIndex: index,
    leafHash: encodeBase64(leaf),
    treeSize: size,
    path: path.map(encodeBase64),
    checkpoint: note,
  };
}

/** The proof of an entry under the latest checkpoint; undefined until there is one that has it. */
export async function proveEntry(db: Queryable, reader: TreeReader, entryId: string): Promise<LedgerProof | undefined> {
  const [checkpoint, index] = await Promise.all([latestCheckpoint(db), positionOf(db, entryId)]);
  return checkpoint && index !== undefined ? proveLeaf(reader, checkpoint, index) : undefined;
}

/** That the tree of `to` leaves extends the one of `from`; undefined when they are none of this checkpoint's. */
export async function proveGrowth(
  reader: TreeReader,
  { size }: PublishedCheckpoint,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<string[] | undefined> {
  if (from < 0 || from > to || to > size) return undefined;
  return (await consistencyPath(reader.nodes(), from, to)).map(encodeBase64);
}
