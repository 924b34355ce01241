import { canonicalJson, type JsonValue } from '@belgi/proof';

/** What the transparency ledger has leaves for; checkpoints are not leaves. */
export const ENTRY_KINDS = [
  'EDITION_PUBLISHED',
  'AGREEMENT_PUBLISHED',
  'AGREEMENT_ACCEPTED',
  'CONSENT_GIVEN',
  'CONSENT_RENEWED',
  'CONSENT_WITHDRAWN',
  'DISCLOSURE_REQUESTED',
  'DISCLOSURE_DECIDED',
  'DISCLOSURE_READ',
  'NOTICE_DELAYED',
  'NOTICE_REVEALED',
  'PERSONAL_DATA_READ',
  'RIGHTS_REQUEST_OPENED',
  'RIGHTS_REQUEST_ANSWERED',
  'DATA_ERASED',
  'PROTOCOL_SIGNED',
  'HOLD_PLACED',
  'HOLD_LIFTED',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export type EntryValue = JsonValue;

/** One entry as it is hashed. `salt` makes the hash say nothing about an entry whose key was destroyed. */
export interface LedgerEntry {
  readonly version: 1;
  readonly id: string;
  readonly kind: EntryKind;
  /** ISO 8601 UTC with milliseconds. */
  readonly at: string;
  /** 32 random bytes, base64url. */
  readonly salt: string;
  readonly data: { readonly [key: string]: EntryValue };
  /**
   * Its row has a seal. Said in the words that the leaf commits to, so that nobody strips the seals of rows and says that they
   * are from before there were any.
   */
  readonly rowSealed?: true;
}

/** The bytes that the leaf commits to. */
export function entryBytes(entry: LedgerEntry): Buffer {
  return Buffer.from(canonicalJson({ ...entry }), 'utf8');
}
