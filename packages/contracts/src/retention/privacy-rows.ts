import { bases } from './bases.js';
import { type About, after, erased, inPassing, orErasure, rowsOf, stays } from './row.js';
import { type RetentionRule, retentionCategories } from './rule.js';
import { ACCOUNTABLE, EXPORT_WEEK, LIMITATION, ONE_HOUR } from './terms.js';

const row = rowsOf('privacy');

const consent: About = {
  array: 'CONSENTS',
  categories: ['CONSENT_HISTORY'],
  sources: ['PERSON', 'USE'],
  purposes: ['IDENTIFICATION', 'VERIFICATION'],
  duties: ['PERSONS_OWN_RIGHTS'],
  basis: bases.CONSENT,
};
const letters: About = {
  array: 'OFFICIAL_REQUESTS',
  categories: ['NAME', 'PIN', 'CORRESPONDENCE'],
  sources: ['AGENCY', 'STAFF'],
  purposes: [],
  duties: ['OFFICIAL_REQUEST'],
  basis: bases.TRANSFER,
};
const reads: About = {
  array: 'OFFICIAL_REQUESTS',
  categories: ['DISCLOSURE_HISTORY'],
  sources: ['USE'],
  purposes: [],
  duties: ['PERSONS_OWN_RIGHTS'],
  basis: bases.RIGHT_TO_KNOW,
};
const inquiry: About = {
  array: 'CONSENTS',
  categories: ['CORRESPONDENCE', 'PHONE', 'EMAIL'],
  sources: ['PERSON', 'STAFF'],
  purposes: ['COMMUNICATION'],
  duties: ['PERSONS_OWN_RIGHTS'],
  basis: bases.CONTRACT_OR_DUTY,
};
const rights: About = {
  array: 'CONSENTS',
  categories: ['CORRESPONDENCE'],
  sources: ['PERSON', 'STAFF'],
  purposes: [],
  duties: ['PERSONS_OWN_RIGHTS'],
  basis: bases.RIGHT_TO_KNOW,
};
const ledger: About = {
  array: 'CONSENTS',
  categories: ['CONSENT_HISTORY', 'DISCLOSURE_HISTORY'],
  sources: ['USE'],
  purposes: [],
  duties: ['PERSONS_OWN_RIGHTS'],
  basis: bases.RIGHT_TO_KNOW,
};
const key: About = { ...ledger, categories: [...ledger.categories, 'CORRESPONDENCE', 'ACCOUNT'] };
const contract: About = {
  array: 'PARTICIPATION',
  categories: ['BID_HISTORY', 'PAYMENT'],
  sources: ['USE'],
  purposes: ['IDENTIFICATION', 'COMMUNICATION'],
  duties: [],
  basis: bases.CONTRACT_OR_DUTY,
};
const officer: About = {
  array: 'STAFF',
  categories: ['STAFF'],
  sources: ['STAFF'],
  purposes: [],
  duties: ['SECURITY'],
  basis: bases.HOLDER,
};
const hold: About = {
  ...officer,
  array: 'CONSENTS',
  categories: ['ACCOUNT', 'CORRESPONDENCE', 'STAFF'],
  duties: ['OFFICIAL_REQUEST'],
};
/** What a person asked to have gathered: of every kind. */
const everything: About = {
  array: 'USERS',
  categories: [...retentionCategories.filter((category) => category !== 'STAFF')],
  sources: ['USE'],
  purposes: [],
  duties: ['PERSONS_OWN_RIGHTS'],
  basis: bases.RIGHT_TO_KNOW,
};
const withConsent = after('CONSENT_WITHDRAWN', LIMITATION);
const withCase = after('CASE_CLOSED', ACCOUNTABLE);

export const privacyRows: readonly RetentionRule[] = [
  row('consents', 'citizen_id reason_sealed receipt', consent, withConsent),
  row('agreement_acceptances', 'citizen_id receipt entry_id', consent, withConsent),
  row('consent_heads', 'citizen_id', consent, withConsent),
  row('acknowledgements', 'citizen_id', consent, withConsent),
  row('person_keys', 'citizen_id wrapped_key', key, erased('DESTROY_KEY')),
  row('ledger_entries', 'key_of entry', ledger, stays('HASH_ALONE')),
  row('letters', 'wrapped_key sealed uploaded_by', letters, withCase),
  row('disclosure_requests', 'filed_by officer_sealed hash_key_sealed', letters, withCase),
  row('disclosure_subjects', 'pin_hash pin_sealed', letters, withCase),
  row('disclosure_proposals', 'prepared_by subjects reason_sealed removals_sealed delay_sealed', letters, withCase),
  row('disclosure_decisions', 'filed_by prepared_by decided_by reason_sealed removals_sealed', letters, withCase),
  row('disclosure_grants', 'revoked_by revocation_sealed', letters, withCase),
  row('disclosure_grant_subjects', 'pin_hash', letters, withCase),
  row('disclosure_accesses', 'citizen_id pin_hash entry_id', reads, withCase),
  row('notice_delays', 'reason_sealed', letters, withCase),
  row('notice_delay_reviews', 'reviewed_by reason_sealed', letters, withCase),
  row('notice_reveals', 'access_id entry_id', reads, withCase),
  row('disclosure_notices', 'access_id', reads, withCase),
  row('disclosure_repeats', 'access_id', reads, withCase),
  row('staff_reads', 'citizen_id case_sealed entry_id subject_id read_by', reads, after('RECORDED', ACCOUNTABLE)),
  row(
    'inquiries',
    'wrapped_key text_sealed contact_sealed answer_by secret_hash citizen_id taken_by identity_check check_passed concerns answer_sealed answered_by',
    inquiry,
    orErasure(after('ANSWERED', LIMITATION)),
  ),
  row('inquiry_events', 'inquiry_id actor note_sealed', inquiry, orErasure(after('ANSWERED', LIMITATION))),
  row(
    'inquiry_limits',
    'address_hash',
    { ...inquiry, categories: ['SECURITY'], sources: ['USE'], purposes: [], duties: ['SECURITY'] },
    inPassing('RECORDED', ONE_HOUR),
  ),
  row('rights_requests', 'citizen_id words_sealed', rights, stays('ANSWERED_RIGHT')),
  row('rights_request_steps', 'staff_id reason_sealed entry_id', rights, stays('ANSWERED_RIGHT')),
  row('erasures', 'asked_by citizen_id entry_id', rights, stays('ANSWERED_RIGHT')),
  row('restrictions', 'citizen_id staff_id reason_sealed', rights, stays('ANSWERED_RIGHT')),
  row('restriction_acknowledgements', 'citizen_id', rights, stays('ANSWERED_RIGHT')),
  row('exports', 'citizen_id private_key_sealed', everything, orErasure(inPassing('RECORDED', EXPORT_WEEK))),
  row('export_pieces', 'sealed', everything, orErasure(inPassing('RECORDED', EXPORT_WEEK))),
  row('export_links', 'token_hash', everything, orErasure(inPassing('RECORDED', EXPORT_WEEK))),
  row('binding_entries', 'entry_id citizen_id', contract, erased()),
  row('hold_orders', 'subject_id wrapped_key', hold, after('RESOLVED', LIMITATION)),
  row('hold_steps', 'taken_by reason_sealed', hold, after('RESOLVED', LIMITATION)),
  row('editions', 'published_by', officer, stays('PUBLISHED_DOCUMENT')),
  row('agreement_editions', 'published_by', officer, stays('PUBLISHED_DOCUMENT')),
  row('edition_drafts', 'written_by', officer, stays('PUBLISHED_DOCUMENT')),
  row('edition_submissions', 'written_by', officer, stays('PUBLISHED_DOCUMENT')),
  row('edition_decisions', 'written_by decided_by', officer, stays('PUBLISHED_DOCUMENT')),
  row('legal_acts', 'registered_by', officer, stays('PUBLISHED_DOCUMENT')),
];
