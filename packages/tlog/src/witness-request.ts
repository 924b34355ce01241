import { decodeHash, decodeText, encodeBase64, HASH_BYTES, type Hash } from './bytes.js';
import { isSignedCheckpoint, parseCheckpoint } from './checkpoint.js';
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

/** What a log sends to its own signer: the same request, about a checkpoint that nobody has signed yet. */
export interface SignCheckpoint extends Omit<AddCheckpoint, 'checkpoint'> {
  /** The text of the checkpoint. */
  readonly text: string;
}

/** The body of the request. @throws RangeError when it would not read back as the same request */
export function formatAddCheckpoint({ from, path, checkpoint }: AddCheckpoint): string {
  if (!isSignedCheckpoint(checkpoint)) throw new RangeError('a witness is asked about a signed checkpoint');
  return formatRequest(from, path, checkpoint);
}

/** Reads a request strictly; undefined is "400 Bad Request". Verifies nothing, nor compares the sizes. */
export function parseAddCheckpoint(input: string | Uint8Array): AddCheckpoint | undefined {
  const request = parseRequest(input);
  if (request === undefined || !isSignedCheckpoint(request.rest)) return undefined;
  return { from: request.from, path: request.path, checkpoint: request.rest };
}

/** The body of the request. @throws RangeError when it would not read back as the same request */
export function formatSignCheckpoint({ from, path, text }: SignCheckpoint): string {
  if (parseCheckpoint(text) === undefined) throw new RangeError("a signer is asked about a checkpoint's text");
  return formatRequest(from, path, text);
}

/** Reads a request strictly. Verifies nothing, nor compares the sizes. */
export function parseSignCheckpoint(input: string | Uint8Array): SignCheckpoint | undefined {
  const request = parseRequest(input);
  if (request === undefined || parseCheckpoint(request.rest) === undefined) return undefined;
  return { from: request.from, path: request.path, text: request.rest };
}

function formatRequest(from: number, path: readonly Hash[], rest: string): string {
  if (!isSize(from) || path.length > MAX_PATH_LENGTH || path.some((hash) => hash.length !== HASH_BYTES)) {
    throw new RangeError('signer and witness are asked with a size and a path of hashes');
  }
  return `${[`old ${from}`, ...path.map(encodeBase64)].join('\n')}\n\n${rest}`;
}

function parseRequest(input: string | Uint8Array) {
  if (input.length > 2 * MAX_NOTE_LENGTH) return undefined;
  const text = decodeText(input);
  // No line of the head is empty, so the first empty line ends it.
  const end = text?.indexOf('\n\n') ?? -1;
  if (text === undefined || end === -1) return undefined;
  const [oldLine, ...lines] = text.slice(0, end).split('\n');
  if (oldLine?.startsWith('old ') !== true || lines.length > MAX_PATH_LENGTH) return undefined;
  const from = parseSize(oldLine.slice('old '.length));
  const path = lines.map(decodeHash);
  if (from === undefined || !path.every((hash) => hash !== undefined)) return undefined;
  return { from, path, rest: text.slice(end + 2) };
}
