import { HASH_BYTES, type Hash } from './bytes.js';
import { nodeHash } from './hash.js';
import { assertSize } from './size.js';
import { completeNodes, foldRight, type NodeReader } from './tree.js';

/** The right edge of a tree: the roots of the complete subtrees it consists of, from the largest to the smallest. */
export interface Frontier {
  readonly size: number;
  /** One for every one in the binary form of `size`: at most 53. */
  readonly roots: readonly Hash[];
}

/** A complete subtree of 2^level leaves that starts at leaf index · 2^level. Level 0 are the leaves themselves. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
  readonly hash: Hash;
}

export const EMPTY_FRONTIER: Frontier = { size: 0, roots: [] };

/** @throws RangeError when size is none */
export async function frontierOf(reader: NodeReader, size: number): Promise<Frontier> {
  assertSize(size, 'size');
  const nodes = completeNodes({ start: 0, count: size }).map(({ level, index }) => reader(level, index));
  return { size, roots: await Promise.all(nodes) };
}

export function frontierRoot(frontier: Frontier): Hash {
  return foldRight(frontier.roots);
}

/**
 * Extends a tree of any size, hashing only what is new: at most two hashes per leaf over all.
 * @returns the new right edge, and every subtree that became complete (the leaves among them), left before right and
 *   children before parents
 * @throws RangeError when the frontier does not belong to its size, a leaf is not a hash, or the tree grows past 2^53 − 1
 */
export function appendLeaves(
  frontier: Frontier,
  leaves: readonly Hash[],
): { readonly frontier: Frontier; readonly nodes: readonly TreeNode[] } {
  assertSize(frontier.size + leaves.length, 'the new size');
  const roots = [...frontier.roots];
  if (roots.length !== completeNodes({ start: 0, count: frontier.size }).length) {
    throw new RangeError('the frontier is not that of a tree of its size');
  }
  const nodes: TreeNode[] = [];
  let size = frontier.size;
  for (const leaf of leaves) {
    if (leaf.length !== HASH_BYTES) throw new RangeError('a leaf hash has 32 bytes');
    let node: TreeNode = { level: 0, index: size, hash: leaf };
    nodes.push(node);
    // As adding one carries over the ones at the end of a binary number: a right child meets its left sibling.
    for (let left = leftSibling(node, roots); left !== undefined; left = leftSibling(node, roots)) {
      node = { level: node.level + 1, index: (node.index - 1) / 2, hash: nodeHash(left, node.hash) };
      nodes.push(node);
    }
    roots.push(node.hash);
    size += 1;
  }
  return { frontier: { size, roots }, nodes };
}

/** Takes the left sibling of a right child off the edge; undefined for a left child. */
function leftSibling({ index }: TreeNode, roots: Hash[]): Hash | undefined {
  return index % 2 === 1 ? roots.pop() : undefined;
}
