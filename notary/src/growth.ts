import type { Hash } from '@belgi/tlog';
import { verifyConsistency, type WrongCode } from '@belgi/tlog/verify';

/** As much of a log as a notary remembers. */
export interface Tree {
  readonly size: number;
  readonly root: Hash;
}

/** That the log has grown from a size to a tree, and what shall prove it. */
export interface Growth {
  /** The size that the caller takes for the last one signed. */
  readonly from: number;
  readonly to: Tree;
  /** The consistency path of RFC 6962 §2.1.2; empty from size 0, and from a size to itself. */
  readonly path: readonly Hash[];
}

export type Verdict =
  | { readonly extends: true }
  | {
      readonly extends: false;
      readonly why: 'SHRINKS' | 'OLD_SIZE_DIFFERS' | 'FORKED' | 'NOT_AN_EXTENSION';
      /** What is wrong with the path. */
      readonly wrong?: WrongCode;
    };

/**
 * Whether what was signed last is the beginning of what is to be signed now, or the same. It is the one question that a
 * notary is for: everything else it checks says who asks.
 */
export async function judgeGrowth(last: Tree, { from, to, path }: Growth): Promise<Verdict> {
  if (from > to.size) return { extends: false, why: 'SHRINKS' };
  if (from !== last.size) return { extends: false, why: 'OLD_SIZE_DIFFERS' };
  const outcome = await verifyConsistency({ from: last, to, path });
  if (outcome.ok) return { extends: true };
  return { extends: false, why: isFork(last, to) ? 'FORKED' : 'NOT_AN_EXTENSION', wrong: outcome.wrong };
}

/** Whatever path came with it. */
function isFork(last: Tree, to: Tree): boolean {
  return last.size === to.size && !Buffer.from(last.root).equals(to.root);
}
