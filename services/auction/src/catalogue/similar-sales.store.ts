import { type Queryable, type Sql, sql } from '@belgi/database';
import type { Lot } from '../lots/lot.js';
import { type LotRow, lotColumns, lotOf } from '../lots/lot.store.js';

/** One page of the sales that are like a lot: `limit` at most, those before the sale `after`, by time and id. */
export interface SimilarSalesKey {
  readonly lotId: string;
  readonly limit: number;
  readonly after: { readonly settledAt: string; readonly id: string } | null;
}

/** Pages for however many lots, newest sales first, in one statement. */
export async function similarSales(db: Queryable, keys: readonly SimilarSalesKey[]): Promise<Lot[][]> {
  const rows = await db.query<LotRow & { page: number }>(similarSalesStatement(keys));
  const pages: Lot[][] = keys.map(() => []);
  for (const row of rows) pages[row.page - 1]?.push(lotOf(row));
  return pages;
}

/** Each way of being alike is the head of a run in an index of what was sold; a page is the newest of three heads. */
export function similarSalesStatement(keys: readonly SimilarSalesKey[]): Sql {
  const run = (alike: Sql) => sql`(SELECT l.id, l.settled_at FROM lots l
          WHERE l.state = 'SOLD' AND ${alike} AND l.id <> mine.id
            AND (l.settled_at, l.id) < (coalesce(wish.before, 'infinity'), coalesce(wish.before_id, mine.id))
          ORDER BY l.settled_at DESC, l.id DESC LIMIT wish.most)`;
  return sql`/* lots.similar-sales */
    SELECT wish.page::int AS page, ${lotColumns}
    FROM unnest(${keys.map((key) => key.lotId)}::uuid[], ${keys.map((key) => key.limit)}::int[],
      ${keys.map((key) => key.after?.settledAt ?? null)}::timestamptz[], ${keys.map((key) => key.after?.id ?? null)}::uuid[])
      WITH ORDINALITY AS wish (lot_id, most, before, before_id, page)
    JOIN lots mine ON mine.id = wish.lot_id
    CROSS JOIN LATERAL (
      SELECT sale.id FROM (
          ${run(sql`l.digits = mine.digits`)}
          UNION ${run(sql`l.letters = mine.letters`)}
          UNION ${run(sql`l.digits_class = mine.digits_class`)}) sale
      ORDER BY sale.settled_at DESC, sale.id DESC LIMIT wish.most) alike
    JOIN lots l ON l.id = alike.id
    ORDER BY wish.page, l.settled_at DESC, l.id DESC`;
}
