import { equalBytes, type Hash } from '../bytes.js';
import { isSize } from '../size.js';
import { type Outcome, proved, type Wrong, wrong } from './outcome.js';
import { areHashes, sha256, webNodeHash } from './web-crypto.js';

export interface ConsistencyClaim {
  readonly from: { readonly size: number; readonly root: Hash };
  readonly to: { readonly size: number; readonly root: Hash };
  readonly path: readonly Hash[];
}

/**
 * That the later tree begins with all of the earlier one (RFC 9162 §2.1.4.2). With the empty tree every tree is
 * consistent, by an empty path; a size with itself by an empty path and the same root.
 * Codes: HASH_MALFORMED, SIZE_SHRINKS, PATH_LENGTH, EMPTY_ROOT_DIFFERS, ROOTS_FORKED, OLD_ROOT_DIFFERS, NEW_ROOT_DIFFERS.
 */
export async function verifyConsistency(claim: ConsistencyClaim): Promise<Outcome<{ from: number; to: number }>> {
  const { from, to, path } = claim;
  if (!areHashes([from.root, to.root, ...path])) return wrong('HASH_MALFORMED');
  if (!isSize(from.size) || !isSize(to.size) || from.size > to.size) return wrong('SIZE_SHRINKS');
  const fault = from.size === 0 || from.size === to.size ? await withoutPath(claim) : await withPath(claim);
  return fault ?? proved({ from: from.size, to: to.size });
}

async function withoutPath({ from, to, path }: ConsistencyClaim): Promise<Wrong | undefined> {
  if (path.length > 0) return wrong('PATH_LENGTH');
  if (from.size === to.size && !equalBytes(from.root, to.root)) return wrong('ROOTS_FORKED');
  return from.size > 0 || (await isEmptyRoot(from.root)) ? undefined : wrong('EMPTY_ROOT_DIFFERS');
}

async function withPath({ from, to, path }: ConsistencyClaim): Promise<Wrong | undefined> {
  // The names are the RFC's: places in a level (first, second), and the two roots so far.
  let [fn, sn] = [from.size - 1, to.size - 1];
  while (fn % 2 === 1) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  // Nothing is left of a size that is a power of two: the earlier root itself is where the path begins.
  const [seed, ...rest] = fn === 0 ? [from.root, ...path] : path;
  if (seed === undefined) return wrong('PATH_LENGTH');
  let [fr, sr] = [seed, seed];
  for (const c of rest) {
    if (sn === 0) return wrong('PATH_LENGTH');
    if (fn % 2 === 1 || fn === sn) {
      [fr, sr] = await Promise.all([webNodeHash(c, fr), webNodeHash(c, sr)]);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else {
      sr = await webNodeHash(sr, c);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  if (sn !== 0) return wrong('PATH_LENGTH');
  if (!equalBytes(fr, from.root)) return wrong('OLD_ROOT_DIFFERS');
  return equalBytes(sr, to.root) ? undefined : wrong('NEW_ROOT_DIFFERS');
}

/** RFC 6962 §2.1: the hash of nothing. */
export async function isEmptyRoot(root: Hash): Promise<boolean> {
  return equalBytes(root, await sha256(new Uint8Array()));
}
