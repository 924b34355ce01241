import { EXPORT_PIECE_CHARS, MAX_EXPORT_PIECES, type ServiceName } from '@belgi/contracts';
import { CompactEncrypt, compactDecrypt, exportJWK, generateKeyPair, importJWK } from 'jose';

/** RFC 7518 §4.6 with X25519 (RFC 8037): an ephemeral key per part, so that parts share nothing. */
const KEY_AGREEMENT = 'ECDH-ES';
const ENCRYPTION = 'A256GCM';

export interface ExportPublicKey {
  readonly kty: 'OKP';
  readonly crv: 'X25519';
  readonly x: string;
}

/** Whose part it is: under the seal, so that one part cannot stand in for another. */
export interface PartPlace {
  readonly exportId: string;
  readonly service: ServiceName;
}

export class PartDoesNotOpenError extends Error {
  override readonly name = 'PartDoesNotOpenError';
}

/** A fresh pair for one export. `privateJwk` is JSON, to be kept sealed and destroyed with the export. */
export async function newExportKey(): Promise<{ publicKey: ExportPublicKey; privateJwk: string }> {
  const { publicKey, privateKey } = await generateKeyPair(KEY_AGREEMENT, { crv: 'X25519', extractable: true });
  const { x } = await exportJWK(publicKey);
  if (x === undefined) throw new Error('a key without its public half');
  return { publicKey: { kty: 'OKP', crv: 'X25519', x }, privateJwk: JSON.stringify(await exportJWK(privateKey)) };
}

/** A part as a compact JWE that only the export's private key opens. */
export async function sealPart(publicKey: ExportPublicKey, place: PartPlace, text: string): Promise<string> {
  const key = await importJWK({ ...publicKey }, KEY_AGREEMENT);
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: KEY_AGREEMENT, enc: ENCRYPTION, kid: place.exportId, typ: headerType(place) })
    .encrypt(key);
}

/** @throws PartDoesNotOpenError: another key, another place, or tampered with */
export async function openPart(privateJwk: string, place: PartPlace, sealed: string): Promise<string> {
  try {
    const key = await importJWK(JSON.parse(privateJwk) as Record<string, string>, KEY_AGREEMENT);
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, key, {
      keyManagementAlgorithms: [KEY_AGREEMENT],
      contentEncryptionAlgorithms: [ENCRYPTION],
    });
    if (protectedHeader.kid !== place.exportId || protectedHeader.typ !== headerType(place))
      throw new Error('another place');
    return new TextDecoder().decode(plaintext);
  } catch (cause) {
    throw new PartDoesNotOpenError('the part does not open here', { cause });
  }
}

const headerType = ({ service }: PartPlace): string => `belgi-export-${service}`;

/** Slices that fit a fact each. @throws RangeError beyond MAX_EXPORT_PIECES */
export function piecesOf(sealed: string): string[] {
  const pieces: string[] = [];
  for (let from = 0; from < sealed.length; from += EXPORT_PIECE_CHARS)
    pieces.push(sealed.slice(from, from + EXPORT_PIECE_CHARS));
  if (pieces.length > MAX_EXPORT_PIECES) throw new RangeError(`a part of ${pieces.length} pieces`);
  return pieces;
}
