import { type Queryable, type Sql, sql } from '@belgi/database';

/** What the database computes of combinations, in the given order. */
export async function computedClasses(db: Queryable, combinations: readonly string[]): Promise<(string | null)[]> {
  const rows = await db.query<{ found: string | null }>(sql`/* catalogue.classes */
    SELECT combination_class(given) AS found FROM unnest(${combinations}::text[]) WITH ORDINALITY AS one (given, place) ORDER BY place`);
  return rows.map(({ found }) => found);
}

/**
 * Lots for plans and pages, straight into the tables: `count` of them, the oldest sold, then unsold ones, some planned, the last open.
 * What refers to bids and entries is set aside: these lots have none. All digits, regions and the letters AAA to JJG come in turn;
 * prices, ends and sales are in other orders than ids.
 */
export async function fillCatalogue(db: Queryable, count: number): Promise<void> {
  for (const statement of [
    sql`/* catalogue.no-bids */ ALTER TABLE lots DROP CONSTRAINT lots_price_is_the_last_bid, DROP CONSTRAINT lots_leader_is_an_entry`,
    sql`/* catalogue.plates */
      INSERT INTO plates (id, region, digits, letters)
      SELECT (lpad(to_hex(n), 12, '0') || '70008000000000000000')::uuid, lpad((1 + n % 9)::text, 2, '0'), lpad((n * 7 % 1000)::text, 3, '0'),
        chr(65 + n % 997 / 100) || chr(65 + n % 997 / 10 % 10) || chr(65 + n % 997 % 10)
      FROM generate_series(1, ${count}) AS n ON CONFLICT DO NOTHING`,
    sql`/* catalogue.lots */
      INSERT INTO lots (id, plate_id, region, digits, letters, sale_mode, state, policy_version, policy_step, policy_deposit_share_bp,
        policy_payment_days, policy_require_verified_pin, policy_jump_limit_steps, policy_soft_close_window_s, policy_soft_close_extension_s,
        policy_hard_stop_s, start_price, deposit, current_price, leading_entry_id, leading_bidder_number, bid_count, opens_at, closes_at,
        hard_stop_at, closed_at, settled_at, version, created_by)
      SELECT id, id, region, digits, letters, 'AUCTION', state, 1, 50000, 1000, 5, true, 10, 300, 300, 7200, start_price, start_price / 10,
        CASE WHEN state = 'SOLD' THEN start_price + 50000 END, CASE WHEN state = 'SOLD' THEN id END, CASE WHEN state = 'SOLD' THEN 10000 END,
        CASE WHEN state = 'SOLD' THEN 1 ELSE 0 END, ends - interval '7 days', ends, ends + interval '2 hours',
        CASE WHEN state IN ('SOLD', 'UNSOLD') THEN ends END,
        CASE WHEN state IN ('SOLD', 'UNSOLD') THEN ends + (n * 31 % 5000) * interval '1 minute' END, 1, id
      FROM (SELECT p.*, 1000000 + (n::bigint * 7919 % 100003) * 50000 AS start_price,
          date_trunc('minute', app_now()) + (n::bigint * 104729 % 500009 + CASE WHEN n > ${count} * 0.9 THEN 60 ELSE -700000 END) * interval '1 minute' AS ends,
          CASE WHEN n <= ${count} * 0.8 THEN 'SOLD' WHEN n <= ${count} * 0.9 THEN 'UNSOLD' WHEN n <= ${count} * 0.95 THEN 'PLANNED' ELSE 'OPEN' END AS state
        FROM (SELECT plates.*, row_number() OVER (ORDER BY id)::int AS n FROM plates) p) lot`,
    sql`/* catalogue.analyze */ ANALYZE lots`,
  ])
    await db.query(statement);
}

export interface Plan {
  /** Names of the indexes that were read. */
  readonly indexes: readonly string[];
  /** Kinds of node: `Index Scan`, `Seq Scan`, `Sort` … */
  readonly nodes: readonly string[];
  /** The most rows that one node read, in all its loops, with those it threw away. */
  readonly rowsRead: number;
  /** The most rows that went into one sort. */
  readonly rowsSorted: number;
}

interface PlanNode {
  'Node Type': string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: PlanNode[];
}

/** Runs the statement and says how. */
export async function planOf(db: Queryable, statement: Sql): Promise<Plan> {
  const row = await db.one<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
    sql`EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${statement}`,
  );
  const nodes: PlanNode[] = [];
  const walk = (node: PlanNode): void => {
    nodes.push(node);
    for (const below of node.Plans ?? []) walk(below);
  };
  for (const { Plan } of row?.['QUERY PLAN'] ?? []) walk(Plan);
  const given = (node: PlanNode) => node['Actual Rows'] * node['Actual Loops'];
  const dropped = (node: PlanNode) =>
    ((node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) * node['Actual Loops'];
  const sorts = nodes.filter((node) => node['Node Type'].endsWith('Sort'));
  return {
    indexes: [...new Set(nodes.flatMap((node) => node['Index Name'] ?? []))].sort(),
    nodes: [...new Set(nodes.map((node) => node['Node Type']))].sort(),
    rowsRead: Math.max(0, ...nodes.map((node) => given(node) + dropped(node))),
    rowsSorted: Math.max(0, ...sorts.flatMap((node) => (node.Plans ?? []).map(given))),
  };
}
