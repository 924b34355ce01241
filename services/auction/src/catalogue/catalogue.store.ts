import { type Queryable, type Sql, sql } from '@belgi/database';
import type { Lot, LotState } from '../lots/lot.js';
import { type LotRow, lotColumns, lotOf } from '../lots/lot.store.js';
import { isBroad, type RunColumn, runsOf } from './runs.js';
import type { CatalogueSearch, LotOrder } from './search.js';

/** Where a page begins: after this lot, by the order's key. */
export interface CataloguePosition {
  readonly id: string;
  /** The lot's price in tyiyn, its end or when it was settled; null in the order by id. */
  readonly key: bigint | Date | null;
}

/** One statement per page, `limit` lots at most. */
export async function catalogueRows(
  db: Queryable,
  search: CatalogueSearch,
  order: LotOrder,
  after: CataloguePosition | null,
  limit: number,
): Promise<Lot[]> {
  const rows = await db.query<LotRow>(catalogueStatement(search, order, after, limit));
  return rows.map(lotOf);
}

const orderBy: Record<LotOrder, Sql> = {
  NEWEST: sql`l.id DESC`,
  PRICE_ASC: sql`l.price, l.id`,
  PRICE_DESC: sql`l.price DESC, l.id DESC`,
  ENDS_FIRST: sql`l.closes_at, l.id`,
  SETTLED_DESC: sql`l.settled_at DESC, l.id DESC`,
};

const runColumns: Record<RunColumn, Sql> = {
  digits: sql`l.digits`,
  letters: sql`l.letters`,
  digits_class: sql`l.digits_class`,
  letters_class: sql`l.letters_class`,
  region: sql`l.region`,
};

/** Only what is asked for stands in the statement, so the planner sees which index has a run in its order. */
export function catalogueStatement(
  search: CatalogueSearch,
  order: LotOrder,
  after: CataloguePosition | null,
  limit: number,
): Sql {
  const runs = runsOf(search, order);
  const { column, values, states } = runs;
  const conditions = [...conditionsOf(search, column), ...(after ? [beyond(order, after)] : [])];
  const sources: Sql[] = [];
  let inRun = orderBy[order];
  if (column !== null) {
    sources.push(sql`unnest(${values}::text[]) AS combination (value)`);
    conditions.push(sql`${runColumns[column]} = combination.value`);
  }
  if (states !== null) {
    const { source, condition } = ofState(order, states);
    if (source) sources.push(source);
    conditions.push(condition);
    if (order === 'NEWEST') inRun = sql`l.state, ${inRun}`;
  }
  const where = conditions.length === 0 ? sql`true` : sql.join(conditions, sql` AND `);
  if (sources.length === 0)
    return sql`/* lots.page */ SELECT ${lotColumns} FROM lots l WHERE ${where} ORDER BY ${inRun} LIMIT ${limit}`;
  const merged = sql`SELECT l.id FROM ${sql.join(sources, sql` CROSS JOIN `)} CROSS JOIN LATERAL (
        SELECT l.id, l.price, l.closes_at, l.settled_at FROM lots l WHERE ${where} ORDER BY ${inRun} LIMIT ${limit}) l
      ORDER BY ${orderBy[order]} LIMIT ${limit}`;
  const ids = states === null && isBroad(runs) ? amongTheNewest(search, merged, after, limit) : merged;
  return sql`/* lots.page */
    SELECT ${lotColumns} FROM (${ids}) page JOIN lots l ON l.id = page.id ORDER BY ${orderBy[order]}`;
}

/** Lots that are looked at before the runs are merged, which are thousands where a list is broad. */
const NEWEST_LOTS = 2_000;

/** A page of the newest lots where there is one: then no run is read (the condition on the count is asked once, and first). */
function amongTheNewest(search: CatalogueSearch, merged: Sql, after: CataloguePosition | null, limit: number): Sql {
  const from = after ? sql`WHERE ${beyond('NEWEST', after)}` : sql.empty;
  const fits = sql.join(conditionsOf(search, null), sql` AND `);
  return sql`WITH near AS MATERIALIZED (
        SELECT l.id FROM (SELECT * FROM lots l ${from} ORDER BY l.id DESC LIMIT ${NEWEST_LOTS}) l
        WHERE ${fits} ORDER BY l.id DESC LIMIT ${limit})
      SELECT id FROM near WHERE (SELECT count(*) FROM near) >= ${limit}
      UNION ALL
      SELECT id FROM (${merged}) far WHERE (SELECT count(*) FROM near) < ${limit}`;
}

/** That the lots of a run are of one state, said so that an index must be taken which has it. */
function ofState(order: LotOrder, states: readonly LotState[]): { source?: Sql; condition: Sql } {
  const source = sql`unnest(${states}::text[]) AS asked (state)`;
  switch (order) {
    case 'NEWEST':
      // As a range, together with the state in the order: of an equality the planner would walk all lots by their primary key when it
      // takes the state for a common one, and a state whose lots are all old has it read everything.
      return { source, condition: sql`l.state >= asked.state AND l.state <= asked.state` };
    case 'SETTLED_DESC':
      // What was sold has indexes of its own, which only this text opens, and no parameter.
      if (states.length === 1 && states[0] === 'SOLD')
        return { condition: sql`l.state = 'SOLD' AND l.settled_at IS NOT NULL` };
      return { source, condition: sql`l.state = asked.state AND l.settled_at IS NOT NULL` };
    default:
      return { source, condition: sql`l.state = asked.state` };
  }
}

/** What was asked for beside the state and what the runs are told apart by. */
function conditionsOf(search: CatalogueSearch, column: RunColumn | null): Sql[] {
  const conditions: Sql[] = [];
  const ask = (name: RunColumn | null, condition: Sql) => {
    if (name === null || name !== column) conditions.push(condition);
  };
  if (search.region) ask('region', sql`l.region = ${search.region}`);
  if (search.digits) ask('digits', isOneOf(sql`l.digits`, search.digits));
  if (search.letters) ask('letters', isOneOf(sql`l.letters`, search.letters));
  if (search.digitsClass) ask('digits_class', sql`l.digits_class = ${search.digitsClass}`);
  if (search.lettersClass) ask('letters_class', sql`l.letters_class = ${search.lettersClass}`);
  if (search.minPrice !== null) ask(null, sql`l.price >= ${search.minPrice}`);
  if (search.maxPrice !== null) ask(null, sql`l.price <= ${search.maxPrice}`);
  return conditions;
}

/**
 * As a set that is hashed once. `= ANY` of a parameter is walked from its beginning for each row once the statement is prepared, and as a plain
 * `IN` it would be joined instead of asked.
 */
const isOneOf = (column: Sql, values: readonly string[]): Sql =>
  sql`(${column} IN (SELECT unnest(${values}::text[]))) IS TRUE`;

function beyond(order: LotOrder, { id, key }: CataloguePosition): Sql {
  switch (order) {
    case 'NEWEST':
      return sql`l.id < ${id}::uuid`;
    case 'PRICE_ASC':
      return sql`(l.price, l.id) > (${key}::bigint, ${id}::uuid)`;
    case 'PRICE_DESC':
      return sql`(l.price, l.id) < (${key}::bigint, ${id}::uuid)`;
    case 'ENDS_FIRST':
      return sql`(l.closes_at, l.id) > (${key}::timestamptz, ${id}::uuid)`;
    case 'SETTLED_DESC':
      return sql`(l.settled_at, l.id) < (${key}::timestamptz, ${id}::uuid)`;
  }
}
