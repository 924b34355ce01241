import { isObject } from './evidence.js';

/** A public Ed25519 key of receipts, or of closing protocols (RFC 8037). */
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
  /** Of the auction's closing protocols. Apart from those of receipts: the auction must not be able to make one. */
  readonly protocols: readonly ReceiptKey[];
}

/** Types of vkeys (signed-note): the first byte under the base64. */
const LOG_TYPE = 0x01;
const WITNESS_TYPE = 0x04;
/** What a JWK of closing protocols says of itself, in the member `signs`. */
const PROTOCOLS = 'closing-protocols';

/**
 * A key file, as `/ledger/keys` gives it: one key a line, vkeys of logs and witnesses, keys of receipts and of closing
 * protocols as JWKs; empty lines and lines that begin with `#` say nothing. Undefined when a line is none of these, or no log is named.
 * @param wanted whether a log must be named: a closing protocol alone needs none
 */
export function parseKeys(text: string, wanted: { readonly logs: boolean } = { logs: true }): TrustedKeys | undefined {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const logs: string[] = [];
  const witnesses: string[] = [];
  const receipts: ReceiptKey[] = [];
  const protocols: ReceiptKey[] = [];
  for (const line of lines.filter((one) => one !== '' && !one.startsWith('#'))) {
    if (line.startsWith('{')) {
      const key = receiptKey(line);
      if (key === undefined) return undefined;
      (key.signs === PROTOCOLS ? protocols : receipts).push({ kid: key.kid, x: key.x });
      continue;
    }
    const type = typeOf(line);
    if (type === LOG_TYPE) logs.push(line);
    else if (type === WITNESS_TYPE) witnesses.push(line);
    else return undefined;
  }
  return logs.length === 0 && wanted.logs ? undefined : { logs, witnesses, receipts, protocols };
}

/** The lines of a key file. */
export function formatKeys({ logs, witnesses, receipts, protocols }: TrustedKeys): string[] {
  const line = (key: object) => JSON.stringify({ kty: 'OKP', crv: 'Ed25519', ...key });
  const jwks = receipts.map(({ kid, x }) => line({ kid, x }));
  return [...logs, ...witnesses, ...jwks, ...protocols.map(({ kid, x }) => line({ kid, x, signs: PROTOCOLS }))];
}

/** A JSON array of public Ed25519 JWKs; undefined for anything else, and where one of them says that it signs something else. */
export function parsePublicKeys(text: string): ReceiptKey[] | undefined {
  try {
    const jwks: unknown = JSON.parse(text);
    if (!Array.isArray(jwks)) return undefined;
    const keys = jwks.map((jwk) => receiptKey(JSON.stringify(jwk)));
    return keys.every((key) => key !== undefined) ? keys.map(({ kid, x }) => ({ kid, x })) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether it is a vkey at all is for the verifier to say; here only on which heap it belongs. */
function typeOf(vkey: string): number | undefined {
  const encoded = /^[^+\s]+\+[0-9a-f]{8}\+([A-Za-z0-9+/=]+)$/.exec(vkey)?.[1];
  return encoded === undefined ? undefined : atob(encoded.slice(0, 4)).charCodeAt(0);
}

function receiptKey(line: string): (ReceiptKey & { readonly signs: unknown }) | undefined {
  try {
    const jwk: unknown = JSON.parse(line);
    if (!isObject(jwk) || jwk['kty'] !== 'OKP' || jwk['crv'] !== 'Ed25519' || 'd' in jwk) return undefined;
    const { kid, x, signs } = jwk;
    // Attack: a key that says it signs something else is taken for one of receipts.
    if (signs !== undefined && signs !== PROTOCOLS) return undefined;
    return typeof kid === 'string' && typeof x === 'string' && /^[\w-]{43}$/.test(x) ? { kid, x, signs } : undefined;
  } catch {
    return undefined;
  }
}
