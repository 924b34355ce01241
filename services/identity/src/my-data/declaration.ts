import type { ExportDeclaration, ExportRecord } from '@belgi/export';
import { openWords } from '../doubts/words.js';
import type { AttributeName } from '../people/attribute.js';
import type { Vault } from '../people/vault.js';
import * as store from './my-data.store.js';

type Sealed = Awaited<ReturnType<typeof store.valuesOf>>[number];

/** In full, unlike in the graph: the file is for whoever gave the password a moment ago. */
const opened =
  (vault: Vault, accountId: string) =>
  ({ name, sealed, dataKey, replacedAt, ...row }: Sealed): ExportRecord => ({
    attribute: name,
    value: vault.openAttribute(dataKey, accountId, name as AttributeName, sealed),
    ...row,
    ...(replacedAt === null ? {} : { replacedAt }),
  });

type SealedDoubt = Awaited<ReturnType<typeof store.doubtsOf>>[number];

/** What was doubted and decided, with everything that was written. */
const writtenAbout =
  (vault: Vault) =>
  (doubt: SealedDoubt): ExportRecord => {
    const { id, dataKey, reasonSealed, statementSealed, decisionSealed, appealSealed, rulingSealed, ...row } = doubt;
    const sealed = { id, reasonSealed, statementSealed, decisionSealed, appealSealed, rulingSealed };
    return { ...row, ...openWords(vault, { dataKey }, sealed) };
  };

const ATTRIBUTE = ['name', 'sealed', 'assurance', 'verified_by', 'verified_at', 'source'];
const OWN_ID = 'the opaque id of the person, who is the reader';

/** Everything identity holds about a person, for their export (clauses 1.1, 2.1; MISSION "the rights procedure"). */
export const myData: ExportDeclaration<Vault> = {
  service: 'identity',
  sections: [
    {
      name: 'account',
      category: 'ACCOUNT',
      sources: ['PERSON', 'OUR_OWN_RECORDS'],
      purposes: ['IDENTIFICATION'],
      columns: {
        accounts: [
          ...[
            'status',
            'kind',
            'locale',
            'pin_verified',
            'disputed',
            'blocked_by_operations',
            'created_at',
            'updated_at',
          ],
        ],
      },
      read: store.accountOf,
    },
    {
      name: 'attributes',
      category: 'NAME, PIN, ID_DOCUMENT, PHONE, EMAIL, ADDRESS',
      sources: ['PERSON', 'STATE_PORTAL'],
      purposes: ['IDENTIFICATION', 'COMMUNICATION', 'VERIFICATION'],
      columns: { attributes: [...ATTRIBUTE, 'updated_at'] },
      read: async (tx, id, vault) => (await store.valuesOf(tx, id)).map(opened(vault, id)),
    },
    {
      name: 'former-attributes',
      category: 'NAME, PIN, ID_DOCUMENT, PHONE, EMAIL, ADDRESS',
      sources: ['PERSON', 'STATE_PORTAL'],
      purposes: ['VERIFICATION'],
      duties: ['PERSONS_OWN_RIGHTS'],
      columns: { attribute_history: [...ATTRIBUTE, 'since', 'replaced_at'] },
      read: async (tx, id, vault) => (await store.formerValuesOf(tx, id)).map(opened(vault, id)),
    },
    {
      name: 'consent-in-identity',
      category: 'CONSENT_HISTORY',
      sources: ['PERSON'],
      purposes: ['IDENTIFICATION'],
      duties: ['SECURITY'],
      columns: { consents: ['state', 'edition', 'epoch', 'applied_at'] },
      read: store.consentOf,
    },
    {
      name: 'sessions',
      category: 'SECURITY',
      sources: ['OUR_OWN_RECORDS'],
      purposes: [],
      duties: ['SECURITY'],
      columns: { sessions: ['started_at', 'expires_at', 'ended_at', 'end_reason'] },
      read: store.sessionsOf,
    },
    {
      name: 'looks-and-attempts',
      category: 'DISCLOSURE_HISTORY',
      sources: ['OUR_OWN_RECORDS'],
      purposes: [],
      duties: ['PERSONS_OWN_RIGHTS'],
      columns: {
        personal_data_accesses: [
          'at',
          'actor_kind',
          'role',
          'purpose',
          'duty',
          'case_number',
          'fields',
          'outcome',
          'reason',
        ],
      },
      read: store.looksAt,
    },
    {
      name: 'disputes',
      category: 'PIN',
      sources: ['STATE_PORTAL', 'STAFF'],
      purposes: ['VERIFICATION'],
      columns: { disputes: ['opened_at', 'holder', 'challenger', 'decided_at', 'kept'] },
      read: store.disputesOf,
    },
    {
      name: 'doubts',
      category: 'ACCOUNT',
      sources: ['STAFF', 'PERSON'],
      purposes: ['VERIFICATION'],
      columns: {
        doubts: [
          ...['names', 'case_number', 'marked_at', 'reason_sealed', 'answer_due_at', 'answer', 'statement_sealed'],
          ...[
            'answered_at',
            'outcome',
            'decision_sealed',
            'decided_at',
            'appeal_due_at',
            'appeal_sealed',
            'appealed_at',
          ],
          ...['appeal_outcome', 'ruling_sealed', 'ruled_at'],
        ],
      },
      read: async (tx, id, vault) => (await store.doubtsOf(tx, id)).map(writtenAbout(vault)),
    },
    {
      name: 'running-contracts',
      category: 'BID_HISTORY',
      sources: ['OUR_OWN_RECORDS'],
      purposes: ['IDENTIFICATION'],
      columns: { running_contracts: ['entry_id', 'binds'] },
      read: store.contractsOf,
    },
    {
      name: 'not-yet-counted',
      category: 'BID_HISTORY',
      sources: ['OUR_OWN_RECORDS'],
      purposes: ['STATISTICS'],
      columns: { statistics_acts: ['day', 'act', 'region', 'price_band', 'pattern'] },
      read: store.uncountedOf,
    },
  ],
  withheld: {
    'accounts.id': OWN_ID,
    'accounts.data_key': 'the key that everything is sealed under: given away, it protects nothing',
    'accounts.password_hash': 'whoever finds the file could try passwords on it; the person knows theirs',
    'accounts.version': 'counts our own changes',
    'attributes.account_id': OWN_ID,
    'attribute_history.id': 'a number of ours',
    'attribute_history.account_id': OWN_ID,
    'consents.citizen_id': OWN_ID,
    'sessions.id': 'whoever finds the file could name an open session; the times tell which it is',
    'sessions.account_id': OWN_ID,
    'personal_data_accesses.id': 'a number of ours',
    'personal_data_accesses.citizen_id': OWN_ID,
    'personal_data_accesses.actor': 'the clerk: a person is told role, purpose and case, not who it was',
    'disputes.id': 'a number of ours',
    'disputes.pin_lookup': 'a keyed hash of the PIN, which stands among the attributes',
    'disputes.decided_by': 'the clerk',
    'disputes.reason': 'speaks of the other person as well; told on request through 119',
    'disputes.reason_sealed': 'speaks of the other person as well; told on request through 119',
    'disputes.data_key': 'a key',
    'doubts.id': 'a number of ours',
    'doubts.account_id': OWN_ID,
    'doubts.marked_by': 'the clerk',
    'doubts.decided_by': 'the clerk',
    'doubts.ruled_by': 'the clerk',
    'running_contracts.citizen_id': OWN_ID,
    'running_contracts.version': 'counts facts of the auction',
    'statistics_acts.id': 'a number of ours',
    'statistics_acts.citizen_id': OWN_ID,
  },
  leftOut: {
    agencies: 'state bodies, no persons',
    attempts: 'keyed hashes of log-ins and addresses that nobody can lead back to a person, gone in a day',
    editions: 'published documents',
    holidays: 'days, no persons',
    logins: 'keyed hashes of phone and e-mail, which stand among the attributes',
    oauth_payloads: 'sign-ins of agencies',
    phone_changes: 'a number nobody has proved yet, perhaps of somebody else; gone in minutes',
    pins: 'a keyed hash of the PIN, which stands among the attributes',
    questioned_attributes: 'that a request of the person is open, which privacy gives',
    refresh_tokens: 'hashes of secrets of the sessions, which are given',
    registrations: 'of no account yet; gone in minutes',
    restrictions: 'that identity acts by a restriction, which privacy gives with the acknowledgement',
    staff_roles: 'employees, who have no export here: accounts of staff are not of citizens',
    statistics_parts: 'days, no persons',
    statistics_windows: 'days, no persons',
    used_acceptances: 'numbers of registrations that are gone',
    verifications: 'secrets of a sign-in at the portal under way; gone in minutes',
  },
};
