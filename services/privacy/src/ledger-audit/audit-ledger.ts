import type { Sealer } from '@belgi/access';
import type { Queryable } from '@belgi/database';
import type { TrustedKeys } from '@belgi/proof';
import { appendLeaves, equalBytes, type Frontier, frontierRoot, type Hash } from '@belgi/tlog';
import { storedNode } from '../ledger/sequence.js';
import { auditCheckpoint } from './audit-checkpoint.js';
import { auditDestroyedKeys, noErasures, noteErasure, type ToldErasures } from './audit-destroyed-keys.js';
import { type AuditedEntry, auditEntry, type EntryVerdict } from './audit-entry.js';
import { auditCheckpointSeal, auditEntrySeal, SealsDue } from './audit-seals.js';
import { auditSigned, MAX_NAMED } from './audit-signed.js';
import type { Finding } from './finding.js';
import {
  type AuditedLeaf,
  checkpointsBetween,
  keptFrontier,
  leavesFrom,
  lostEntries,
  nodesBeyond,
  queuedAfter,
  queuedTwice,
  storedNodes,
} from './ledger-audit.store.js';

/** Rows read at once: some MiB of entries. */
const PAGE = 2_048;

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
    /** Entries and checkpoints without a seal: from before there were any. It does not grow. */
    withoutSeal: number;
    /** Leaves that had to wait long for their first checkpoint: the signer was away, or checkpoints were deleted. */
    signedLate: number;
  };
}

const EMPTY: Frontier = { size: 0, roots: [] };

/**
 * Builds the whole tree anew from the entries and compares every stored row with it: entries, leaves, nodes, the right
 * edge, the queue, each checkpoint's signatures and root. That each checkpoint has the root of a prefix of the same leaves is that
 * all of them are consistent with each other. Rows are held to their seals, and destroyed keys to the erasures that the ledger
 * certifies. Holds one page in memory, whatever the size, and what is known of erasures.
 */
export async function auditLedger(parts: AuditParts): Promise<Audit> {
  const audit: Growing = {
    ...{ findings: [], sealer: parts.sealer, sealsDue: new SealsDue(), told: noErasures() },
    counts: {
      ...{ leaves: 0, queued: 0, opened: 0, sealed: 0, destroyed: 0, checkpoints: 0 },
      ...{ withoutSeal: 0, signedLate: 0 },
    },
  };
  const frontier = await auditLeaves(parts, audit);
  await auditEdge(parts, audit, frontier);
  await auditQueue(parts, audit);
  const signed = await auditSigned(parts.db);
  audit.findings.push(...signed.findings, ...(await auditDestroyedKeys(parts.db, audit.told, MAX_NAMED)));
  return { findings: audit.findings, counts: { ...audit.counts, signedLate: signed.late } };
}

interface Growing {
  readonly findings: Finding[];
  readonly counts: Audit['counts'];
  readonly sealer: Sealer | undefined;
  readonly sealsDue: SealsDue;
  readonly told: ToldErasures;
}

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
function auditLeaf({ sealer }: AuditParts, audit: Growing, leaf: AuditedLeaf): Hash {
  const { findings, counts } = audit;
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
  findings.push(...verdict.findings, ...auditBeside(audit, leaf.entry, leaf.position, verdict));
  if (verdict.findings.length > 0 || equalBytes(verdict.leafHash, leaf.leafHash)) return leaf.leafHash;
  findings.push({ ...place, column: 'leaf_hash', problem: `is not that of its entry (${leaf.entryId})` });
  return verdict.leafHash;
}

/** What the row says beside its words, and what these say of other rows. Queued entries come after all leaves. */
function auditBeside(
  { counts, sealer, sealsDue, told }: Growing,
  entry: AuditedEntry,
  position: number | null,
  { state, findings, words }: EntryVerdict,
): Finding[] {
  if (entry.rowSeal === null) counts.withoutSeal += 1;
  if (words !== undefined) noteErasure(told, words);
  const due = sealsDue.ofEntry(entry, position ?? Number.POSITIVE_INFINITY, words?.rowSealed);
  // What was opened and found wrong is named already.
  return state === 'OPENED' && findings.length > 0 ? due : [...auditEntrySeal(sealer, entry), ...due];
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
  { findings, counts, sealer, sealsDue }: Growing,
  { above, upTo }: { above: number; upTo: number | null },
  rootAt: (size: number) => Hash | undefined,
): Promise<void> {
  for (const row of await checkpointsBetween(db, above, upTo)) {
    counts.checkpoints += 1;
    if (row.rowSeal === null) counts.withoutSeal += 1;
    findings.push(...auditCheckpoint(row, rootAt(row.size), keys), ...auditCheckpointSeal(sealer, row));
    findings.push(...sealsDue.ofCheckpoint(row));
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
