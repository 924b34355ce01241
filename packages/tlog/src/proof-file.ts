import { decodeBase64, decodeHash, decodeText, encodeBase64, HASH_BYTES, type Hash } from './bytes.js';
import { isSignedCheckpoint } from './checkpoint.js';
import { MAX_NOTE_LENGTH } from './note-text.js';
import { isSize, parseSize } from './size.js';

/** A proof that stands for itself: to be checked without asking anybody (c2sp.org/tlog-proof). */
export interface ProofFile {
  /** Whatever helps to find the leaf. Nothing authenticates it. Never empty. */
  readonly extra?: Uint8Array;
  readonly index: number;
  /** From the leaf's sibling up to the root's child. */
  readonly path: readonly Hash[];
  /** The signed and cosigned checkpoint, verbatim. */
  readonly checkpoint: string;
}

const HEADER = 'c2sp.org/tlog-proof@v1';
/** A tree of 2^63 leaves has no longer path; the same limit as for requests to witnesses. */
export const MAX_PATH_LENGTH = 63;
/** For notes and their proof, with as much again for `extra`. */
const MAX_PROOF_LENGTH = 2 * MAX_NOTE_LENGTH;

/** The text of a `.tlog-proof` file. @throws RangeError when it would not read back as the same proof */
export function formatProof({ extra, index, path, checkpoint }: ProofFile): string {
  if (!isSize(index) || path.length > MAX_PATH_LENGTH || path.some((hash) => hash.length !== HASH_BYTES)) {
    throw new RangeError('a proof has an index and a path of hashes');
  }
  if (!isSignedCheckpoint(checkpoint)) throw new RangeError('a proof ends in a signed checkpoint');
  const lines = [
    HEADER,
    ...(extra === undefined || extra.length === 0 ? [] : [`extra ${encodeBase64(extra)}`]),
    `index ${index}`,
    ...path.map(encodeBase64),
  ];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/** Reads a proof strictly; verifies nothing. Undefined for everything that is not one in its only form. */
export function parseProof(input: string | Uint8Array): ProofFile | undefined {
  if (input.length > MAX_PROOF_LENGTH) return undefined;
  const text = decodeText(input);
  // No line of the head is empty, so the first empty line ends it.
  const end = text?.indexOf('\n\n') ?? -1;
  if (text === undefined || end === -1) return undefined;
  const checkpoint = text.slice(end + 2);
  const [header, ...lines] = text.slice(0, end).split('\n');
  if (header !== HEADER || !isSignedCheckpoint(checkpoint)) return undefined;
  const extraLine = lines[0]?.startsWith('extra ') === true ? lines.shift() : undefined;
  const indexLine = lines.shift();
  if (indexLine?.startsWith('index ') !== true || lines.length > MAX_PATH_LENGTH) return undefined;
  const extra = extraLine === undefined ? undefined : decodeBase64(extraLine.slice('extra '.length));
  if (extraLine !== undefined && (extra === undefined || extra.length === 0)) return undefined;
  const index = parseSize(indexLine.slice('index '.length));
  const path = lines.map(decodeHash);
  if (index === undefined || !path.every((hash) => hash !== undefined)) return undefined;
  return { ...(extra === undefined ? {} : { extra }), index, path, checkpoint };
}
