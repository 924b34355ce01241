import type { Locale } from '@belgi/contracts';
import type { Database } from '@belgi/database';
import type { WriteRefusal } from '../editions/draft.js';
import type { KeptDraft } from '../editions/drafts.store.js';
import type { DocumentKind } from '../editions/edition.js';
import { MAX_TEXT_CHARS } from '../editions/edition.type.js';
import { writeDraft } from '../editions/write-draft.js';
import { type ImportFormat, importPolicy } from './import-policy.js';
import type { ImportFault } from './piece.js';

export interface ImportWish {
  /** Undefined: a new draft. */
  readonly draftId?: string | undefined;
  /** Of a new draft; the policy unless said. */
  readonly document?: DocumentKind | undefined;
  readonly locale: Locale;
  readonly format: ImportFormat;
  readonly text: string;
}

/** Why a document is not imported, in this order. */
export type ImportRefusal = 'TEXT_EMPTY' | 'TEXT_TOO_LONG' | 'TEXT_NOT_IMPORTED' | WriteRefusal;

/** The faults are those of the lines, for TEXT_NOT_IMPORTED alone. */
export interface NotImported {
  readonly code: ImportRefusal;
  readonly faults: readonly ImportFault[];
}

/** The document as the Markdown of an edition, or why not. */
export function read({ text, format }: Pick<ImportWish, 'text' | 'format'>): string | NotImported {
  if (text.trim() === '') return { code: 'TEXT_EMPTY', faults: [] };
  if (text.length > MAX_TEXT_CHARS) return { code: 'TEXT_TOO_LONG', faults: [] };
  const markdown = importPolicy(text, format);
  if (typeof markdown !== 'string') return { code: 'TEXT_NOT_IMPORTED', faults: markdown };
  // Escapes make a text longer.
  return markdown.length > MAX_TEXT_CHARS ? { code: 'TEXT_TOO_LONG', faults: [] } : markdown;
}

/**
 * Takes an existing document as the text of a draft in one language; the others stay as they are.
 * @param officerId null: by operations; whichever officer takes the draft up first becomes its writer
 */
export async function importDraft(
  database: Database,
  officerId: string | null,
  wish: ImportWish,
): Promise<KeptDraft | NotImported> {
  const markdown = read(wish);
  if (typeof markdown !== 'string') return markdown;
  const outcome = await writeDraft(database, officerId, {
    ...{ id: wish.draftId, document: wish.document, material: undefined, effectiveAt: undefined },
    texts: { [wish.locale]: markdown },
  });
  return typeof outcome === 'string' ? { code: outcome, faults: [] } : outcome;
}
