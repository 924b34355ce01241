import type { Entry } from './entry.js';
import { isObject } from './evidence.js';
import { openJws } from './jws.js';
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
  const opened = await openJws(jws, TYPE, keys);
  if (!opened.ok) return opened.wrong === 'ED25519_UNSUPPORTED' ? opened.wrong : `RECEIPT_${opened.wrong}`;
  return differs(opened.claims, entry, leafHash);
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
