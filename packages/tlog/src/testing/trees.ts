import { createHash } from 'node:crypto';
import { type Hash, leafHash, type NodeReader, nodeHash, treeRoot } from '../index.js';

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
export const fromHex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));

/** Leaves that are all different: of equal ones a proof could not tell which is meant. */
export function someLeaves(count: number): Hash[] {
  return Array.from({ length: count }, (_, index) => leafHash(Buffer.from(`entry ${index}`)));
}

/** Reads complete subtrees of these leaves, each hashed by the definition; refuses what is not complete. */
export function memoryReader(leaves: readonly Hash[]): NodeReader {
  const known = new Map<string, Hash>();
  return (level, index) => {
    const end = (index + 1) * 2 ** level;
    if (!Number.isInteger(index) || index < 0 || end > leaves.length)
      throw new Error(`not complete: ${level}/${index}`);
    const name = `${level}/${index}`;
    const hash = known.get(name) ?? treeRoot(leaves.slice(end - 2 ** level, end));
    known.set(name, hash);
    return hash;
  };
}

/** MTH, PATH and PROOF as RFC 6962 §2.1 to §2.1.2 define them, over ranges, each range hashed once. */
export function byDefinition(leaves: readonly Hash[]) {
  const known = new Map<string, Hash>();
  const split = (n: number): number => {
    let k = 1;
    while (k * 2 < n) k *= 2;
    return k;
  };
  function mth(start: number, n: number): Hash {
    const name = `${start}+${n}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    const k = split(n);
    const hash = n === 1 ? at(leaves, start) : nodeHash(mth(start, k), mth(start + k, n - k));
    known.set(name, hash);
    return hash;
  }
  function path(m: number, start: number, n: number): Hash[] {
    if (n === 1) return [];
    const k = split(n);
    return m < k ? [...path(m, start, k), mth(start + k, n - k)] : [...path(m - k, start + k, n - k), mth(start, k)];
  }
  function subproof(m: number, start: number, n: number, whole: boolean): Hash[] {
    if (m === n) return whole ? [] : [mth(start, n)];
    const k = split(n);
    return m <= k
      ? [...subproof(m, start, k, whole), mth(start + k, n - k)]
      : [...subproof(m - k, start + k, n - k, false), mth(start, k)];
  }
  return {
    root: (n: number): Hash => (n === 0 ? new Uint8Array(createHash('sha256').digest()) : mth(0, n)),
    path: (m: number, n: number): Hash[] => path(m, 0, n),
    proof: (m: number, n: number): Hash[] => subproof(m, 0, n, true),
  };
}

/** The element, which the caller knows to be there. */
export function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error(`nothing at ${index}`);
  return found;
}

export function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const place = Math.floor(bit / 8) % bytes.length;
  return bytes.map((byte, index) => (index === place ? byte ^ (1 << (bit % 8)) : byte));
}
