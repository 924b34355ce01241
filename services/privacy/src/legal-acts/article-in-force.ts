import type { LocalDate } from '@belgi/contracts';
import type { Queryable } from '@belgi/database';
import { type Citation, type CitationRefusal, citeArticle } from './legal-act.js';
import { listActs } from './legal-acts.store.js';

/**
 * Cites an article as it was in force on a day: the revision comes with it, so that what is kept stays true when the law
 * changes. @param on a letter's own date, or `localDateOf(now)` for what is decided today
 */
export async function articleInForce(
  db: Queryable,
  code: string,
  article: string,
  on: LocalDate,
): Promise<Citation | CitationRefusal> {
  return citeArticle(await listActs(db, code), code, article, on);
}
