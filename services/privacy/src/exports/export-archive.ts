import { locales } from '@belgi/contracts';
import { strToU8, zipSync } from 'fflate';
import { type ExportDocument, proofsOf } from './export-document.js';
import { exportPage } from './export-page.js';

/** One file to download: `my-data.json`, a page per language, and the proofs as files that a verifier takes. */
export function exportArchive(document: ExportDocument): Buffer {
  const files: Record<string, Uint8Array> = {
    'my-data.json': strToU8(`${JSON.stringify(document, null, 2)}\n`),
  };
  for (const locale of locales) files[`my-data.${locale.toLowerCase()}.html`] = strToU8(exportPage(document, locale));
  for (const { name, text } of proofsOf(document)) files[`proofs/${name}`] = strToU8(text);
  return Buffer.from(zipSync(files, { mtime: new Date(document.readyAt) }));
}
