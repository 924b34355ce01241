import { canonicalJson, type JsonValue } from '../canonical-json.js';
import { isObject, jsonOf } from '../evidence.js';
import type { ReadLine } from './lines.js';

/** A closing protocol as a file. */
export interface ProtocolFile {
  readonly lotId: string;
  readonly lines: readonly ReadLine[];
  /** SHA-256 of each line's text, lower-case hexadecimal: what the seal signs names each line by itself. */
  readonly hashes: readonly string[];
  /** Compact JWS, see `SEAL_TYPE`. */
  readonly seal: string;
  /** The key file's lines that the maker signs with. A convenience, and no proof. */
  readonly keys: readonly string[];
  /** A proof file of the ledger (tlog-proof) about this protocol, where somebody put it there. */
  readonly proof?: string;
}

export const PROTOCOL_FORMAT = 'belgi-protocol@v1';
/** `typ` of the seal. */
export const SEAL_TYPE = 'closing-protocol+jwt';
/** A hundred thousand bids, far above any lot. */
const MAX_LINES = 300_000;
const MAX_KEYS = 32;

/** JSON with a line of the protocol on each line of the file, so that two files are compared by any tool. @param lines their texts */
export function formatProtocol(
  file: Omit<ProtocolFile, 'lines' | 'proof'> & { readonly lines: readonly string[] },
): string {
  const { lotId, lines, hashes, seal, keys } = file;
  return `{"format":${JSON.stringify(PROTOCOL_FORMAT)},"lotId":${JSON.stringify(lotId)},"lines":[
${lines.join(',\n')}
],"hashes":${JSON.stringify(hashes)},
"seal":${JSON.stringify(seal)},
"keys":${JSON.stringify(keys)}}
`;
}

/** Whether the file says that it is one: then whatever is wrong with it is told as of a protocol. */
export function looksLikeProtocol(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes.subarray(0, 256)).trimStart().startsWith('{');
}

/** Undefined for what has not the form of one. Believes nothing. */
export function parseProtocol(bytes: Uint8Array): ProtocolFile | undefined {
  const value = jsonOf(bytes);
  if (value === undefined || value['format'] !== PROTOCOL_FORMAT) return undefined;
  const { format, lotId, lines, hashes, seal, keys, proof, ...more } = value;
  if (Object.keys(more).length > 0 || typeof lotId !== 'string' || typeof seal !== 'string') return undefined;
  if (!isTexts(hashes) || !isTexts(keys) || keys.length > MAX_KEYS) return undefined;
  if (!Array.isArray(lines) || lines.length > MAX_LINES || !lines.every(isLine)) return undefined;
  if (proof !== undefined && typeof proof !== 'string') return undefined;
  return { lotId, lines, hashes, seal, keys, ...(proof === undefined ? {} : { proof }) };
}

function isLine(value: unknown): value is ReadLine {
  if (!isObject(value)) return false;
  try {
    return canonicalJson(value as JsonValue) !== '';
  } catch {
    // A fraction, which has no text of its own.
    return false;
  }
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
