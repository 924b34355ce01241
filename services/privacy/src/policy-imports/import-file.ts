import { readFile } from 'node:fs/promises';
import type { Database } from '@belgi/database';
import { clausesOf } from '../editions/clauses.js';
import { MAX_TEXT_CHARS } from '../editions/edition.type.js';
import { refusals } from '../refusals.js';
import { type ImportWish, importDraft, read } from './import-draft.js';
import { importFaultTexts } from './import-faults.js';
import type { ImportFaultCode } from './piece.js';

/** What `pnpm ops policy import` is told; the draft is null on a dry run. */
export type ImportReport =
  | { readonly draftId: string | null; readonly clauses: number }
  | {
      readonly code: string;
      readonly message: string;
      readonly faults: readonly { line: number; code: ImportFaultCode; message: string }[];
    };

/** A file of this machine as a draft that no officer has taken up yet; bytes that are no UTF-8 are faults of their lines. */
export async function importFile(
  database: Database,
  { file, dryRun, ...wish }: Omit<ImportWish, 'text'> & { readonly file: string; readonly dryRun: boolean },
): Promise<ImportReport> {
  const text = await readFile(file, 'utf8');
  const outcome = dryRun ? read({ ...wish, text }) : await importDraft(database, null, { ...wish, text });
  if (typeof outcome !== 'string' && 'code' in outcome) {
    const faults = outcome.faults.map(({ line, code }) => ({ line, code, message: importFaultTexts[code].EN }));
    return {
      ...refusals.refusal('EN', outcome.code, outcome.code === 'TEXT_TOO_LONG' ? { max: MAX_TEXT_CHARS } : {}),
      faults,
    };
  }
  const markdown = typeof outcome === 'string' ? outcome : (outcome.texts[wish.locale] ?? '');
  const clauses = clausesOf(markdown).filter(({ id }) => /^\d/.test(id)).length;
  return { draftId: typeof outcome === 'string' ? null : outcome.id, clauses };
}
