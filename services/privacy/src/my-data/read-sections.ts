import type { Sealer } from '@belgi/access';
import type { Transaction } from '@belgi/database';
import type { ExportRecord } from '@belgi/export';
import { entryOfReceipt } from '../consents/receipt.js';
import { visibleDisclosures } from '../disclosures/visible-disclosures.store.js';
import { notePlace } from '../inquiries/answer-inquiry.js';
import { inquiryPlace } from '../inquiries/ask-about-policy.js';
import { findPersonKey } from '../ledger/ledger.store.js';
import { proofFiles } from '../ledger/proof-files.js';
import type { TreeReader } from '../ledger/tree-reader.js';
import { restrictionReasonPlace } from '../restrictions/change-restriction.js';
import { restrictionsOf } from '../restrictions/restrictions.store.js';
import { reasonPlace } from '../rights/answer-request.js';
import { wordsPlace } from '../rights/open-request.js';
import { requestsOf, stepsOf } from '../rights/rights-requests.store.js';
import { casePlace } from '../staff-reads/record-staff-read.js';
import { staffReadsOf } from '../staff-reads/staff-reads.store.js';
import * as store from './my-data.store.js';

export interface MyDataParts {
  readonly sealer: Sealer;
  readonly reader: TreeReader;
  /** Lines of the key file, to go along with proofs. */
  readonly keys: readonly string[];
}

/** Rows of one kind of one person: nobody has more; the page of the graph is what this is not. */
const ALL = 1_000_000;

export async function consents(tx: Transaction, id: string, parts: MyDataParts): Promise<ExportRecord[]> {
  const rows = await store.consentsOf(tx, id);
  const wanted = rows.map(({ receipt }) => ({ entryId: entryOfReceipt(receipt), receipt }));
  const proofs = await proofFiles({ database: tx, ...parts }, wanted);
  const key = await findPersonKey(tx, id);
  return rows.map(({ id: row, reasonSealed, ...consent }, index) => ({
    ...consent,
    reason:
      reasonSealed === null
        ? null
        : parts.sealer.openText(key?.key ?? null, reasonSealed, { table: 'consents', column: 'reason_sealed', row }),
    proofFile: proofs[index] ?? null,
  }));
}

/** What the person may see in the graph: a read whose notice is delayed by law is not among them before its time. */
export async function disclosures(tx: Transaction, id: string, parts: MyDataParts): Promise<ExportRecord[]> {
  const rows = await visibleDisclosures(tx, id, null, ALL);
  const proofs = await proofFiles(
    { database: tx, ...parts },
    rows.map(({ entryId }) => ({ entryId })),
  );
  return rows.map(({ at, agencyName, letterNumber, legalBasis, duty, categories, delayedUntil }, index) => ({
    ...{ at, agencyName, letterNumber, legalBasis, duty, categories, delayedUntil },
    proofFile: proofs[index] ?? null,
  }));
}

export async function staffReads(tx: Transaction, id: string, parts: MyDataParts): Promise<ExportRecord[]> {
  const rows = await staffReadsOf(tx, id, null, ALL);
  const shown = rows.filter(({ entryId }) => entryId !== null);
  const files = await proofFiles(
    { database: tx, ...parts },
    shown.map(({ entryId }) => ({ entryId: entryId ?? '' })),
  );
  const fileOf = new Map(shown.map((row, index) => [row.id, files[index] ?? null]));
  const key = await findPersonKey(tx, id);
  return rows.map((row) => ({
    at: row.at,
    role: row.role,
    purpose: row.purpose,
    duty: row.duty,
    caseNumber: parts.sealer.openText(key?.key ?? null, row.caseSealed, casePlace(row.id)),
    fields: row.fields,
    refused: row.refused,
    proofFile: fileOf.get(row.id) ?? null,
  }));
}

export async function inquiries(tx: Transaction, id: string, { sealer }: MyDataParts): Promise<ExportRecord[]> {
  const rows = await store.inquiriesOf(tx, id);
  return rows.map(({ id: row, wrappedKey, textSealed, contactSealed, answerSealed, ...inquiry }) => {
    const open = (column: Parameters<typeof inquiryPlace>[0], sealed: Buffer | null) =>
      sealed === null ? null : sealer.openText(wrappedKey, sealed, inquiryPlace(column, row));
    return {
      ...inquiry,
      text: open('text_sealed', textSealed),
      contact: open('contact_sealed', contactSealed),
      answer: open('answer_sealed', answerSealed),
    };
  });
}

export async function rightsRequests(tx: Transaction, id: string, { sealer }: MyDataParts): Promise<ExportRecord[]> {
  const key = (await findPersonKey(tx, id))?.key ?? null;
  return (await requestsOf(tx, id, null, ALL)).map((request) => {
    const { reference, kind: right, about, openedAt, dueAt, state, wordsSealed } = request;
    const words = wordsSealed === null ? null : sealer.openText(key, wordsSealed, wordsPlace(request.id));
    return { reference, right, about, words, openedAt, dueAt, state };
  });
}

/** How each came to its answer: by a rule or by staff, with the article that a refusal stands on. */
export async function rightsSteps(tx: Transaction, id: string, parts: MyDataParts): Promise<ExportRecord[]> {
  const requests = await requestsOf(tx, id, null, ALL);
  const references = new Map(requests.map((request) => [request.id, request.reference]));
  const steps = await stepsOf(tx, [...references.keys()]);
  const proofs = await proofFiles({ database: tx, ...parts }, steps);
  const key = (await findPersonKey(tx, id))?.key ?? null;
  return steps.map(({ requestId, version, state, at, by, reasonSealed, citation }, index) => ({
    reference: references.get(requestId) ?? null,
    ...{ state, at, by },
    reason: reasonSealed === null ? null : parts.sealer.openText(key, reasonSealed, reasonPlace(requestId, version)),
    actCode: citation?.code ?? null,
    actRevision: citation?.revision ?? null,
    article: citation?.article ?? null,
    proofFile: proofs[index] ?? null,
  }));
}

export async function restrictions(tx: Transaction, id: string, { sealer }: MyDataParts): Promise<ExportRecord[]> {
  const key = (await findPersonKey(tx, id))?.key ?? null;
  return (await restrictionsOf(tx, id, ALL)).map(({ version, restricted, by, reasonSealed, citation, at }) => ({
    ...{ version, restricted, by, at },
    reason: reasonSealed === null ? null : sealer.openText(key, reasonSealed, restrictionReasonPlace(id, version)),
    actCode: citation?.code ?? null,
    actRevision: citation?.revision ?? null,
    article: citation?.article ?? null,
  }));
}

export async function inquirySteps(tx: Transaction, id: string, { sealer }: MyDataParts): Promise<ExportRecord[]> {
  const rows = await store.inquiryStepsOf(tx, id);
  return rows.map(({ id: row, reference, event, wrappedKey, noteSealed, at }) => ({
    reference,
    event,
    text: noteSealed && sealer.openText(wrappedKey, noteSealed, notePlace(row)),
    at,
  }));
}
