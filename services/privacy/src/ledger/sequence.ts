import type { Database } from '@belgi/database';
import { appendLeaves, TILE_HEIGHT, type TreeNode } from '@belgi/tlog';
import { insertLeaves, insertNodes, isQueued, lockTree, type StoredNode, saveTree, takeQueued } from './tree.store.js';

/** Entries that get a position in one transaction: enough for 5,000 a second at a few turns, short enough to hold. */
export const BATCH = 4_096;

/**
 * Gives the queued entries the next positions of the tree, without gaps. Waits for nobody and lets nobody wait: entries
 * of a transaction that has not committed are not seen, and come with a later batch. Any number of processes may try;
 * one has the tree's lock, the others go on with something else.
 * @returns how many were placed; BATCH means that there may be more
 */
export async function sequenceBatch(database: Database, limit = BATCH): Promise<number> {
  if (!(await isQueued(database))) return 0;
  return database.transaction(async (tx) => {
    const tree = await lockTree(tx);
    if (tree === undefined) return 0;
    const leaves = await takeQueued(tx, limit);
    if (leaves.length === 0) return 0;
    const { frontier, nodes } = appendLeaves(
      tree,
      leaves.map(({ leafHash }) => leafHash),
    );
    await insertLeaves(tx, tree.size, leaves);
    await insertNodes(tx, nodes.flatMap(storedNode));
    await saveTree(tx, frontier);
    return leaves.length;
  });
}

/** Every eighth level above the leaves; what lies between is hashed when it is asked for. */
export function storedNode({ level, index, hash }: TreeNode): StoredNode[] {
  return level > 0 && level % TILE_HEIGHT === 0 ? [{ tileLevel: level / TILE_HEIGHT, index, hash }] : [];
}
