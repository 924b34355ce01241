import { type Queryable, sql, type Transaction } from '@belgi/database';
import { type Frontier, HASH_BYTES, type Hash, TILE_WIDTH } from '@belgi/tlog';

/** A queued entry, or a leaf without its position. */
export interface QueuedLeaf {
  readonly entryId: string;
  readonly leafHash: Hash;
}

/** A root of 256^tileLevel leaves. */
export interface StoredNode {
  readonly tileLevel: number;
  readonly index: number;
  readonly hash: Hash;
}

/** The right edge, locked against other sequencers; undefined while another one has it, or nothing is queued. */
export async function lockTree(tx: Transaction): Promise<Frontier | undefined> {
  const row = await tx.one<{ size: string; roots: Buffer[] }>(
    sql`/* ledger-tree.lock */ SELECT size, roots FROM ledger_tree
      WHERE EXISTS (SELECT FROM ledger_queue) FOR UPDATE SKIP LOCKED`,
  );
  return row && { size: Number(row.size), roots: row.roots };
}

/** How many leaves have a position. */
export async function treeSize(db: Queryable): Promise<number> {
  const row = await db.one<{ size: string }>(sql`/* ledger-tree.size */ SELECT size FROM ledger_tree`);
  return Number(row?.size ?? 0);
}

/** Takes the oldest off the queue, by the time that is in their ids. Only the holder of the tree's lock may. */
export async function takeQueued(tx: Transaction, limit: number): Promise<QueuedLeaf[]> {
  const rows = await tx.query<QueuedLeaf>(sql`/* ledger-queue.take */
    WITH taken AS (
      DELETE FROM ledger_queue
      WHERE entry_id IN (SELECT entry_id FROM ledger_queue ORDER BY entry_id LIMIT ${limit})
      RETURNING entry_id, leaf_hash
    )
    SELECT entry_id AS "entryId", leaf_hash AS "leafHash" FROM taken ORDER BY entry_id`);
  return rows;
}

export async function insertLeaves(tx: Transaction, first: number, leaves: readonly QueuedLeaf[]): Promise<void> {
  await tx.query(sql`/* ledger-leaves.insert */
    INSERT INTO ledger_leaves (position, entry_id, leaf_hash)
    SELECT ${first} + place - 1, entry_id, leaf_hash
    FROM unnest(${leaves.map(({ entryId }) => entryId)}::uuid[], ${leaves.map(({ leafHash }) => leafHash)}::bytea[])
      WITH ORDINALITY AS leaf (entry_id, leaf_hash, place)`);
}

export async function insertNodes(tx: Transaction, nodes: readonly StoredNode[]): Promise<void> {
  if (nodes.length === 0) return;
  await tx.query(sql`/* ledger-nodes.insert */
    INSERT INTO ledger_nodes (tile_level, index, hash)
    SELECT * FROM unnest(${nodes.map(({ tileLevel }) => tileLevel)}::smallint[],
      ${nodes.map(({ index }) => index)}::bigint[], ${nodes.map(({ hash }) => hash)}::bytea[])`);
}

export async function saveTree(tx: Transaction, { size, roots }: Frontier): Promise<void> {
  await tx.query(sql`/* ledger-tree.save */ UPDATE ledger_tree SET size = ${size}, roots = ${[...roots]}::bytea[]`);
}

/** A run of 256 hashes of one stored level: leaves at level 0. */
export interface TilePlace {
  readonly tileLevel: number;
  readonly index: number;
}

/** The hashes of several tiles in one statement, in the order given; fewer than 256 where the tree ends before. */
export async function readTiles(db: Queryable, places: readonly TilePlace[]): Promise<Hash[][]> {
  const rows = await db.query<{ hashes: Buffer | null }>(
    sql`/* ledger-tiles.read */
    SELECT CASE WHEN tile_level = 0 THEN (
        SELECT string_agg(leaf_hash, ''::bytea ORDER BY position) FROM ledger_leaves
        WHERE position >= tile * ${TILE_WIDTH}::bigint AND position < (tile + 1) * ${TILE_WIDTH}::bigint
      ) ELSE (
        SELECT string_agg(hash, ''::bytea ORDER BY index) FROM ledger_nodes n
        WHERE n.tile_level = wanted.tile_level
          AND n.index >= tile * ${TILE_WIDTH}::bigint AND n.index < (tile + 1) * ${TILE_WIDTH}::bigint
      ) END AS hashes
    FROM unnest(${places.map(({ tileLevel }) => tileLevel)}::smallint[], ${places.map(({ index }) => index)}::bigint[])
      WITH ORDINALITY AS wanted (tile_level, tile, place)
    ORDER BY place`,
  );
  return rows.map(({ hashes }) => hashesIn(hashes ?? Buffer.alloc(0)));
}

/** Copies, so that a kept hash does not keep the whole row. */
function hashesIn(bytes: Buffer): Hash[] {
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, at) =>
    Buffer.from(bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES)),
  );
}

/** Where entries stand in the tree, by their ids; those still queued are missing. */
export async function positionsOf(db: Queryable, entryIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ id: string; position: string }>(
    sql`/* ledger-leaves.positions */ SELECT entry_id AS id, position FROM ledger_leaves WHERE entry_id = ANY (${entryIds}::uuid[])`,
  );
  return new Map(rows.map(({ id, position }) => [id, Number(position)]));
}

/** Whether anything waits for a position: asked four times a second, without a transaction. */
export async function isQueued(db: Queryable): Promise<boolean> {
  return (await db.one(sql`/* ledger-queue.is-queued */ SELECT 1 AS one FROM ledger_queue LIMIT 1`)) !== undefined;
}

/** How many entries wait for a position. */
export async function queueBacklog(db: Queryable): Promise<{ waiting: number }> {
  const row = await db.one<{ waiting: string }>(
    sql`/* ledger-queue.backlog */ SELECT count(*) AS waiting FROM ledger_queue`,
  );
  return { waiting: Number(row?.waiting ?? 0) };
}
