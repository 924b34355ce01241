import { type Queryable, sql, type Transaction } from '@belgi/database';

export interface LetterRow {
  readonly id: string;
  /** Key of the case that the letter opens. */
  readonly wrappedKey: Buffer;
  readonly sealed: Buffer;
  /** SHA-256 of the letter in the clear, hexadecimal. */
  readonly sha256: string;
  readonly byteCount: number;
  readonly uploaderKind: 'AGENCY' | 'STAFF';
  readonly uploadedBy: string;
  readonly at: Date;
}

export async function insertLetter(tx: Transaction, letter: LetterRow): Promise<void> {
  await tx.query(sql`/* letters.insert */
    INSERT INTO letters (id, wrapped_key, sealed, sha256, byte_count, uploader_kind, uploaded_by, at)
    VALUES (${letter.id}, ${letter.wrappedKey}, ${letter.sealed}, ${letter.sha256}, ${letter.byteCount},
      ${letter.uploaderKind}, ${letter.uploadedBy}, ${letter.at})`);
}

/** The key of a letter that this caller uploaded and that no request has used. */
export async function findUnusedLetter(
  db: Queryable,
  id: string,
  uploadedBy: string,
): Promise<{ wrappedKey: Buffer; sha256: string } | undefined> {
  const row = await db.one<{ wrapped_key: Buffer; sha256: string }>(sql`/* letters.findUnused */
    SELECT wrapped_key, sha256 FROM letters l WHERE l.id = ${id} AND l.uploaded_by = ${uploadedBy}
      AND NOT EXISTS (SELECT 1 FROM disclosure_requests r WHERE r.letter_id = l.id)`);
  return row && { wrappedKey: row.wrapped_key, sha256: row.sha256 };
}
