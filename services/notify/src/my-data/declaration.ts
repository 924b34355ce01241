import { DataKeyDestroyedError, type Sealer } from '@belgi/access';
import { locales } from '@belgi/contracts';
import type { ExportDeclaration, ExportRecord } from '@belgi/export';
import { openContent } from '../notices/notice-content.js';
import { renderStored } from '../templates/render.js';
import * as store from './my-data.store.js';

/** What a notice says, in each language: notify does not know which one the person reads. */
function noticeRecord(sealer: Sealer, row: store.SealedNotice): ExportRecord {
  const { kind, createdAt, expiresAt, readAt } = row;
  const times = { kind, createdAt, expiresAt, readAt };
  try {
    const { params } = openContent(sealer, row);
    const words = (part: 'title' | 'body') =>
      Object.fromEntries(locales.map((locale) => [locale, renderStored(kind, locale, part, params)]));
    return { ...times, title: words('title'), text: words('body') };
  } catch (error) {
    if (error instanceof DataKeyDestroyedError) return times;
    throw error;
  }
}

const OWN_ID = 'the opaque id of the person, who is the reader';
const OURS = 'a number of ours';

/** Everything notify holds about a person, for their export. Addresses and codes it never keeps. */
export const myData: ExportDeclaration<Sealer> = {
  service: 'notify',
  sections: [
    {
      name: 'recipient',
      category: 'CONSENT_HISTORY',
      sources: ['PERSON', 'OUR_OWN_RECORDS'],
      purposes: ['COMMUNICATION'],
      columns: {
        recipients: [
          'account_status',
          'account_disputed',
          'consent_state',
          'consent_edition',
          'consent_epoch',
          'processing_restricted',
          'quiet_from_minute',
          'quiet_until_minute',
        ],
      },
      read: store.recipientOf,
    },
    {
      name: 'switched-off',
      category: 'PREFERENCE',
      sources: ['PERSON'],
      purposes: ['COMMUNICATION'],
      columns: { preferences: ['kind', 'channel'] },
      read: store.switchesOf,
    },
    {
      name: 'notices',
      category: 'BID_HISTORY, DISCLOSURE_HISTORY',
      sources: ['OUR_OWN_RECORDS'],
      purposes: ['COMMUNICATION'],
      duties: ['PERSONS_OWN_RIGHTS'],
      columns: { notices: ['kind', 'sealed', 'created_at', 'expires_at', 'read_at'] },
      read: async (tx, id, sealer) => (await store.noticesOf(tx, id)).map((row) => noticeRecord(sealer, row)),
    },
    {
      name: 'deliveries',
      category: 'DISCLOSURE_HISTORY',
      sources: ['OUR_OWN_RECORDS'],
      purposes: ['COMMUNICATION'],
      columns: {
        deliveries: ['kind', 'channel', 'state', 'attempts', 'reason', 'planned_at', 'due_at', 'ended_at'],
      },
      read: store.deliveriesOf,
    },
    {
      name: 'entries-in-notify',
      category: 'BID_HISTORY',
      sources: ['OUR_OWN_RECORDS'],
      purposes: ['COMMUNICATION'],
      columns: { entries: ['entry_id', 'lot_id', 'state'] },
      read: store.entriesOf,
    },
  ],
  withheld: {
    'recipients.citizen_id': OWN_ID,
    'recipients.wrapped_key': 'the key that everything is sealed under: given away, it protects nothing',
    'recipients.restriction_version': 'of the restriction, which privacy gives',
    'recipients.account_version': 'counts facts of identity',
    'preferences.citizen_id': OWN_ID,
    'notices.id': OURS,
    'notices.citizen_id': OWN_ID,
    'notices.registration_id': 'of a registration, which is no account yet',
    'notices.inquiry_id': 'of an inquiry, which privacy gives',
    'notices.cause_id': 'a number of a fact',
    'notices.subject_id': 'a number of what the text speaks of',
    'notices.version': 'counts our own changes',
    'deliveries.id': OURS,
    'deliveries.notice_id': OURS,
    'deliveries.event_id': 'a number of a fact',
    'deliveries.person_id': OWN_ID,
    'deliveries.claims': 'how often a sender took it up',
    'deliveries.waits': 'how often a sender waited',
    'deliveries.urgent': 'of the kind, for everybody alike',
    'entries.citizen_id': OWN_ID,
    'entries.version': 'counts facts of the auction',
  },
  leftOut: {
    broadcasts: 'what everybody is told; how far it went',
    agreement_editions: 'published documents',
    editions: 'published documents',
    lots: 'things on sale',
  },
};
