import { randomBytes } from 'node:crypto';
import { keyedHash, type Sealer } from '@belgi/access';

/** Bytes of a case's own key for hashes of PINs. */
const HASH_KEY_BYTES = 32;

/** The columns whose values are sealed under the key of a case. */
export type CaseColumn =
  | 'disclosure_requests.officer_sealed'
  | 'disclosure_requests.hash_key_sealed'
  | 'disclosure_subjects.pin_sealed'
  | 'disclosure_proposals.reason_sealed'
  | 'disclosure_proposals.removals_sealed'
  | 'disclosure_proposals.delay_sealed'
  | 'disclosure_decisions.reason_sealed'
  | 'disclosure_decisions.removals_sealed'
  | 'disclosure_grants.revocation_sealed'
  | 'notice_delays.reason_sealed'
  | 'notice_delay_reviews.reason_sealed';

function placeOf(column: CaseColumn, row: string) {
  const [table = '', name = ''] = column.split('.');
  return { table, column: name, row };
}

export const sealInCase = (sealer: Sealer, wrappedKey: Buffer, column: CaseColumn, row: string, text: string): Buffer =>
  sealer.seal(wrappedKey, text, placeOf(column, row));

export const openInCase = (
  sealer: Sealer,
  wrappedKey: Buffer,
  column: CaseColumn,
  row: string,
  sealed: Buffer,
): string => sealer.openText(wrappedKey, sealed, placeOf(column, row));

/** A fresh key for the hashes of one case, sealed under the case's key. */
export function newHashKey(sealer: Sealer, wrappedKey: Buffer, requestId: string): { key: Buffer; sealed: Buffer } {
  const key = randomBytes(HASH_KEY_BYTES);
  const place = placeOf('disclosure_requests.hash_key_sealed', requestId);
  return { key, sealed: sealer.seal(wrappedKey, key, place) };
}

export function openHashKey(sealer: Sealer, wrappedKey: Buffer, requestId: string, sealed: Buffer): Buffer {
  return sealer.open(wrappedKey, sealed, placeOf('disclosure_requests.hash_key_sealed', requestId));
}

/** The PIN as this case knows it: comparable within the case, meaningless outside it. */
export const pinHash = (hashKey: Buffer, pin: string): Buffer => keyedHash(hashKey, 'disclosure-subject', pin);

/** What was asked under an idempotency key: a grant and a PIN. */
export const readHash = (hashKey: Buffer, grantId: string, pin: string): Buffer =>
  keyedHash(hashKey, 'disclosure-read', JSON.stringify([grantId, pin]));
