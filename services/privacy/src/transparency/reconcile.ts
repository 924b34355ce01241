import type { Finding } from '../ledger-audit/finding.js';
import type { RegisterRow } from './transparency.store.js';

/** What the ledger says of one request. */
export interface LedgerCase {
  readonly requested:
    | {
        readonly filer: string;
        readonly agencyId: string | null;
        /** Undefined: the entry is of before it named the authority. */
        readonly authority: string | undefined;
        readonly subjects: number;
        readonly at: Date;
      }
    | undefined;
  /** The first decision; a revocation is a later entry and changes no outcome. */
  readonly decided: { readonly outcome: string; readonly at: Date } | undefined;
  readonly reads: number;
  /** Reads whose notice was delayed. */
  readonly delayed: number;
}

/** Entries whose key was destroyed, as an erasure leaves them: nobody can say of which request they spoke. */
export interface Erased {
  readonly requests: number;
  readonly decisions: number;
  readonly reads: number;
  readonly delayed: number;
}

/**
 * Holds the register, from which the public report is counted, to what the ledger committed to, request by request. The
 * ledger is the judge: its entries cannot be altered without being found (`ops ledger audit`). What the register has beyond
 * the ledger is forgiven as far as entries were erased.
 */
export function reconcile(
  register: readonly RegisterRow[],
  ledger: ReadonlyMap<string, LedgerCase>,
  erased: Erased,
): readonly Finding[] {
  const findings: Finding[] = [];
  const known = new Set(register.map(({ id }) => id));
  const of = ({ id }: RegisterRow) => ledger.get(id);
  const unfiled = register.filter((row) => of(row)?.requested === undefined).length > erased.requests;
  const undecided =
    register.filter((row) => row.outcome !== null && of(row)?.decided === undefined).length > erased.decisions;
  const beyond = (what: 'reads' | 'delayed') =>
    register.reduce((sum, row) => sum + Math.max(0, row[what] - (of(row)?.[what] ?? 0)), 0) > erased[what];
  const [unread, undelayed] = [beyond('reads'), beyond('delayed')];
  for (const row of register) {
    const entry = ledger.get(row.id);
    const found = (table: string, column: string, problem: string) =>
      void findings.push({ table, row: row.id, column, problem });
    if (entry?.requested === undefined) {
      if (unfiled) found('disclosure_requests', '*', 'is in no entry of the ledger');
      continue;
    }
    const { requested, decided, reads, delayed } = entry;
    if (row.filer !== requested.filer)
      found('disclosure_requests', 'filer_kind', `is not ${requested.filer}, as filed`);
    if (row.agencyId !== requested.agencyId) found('disclosure_requests', 'agency_id', 'is not the agency that filed');
    if (requested.authority !== undefined && row.authority !== requested.authority)
      found('disclosure_requests', 'agency_name', 'is not the authority that asked');
    if (row.subjects !== requested.subjects)
      found('disclosure_requests', 'subjects', `is not ${requested.subjects}, as filed`);
    if (row.filedAt.getTime() !== requested.at.getTime())
      found('disclosure_requests', 'filed_at', `is not ${requested.at.toISOString()}, as filed`);
    if (row.outcome === null && decided !== undefined)
      found('disclosure_decisions', '*', `is missing: it was ${decided.outcome}`);
    else if (row.outcome !== null && decided === undefined && undecided)
      found('disclosure_decisions', '*', 'is in no entry of the ledger');
    else if (decided !== undefined) {
      if (row.outcome !== decided.outcome)
        found('disclosure_decisions', 'outcome', `is not ${decided.outcome}, as decided`);
      if (row.decidedAt?.getTime() !== decided.at.getTime())
        found('disclosure_decisions', 'decided_at', `is not ${decided.at.toISOString()}, as decided`);
    }
    if (row.reads < reads || (row.reads > reads && unread))
      found('disclosure_accesses', '*', `are ${row.reads}, and the ledger has ${reads} reads`);
    if (row.delayed < delayed || (row.delayed > delayed && undelayed))
      found('disclosure_accesses', 'notice_delayed', `is so of ${row.delayed}, and the ledger has ${delayed} delays`);
  }
  for (const [id, { requested }] of ledger)
    if (!known.has(id) && requested !== undefined)
      findings.push({ table: 'disclosure_requests', row: id, column: '*', problem: 'is missing: the ledger has it' });
  return findings;
}
