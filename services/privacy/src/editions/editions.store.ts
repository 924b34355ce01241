import type { Locale } from '@belgi/contracts';
import { type Queryable, readClock, sql, type Transaction } from '@belgi/database';
import type { DocumentKind, Edition } from './edition.js';

/** Where the editions of a document are. */
const tables = {
  POLICY: { editions: sql`editions`, texts: sql`edition_texts`, lock: 'editions' },
  USER_AGREEMENT: { editions: sql`agreement_editions`, texts: sql`agreement_texts`, lock: 'agreement_editions' },
} as const satisfies Record<DocumentKind, object>;

interface EditionRow {
  number: number;
  published_at: Date;
  effective_at: Date;
  material: boolean;
  sha256: Record<Locale, string>;
}

const toEdition = (row: EditionRow): Edition => ({
  number: row.number,
  publishedAt: row.published_at,
  effectiveAt: row.effective_at,
  material: row.material,
  sha256: row.sha256,
});

/** All editions, oldest first. There are a handful in a decade. */
export async function listEditions(db: Queryable, document: DocumentKind = 'POLICY'): Promise<Edition[]> {
  const { editions, texts } = tables[document];
  const rows = await db.query<EditionRow>(
    sql`/* editions.list */
    SELECT e.number, e.published_at, e.effective_at, e.material, jsonb_object_agg(t.locale, t.sha256) AS sha256
    FROM ${editions} e JOIN ${texts} t ON t.edition = e.number
    GROUP BY e.number ORDER BY e.number`,
  );
  return rows.map(toEdition);
}

/** All editions and the clock, read together: which one is in force is decided by the database's time. */
export async function editionsNow(
  db: Queryable,
  document: DocumentKind = 'POLICY',
): Promise<{ editions: Edition[]; now: Date }> {
  const editions = await listEditions(db, document);
  return { editions, now: await readClock(db) };
}

export async function editionText(
  db: Queryable,
  edition: number,
  locale: Locale,
  document: DocumentKind = 'POLICY',
): Promise<string | undefined> {
  const row = await db.one<{ markdown: string }>(
    sql`/* editions.text */
    SELECT markdown FROM ${tables[document].texts} WHERE edition = ${edition} AND locale = ${locale}`,
  );
  return row?.markdown;
}

/** Publishing is serialised: who comes second sees the first one's edition. */
export async function lockEditions(tx: Transaction, document: DocumentKind): Promise<void> {
  await tx.query(sql`/* editions.lock */ SELECT pg_advisory_xact_lock(hashtext(${tables[document].lock}))`);
}

export async function insertEdition(
  tx: Transaction,
  document: DocumentKind,
  edition: Edition,
  origin: { publishedBy: string | null; submissionId: string | null },
): Promise<void> {
  await tx.query(sql`/* editions.insert */
    INSERT INTO ${tables[document].editions} (number, published_at, effective_at, material, published_by, submission_id)
    VALUES (${edition.number}, ${edition.publishedAt}, ${edition.effectiveAt}, ${edition.material}, ${origin.publishedBy},
      ${origin.submissionId})`);
}

export async function insertText(
  tx: Transaction,
  document: DocumentKind,
  text: { edition: number; locale: Locale; markdown: string; sha256: string },
): Promise<void> {
  await tx.query(sql`/* editions.insertText */
    INSERT INTO ${tables[document].texts} (edition, locale, markdown, sha256)
    VALUES (${text.edition}, ${text.locale}, ${text.markdown}, ${text.sha256})`);
}

/** For republishing; editions never change, so nothing needs a lock. Ordered by the number as text, as the cursor is. */
export async function editionSnapshots(
  db: Queryable,
  document: DocumentKind,
  { number, after, limit }: { number: string | null; after: string | null; limit: number },
): Promise<Edition[]> {
  const editions = await listEditions(db, document);
  return editions
    .map((edition) => ({ edition, id: String(edition.number) }))
    .filter(({ id }) => (number === null || id === number) && (after === null || id > after))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .slice(0, limit)
    .map(({ edition }) => edition);
}
