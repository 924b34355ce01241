import { readFile } from 'node:fs/promises';
import type { Locale } from '@belgi/contracts';
import type { DocumentKind } from './editions/edition.js';

/** Where the first edition of each document came with the code: `{ky,ru,en}.md`. The same path from src and dist. */
const FOLDERS = { POLICY: '../editions/1/', USER_AGREEMENT: '../agreements/1/' } as const;

export async function firstEdition(document: DocumentKind = 'POLICY'): Promise<Record<Locale, string>> {
  const folder = new URL(FOLDERS[document], import.meta.url);
  const text = (language: string) => readFile(new URL(`${language}.md`, folder), 'utf8');
  const [KY, RU, EN] = await Promise.all([text('ky'), text('ru'), text('en')]);
  return { KY, RU, EN };
}
