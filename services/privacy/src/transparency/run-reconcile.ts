import { type Sealer, UnsealError } from '@belgi/access';
import type { Database, Queryable } from '@belgi/database';
import { type Entry, parseEntry } from '@belgi/proof';
import { z } from 'zod';
import { openEntry } from '../ledger/proof-files.js';
import type { Finding } from '../ledger-audit/finding.js';
import { holdStill } from '../ledger-audit/ledger-audit.store.js';
import { type LedgerCase, reconcile } from './reconcile.js';
import { entriesOfCases, registerRows, type SealedCaseEntry } from './transparency.store.js';

/** Entries read at once. */
const PAGE = 1_000;

export interface Reconciliation {
  readonly findings: readonly Finding[];
  readonly counts: { requests: number; decisions: number; reads: number; delayed: number; erased: number };
}

type Counts = Omit<Reconciliation['counts'], 'erased'>;

const requested = z.object({
  requestId: z.string(),
  agencyId: z.string().nullable(),
  agencyName: z.string().optional(),
  filer: z.string(),
  subjects: z.int(),
});
const decided = z.object({ requestId: z.string(), outcome: z.string() });
const read = z.object({ requestId: z.string() });

/**
 * Counts requests, decisions, reads and delayed notices from the entries of the ledger, which it opens, and holds the register to them, both
 * as they stand at one moment. An entry whose key was destroyed says nothing any more; it is counted as erased.
 */
export function runReconcile(database: Database, { sealer }: { readonly sealer: Sealer }): Promise<Reconciliation> {
  return database.transaction(async (tx) => {
    await holdStill(tx);
    return reconcileIn(tx, sealer);
  });
}

/** The same in a transaction that is under way. */
export async function reconcileIn(db: Queryable, sealer: Sealer): Promise<Reconciliation> {
  const { cases, findings, counts, erased } = await casesOf(db, sealer);
  return {
    findings: [...findings, ...reconcile(await registerRows(db), cases, erased)],
    counts: { ...counts, erased: Object.values(erased).reduce((sum, each) => sum + each, 0) },
  };
}

async function casesOf(db: Queryable, sealer: Sealer) {
  const cases = new Map<string, LedgerCase>();
  const findings: Finding[] = [];
  const counts = { requests: 0, decisions: 0, reads: 0, delayed: 0 };
  const erased = { requests: 0, decisions: 0, reads: 0, delayed: 0 };
  for (let after: string | null = null; ; ) {
    const page: SealedCaseEntry[] = await entriesOfCases(db, after, PAGE);
    for (const entry of page) {
      const opened = open(sealer, entry);
      if (opened === null) erased[COUNTED_AS[entry.kind] ?? 'reads'] += 1;
      else if (opened === undefined || !take(cases, counts, opened))
        findings.push({
          table: 'ledger_entries',
          row: entry.id,
          column: 'entry',
          problem: 'does not open, or is none of ours',
        });
    }
    if (page.length < PAGE) return { cases, findings, counts, erased };
    after = page.at(-1)?.id ?? null;
  }
}

/** Null: erased. Undefined: it does not open. */
function open(sealer: Sealer, entry: SealedCaseEntry): Entry | null | undefined {
  try {
    const bytes = openEntry(sealer, entry);
    return bytes === null ? null : parseEntry(bytes);
  } catch (error) {
    if (error instanceof UnsealError) return undefined;
    throw error;
  }
}

const COUNTED_AS: Readonly<Record<string, keyof Counts>> = {
  DISCLOSURE_REQUESTED: 'requests',
  DISCLOSURE_DECIDED: 'decisions',
  DISCLOSURE_READ: 'reads',
  NOTICE_DELAYED: 'delayed',
};

const NOTHING: LedgerCase = { requested: undefined, decided: undefined, reads: 0, delayed: 0 };

/** @returns false when the entry does not say what its kind says */
function take(cases: Map<string, LedgerCase>, counts: Counts, { kind, at: instant, data }: Entry): boolean {
  const at = new Date(instant);
  const of = (id: string) => cases.get(id) ?? NOTHING;
  if (kind === 'DISCLOSURE_REQUESTED') {
    const said = requested.safeParse(data);
    if (!said.success) return false;
    const { requestId, filer, agencyId, agencyName: authority, subjects } = said.data;
    cases.set(requestId, { ...of(requestId), requested: { filer, agencyId, authority, subjects, at } });
    counts.requests += 1;
    return true;
  }
  if (kind === 'DISCLOSURE_DECIDED') {
    const said = decided.safeParse(data);
    if (!said.success) return false;
    const { requestId, outcome } = said.data;
    const before = of(requestId);
    // A revocation comes after the decision that it ends.
    if (before.decided === undefined) cases.set(requestId, { ...before, decided: { outcome, at } });
    counts.decisions += 1;
    return true;
  }
  const said = read.safeParse(data);
  if (!said.success) return false;
  const before = of(said.data.requestId);
  const counted = kind === 'NOTICE_DELAYED' ? 'delayed' : 'reads';
  cases.set(said.data.requestId, { ...before, [counted]: before[counted] + 1 });
  counts[counted] += 1;
  return true;
}
