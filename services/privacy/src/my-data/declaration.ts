import type { Sealer } from '@belgi/access';
import type { Transaction } from '@belgi/database';
import type { ExportDeclaration, ExportRecord } from '@belgi/export';
import { entryOfReceipt } from '../consents/receipt.js';
import { visibleDisclosures } from '../disclosures/visible-disclosures.store.js';
import { inquiryPlace } from '../inquiries/ask-about-policy.js';
import { findPersonKey } from '../ledger/ledger.store.js';
import { proofFiles } from '../ledger/proof-files.js';
import type { TreeReader } from '../ledger/tree-reader.js';
import { casePlace } from '../staff-reads/record-staff-read.js';
import { staffReadsOf } from '../staff-reads/staff-reads.store.js';
import * as store from './my-data.store.js';
import { leftOut, withheld } from './not-given.js';

export interface MyDataParts {
  readonly sealer: Sealer;
  readonly reader: TreeReader;
  /** Lines of the key file, to go along with proofs. */
  readonly keys: readonly string[];
}

/** Rows of one kind of one person: nobody has more; the page of the graph is what this is not. */
const ALL = 1_000_000;

async function consents(tx: Transaction, id: string, parts: MyDataParts): Promise<ExportRecord[]> {
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
async function disclosures(tx: Transaction, id: string, parts: MyDataParts): Promise<ExportRecord[]> {
  const rows = await visibleDisclosures(tx, id, null, ALL);
  const proofs = await proofFiles(
    { database: tx, ...parts },
    rows.map(({ entryId }) => ({ entryId })),
  );
  return rows.map(({ at, agencyName, letterNumber, legalBasis, duty, categories }, index) => ({
    at,
    agencyName,
    letterNumber,
    legalBasis,
    duty,
    categories,
    proofFile: proofs[index] ?? null,
  }));
}

async function staffReads(tx: Transaction, id: string, parts: MyDataParts): Promise<ExportRecord[]> {
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
    caseNumber: parts.sealer.openText(key?.key ?? null, row.caseSealed, casePlace(row.id)),
    fields: row.fields,
    refused: row.refused,
    proofFile: fileOf.get(row.id) ?? null,
  }));
}

async function inquiries(tx: Transaction, id: string, { sealer }: MyDataParts): Promise<ExportRecord[]> {
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

const rights = ['PERSONS_OWN_RIGHTS'] as const;

/** Everything privacy holds about a person, for their export. */
export const myData: ExportDeclaration<MyDataParts> = {
  service: 'privacy',
  sections: [
    {
      name: 'consents',
      category: 'CONSENT_HISTORY',
      sources: ['PERSON'],
      purposes: ['IDENTIFICATION', 'VERIFICATION'],
      duties: rights,
      columns: {
        consents: [
          'epoch',
          'state',
          'edition',
          'locale',
          'text_sha256',
          'act',
          'channel',
          'reason_sealed',
          'receipt',
          'at',
        ],
      },
      read: consents,
    },
    {
      name: 'acknowledgements',
      category: 'CONSENT_HISTORY',
      sources: ['OUR_OWN_RECORDS'],
      purposes: [],
      duties: rights,
      columns: { acknowledgements: ['epoch', 'service', 'applied_at', 'recorded_at'] },
      read: store.acknowledgementsOf,
    },
    {
      name: 'disclosures',
      category: 'DISCLOSURE_HISTORY',
      sources: ['AGENCY'],
      purposes: [],
      duties: [...rights, 'OFFICIAL_REQUEST'],
      columns: { disclosure_accesses: ['at', 'categories', 'entry_id', 'grant_id'] },
      read: disclosures,
    },
    {
      name: 'staff-reads',
      category: 'DISCLOSURE_HISTORY',
      sources: ['STAFF'],
      purposes: [],
      duties: rights,
      columns: { staff_reads: ['at', 'role', 'purpose', 'case_sealed', 'fields', 'refused', 'entry_id'] },
      read: staffReads,
    },
    {
      name: 'binding-lots',
      category: 'BID_HISTORY',
      sources: ['OUR_OWN_RECORDS'],
      purposes: ['IDENTIFICATION', 'COMMUNICATION'],
      columns: {
        binding_entries: [
          'entry_id',
          'lot_id',
          'plate_number',
          'state',
          'amount_due',
          'due_at',
          'deposit',
          'deposit_state',
        ],
      },
      read: store.bindingLotsOf,
    },
    {
      name: 'inquiries',
      category: 'CORRESPONDENCE',
      sources: ['PERSON', 'STAFF'],
      purposes: ['COMMUNICATION'],
      columns: {
        inquiries: [
          'reference',
          'kind',
          'channel',
          'locale',
          'text_sealed',
          'contact_sealed',
          'answer_sealed',
          'asked_at',
          'due_at',
          'answered_at',
        ],
      },
      read: inquiries,
    },
    {
      name: 'exports',
      category: 'ACCOUNT',
      sources: ['PERSON'],
      purposes: [],
      duties: rights,
      columns: { exports: ['ordered_at', 'ready_at', 'expires_at'] },
      read: store.exportsOf,
    },
  ],
  withheld,
  leftOut,
};
