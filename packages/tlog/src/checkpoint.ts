import { decodeHash, encodeBase64, HASH_BYTES, type Hash } from './bytes.js';
import { isNoteText, parseNote } from './note-text.js';
import { isSize, parseSize } from './size.js';

/** What a log says of itself: so many entries, this root (tlog-checkpoint, "Note text"). */
export interface Checkpoint {
  /** Which log it is. */
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
  /** Opaque lines without their newlines. The specification advises against having any. */
  readonly extensions: readonly string[];
}

/** The text that log and witnesses sign. @throws RangeError when it would not read back as the same checkpoint */
export function formatCheckpoint({ origin, size, root, extensions = [] }: CheckpointParts): string {
  if (!isSize(size) || root.length !== HASH_BYTES) throw new RangeError('a checkpoint has a size and a hash');
  const text = [origin, size, encodeBase64(root), ...extensions].map((line) => `${line}\n`).join('');
  const lines = [origin, ...extensions];
  if (lines.some((line) => line === '' || line.includes('\n')) || !isNoteText(text)) {
    throw new RangeError('origin and extensions are single lines that are not empty');
  }
  return text;
}

type CheckpointParts = Omit<Checkpoint, 'extensions'> & Partial<Pick<Checkpoint, 'extensions'>>;

/** The checkpoint of a note's text; undefined when it is not one in its only form, or larger than 2^53 − 1. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  if (!isNoteText(text)) return undefined;
  const lines = text.slice(0, -1).split('\n');
  if (lines.some((line) => line === '')) return undefined;
  const [origin, sizeLine, rootLine, ...extensions] = lines;
  if (origin === undefined || sizeLine === undefined || rootLine === undefined) return undefined;
  const size = parseSize(sizeLine);
  const root = decodeHash(rootLine);
  return size === undefined || root === undefined ? undefined : { origin, size, root, extensions };
}

/** Whether it is a note whose text is a checkpoint. Verifies nothing. */
export function isSignedCheckpoint(note: string): boolean {
  const parsed = parseNote(note);
  return parsed !== undefined && parseCheckpoint(parsed.text) !== undefined;
}
