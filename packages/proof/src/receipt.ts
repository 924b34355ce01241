import { decodeBase64, verifyEd25519 } from '@belgi/tlog/verify';
import type { Entry } from './entry.js';
import { isObject, jsonOf } from './evidence.js';
import type { ReceiptKey } from './keys.js';

/** In the order in which it is told. */
export type ReceiptWrong =
  /** Not a compact JWS of a consent receipt. */
  | 'RECEIPT_MALFORMED'
  /** Signed by a key that is not among the trusted ones. */
  | 'RECEIPT_KEY_UNKNOWN'
  | 'RECEIPT_SIGNATURE_INVALID'
  /** Web Crypto has no Ed25519 here: nothing was verified. */
  | 'ED25519_UNSUPPORTED'
  /** A true receipt, and of another entry of the ledger. */
  | 'RECEIPT_OF_ANOTHER_ENTRY'
  /** A true receipt that says other things than the entry does. */
  | 'RECEIPT_DIFFERS';

const TYPE = 'consent-receipt+jwt';

/**
 * That the receipt is signed by one of the keys and says what the entry says (which the ledger has proved by then).
 * @param leafHash of the entry, lower-case hexadecimal
 * @returns undefined when all of it is right
 */
export async function verifyReceipt(
  jws: string,
  entry: Entry,
  leafHash: string,
  keys: readonly ReceiptKey[],
): Promise<ReceiptWrong | undefined> {
  const parts = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(jws);
  const [header, claims] = [parts?.[1], parts?.[2]].map((part) => jsonOf(base64Url(part ?? '') ?? new Uint8Array()));
  const signature = base64Url(parts?.[3] ?? '');
  if (header === undefined || claims === undefined || signature === undefined) return 'RECEIPT_MALFORMED';
  // The algorithm is ours to say: a header that could choose it could choose none (RFC 8725 §3.1).
  if (header['alg'] !== 'EdDSA' || header['typ'] !== TYPE || 'crit' in header) return 'RECEIPT_MALFORMED';
  const key = keys.find(({ kid }) => kid === header['kid']);
  if (key === undefined) return 'RECEIPT_KEY_UNKNOWN';
  const message = new TextEncoder().encode(jws.slice(0, jws.lastIndexOf('.')));
  const verdict = await verifyEd25519(base64Url(key.x) ?? new Uint8Array(), new Uint8Array(message), signature);
  if (verdict !== 'VALID') return verdict === 'INVALID' ? 'RECEIPT_SIGNATURE_INVALID' : 'ED25519_UNSUPPORTED';
  return differs(claims, entry, leafHash);
}

function differs(
  claims: Readonly<Record<string, unknown>>,
  { id, at, data }: Entry,
  leafHash: string,
): ReceiptWrong | undefined {
  const metadata = inside(claims, 'receipt_metadata');
  const named = inside(metadata, 'ledger_entry');
  if (named['id'] !== id || named['leaf_hash'] !== leafHash) return 'RECEIPT_OF_ANOTHER_ENTRY';
  const processing = inside(claims, 'pii_processing');
  const event = inside(claims, 'event');
  const pairs = [
    [claims['sub'], data['citizenId']],
    [metadata['receipt_id'], data['consentId']],
    [processing['privacy_notice_edition'], data['edition']],
    [processing['privacy_notice_sha256'], data['textSha256']],
    [processing['language'], String(data['locale']).toLowerCase()],
    [event['epoch'], data['epoch']],
    [event['event_act'], String(data['act']).toLowerCase()],
    [event['event_time'], at],
  ];
  return pairs.every(([said, proved]) => said === proved) ? undefined : 'RECEIPT_DIFFERS';
}

function inside(value: Readonly<Record<string, unknown>>, name: string): Readonly<Record<string, unknown>> {
  const member = value[name];
  return isObject(member) ? member : {};
}

/** RFC 4648 §5 without padding; undefined for what is not in its only form. */
function base64Url(text: string): Uint8Array | undefined {
  const standard = text.replaceAll('-', '+').replaceAll('_', '/');
  return decodeBase64(standard.padEnd(Math.ceil(standard.length / 4) * 4, '='));
}
