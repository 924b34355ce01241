import { isObject, jsonOf } from './evidence.js';

/** An opened entry of the ledger. */
export interface Entry {
  readonly id: string;
  readonly kind: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What the bytes under a leaf say; undefined for a later version, or for bytes that are no entry. */
export function parseEntry(bytes: Uint8Array): Entry | undefined {
  const value = jsonOf(bytes);
  if (value === undefined || value['version'] !== 1) return undefined;
  const { id, kind, at, salt, data } = value;
  const texts = [id, kind, at, salt];
  if (!texts.every((text) => typeof text === 'string' && text !== '') || !isObject(data)) return undefined;
  return Number.isNaN(Date.parse(String(at)))
    ? undefined
    : { id: String(id), kind: String(kind), at: String(at), data };
}
