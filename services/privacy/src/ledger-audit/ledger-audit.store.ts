import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { Frontier, Hash } from '@belgi/tlog';
import type { StoredNode } from '../ledger/tree.store.js';
import type { AuditedCheckpoint } from './audit-checkpoint.js';
import type { AuditedEntry } from './audit-entry.js';

/** A leaf or a queued entry, with the entry that it names, if there is one. */
export interface AuditedLeaf {
  /** Null: queued. */
  readonly position: number | null;
  readonly entryId: string;
  readonly leafHash: Buffer;
  readonly entry: AuditedEntry | undefined;
}

type LeafRow = Omit<AuditedEntry, 'id' | 'leafHash'> & {
  position: string | null;
  entryId: string;
  committed: Buffer;
  id: string | null;
  leafHash: Buffer;
};

const entryColumns = sql`e.id, e.kind, e.leaf_hash AS "leafHash", e.sealed_for AS "sealedFor", e.key_of AS "keyOf", e.entry, e.at, e.row_seal AS "rowSeal",
  coalesce(p.wrapped_key, c.wrapped_key) AS "wrappedKey", (p.citizen_id IS NOT NULL OR c.id IS NOT NULL OR d.key_of IS NOT NULL) AS "holderKnown"`;
const entryTables = sql`LEFT JOIN ledger_entries e ON e.id = leaf.entry_id
  LEFT JOIN person_keys p ON e.sealed_for = 'PERSON' AND p.citizen_id = e.key_of
  LEFT JOIN letters c ON e.sealed_for = 'CASE' AND c.id = e.key_of
  LEFT JOIN destroyed_keys d ON e.sealed_for = 'CASE' AND d.key_of = e.key_of`;

/** From here on the transaction sees one state of the database, and changes nothing. Its first statement. */
export async function holdStill(tx: Transaction): Promise<void> {
  await tx.query(sql`/* ledger-audit.holdStill */ SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`);
}

/** Leaves from a position on, in their order. */
export async function leavesFrom(db: Queryable, position: number, limit: number): Promise<AuditedLeaf[]> {
  const rows = await db.query<LeafRow>(sql`/* ledger-audit.leaves */
    SELECT leaf.position, leaf.entry_id AS "entryId", leaf.leaf_hash AS committed, ${entryColumns}
    FROM ledger_leaves leaf ${entryTables} WHERE leaf.position >= ${position} ORDER BY leaf.position LIMIT ${limit}`);
  return rows.map(toLeaf);
}

/** Queued entries after an id, in the order of their ids. */
export async function queuedAfter(db: Queryable, id: string | null, limit: number): Promise<AuditedLeaf[]> {
  const rows = await db.query<LeafRow>(sql`/* ledger-audit.queue */
    SELECT NULL AS position, leaf.entry_id AS "entryId", leaf.leaf_hash AS committed, ${entryColumns}
    FROM ledger_queue leaf ${entryTables}
    WHERE ${id}::uuid IS NULL OR leaf.entry_id > ${id}::uuid ORDER BY leaf.entry_id LIMIT ${limit}`);
  return rows.map(toLeaf);
}

function toLeaf({ position, entryId, committed, id, ...entry }: LeafRow): AuditedLeaf {
  return {
    position: position === null ? null : Number(position),
    entryId,
    leafHash: committed,
    entry: id === null ? undefined : { ...entry, id },
  };
}

/** Entries that have neither a place nor wait for one: nobody would ever prove them. */
export async function lostEntries(db: Queryable, limit: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>(sql`/* ledger-audit.lost */
    SELECT id FROM ledger_entries e
    WHERE NOT EXISTS (SELECT FROM ledger_leaves WHERE entry_id = e.id) AND NOT EXISTS (SELECT FROM ledger_queue WHERE entry_id = e.id)
    ORDER BY id LIMIT ${limit}`);
  return rows.map(({ id }) => id);
}

/** Entries that have a place and wait for another one. */
export async function queuedTwice(db: Queryable, limit: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>(sql`/* ledger-audit.twice */
    SELECT q.entry_id AS id FROM ledger_queue q JOIN ledger_leaves USING (entry_id) ORDER BY 1 LIMIT ${limit}`);
  return rows.map(({ id }) => id);
}

/** The stored ones among these nodes; their hashes are not looked at. */
export async function storedNodes(db: Queryable, wanted: readonly StoredNode[]): Promise<StoredNode[]> {
  const rows = await db.query<{ level: number; index: string; hash: Buffer }>(sql`/* ledger-audit.nodes */
    SELECT tile_level AS level, n.index, hash FROM ledger_nodes n
    JOIN unnest(${wanted.map(({ tileLevel }) => tileLevel)}::smallint[], ${wanted.map(({ index }) => index)}::bigint[])
      AS wanted (level, index) ON n.tile_level = wanted.level AND n.index = wanted.index`);
  return rows.map(({ level, index, hash }) => ({ tileLevel: level, index: Number(index), hash }));
}

/** Nodes of subtrees that a tree of this size has not completed: `level/index`. */
export async function nodesBeyond(db: Queryable, size: number, limit: number): Promise<string[]> {
  const rows = await db.query<{ name: string }>(sql`/* ledger-audit.beyond */
    SELECT tile_level || '/' || index AS name FROM ledger_nodes
    WHERE index >= (${size}::bigint >> (8 * tile_level::int)) ORDER BY tile_level, index LIMIT ${limit}`);
  return rows.map(({ name }) => name);
}

/** The right edge as it is kept. */
export async function keptFrontier(db: Queryable): Promise<Frontier | undefined> {
  const row = await db.one<{ size: string; roots: Buffer[] }>(
    sql`/* ledger-audit.tree */ SELECT size, roots FROM ledger_tree`,
  );
  return row && { size: Number(row.size), roots: row.roots as readonly Hash[] };
}

/** Checkpoints of more than `above` leaves, of `upTo` at most (null: no bound), in the order of their sizes. */
export async function checkpointsBetween(
  db: Queryable,
  above: number,
  upTo: number | null,
): Promise<AuditedCheckpoint[]> {
  const rows = await db.query<
    Omit<AuditedCheckpoint, 'size' | 'previous'> & { size: string; previous: string | null }
  >(sql`/* ledger-audit.checkpoints */
    SELECT id::text, size, witnessed, note, published_at AS "publishedAt", previous, row_seal AS "rowSeal" FROM ledger_checkpoints
    WHERE size > ${above} AND (${upTo}::bigint IS NULL OR size <= ${upTo}::bigint) ORDER BY size, ledger_checkpoints.id`);
  return rows.map((row) => ({
    ...row,
    size: Number(row.size),
    previous: row.previous === null ? null : Number(row.previous),
  }));
}

/** Checkpoints that say they were published after a later one was, by more than replicas overlap, or after now. */
export async function misdatedCheckpoints(db: Queryable, overlapSeconds: number, limit: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>(sql`/* ledger-audit.misdated */
    SELECT id::text FROM (
      SELECT id, published_at, min(published_at) OVER (ORDER BY id ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS later
      FROM ledger_checkpoints) c
    WHERE published_at > least(later, app_now()) + make_interval(secs => ${overlapSeconds}) ORDER BY c.id LIMIT ${limit}`);
  return rows.map(({ id }) => id);
}

/** Checkpoints that are named as the one before by another one, and are not there. */
export async function missingCheckpoints(db: Queryable, limit: number): Promise<{ row: string; namedBy: string }[]> {
  return db.query(sql`/* ledger-audit.missing-checkpoints */
    SELECT c.previous::text AS row, c.id::text AS "namedBy" FROM ledger_checkpoints c
    WHERE c.previous > 0 AND NOT EXISTS (SELECT FROM ledger_checkpoints b WHERE b.id = c.previous)
    ORDER BY c.id LIMIT ${limit}`);
}

/** The first leaf, by its position, that no checkpoint has although its entry is older than so many seconds. */
export async function unsignedLeaf(
  db: Queryable,
  graceSeconds: number,
): Promise<{ position: number; signed: number; at: Date } | undefined> {
  const row = await db.one<{ position: string; signed: string; at: Date }>(sql`/* ledger-audit.unsigned */
    WITH signed AS (SELECT coalesce(max(size), 0) AS size FROM ledger_checkpoints)
    SELECT leaf.position, signed.size AS signed, e.at FROM signed
    JOIN ledger_leaves leaf ON leaf.position >= signed.size JOIN ledger_entries e ON e.id = leaf.entry_id
    WHERE e.at < app_now() - make_interval(secs => ${graceSeconds}) ORDER BY leaf.position LIMIT 1`);
  return row && { position: Number(row.position), signed: Number(row.signed), at: row.at };
}

/** Entries that have waited for a place in the tree for more than so many seconds. */
export async function waitingEntries(db: Queryable, graceSeconds: number, limit: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>(sql`/* ledger-audit.waiting */
    SELECT e.id FROM ledger_queue q JOIN ledger_entries e ON e.id = q.entry_id
    WHERE e.at < app_now() - make_interval(secs => ${graceSeconds}) ORDER BY e.id LIMIT ${limit}`);
  return rows.map(({ id }) => id);
}

/** How many leaves have a checkpoint, and had none for more than so many seconds: the signer was away, or one was deleted. */
export async function signedLate(db: Queryable, graceSeconds: number): Promise<number> {
  const row = await db.one<{ late: number }>(sql`/* ledger-audit.late */
    SELECT count(*)::int AS late FROM ledger_leaves leaf JOIN ledger_entries e ON e.id = leaf.entry_id
    CROSS JOIN LATERAL (SELECT c.size FROM ledger_checkpoints c WHERE c.size > leaf.position ORDER BY c.size LIMIT 1) first
    WHERE e.at < (SELECT min(c.published_at) FROM ledger_checkpoints c WHERE c.size = first.size) - make_interval(secs => ${graceSeconds})`);
  return row?.late ?? 0;
}
