import type { Sealer } from '@belgi/access';
import type { Queryable } from '@belgi/database';
import type { TrustedKeys } from '@belgi/proof';
import { appendLeaves, equalBytes, type Frontier, frontierRoot, type Hash } from '@belgi/tlog';
import { storedNode } from '../ledger/sequence.js';
import { auditCheckpoint } from './audit-checkpoint.js';
import { auditEntry } from './audit-entry.js';
import type { Finding } from './finding.js';
import {
  type AuditedLeaf,
  checkpointsBetween,
  keptFrontier,
  leavesFrom,
  lostEntries,
  misdatedCheckpoints,
  nodesBeyond,
  queuedAfter,
  queuedTwice,
  storedNodes,
} from './ledger-audit.store.js';

/** Rows read at once: some MiB of entries. */
const PAGE = 2_048;
/** Rows named of one kind of fault: whoever lost a table does not need each of its rows. */
const MAX_NAMED = 100;
/** Two processes that publish at the same time may take their numbers and their times in another order, by seconds. */
const OVERLAP_SECONDS = 60;

export interface AuditParts {
  /** In one snapshot: a ledger that grows while it is looked at would contradict itself. */
  readonly db: Queryable;
  /** Without it, sealed entries stay closed. */
  readonly sealer: Sealer | undefined;
  /** Without them, no signature is verified. */
  readonly keys: TrustedKeys | undefined;
}

export interface Audit {
  readonly findings: readonly Finding[];
  readonly counts: {
    leaves: number;
    queued: number;
    opened: number;
    sealed: number;
    destroyed: number;
    checkpoints: number;
  };
}

const EMPTY: Frontier = { size: 0, roots: [] };

/**
 * Builds the whole tree anew from the entries and compares every stored row with it: entries, leaves, nodes, the right
 * edge, the queue, each checkpoint's signatures and root. That each checkpoint has the root of a prefix of the same
 * leaves is that all of them are consistent with each other. Holds one page in memory, whatever the size.
 */
export async function auditLedger(parts: AuditParts): Promise<Audit> {
  const audit = {
    findings: [] as Finding[],
    counts: { leaves: 0, queued: 0, opened: 0, sealed: 0, destroyed: 0, checkpoints: 0 },
  };
  const frontier = await auditLeaves(parts, audit);
  await auditEdge(parts, audit, frontier);
  await auditQueue(parts, audit);
  for (const row of await misdatedCheckpoints(parts.db, OVERLAP_SECONDS, MAX_NAMED))
    audit.findings.push({
      table: 'ledger_checkpoints',
      row,
      column: 'published_at',
      problem: 'is later than what came after it',
    });
  return audit;
}

type Growing = { readonly findings: Finding[]; readonly counts: Audit['counts'] };

async function auditLeaves(parts: AuditParts, audit: Growing): Promise<Frontier> {
  let frontier = EMPTY;
  await auditCheckpoints(parts, audit, { above: -1, upTo: 0 }, () => frontierRoot(EMPTY));
  for (;;) {
    const page = await leavesFrom(parts.db, frontier.size, PAGE);
    // What stands behind a gap has no place in this tree; the gap is told below.
    const whole = page.filter(({ position }, at) => position === frontier.size + at);
    const hashes = whole.map((leaf) => auditLeaf(parts, audit, leaf));
    const before = frontier;
    frontier = await auditNodes(parts, audit, before, hashes);
    await auditCheckpoints(parts, audit, { above: before.size, upTo: frontier.size }, (size) =>
      frontierRoot(appendLeaves(before, hashes.slice(0, size - before.size)).frontier),
    );
    if (whole.length < page.length) {
      audit.findings.push({
        table: 'ledger_leaves',
        row: String(frontier.size),
        column: '*',
        problem: 'is missing, and there are later ones',
      });
      break;
    }
    if (page.length < PAGE) break;
  }
  audit.counts.leaves = frontier.size;
  await auditCheckpoints(parts, audit, { above: frontier.size, upTo: null }, () => undefined);
  return frontier;
}

/** @returns what the leaf ought to be */
function auditLeaf({ sealer }: AuditParts, { findings, counts }: Growing, leaf: AuditedLeaf): Hash {
  const place =
    leaf.position === null
      ? { table: 'ledger_queue', row: leaf.entryId }
      : { table: 'ledger_leaves', row: String(leaf.position) };
  if (leaf.entry === undefined) {
    findings.push({ ...place, column: 'entry_id', problem: `names an entry that is not there (${leaf.entryId})` });
    return leaf.leafHash;
  }
  const verdict = auditEntry(leaf.entry, leaf.leafHash, sealer);
  counts[verdict.state === 'OPENED' ? 'opened' : verdict.state === 'SEALED' ? 'sealed' : 'destroyed'] += 1;
  findings.push(...verdict.findings);
  if (verdict.findings.length > 0 || equalBytes(verdict.leafHash, leaf.leafHash)) return leaf.leafHash;
  findings.push({ ...place, column: 'leaf_hash', problem: `is not that of its entry (${leaf.entryId})` });
  return verdict.leafHash;
}

/** Grows the tree by a page, and holds the stored nodes to it. */
async function auditNodes(
  { db }: AuditParts,
  { findings }: Growing,
  before: Frontier,
  hashes: readonly Hash[],
): Promise<Frontier> {
  const { frontier, nodes } = appendLeaves(before, hashes);
  const expected = nodes.flatMap(storedNode);
  const stored = new Map(
    (await storedNodes(db, expected)).map((node) => [`${node.tileLevel}/${node.index}`, node.hash]),
  );
  for (const { tileLevel, index, hash } of expected) {
    const row = `${tileLevel}/${index}`;
    const kept = stored.get(row);
    if (kept === undefined) findings.push({ table: 'ledger_nodes', row, column: '*', problem: 'is missing' });
    else if (!equalBytes(kept, hash))
      findings.push({ table: 'ledger_nodes', row, column: 'hash', problem: 'is not that of the leaves below' });
  }
  return frontier;
}

async function auditCheckpoints(
  { db, keys }: AuditParts,
  { findings, counts }: Growing,
  { above, upTo }: { above: number; upTo: number | null },
  rootAt: (size: number) => Hash | undefined,
): Promise<void> {
  for (const row of await checkpointsBetween(db, above, upTo)) {
    counts.checkpoints += 1;
    findings.push(...auditCheckpoint(row, rootAt(row.size), keys));
  }
}

async function auditEdge({ db }: AuditParts, { findings }: Growing, frontier: Frontier): Promise<void> {
  const found = (table: string, row: string, column: string, problem: string) =>
    void findings.push({ table, row, column, problem });
  const kept = await keptFrontier(db);
  if (kept === undefined) found('ledger_tree', 'one', '*', 'is missing');
  else if (kept.size !== frontier.size)
    found('ledger_tree', 'one', 'size', `is ${kept.size}, and there are ${frontier.size} leaves`);
  else if (
    kept.roots.length !== frontier.roots.length ||
    kept.roots.some((root, at) => !equalBytes(root, frontier.roots[at] ?? root))
  )
    found('ledger_tree', 'one', 'roots', 'are not those of the leaves');
  for (const row of await nodesBeyond(db, frontier.size, MAX_NAMED))
    found('ledger_nodes', row, '*', 'is of leaves that are not there');
}

async function auditQueue(parts: AuditParts, audit: Growing): Promise<void> {
  for (let after: string | null = null; ; ) {
    const page: AuditedLeaf[] = await queuedAfter(parts.db, after, PAGE);
    for (const leaf of page) auditLeaf(parts, audit, leaf);
    audit.counts.queued += page.length;
    if (page.length < PAGE) break;
    after = page.at(-1)?.entryId ?? null;
  }
  for (const row of await queuedTwice(parts.db, MAX_NAMED))
    audit.findings.push({ table: 'ledger_queue', row, column: '*', problem: 'waits for a place and has one' });
  for (const row of await lostEntries(parts.db, MAX_NAMED))
    audit.findings.push({
      table: 'ledger_entries',
      row,
      column: '*',
      problem: 'has no place in the tree and waits for none',
    });
}
