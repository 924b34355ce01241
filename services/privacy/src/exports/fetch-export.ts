import { DataKeyDestroyedError } from '@belgi/access';
import { openPart, parsePart } from '@belgi/export';
import { hashOfSecret } from '../bearer-secret.js';
import { exportArchive } from './export-archive.js';
import { documentOf } from './export-document.js';
import { isKnownLink, takeLink } from './export-links.store.js';
import { sealedParts } from './exports.store.js';
import { type ExportParts, exportKeyPlace } from './request-export.js';

export type FetchRefusal = 'EXPORT_LINK_UNKNOWN' | 'EXPORT_LINK_GONE';

/**
 * The archive behind a link, which is used up by this call, whatever becomes of the answer: a download that breaks off
 * takes another link. @throws PartDoesNotOpenError when a part was tampered with
 */
export async function fetchExport({ database, sealer }: ExportParts, token: string): Promise<Buffer | FetchRefusal> {
  const hash = hashOfSecret(token);
  const taken = await takeLink(database, hash);
  if (taken === undefined) return (await isKnownLink(database, hash)) ? 'EXPORT_LINK_GONE' : 'EXPORT_LINK_UNKNOWN';
  const { id } = taken;
  let privateJwk: string;
  try {
    privateJwk = sealer.openText(taken.wrappedKey, taken.privateKeySealed, exportKeyPlace(id));
  } catch (error) {
    if (error instanceof DataKeyDestroyedError) return 'EXPORT_LINK_GONE';
    throw error;
  }
  const parts = await Promise.all(
    (await sealedParts(database, id)).map(async ({ service, sealed }) =>
      parsePart(await openPart(privateJwk, { exportId: id, service }, sealed)),
    ),
  );
  return exportArchive(documentOf(taken, parts));
}
