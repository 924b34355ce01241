import { decodeBase64, encodeBase64 } from '@belgi/tlog/verify';

/**
 * What our proof files say in the `extra` line of a tlog-proof, so that whoever holds one file can say what it proves.
 * Nothing of it is believed for standing there: the entry by its place in the tree, the receipt by its own signature and by
 * the entry that it names, the keys not at all.
 */
export interface Evidence {
  /** The bytes that the leaf commits to, salt included. */
  readonly entry: Uint8Array;
  /** A consent's signed receipt, compact JWS. */
  readonly receipt?: string;
  /** The keys that the maker of the file signs with, as lines of a key file. A convenience, and no proof. */
  readonly keys: readonly string[];
}

const FORMAT = 'belgi-evidence@v1';
/** The longest receipt has about 4 kB, an entry 1 kB; the whole of it stays far below what a proof file may hold. */
const MAX_TEXT = 64 * 1024;
const MAX_KEYS = 32;

/** UTF-8 JSON, one line. */
export function formatEvidence({ entry, receipt, keys }: Evidence): Uint8Array {
  const text = JSON.stringify({
    format: FORMAT,
    entry: encodeBase64(entry),
    ...(receipt === undefined ? {} : { receipt }),
    keys,
  });
  return new TextEncoder().encode(text);
}

/** Undefined for everything that `formatEvidence` would not write. Believes nothing. */
export function parseEvidence(bytes: Uint8Array): Evidence | undefined {
  const value = jsonOf(bytes);
  if (value === undefined || value['format'] !== FORMAT) return undefined;
  const { entry, receipt, keys, format, ...more } = value;
  if (Object.keys(more).length > 0 || typeof entry !== 'string' || !isTexts(keys)) return undefined;
  if (receipt !== undefined && (typeof receipt !== 'string' || receipt.length > MAX_TEXT)) return undefined;
  const opened = decodeBase64(entry);
  if (opened === undefined || opened.length === 0 || keys.length > MAX_KEYS) return undefined;
  return { entry: opened, ...(receipt === undefined ? {} : { receipt }), keys };
}

/** An object of JSON in UTF-8; undefined for anything else. */
export function jsonOf(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string' && one.length <= MAX_TEXT);
}
