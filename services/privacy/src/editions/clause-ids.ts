import type { Locale } from '@belgi/contracts';
import type { Queryable } from '@belgi/database';
import { clausesOf } from './clauses.js';
import { editionText } from './editions.store.js';

/** By SHA-256 of the text: a published text never changes, and there are a handful in a decade. */
const known = new Map<string, readonly string[]>();

/** Ids of the clauses of a published text. Every change of consent asks, so each text is read and cut once per process. */
export async function clauseIdsOf(
  db: Queryable,
  text: { readonly edition: number; readonly locale: Locale; readonly textSha256: string },
): Promise<readonly string[]> {
  const before = known.get(text.textSha256);
  if (before !== undefined) return before;
  const markdown = await editionText(db, text.edition, text.locale);
  if (markdown === undefined) return [];
  const ids = clausesOf(markdown).map(({ id }) => id);
  known.set(text.textSha256, ids);
  return ids;
}
