import { decodeBase64, verifyEd25519 } from '@belgi/tlog/verify';
import { jsonOf } from './evidence.js';
import type { ReceiptKey } from './keys.js';

export type JwsWrong =
  | 'MALFORMED'
  | 'KEY_UNKNOWN'
  | 'SIGNATURE_INVALID'
  /** Web Crypto has no Ed25519 here: nothing was verified. */
  | 'ED25519_UNSUPPORTED';

export type Opened =
  | { readonly ok: true; readonly claims: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly wrong: JwsWrong };

/** The claims of a compact JWS of one type that one of the keys signed with Ed25519. Asks nobody. */
export async function openJws(jws: string, type: string, keys: readonly ReceiptKey[]): Promise<Opened> {
  const parts = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(jws);
  const [header, claims] = [parts?.[1], parts?.[2]].map((part) => jsonOf(base64Url(part ?? '') ?? new Uint8Array()));
  const signature = base64Url(parts?.[3] ?? '');
  if (header === undefined || claims === undefined || signature === undefined) return wrong('MALFORMED');
  // The algorithm is ours to say: a header that could choose it could choose none (RFC 8725 §3.1).
  if (header['alg'] !== 'EdDSA' || header['typ'] !== type || 'crit' in header) return wrong('MALFORMED');
  const key = keys.find(({ kid }) => kid === header['kid']);
  if (key === undefined) return wrong('KEY_UNKNOWN');
  const message = new TextEncoder().encode(jws.slice(0, jws.lastIndexOf('.')));
  const verdict = await verifyEd25519(base64Url(key.x) ?? new Uint8Array(), new Uint8Array(message), signature);
  if (verdict !== 'VALID') return wrong(verdict === 'INVALID' ? 'SIGNATURE_INVALID' : 'ED25519_UNSUPPORTED');
  return { ok: true, claims };
}

const wrong = (code: JwsWrong): Opened => ({ ok: false, wrong: code });

/** RFC 4648 §5 without padding; undefined for what is not in its only form. */
function base64Url(text: string): Uint8Array | undefined {
  const standard = text.replaceAll('-', '+').replaceAll('_', '/');
  return decodeBase64(standard.padEnd(Math.ceil(standard.length / 4) * 4, '='));
}
