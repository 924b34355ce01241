import { keyedHash, parseMasterKeys, type SealedPlace, type Sealer, sealer } from '@belgi/access';
import type { AttributeName } from './attribute.js';

/** What a keyed hash is for. Hashes of different purposes cannot be compared with each other. */
export type LookupPurpose = 'pin' | 'phone' | 'email' | 'limit' | 'refresh-token' | 'portal-state';

/** Digits of a code sent by SMS: with five attempts a guess succeeds once in 200,000. */
const CODE_DIGITS = 6;
/** Bytes of the hash that the code is taken from: 2⁴⁸ values over 10⁶ codes leave no bias worth a name. */
const CODE_BYTES = 6;

/** All of identity's secrets in use: sealing under a person's key, finding by keyed hash, deriving codes. */
export interface Vault {
  readonly sealer: Sealer;
  newDataKey(): Buffer;
  sealAttribute(dataKey: Buffer, accountId: string, name: AttributeName, value: string): Buffer;
  openAttribute(dataKey: Buffer | null, accountId: string, name: AttributeName, sealed: Buffer): string;
  seal(dataKey: Buffer, place: SealedPlace, value: string): Buffer;
  open(dataKey: Buffer, place: SealedPlace, sealed: Buffer): string;
  lookup(purpose: LookupPurpose, value: string): Buffer;
  /** The code of a registration or a change of phone: derived, so that it is stored nowhere. */
  codeOf(id: string): string;
}

/** @param lookupKey base64 of 32 bytes */
export function createVault(secrets: { masterKeys: string; lookupKey: string }): Vault {
  const box = sealer(parseMasterKeys(secrets.masterKeys));
  const lookupKey = Buffer.from(secrets.lookupKey, 'base64');
  const attributePlace = (row: string, column: AttributeName): SealedPlace => ({ table: 'attributes', column, row });
  return {
    sealer: box,
    newDataKey: () => box.newDataKey().wrapped,
    sealAttribute: (dataKey, accountId, name, value) => box.seal(dataKey, value, attributePlace(accountId, name)),
    openAttribute: (dataKey, accountId, name, sealed) => box.openText(dataKey, sealed, attributePlace(accountId, name)),
    seal: (dataKey, place, value) => box.seal(dataKey, value, place),
    open: (dataKey, place, sealed) => box.openText(dataKey, sealed, place),
    lookup: (purpose, value) => keyedHash(lookupKey, purpose, value),
    codeOf: (id) => {
      const number = keyedHash(lookupKey, 'sms-code', id).readUIntBE(0, CODE_BYTES) % 10 ** CODE_DIGITS;
      return String(number).padStart(CODE_DIGITS, '0');
    },
  };
}
