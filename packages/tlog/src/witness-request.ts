import { decodeHash, decodeText, encodeBase64, HASH_BYTES, type Hash } from './bytes.js';
import { isSignedCheckpoint } from './checkpoint.js';
import { MAX_NOTE_LENGTH } from './note-text.js';
import { MAX_PATH_LENGTH } from './proof-file.js';
import { isSize, parseSize } from './size.js';

/** What a log sends to a witness to have a checkpoint cosigned (tlog-witness, "add-checkpoint"). */
export interface AddCheckpoint {
  /** The size that the witness cosigned last; 0 for never. */
  readonly from: number;
  /** The consistency path from that size to the checkpoint's. */
  readonly path: readonly Hash[];
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string;
}

/** The body of the request. @throws RangeError when it would not read back as the same request */
export function formatAddCheckpoint({ from, path, checkpoint }: AddCheckpoint): string {
  if (!isSize(from) || path.length > MAX_PATH_LENGTH || path.some((hash) => hash.length !== HASH_BYTES)) {
    throw new RangeError('a witness is asked with a size and a path of hashes');
  }
  if (!isSignedCheckpoint(checkpoint)) throw new RangeError('a witness is asked about a signed checkpoint');
  return `${[`old ${from}`, ...path.map(encodeBase64)].join('\n')}\n\n${checkpoint}`;
}

/** Reads a request strictly; undefined is "400 Bad Request". Verifies nothing, nor compares the sizes. */
export function parseAddCheckpoint(input: string | Uint8Array): AddCheckpoint | undefined {
  if (input.length > 2 * MAX_NOTE_LENGTH) return undefined;
  const text = decodeText(input);
  // No line of the head is empty, so the first empty line ends it.
  const end = text?.indexOf('\n\n') ?? -1;
  if (text === undefined || end === -1) return undefined;
  const [oldLine, ...lines] = text.slice(0, end).split('\n');
  const checkpoint = text.slice(end + 2);
  if (oldLine?.startsWith('old ') !== true || lines.length > MAX_PATH_LENGTH) return undefined;
  const from = parseSize(oldLine.slice('old '.length));
  const path = lines.map(decodeHash);
  if (from === undefined || !path.every((hash) => hash !== undefined)) return undefined;
  return isSignedCheckpoint(checkpoint) ? { from, path, checkpoint } : undefined;
}
