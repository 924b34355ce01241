import type { Queryable } from '@belgi/database';
import { consistencyPath, encodeBase64, inclusionPath, type NodeReader } from '@belgi/tlog';
import { latestCheckpoint, type PublishedCheckpoint } from './checkpoints.store.js';
import type { LedgerProof } from './ledger.type.js';
import { positionsOf } from './tree.store.js';
import type { TreeReader } from './tree-reader.js';

/** The proof of one leaf under a checkpoint; undefined when that tree has no such leaf. @param nodes see `TreeReader.nodes` */
export async function proveLeaf(
  nodes: NodeReader,
  { size, note }: PublishedCheckpoint,
  index: number,
): Promise<LedgerProof | undefined> {
  if (index < 0 || index >= size) return undefined;
  const [leaf, path] = await Promise.all([nodes(0, index), inclusionPath(nodes, index, size)]);
  return {
    leafIndex: index,
    leafHash: encodeBase64(leaf),
    treeSize: size,
    path: path.map(encodeBase64),
    checkpoint: note,
  };
}

/** Proofs of entries under the latest checkpoint, in their order; null until there is one that has the entry. */
export async function proveEntries(
  db: Queryable,
  reader: TreeReader,
  entryIds: readonly string[],
): Promise<(LedgerProof | null)[]> {
  const [checkpoint, positions] = await Promise.all([latestCheckpoint(db), positionsOf(db, entryIds)]);
  if (checkpoint === undefined) return entryIds.map(() => null);
  const nodes = reader.nodes();
  return Promise.all(
    entryIds.map(async (id) => {
      const index = positions.get(id);
      return (index === undefined ? undefined : await proveLeaf(nodes, checkpoint, index)) ?? null;
    }),
  );
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
