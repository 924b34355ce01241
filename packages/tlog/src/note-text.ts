import { concatBytes, decodeBase64, decodeText, encodeBase64 } from './bytes.js';

/** A line of signature under a note. Name and id together say whose key and which algorithm it is. */
export interface NoteSignature {
  readonly name: string;
  /** 32 bits, not negative. */
  readonly keyId: number;
  /** What follows the id: for Ed25519 64 bytes, for a cosignature 8 of time before them. Never empty. */
  readonly signature: Uint8Array;
}

/** A text (ending in a newline) and who signed it. Nothing of it counts until a signature has been verified. */
export interface Note {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Room for four times the sixteen that every verifier must accept (signed-note, "Format"). */
export const MAX_SIGNATURES = 64;
/** Sixty-four post-quantum signatures of 5 kB, twice. More is an attack on whoever reads it. */
export const MAX_NOTE_LENGTH = 1 << 20;

const LINE = /^\u2014 ([^ ]+) ([^ ]+)$/;
const NOT_IN_NAMES = /[\p{White_Space}+]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is how they are refused.
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

/** signed-note, "Format": not empty, no Unicode space, no plus. */
export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !NOT_IN_NAMES.test(name) && !CONTROL.test(name);
}

/** What may be signed: whole lines, valid UTF-8, no control characters but the newline. */
export function isNoteText(text: string): boolean {
  return text.endsWith('\n') && text.isWellFormed() && !CONTROL.test(text);
}

/** One signature line with its newline. @throws RangeError for a malformed signature */
export function formatSignature({ name, keyId, signature }: NoteSignature): string {
  if (!isKeyName(name) || keyId !== keyId >>> 0 || signature.length === 0) {
    throw new RangeError('this is not a signature of a note');
  }
  return `\u2014 ${name} ${encodeBase64(concatBytes(keyIdBytes(keyId), signature))}\n`;
}

/** The note as it is sent. @throws RangeError for a malformed text or signature, or when there is none */
export function formatNote({ text, signatures }: Note): string {
  if (!isNoteText(text)) throw new RangeError('this is not the text of a note');
  if (signatures.length === 0 || signatures.length > MAX_SIGNATURES)
    throw new RangeError('a note has 1 to 64 signatures');
  return `${text}\n${signatures.map(formatSignature).join('')}`;
}

/**
 * Reads a signed note strictly: what `formatNote` would not write again is not one. Verifies nothing.
 * @param input UTF-8 bytes, or a string made of them
 */
export function parseNote(input: string | Uint8Array): Note | undefined {
  if (input.length > MAX_NOTE_LENGTH) return undefined;
  const note = decodeText(input);
  if (note === undefined || CONTROL.test(note)) return undefined;
  // The last empty line parts the text from the signatures: a text may have empty lines of its own.
  const end = note.lastIndexOf('\n\n');
  if (end === -1) return undefined;
  const signatures = parseSignatures(note.slice(end + 2));
  return signatures === undefined ? undefined : { text: note.slice(0, end + 1), signatures };
}

/** Signature lines alone, as a witness answers them (tlog-witness, "add-checkpoint"): 1 to 64. */
export function parseSignatures(lines: string): readonly NoteSignature[] | undefined {
  if (!lines.endsWith('\n')) return undefined;
  const signatures = lines.slice(0, -1).split('\n').map(parseSignature);
  if (signatures.length > MAX_SIGNATURES) return undefined;
  return signatures.every((signature) => signature !== undefined) ? signatures : undefined;
}

function parseSignature(line: string): NoteSignature | undefined {
  const [, name, encoded] = LINE.exec(line) ?? [];
  if (name === undefined || encoded === undefined || !isKeyName(name)) return undefined;
  const bytes = decodeBase64(encoded);
  // Four bytes of id, and a signature of at least one.
  if (bytes === undefined || bytes.length < 5) return undefined;
  return { name, keyId: new DataView(bytes.buffer).getUint32(0), signature: bytes.slice(4) };
}

/** Big-endian, as signatures carry it. */
export function keyIdBytes(keyId: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, keyId);
  return bytes;
}
