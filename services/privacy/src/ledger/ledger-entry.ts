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

export type EntryValue =
  | string
  | number
  | boolean
  | null
  | readonly EntryValue[]
  | { readonly [key: string]: EntryValue };

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

/**
 * JSON in one form only: keys sorted by UTF-16 code units, no white space (RFC 8785). Numbers must be safe integers,
 * so that every language prints them alike.
 * @throws TypeError for a fraction: money and instants are strings here
 */
export function canonicalJson(value: EntryValue): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new TypeError('only whole numbers are canonical');
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value as { [key: string]: EntryValue })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

/** The bytes that the leaf commits to. */
export function entryBytes(entry: LedgerEntry): Buffer {
  return Buffer.from(canonicalJson({ ...entry }), 'utf8');
}
