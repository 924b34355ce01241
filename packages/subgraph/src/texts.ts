import type { Locale } from '@belgi/contracts';

/** One sentence in the three languages. English is always there, so that the fallback always ends. */
export interface Texts {
  readonly ky?: string;
  readonly ru?: string;
  readonly en: string;
}

export type TextParameters = Readonly<Record<string, string | number | bigint>>;

/** The order in which languages stand in for each other: ky → ru → en. */
const FALLBACK = { KY: ['ky', 'ru', 'en'], RU: ['ru', 'ky', 'en'], EN: ['en', 'ru', 'ky'] } as const;

/**
 * The text in that language, or in the next one that has it, with `{name}` placeholders filled in.
 * @throws when a placeholder has no value: the register and its caller disagree, which is a broken invariant
 */
export function textIn(locale: Locale, texts: Texts, parameters: TextParameters = {}): string {
  const text =
    FALLBACK[locale].map((language) => texts[language]).find((candidate) => candidate !== undefined) ?? texts.en;
  return text.replace(PLACEHOLDER, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new Error(`no value for {${name}}`);
    return String(value);
  });
}

export const PLACEHOLDER = /\{(\w+)\}/g;

/** The names of a text's placeholders, sorted. */
export function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''))].sort();
}
