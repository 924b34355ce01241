import type { Hash } from './bytes.js';
import { EMPTY_ROOT, nodeHash } from './hash.js';
import { assertSize, floorLog2 } from './size.js';

/**
 * Reads the root of a complete subtree: of the 2^level leaves from index · 2^level on. Never asked for one that is not
 * complete in the tree in question. All nodes of a path are asked for at once, before the first is awaited, so that a
 * reader may gather them into one query.
 */
export type NodeReader = (level: number, index: number) => Hash | Promise<Hash>;

/** Leaves from `start` on; `start` is a multiple of a power of two that is at least `count`. */
interface Range {
  readonly start: number;
  readonly count: number;
}

/** The definition of RFC 6962 §2.1, word for word. For tests and small trees: it hashes everything anew. */
export function treeRoot(leafHashes: readonly Hash[]): Hash {
  const [only] = leafHashes;
  if (only === undefined) return EMPTY_ROOT;
  if (leafHashes.length === 1) return only;
  const k = split(leafHashes.length);
  return nodeHash(treeRoot(leafHashes.slice(0, k)), treeRoot(leafHashes.slice(k)));
}

/** @throws RangeError when size is none */
export async function rootOf(reader: NodeReader, size: number): Promise<Hash> {
  assertSize(size, 'size');
  return size === 0 ? EMPTY_ROOT : rangeRoot(reader, { start: 0, count: size });
}

/**
 * The audit path of RFC 6962 §2.1.1, from the leaf's sibling up to the root's child.
 * @throws RangeError unless 0 ≤ index < size
 */
export async function inclusionPath(reader: NodeReader, index: number, size: number): Promise<Hash[]> {
  assertSize(index, 'index');
  assertSize(size, 'size');
  if (index >= size) throw new RangeError('the index is not in the tree');
  const siblings: Range[] = [];
  for (let start = 0, count = size; count > 1; ) {
    const k = split(count);
    if (index < start + k) {
      siblings.push({ start: start + k, count: count - k });
      count = k;
    } else {
      siblings.push({ start, count: k });
      start += k;
      count -= k;
    }
  }
  return Promise.all(siblings.reverse().map((range) => rangeRoot(reader, range)));
}

/**
 * The consistency proof of RFC 6962 §2.1.2 (RFC 9162 §2.1.4.1). Empty from size 0, with which every tree is consistent
 * (tlog-witness, "add-checkpoint"), and from a size to itself.
 * @throws RangeError unless 0 ≤ from ≤ to
 */
export async function consistencyPath(reader: NodeReader, from: number, to: number): Promise<Hash[]> {
  assertSize(from, 'from');
  assertSize(to, 'to');
  if (from > to) throw new RangeError('a tree never shrinks');
  if (from === 0) return [];
  const ranges: Range[] = [];
  let [start, count, old] = [0, to, from];
  while (old !== count) {
    const k = split(count);
    if (old <= k) {
      ranges.push({ start: start + k, count: count - k });
      count = k;
    } else {
      ranges.push({ start, count: k });
      start += k;
      count -= k;
      old -= k;
    }
  }
  // What is left is the old tree's last subtree. Where that is the whole old tree, its root is known to the verifier.
  if (start > 0) ranges.push({ start, count });
  return Promise.all(ranges.reverse().map((range) => rangeRoot(reader, range)));
}

/** The largest power of two below `count`: where RFC 6962 §2.1 divides a list; `count` ≥ 2. */
function split(count: number): number {
  return 2 ** floorLog2(count - 1);
}

async function rangeRoot(reader: NodeReader, range: Range): Promise<Hash> {
  const nodes = completeNodes(range).map(({ level, index }) => reader(level, index));
  return foldRight(await Promise.all(nodes));
}

/** The complete subtrees that a range consists of, from the largest (left) to the smallest. */
export function completeNodes({ start, count }: Range): { level: number; index: number }[] {
  const nodes: { level: number; index: number }[] = [];
  for (let at = start, rest = count; rest > 0; ) {
    const level = floorLog2(rest);
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
    rest -= 2 ** level;
  }
  return nodes;
}

/** Joins the roots of the complete subtrees of a tree from the right, as the definition nests them. */
export function foldRight(roots: readonly Hash[]): Hash {
  return roots.length === 0 ? EMPTY_ROOT : roots.reduceRight((right, left) => nodeHash(left, right));
}
