import { equalBytes, type Hash } from '../bytes.js';
import { isSize } from '../size.js';
import { type Outcome, proved, wrong } from './outcome.js';
import { areHashes, webNodeHash } from './web-crypto.js';

export interface InclusionClaim {
  readonly leafHash: Hash;
  readonly index: number;
  /**
   * Where it comes from must be signed: a path alone does not fix the size (the first of three leaves has a path of the
   * same form as the first of four).
   */
  readonly size: number;
  readonly path: readonly Hash[];
  readonly root: Hash;
}

/**
 * RFC 9162 §2.1.3.2, which is not how paths are made here (tree.ts): neither can repeat a mistake of the other.
 * Codes: HASH_MALFORMED, INDEX_OUT_OF_RANGE, PATH_LENGTH, ROOT_DIFFERS.
 */
export async function verifyInclusion(claim: InclusionClaim): Promise<Outcome<{ index: number; size: number }>> {
  const { leafHash, index, size, path, root } = claim;
  if (!areHashes([leafHash, root, ...path])) return wrong('HASH_MALFORMED');
  if (!isSize(index) || !isSize(size) || index >= size) return wrong('INDEX_OUT_OF_RANGE');
  // The names are the RFC's: the node's place in its level, the level's last place, the hash so far.
  let [fn, sn, r] = [index, size - 1, leafHash];
  for (const p of path) {
    if (sn === 0) return wrong('PATH_LENGTH');
    if (fn % 2 === 1 || fn === sn) {
      r = await webNodeHash(p, r);
      // The last of its level has no sibling until it is a right child: it rises without being hashed.
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else {
      r = await webNodeHash(r, p);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  if (sn !== 0) return wrong('PATH_LENGTH');
  return equalBytes(r, root) ? proved({ index, size }) : wrong('ROOT_DIFFERS');
}
