import type { SystemDatabase, TestSystem } from '@belgi/testkit';
import pg from 'pg';
import { openOwnDatabase } from '../own-database.js';

/** How much the catalogue has, and what its one hot lot has of it. */
export interface CatalogueSize {
  readonly lots: number;
  readonly bids: number;
  readonly hotBids: number;
}

/** A statement of the auction's own stores. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly name: string | undefined;
}

/** Lots of one insert: what is told of the progress, and what one statement holds in memory. */
const CHUNK = 100_000;

/** A database of the figure's own, with the auction's tables, on the system's server. */
export interface CatalogueDatabase extends AsyncDisposable {
  readonly database: SystemDatabase;
  /** Runs a statement as the service does one that comes again: prepared, on one connection. */
  ask(statement: Statement): Promise<Record<string, unknown>[]>;
  /** Runs it once more and says how, line by line. */
  explain(statement: Statement): Promise<string[]>;
}

export async function openCatalogue(system: TestSystem): Promise<CatalogueDatabase> {
  const own = await openOwnDatabase(system, 'auction', 'bench_catalogue');
  const client = new pg.Client({ connectionString: own.url });
  await client.connect();
  const names = new Map<string, string>();
  return {
    database: own.admin,
    ask: async ({ text, values }) => {
      if (!names.has(text)) names.set(text, `bench:${names.size}`);
      return (await client.query({ text, values: [...values], name: names.get(text) ?? '' })).rows;
    },
    explain: async ({ text, values }) => {
      const rows = await own.admin.query(`EXPLAIN (ANALYZE, BUFFERS) ${text}`, [...values]);
      return rows.map((row) => String(row['QUERY PLAN']));
    },
    [Symbol.asyncDispose]: async () => {
      await client.end();
      await own[Symbol.asyncDispose]();
    },
  };
}

/**
 * Makes the lots, the oldest first: nine tenths settled, the last hundredth planned or open, prices and ends in no order of theirs. Each that was
 * bid for has its share of the bids, in steps of its policy; the last one has `hotBids`. Triggers and foreign keys are set aside while
 * it loads, and there are no entries; checks hold, unique keys are proved at the end, and `brokenLogs` looks at the chain of bids of a sample.
 */
export async function fillCatalogue(
  { database }: CatalogueDatabase,
  { lots, bids, hotBids }: CatalogueSize,
  say: (text: string) => void,
): Promise<void> {
  const made = await withoutIndexes(database);
  const each = Math.max(1, Math.round((bids - hotBids) / (lots * BID_FOR)));
  for (let from = 1; from <= lots; from += CHUNK) {
    const to = Math.min(lots, from + CHUNK - 1);
    await setAside(database, LOTS, [from, to, lots, each, hotBids]);
    await setAside(database, BIDS, [idOf(from), idOf(to)]);
    if (to < lots) say(`${to} of ${lots} lots with their bids`);
  }
  say('indexes and keys');
  for (const definition of made) await database.query(`/* bench.make */ ${definition}`);
  for (const table of ['plates', 'lots', 'bids']) await database.query(`/* bench.vacuum */ VACUUM (ANALYZE) ${table}`);
  await database.query('/* bench.checkpoint */ CHECKPOINT');
}

/**
 * Takes the indexes from the lots that keep no rule, and the keys from the bids: made at the end they are made at once.
 * @returns how to make them; keys that refer to others then hold for what comes, and are not proved for what is there
 */
async function withoutIndexes(database: SystemDatabase): Promise<string[]> {
  const indexes = await database.query<{ name: string; definition: string }>(
    `/* bench.indexes */ SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE i.indrelid = 'lots'::regclass AND NOT i.indisunique`,
  );
  const keys = await database.query<{ of: string; name: string; definition: string; refers: boolean }>(
    `/* bench.keys */ SELECT conrelid::regclass::text AS of, conname AS name, contype = 'f' AS refers,
       pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype IN ('f', 'u', 'p') AND 'bids'::regclass IN (conrelid, confrelid)
     ORDER BY contype = 'f' DESC`,
  );
  for (const { name } of indexes) await database.query(`/* bench.dropIndex */ DROP INDEX ${name}`);
  for (const { of, name } of keys)
    await database.query(`/* bench.dropKey */ ALTER TABLE ${of} DROP CONSTRAINT ${name}`);
  return [
    ...indexes.map(({ definition }) => definition),
    ...keys
      .toReversed()
      .map(
        ({ of, name, definition, refers }) =>
          `ALTER TABLE ${of} ADD CONSTRAINT ${name} ${definition}${refers ? ' NOT VALID' : ''}`,
      ),
  ];
}

/** Of all lots: eight tenths sold, and those that are open. */
const BID_FOR = 0.805;

/** The id of the n-th lot: they sort as they were made. */
export function idOf(n: number): string {
  const hex = n.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** In one transaction in which no trigger fires, the keys' own neither: only a superuser may. */
async function setAside(database: SystemDatabase, text: string, values: readonly unknown[]): Promise<void> {
  const quoted = values.map((value) => (typeof value === 'number' ? String(value) : `'${value}'`));
  const statement = text.replaceAll(/\$(\d+)/g, (_, place: string) => quoted[Number(place) - 1] ?? 'NULL');
  await database.query(`BEGIN; SET LOCAL session_replication_role = replica; ${statement}; COMMIT`);
}

const LOTS = `/* bench.lots */
  WITH plate AS (
    INSERT INTO plates (id, region, digits, letters)
    SELECT (lpad(to_hex(n), 12, '0') || '70008000000000000000')::uuid, lpad((1 + n % 9)::text, 2, '0'), lpad(((n::bigint * 7919 + n / 17576) % 1000)::text, 3, '0'),
      chr(65 + n % 17576 / 676) || chr(65 + n % 17576 / 26 % 26) || chr(65 + n % 26)
    FROM generate_series($1, $2) AS n RETURNING *, ('x' || substr(replace(id::text, '-', ''), 1, 12))::bit(48)::bigint::int AS n)
  INSERT INTO lots (id, plate_id, region, digits, letters, sale_mode, state, policy_version, policy_step, policy_deposit_share_bp,
    policy_payment_days, policy_require_verified_pin, policy_jump_limit_steps, policy_soft_close_window_s, policy_soft_close_extension_s,
    policy_hard_stop_s, start_price, deposit, current_price, leading_entry_id, leading_bidder_number, bid_count, opens_at, closes_at,
    hard_stop_at, closed_at, settled_at, cancel_reason, version, created_by)
  SELECT id, id, region, digits, letters, 'AUCTION', state, 1, 50000, 1000, 5, true, 10, 300, 300, 7200, start_price, start_price / 10,
    CASE WHEN count > 0 THEN start_price + (count - 1) * 50000::bigint END, CASE WHEN count > 0 THEN id END, CASE WHEN count > 0 THEN 10000 END,
    count, ends - interval '7 days', ends, ends + interval '2 hours', CASE WHEN state IN ('SOLD', 'UNSOLD') THEN ends END,
    CASE WHEN state IN ('SOLD', 'UNSOLD', 'CANCELLED') THEN ends + (n::bigint * 31 % 5000) * interval '1 minute' END,
    CASE WHEN state = 'CANCELLED' THEN 'announced by mistake' END, 1, id
  FROM (SELECT *, CASE WHEN n = $3 THEN $5 WHEN state IN ('SOLD', 'OPEN') THEN $4 ELSE 0 END AS count
    FROM (SELECT *, 1000000 + (n::bigint * 7919 % 100003) * 50000 AS start_price,
      date_trunc('minute', app_now()) + CASE WHEN n > $3 * 0.99 THEN n::bigint * 104729 % 20160 + 60 ELSE (n - $3)::bigint * 2000000 / $3 - n::bigint * 104729 % 20160 - 20160 END * interval '1 minute' AS ends,
      CASE WHEN n > $3 * 0.995 THEN 'OPEN' WHEN n > $3 * 0.99 THEN 'PLANNED' WHEN n / 7 % 10 = 0 THEN 'CANCELLED' WHEN n / 7 % 10 = 9 THEN 'UNSOLD' ELSE 'SOLD' END AS state
      FROM plate) stated) counted`;

const BIDS = `/* bench.bids */
  INSERT INTO bids (id, lot_id, entry_id, bidder_number, sequence, amount, step, previous_amount, automatic, at)
  SELECT gen_random_uuid(), l.id, l.id, 10000 + s % 7, s,
    l.start_price + (s - 1) * l.policy_step, l.policy_step, CASE WHEN s > 1 THEN l.start_price + (s - 2) * l.policy_step END, false,
    l.opens_at + s * interval '1 second'
  FROM lots l CROSS JOIN LATERAL generate_series(1, l.bid_count) AS s WHERE l.id BETWEEN $1 AND $2`;

/** What was loaded. */
export async function countsOf({
  database,
}: CatalogueDatabase): Promise<{ lots: number; bids: number; gigabytes: number }> {
  const row = await database.one<{ lots: string; bids: string; bytes: string }>(
    `/* bench.counts */ SELECT (SELECT count(*) FROM lots) AS lots, (SELECT count(*) FROM bids) AS bids, pg_database_size(current_database()) AS bytes`,
  );
  return { lots: Number(row?.lots), bids: Number(row?.bids), gigabytes: Number(row?.bytes) / 2 ** 30 };
}

/** Lots of a sample whose log is not what their row says: a bid that names no bid before it, or a price that is not the last bid's. */
export async function brokenLogs({ database }: CatalogueDatabase, sample: readonly string[]): Promise<number> {
  const row = await database.one<{ broken: string }>(
    `/* bench.brokenLogs */ SELECT count(*) AS broken FROM lots l LEFT JOIN LATERAL (
       SELECT count(*) AS bids, max(b.amount) AS price, count(*) FILTER (WHERE b.sequence > 1 AND before.amount IS NULL) AS loose
       FROM bids b LEFT JOIN bids before ON before.lot_id = b.lot_id AND before.sequence = b.previous_sequence AND before.amount = b.previous_amount
       WHERE b.lot_id = l.id) log ON true
     WHERE l.id = ANY ($1::uuid[]) AND (log.bids <> l.bid_count OR log.price IS DISTINCT FROM l.current_price OR log.loose > 0)`,
    [sample],
  );
  return Number(row?.broken);
}
