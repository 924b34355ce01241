import { type Queryable, type Sql, sql } from '@belgi/database';
import type { Lot, LotState } from './lot.js';
import { type LotRow, lotColumns, lotOf } from './lot.store.js';

/** What a page of the catalogue may be narrowed by; absent means any. Patterns are for `LIKE`. */
export interface CatalogueFilter {
  readonly state?: LotState | null | undefined;
  readonly region?: string | null | undefined;
  readonly digits?: string | null | undefined;
  readonly letters?: string | null | undefined;
  readonly digitsLike?: string | null | undefined;
  readonly lettersLike?: string | null | undefined;
}

/** One statement per page, newest first. `limit` rows at most, after the lot `afterId`. */
export async function catalogueRows(
  db: Queryable,
  filter: CatalogueFilter,
  afterId: string | null,
  limit: number,
): Promise<Lot[]> {
  const rows = await db.query<LotRow>(sql`/* lots.page */
    SELECT ${lotColumns} FROM lots l WHERE ${conditionsOf(filter, afterId)} ORDER BY l.id DESC LIMIT ${limit}`);
  return rows.map(lotOf);
}

/** Only what is asked for stands in the statement: the planner sees which index fits, for these values while that is cheaper. */
function conditionsOf(filter: CatalogueFilter, afterId: string | null): Sql {
  const conditions: Sql[] = [];
  if (filter.state) conditions.push(sql`l.state = ${filter.state}`);
  if (filter.region) conditions.push(sql`l.region = ${filter.region}`);
  if (filter.digits) conditions.push(sql`l.digits = ${filter.digits}`);
  if (filter.letters) conditions.push(sql`l.letters = ${filter.letters}`);
  if (filter.digitsLike) conditions.push(sql`l.digits LIKE ${filter.digitsLike}`);
  if (filter.lettersLike) conditions.push(sql`l.letters LIKE ${filter.lettersLike}`);
  if (afterId) conditions.push(sql`l.id < ${afterId}::uuid`);
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` AND `);
}
