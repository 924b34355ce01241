import { createHash } from 'node:crypto';
import type { Sealer } from '@belgi/access';
import { newId } from '@belgi/contracts';
import type { Database } from '@belgi/database';
import { fileTypeFromBuffer } from 'file-type';
import { insertLetter } from './letters.store.js';

/** Letters are scans of a few pages; 10 MiB is what the graph promises. */
export const MAX_LETTER_BYTES = 10 * 1024 * 1024;

/** ISO 32000-1 §7.5.2: a PDF begins with this; readers that look further in are how other files pass as one. */
const PDF_HEADER = Buffer.from('%PDF-');

export interface Uploader {
  readonly kind: 'AGENCY' | 'STAFF';
  readonly id: string;
}

/**
 * Keeps a letter, sealed under a fresh key: the key of the case that it opens. The name and type that the sender
 * claimed are ignored; the content decides.
 * @returns undefined when it is not a PDF
 */
export async function storeLetter(
  parts: { database: Database; sealer: Sealer },
  letter: Buffer,
  uploader: Uploader,
): Promise<{ letterFileId: string; sha256: string } | undefined> {
  if (!(await isPdf(letter))) return undefined;
  const id = newId();
  const { wrapped } = parts.sealer.newDataKey();
  const sha256 = createHash('sha256').update(letter).digest('hex');
  await parts.database.transaction(async (tx) =>
    insertLetter(tx, {
      id,
      wrappedKey: wrapped,
      sealed: parts.sealer.seal(wrapped, letter, { table: 'letters', column: 'sealed', row: id }),
      sha256,
      byteCount: letter.length,
      uploaderKind: uploader.kind,
      uploadedBy: uploader.id,
      at: await tx.now(),
    }),
  );
  return { letterFileId: id, sha256 };
}

async function isPdf(letter: Buffer): Promise<boolean> {
  if (!letter.subarray(0, PDF_HEADER.length).equals(PDF_HEADER)) return false;
  return (await fileTypeFromBuffer(letter))?.mime === 'application/pdf';
}
