import { type Locale, type Register, type RegisterTerm, registerWords, type Words } from '@belgi/contracts';

/** How much of what a term is, in a language: `3 жыл`, `3 years`. */
export function termText({ term, end }: RegisterTerm, locale: Locale): string {
  if (term !== null) return `${term.count} ${registerWords.units[term.unit][locale]}`;
  return end.act === 'KEEP' ? '–' : '0';
}

/** What happens at the end of a term, or why nothing does. */
export function endText({ end }: RegisterTerm, locale: Locale): string {
  const act = registerWords.ends[end.act][locale];
  return end.act === 'KEEP' ? `${act}: ${registerWords.keeps[end.because][locale]}` : act;
}

/** What codes say in a language, one after the other. */
export function named<Code extends string>(
  codes: readonly Code[],
  words: Readonly<Record<Code, Words>>,
  locale: Locale,
): string[] {
  return codes.map((code) => words[code][locale]);
}

export type { Register };
