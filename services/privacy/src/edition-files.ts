import { readFile } from 'node:fs/promises';
import type { Locale } from '@belgi/contracts';

/** The first edition's texts, as they came with the code: `editions/1/{ky,ru,en}.md`. The same path from src and dist. */
export async function firstEdition(): Promise<Record<Locale, string>> {
  const text = (language: string) => readFile(new URL(`../editions/1/${language}.md`, import.meta.url), 'utf8');
  const [KY, RU, EN] = await Promise.all([text('ky'), text('ru'), text('en')]);
  return { KY, RU, EN };
}
