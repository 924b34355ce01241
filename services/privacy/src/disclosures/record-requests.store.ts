import type { DataCategory } from '@belgi/contracts';
import { sql, type Transaction } from '@belgi/database';
import type { Citation } from '../legal-acts/legal-act.js';
import type { Channel, RecordedRequestState, Urgency } from './disclosure.js';
import type { Period } from './period.js';
import type { KeptProposal } from './requests.store.js';

export interface NewRequest {
  readonly id: string;
  readonly letterId: string;
  readonly filerKind: 'AGENCY' | 'STAFF';
  readonly filedBy: string;
  readonly agencyId: string | null;
  readonly agencyName: string;
  readonly unit: string | null;
  readonly channel: Channel;
  readonly letterNumber: string;
  readonly letterDate: string;
  readonly legalBasis: string;
  readonly cited: Citation;
  readonly duty: string;
  readonly officerSealed: Buffer;
  readonly hashKeySealed: Buffer;
  readonly categories: readonly DataCategory[];
  readonly subjects: readonly { readonly pinHash: Buffer; readonly pinSealed: Buffer }[];
  readonly period: Period | null;
  readonly urgency: Urgency;
  readonly answerDueAt: Date;
  readonly wishedDays: number;
  readonly wishedReads: number;
  readonly filedAt: Date;
}

export async function insertRequest(tx: Transaction, request: NewRequest): Promise<void> {
  const { cited, period } = request;
  await tx.query(sql`/* disclosure-requests.insert */
    INSERT INTO disclosure_requests (id, letter_id, filer_kind, filed_by, agency_id, agency_name, unit, channel, letter_number,
      letter_date, legal_basis, act_code, act_revision, act_article, duty, officer_sealed, hash_key_sealed, categories, subjects,
      period_from, period_until, urgency, answer_due_at, wished_days, wished_reads, state, version, filed_at)
    VALUES (${request.id}, ${request.letterId}, ${request.filerKind}, ${request.filedBy}, ${request.agencyId},
      ${request.agencyName}, ${request.unit}, ${request.channel}, ${request.letterNumber}, ${request.letterDate},
      ${request.legalBasis}, ${cited.code}, ${cited.revision}, ${cited.article}, ${request.duty}, ${request.officerSealed},
      ${request.hashKeySealed}, ${request.categories}, ${request.subjects.length}, ${period?.from ?? null},
      ${period?.until ?? null}, ${request.urgency}, ${request.answerDueAt}, ${request.wishedDays}, ${request.wishedReads},
      'SUBMITTED', 1, ${request.filedAt})`);
  await tx.query(sql`/* disclosure-subjects.insert */
    INSERT INTO disclosure_subjects (request_id, pin_hash, pin_sealed)
    SELECT ${request.id}, hash, sealed FROM unnest(${request.subjects.map(({ pinHash }) => pinHash)}::bytea[],
      ${request.subjects.map(({ pinSealed }) => pinSealed)}::bytea[]) AS s (hash, sealed)`);
}

export async function insertProposal(
  tx: Transaction,
  proposal: KeptProposal & { readonly requestId: string },
): Promise<void> {
  const { period, subjectKeys } = proposal;
  await tx.query(sql`/* disclosure-proposals.insert */
    INSERT INTO disclosure_proposals (id, request_id, prepared_by, categories, subjects, period_from, period_until,
      reason_sealed, removals_sealed, delay_sealed, term_days, reads_cap, prepared_at)
    VALUES (${proposal.id}, ${proposal.requestId}, ${proposal.preparedBy}, ${proposal.categories},
      ${subjectKeys?.map((key) => Buffer.from(key, 'hex')) ?? null}::bytea[], ${period?.from ?? null}, ${period?.until ?? null},
      ${proposal.reasonSealed}, ${proposal.removalsSealed}, ${proposal.delaySealed}, ${proposal.termDays}, ${proposal.readsCap}, ${proposal.at})`);
}

export interface NewDecision {
  readonly requestId: string;
  readonly filedBy: string;
  readonly proposalId: string;
  readonly preparedBy: string;
  readonly decidedBy: string;
  readonly outcome: 'GRANTED' | 'NARROWED' | 'REJECTED';
  readonly categories: readonly DataCategory[];
  readonly reasonSealed: Buffer;
  readonly removalsSealed: Buffer | null;
  readonly at: Date;
}

export async function insertDecision(tx: Transaction, decision: NewDecision): Promise<void> {
  await tx.query(sql`/* disclosure-decisions.insert */
    INSERT INTO disclosure_decisions (request_id, filed_by, proposal_id, prepared_by, decided_by, outcome, categories, reason_sealed,
      removals_sealed, decided_at)
    VALUES (${decision.requestId}, ${decision.filedBy}, ${decision.proposalId}, ${decision.preparedBy}, ${decision.decidedBy},
      ${decision.outcome}, ${decision.categories}, ${decision.reasonSealed}, ${decision.removalsSealed}, ${decision.at})`);
}

export async function setRequestState(
  tx: Transaction,
  id: string,
  state: RecordedRequestState,
  version: number,
): Promise<void> {
  await tx.query(sql`/* disclosure-requests.setState */
    UPDATE disclosure_requests SET state = ${state}, version = ${version} WHERE id = ${id}`);
}
