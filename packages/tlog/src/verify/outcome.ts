/**
 * Everything that can be wrong, in the order in which it is told. Sentences for people are made where people read them.
 */
export const WRONG_CODES = [
  /** The file is not a tlog-proof@v1 with a signed checkpoint in it. */
  'PROOF_MALFORMED',
  /** The text is not a signed note. */
  'NOTE_MALFORMED',
  /** The note's text is not a checkpoint. */
  'CHECKPOINT_MALFORMED',
  /** A vkey that the caller trusts is malformed, of the wrong type, or bears another key's id. */
  'KEY_MALFORMED',
  /** Two of the caller's witnesses are one key: it would count twice. */
  'WITNESS_REPEATED',
  /** The quorum is not a number from 0 to the number of witnesses. */
  'QUORUM_IMPOSSIBLE',
  /** This platform has no Ed25519 in Web Crypto: nothing was verified. */
  'ED25519_UNSUPPORTED',
  /** The checkpoint is of another log. */
  'ORIGIN_DIFFERS',
  /** None of the trusted keys has signed. */
  'SIGNATURE_MISSING',
  /** A trusted key's signature is not of this text. */
  'SIGNATURE_INVALID',
  /** Size 0 with another root than that of the empty tree. */
  'EMPTY_ROOT_DIFFERS',
  /** A trusted witness's cosignature is not of this checkpoint. */
  'COSIGNATURE_INVALID',
  /** Fewer trusted witnesses have cosigned than the quorum asks for. */
  'QUORUM_MISSED',
  /** Something that should be a hash does not have 32 bytes. */
  'HASH_MALFORMED',
  /** The index is not in a tree of this size. */
  'INDEX_OUT_OF_RANGE',
  /** The later size is smaller, or one of them is no size. */
  'SIZE_SHRINKS',
  /** The path has more or fewer hashes than the sizes ask for. */
  'PATH_LENGTH',
  /** The path does not lead from the leaf to the root. */
  'ROOT_DIFFERS',
  /** One size, two roots: the log shows different people different histories. */
  'ROOTS_FORKED',
  /** The path does not rebuild the earlier root. */
  'OLD_ROOT_DIFFERS',
  /** The path does not rebuild the later root: not an extension of the earlier tree. */
  'NEW_ROOT_DIFFERS',
] as const;
export type WrongCode = (typeof WRONG_CODES)[number];

/** What was proved, or what is wrong. */
export type Outcome<Proved> =
  | { readonly ok: true; readonly proved: Proved }
  | { readonly ok: false; readonly wrong: WrongCode };

export type Wrong = Extract<Outcome<never>, { readonly ok: false }>;

export function proved<Proved>(value: Proved): Outcome<Proved> {
  return { ok: true, proved: value };
}

export function wrong(code: WrongCode): Wrong {
  return { ok: false, wrong: code };
}
