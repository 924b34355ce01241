import { isObject } from './evidence.js';

/** A public Ed25519 key of receipts (RFC 8037). */
export interface ReceiptKey {
  readonly kid: string;
  /** base64url of 32 bytes. */
  readonly x: string;
}

/** Whom a verifier believes. */
export interface TrustedKeys {
  /** The log's vkeys: more than one while a key is being changed. */
  readonly logs: readonly string[];
  /** vkeys of witnesses; without any, nobody vouches for the log but itself. */
  readonly witnesses: readonly string[];
  readonly receipts: readonly ReceiptKey[];
}

/** Types of vkeys (signed-note): the first byte under the base64. */
const LOG_TYPE = 0x01;
const WITNESS_TYPE = 0x04;

/**
 * A key file, as `/ledger/keys` gives it: one key a line, vkeys of logs and witnesses, receipt keys as JWKs; empty lines
 * and lines that begin with `#` say nothing. Undefined when a line is none of these, or no log is named.
 */
export function parseKeys(text: string): TrustedKeys | undefined {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const logs: string[] = [];
  const witnesses: string[] = [];
  const receipts: ReceiptKey[] = [];
  for (const line of lines.filter((one) => one !== '' && !one.startsWith('#'))) {
    if (line.startsWith('{')) {
      const key = receiptKey(line);
      if (key === undefined) return undefined;
      receipts.push(key);
      continue;
    }
    const type = typeOf(line);
    if (type === LOG_TYPE) logs.push(line);
    else if (type === WITNESS_TYPE) witnesses.push(line);
    else return undefined;
  }
  return logs.length === 0 ? undefined : { logs, witnesses, receipts };
}

/** The lines of a key file. */
export function formatKeys({ logs, witnesses, receipts }: TrustedKeys): string[] {
  const jwks = receipts.map(({ kid, x }) => JSON.stringify({ kty: 'OKP', crv: 'Ed25519', kid, x }));
  return [...logs, ...witnesses, ...jwks];
}

/** Whether it is a vkey at all is for the verifier to say; here only on which heap it belongs. */
function typeOf(vkey: string): number | undefined {
  const encoded = /^[^+\s]+\+[0-9a-f]{8}\+([A-Za-z0-9+/=]+)$/.exec(vkey)?.[1];
  return encoded === undefined ? undefined : atob(encoded.slice(0, 4)).charCodeAt(0);
}

function receiptKey(line: string): ReceiptKey | undefined {
  try {
    const jwk: unknown = JSON.parse(line);
    if (!isObject(jwk) || jwk['kty'] !== 'OKP' || jwk['crv'] !== 'Ed25519' || 'd' in jwk) return undefined;
    const { kid, x } = jwk;
    return typeof kid === 'string' && typeof x === 'string' && /^[\w-]{43}$/.test(x) ? { kid, x } : undefined;
  } catch {
    return undefined;
  }
}
