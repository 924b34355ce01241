import type { Hash } from '../bytes.js';
import { parseProof } from '../proof-file.js';
import { verifyInclusion } from './inclusion.js';
import { type Outcome, proved, wrong } from './outcome.js';
import { type Cosigner, verifyCheckpoint, verifyCosignatures, type WitnessPolicy } from './signatures.js';
import { webLeafHash } from './web-crypto.js';

/** What a verifier knows before it reads a proof: the entry, and whom it trusts. */
export interface ProofPolicy extends WitnessPolicy {
  /** The bytes of the entry, or its leaf hash where the entry itself stays secret. */
  readonly leaf: { readonly bytes: Uint8Array } | { readonly hash: Hash };
  /** The log's vkey. */
  readonly log: string;
  /** The log's origin line; by default the name of its key. */
  readonly origin?: string;
}

/** The entry stands at this index of this log, which all of these witnesses have seen. */
export interface ProvedEntry {
  readonly origin: string;
  readonly index: number;
  readonly size: number;
  readonly root: Hash;
  readonly leafHash: Hash;
  readonly cosigners: readonly Cosigner[];
}

/**
 * A whole proof file (tlog-proof, "Verifying a tlog proof"). The file's `extra` is not looked at: nothing vouches for it.
 * Codes: PROOF_MALFORMED, those of `verifyCheckpoint`, `verifyCosignatures` and `verifyInclusion`, in this order.
 */
export async function verifyProof(
  input: string | Uint8Array,
  { leaf, log, origin, witnesses, quorum }: ProofPolicy,
): Promise<Outcome<ProvedEntry>> {
  const file = parseProof(input);
  if (file === undefined) return wrong('PROOF_MALFORMED');
  const checkpoint = await verifyCheckpoint(file.checkpoint, log, origin);
  if (!checkpoint.ok) return checkpoint;
  const cosigners = await verifyCosignatures(file.checkpoint, { witnesses, quorum });
  if (!cosigners.ok) return cosigners;
  const leafHash = 'hash' in leaf ? leaf.hash : await webLeafHash(leaf.bytes);
  const { size, root } = checkpoint.proved;
  const included = await verifyInclusion({ leafHash, index: file.index, size, path: file.path, root });
  if (!included.ok) return included;
  return proved({
    origin: checkpoint.proved.origin,
    index: file.index,
    size,
    root,
    leafHash,
    cosigners: cosigners.proved,
  });
}
