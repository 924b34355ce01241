import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FORMAT = 1;

/** A key that encrypts data keys. The first of the list encrypts, all decrypt. */
export interface MasterKey {
  readonly id: string;
  readonly key: Buffer;
}

/** Where a sealed value lives. Bound as associated data: a value copied into another row or column does not open. */
export interface SealedPlace {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

/** The key of this person or case was destroyed, so the value is gone: that is what erasure means. */
export class DataKeyDestroyedError extends Error {
  override readonly name = 'DataKeyDestroyedError';
}

/** The bytes do not open: another key, another place, or tampered with. */
export class UnsealError extends Error {
  override readonly name = 'UnsealError';
}

export interface Sealer {
  /** A fresh data key for one person or case, wrapped by the first master key. Store it; destroy it to erase. */
  newDataKey(): { wrapped: Buffer };
  seal(wrapped: Buffer, plaintext: string | Buffer, place: SealedPlace): Buffer;
  /** @throws DataKeyDestroyedError when `wrapped` is null; UnsealError */
  open(wrapped: Buffer | null, sealed: Buffer, place: SealedPlace): Buffer;
  /** `open`, as UTF-8 text. */
  openText(wrapped: Buffer | null, sealed: Buffer, place: SealedPlace): string;
  /** Id of the master key that wraps this data key. */
  wrappedBy(wrapped: Buffer): string;
  /** The same data key wrapped by the first master key; the same buffer when it already is. */
  rewrap(wrapped: Buffer): Buffer;
}

/** `id:base64(32 bytes)`, comma separated, first encrypts. The message of a fault names the id, never the key. */
export function parseMasterKeys(text: string): MasterKey[] {
  return text.split(',').map((part, index) => {
    const [id, encoded] = part.trim().split(':', 2);
    if (!id || encoded === undefined) throw new Error(`master key ${index + 1}: expected id:base64`);
    const key = Buffer.from(encoded, 'base64');
    if (key.length !== KEY_BYTES) throw new Error(`master key ${id}: expected ${KEY_BYTES} bytes`);
    return { id, key };
  });
}

/** Envelope encryption, AES-256-GCM twice: a value under the key of its person, that key under a master key. */
export function sealer(masterKeys: readonly MasterKey[]): Sealer {
  const first = masterKeys[0];
  if (first === undefined) throw new Error('no master key');
  const byId = new Map(masterKeys.map((master) => [master.id, master.key]));
  if (byId.size !== masterKeys.length) throw new Error('two master keys share an id');

  const wrap = (dataKey: Buffer): Buffer => {
    const id = Buffer.from(first.id, 'utf8');
    return Buffer.concat([Buffer.from([FORMAT, id.length]), id, encrypt(first.key, dataKey, wrapContext(first.id))]);
  };
  const unwrap = (wrapped: Buffer): Buffer => {
    const id = wrappedBy(wrapped);
    const master = byId.get(id);
    if (master === undefined) throw new UnsealError(`no master key "${id}"`);
    return decrypt(master, wrapped.subarray(2 + Buffer.byteLength(id)), wrapContext(id));
  };
  const open: Sealer['open'] = (wrapped, sealed, place) => {
    if (wrapped === null) throw new DataKeyDestroyedError('the data key was destroyed');
    if (sealed[0] !== FORMAT) throw new UnsealError('unknown format');
    return decrypt(unwrap(wrapped), sealed.subarray(1), placeContext(place));
  };
  return {
    newDataKey: () => ({ wrapped: wrap(randomBytes(KEY_BYTES)) }),
    seal: (wrapped, plaintext, place) =>
      Buffer.concat([
        Buffer.from([FORMAT]),
        encrypt(unwrap(wrapped), Buffer.from(plaintext as string), placeContext(place)),
      ]),
    open,
    openText: (wrapped, sealed, place) => open(wrapped, sealed, place).toString('utf8'),
    wrappedBy,
    rewrap: (wrapped) => (wrappedBy(wrapped) === first.id ? wrapped : wrap(unwrap(wrapped))),
  };
}

function wrappedBy(wrapped: Buffer): string {
  const length = wrapped[1];
  if (wrapped[0] !== FORMAT || length === undefined) throw new UnsealError('not a wrapped data key');
  return wrapped.subarray(2, 2 + length).toString('utf8');
}

const wrapContext = (id: string): Buffer => Buffer.from(JSON.stringify(['belgi:data-key', FORMAT, id]));
// JSON, so that no two places run together ("ab"+"c" and "a"+"bc").
const placeContext = ({ table, column, row }: SealedPlace): Buffer =>
  Buffer.from(JSON.stringify(['belgi:value', FORMAT, table, column, row]));

function encrypt(key: Buffer, plaintext: Buffer, context: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(context);
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, context: Buffer): Buffer {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new UnsealError('too short');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(context)
      .setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new UnsealError('the value does not open here', { cause });
  }
}
