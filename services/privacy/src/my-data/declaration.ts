import type { ExportDeclaration } from '@belgi/export';
import * as store from './my-data.store.js';
import { leftOut, withheld } from './not-given.js';
import {
  consents,
  disclosures,
  inquiries,
  type MyDataParts,
  restrictions,
  rightsRequests,
  rightsSteps,
  staffReads,
} from './read-sections.js';

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
      columns: { disclosure_accesses: ['at', 'categories', 'entry_id', 'grant_id', 'notice_delayed'] },
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
      name: 'rights-requests',
      category: 'CORRESPONDENCE',
      sources: ['PERSON'],
      purposes: [],
      duties: rights,
      columns: {
        rights_requests: ['reference', 'kind', 'about', 'words_sealed', 'opened_at', 'due_at', 'state'],
      },
      read: rightsRequests,
    },
    {
      name: 'rights-request-steps',
      category: 'CORRESPONDENCE',
      sources: ['PERSON', 'STAFF', 'OUR_OWN_RECORDS'],
      purposes: [],
      duties: rights,
      columns: {
        rights_request_steps: ['state', 'at', 'by', 'reason_sealed', 'act_code', 'act_revision', 'article', 'entry_id'],
      },
      read: rightsSteps,
    },
    {
      name: 'restrictions',
      category: 'CORRESPONDENCE',
      sources: ['PERSON', 'STAFF'],
      purposes: [],
      duties: rights,
      columns: {
        restrictions: ['version', 'restricted', 'by', 'reason_sealed', 'act_code', 'act_revision', 'article', 'at'],
      },
      read: restrictions,
    },
    {
      name: 'restriction-acknowledgements',
      category: 'CORRESPONDENCE',
      sources: ['OUR_OWN_RECORDS'],
      purposes: [],
      duties: rights,
      columns: { restriction_acknowledgements: ['version', 'service', 'applied_at', 'recorded_at'] },
      read: store.restrictionAcknowledgementsOf,
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
