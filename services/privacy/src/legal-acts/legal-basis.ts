import type { Locale } from '@belgi/contracts';
import type { Citation, Titles } from './legal-act.js';

/** Longest legal basis that facts and notices carry. */
const MAX_BASIS_CHARS = 500;

const ARTICLE: Readonly<Record<Locale, (article: string) => string>> = {
  KY: (article) => `${article}-берене`,
  RU: (article) => `статья ${article}`,
  EN: (article) => `article ${article}`,
};

/** The words of a citation; the act's code where its title is too long to be sent along. */
export function basisText(citation: Citation & { readonly act: Titles }, locale: Locale): string {
  const article = ARTICLE[locale](citation.article);
  const text = `${citation.act[locale]}, ${article}`;
  return text.length <= MAX_BASIS_CHARS ? text : `${citation.code}, ${article}`;
}

/** A citation as entries of the ledger hold it; nothing where nothing was cited. */
export function citedIn(citation: Citation | null): { legalAct?: { code: string; revision: number; article: string } } {
  if (citation === null) return {};
  const { code, revision, article } = citation;
  return { legalAct: { code, revision, article } };
}
