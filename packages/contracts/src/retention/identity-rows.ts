import { bases } from './bases.js';
import { type About, after, erased, inPassing, orErasure, rowsOf } from './row.js';
import type { RetentionRule } from './rule.js';
import { ACCOUNTABLE, LIMITATION, ONE_HOUR } from './terms.js';

const row = rowsOf('identity');

const attributes: About = {
  array: 'USERS',
  categories: ['NAME', 'PIN', 'ID_DOCUMENT', 'PHONE', 'EMAIL', 'ADDRESS'],
  sources: ['PERSON', 'PORTAL'],
  purposes: ['IDENTIFICATION', 'COMMUNICATION', 'VERIFICATION'],
  duties: [],
  basis: bases.CONSENT,
};
const formerAttributes: About = { ...attributes, purposes: ['VERIFICATION'], duties: ['PERSONS_OWN_RIGHTS'] };
const account: About = {
  ...attributes,
  categories: ['ACCOUNT'],
  purposes: ['IDENTIFICATION', 'COMMUNICATION', 'VERIFICATION'],
};
const lookUp: About = { ...attributes, categories: ['PHONE', 'EMAIL', 'PIN'], purposes: ['IDENTIFICATION'] };
const underWay: About = { ...attributes, categories: ['PHONE', 'EMAIL'], sources: ['PERSON'] };
const security: About = {
  array: 'USERS',
  categories: ['SECURITY'],
  sources: ['USE'],
  purposes: [],
  duties: ['SECURITY'],
  basis: bases.CONFIDENTIALITY,
};
const dispute: About = {
  ...attributes,
  categories: ['PIN'],
  purposes: ['VERIFICATION'],
  basis: bases.CONTRACT_OR_DUTY,
};
const doubt: About = {
  ...attributes,
  categories: ['ACCOUNT'],
  sources: ['STAFF', 'PERSON'],
  purposes: ['VERIFICATION'],
  basis: bases.CONTRACT_OR_DUTY,
};
const accesses: About = {
  array: 'USERS',
  categories: ['DISCLOSURE_HISTORY'],
  sources: ['USE'],
  purposes: [],
  duties: ['PERSONS_OWN_RIGHTS'],
  basis: bases.RIGHT_TO_KNOW,
};
const participation: About = {
  array: 'PARTICIPATION',
  categories: ['BID_HISTORY'],
  sources: ['USE'],
  purposes: ['IDENTIFICATION'],
  duties: [],
  basis: bases.CONTRACT_OR_DUTY,
};
const staff: About = {
  array: 'STAFF',
  categories: ['STAFF'],
  sources: ['STAFF'],
  purposes: [],
  duties: ['SECURITY'],
  basis: bases.HOLDER,
};

export const identityRows: readonly RetentionRule[] = [
  row(
    'accounts',
    'data_key password_hash status pin_verified disputed blocked_by_operations',
    account,
    erased('DESTROY_KEY'),
  ),
  row('attributes', 'account_id sealed verified_by', attributes, erased('DESTROY_KEY')),
  row('attribute_history', 'account_id sealed verified_by', formerAttributes, erased('DESTROY_KEY')),
  row('logins', 'account_id lookup', lookUp, erased()),
  row('pins', 'account_id lookup', lookUp, erased()),
  row('registrations', 'data_key phone_sealed phone_lookup email_sealed', underWay, inPassing('EXPIRED', ONE_HOUR)),
  row('used_acceptances', 'registration_id', security, inPassing('RECORDED', { count: 2, unit: 'DAYS' })),
  row(
    'phone_changes',
    'account_id data_key phone_sealed phone_lookup',
    underWay,
    orErasure(inPassing('EXPIRED', ONE_HOUR)),
  ),
  row(
    'disputes',
    'pin_lookup holder challenger kept decided_by data_key reason_sealed',
    dispute,
    orErasure(after('DISPUTE_DECIDED', LIMITATION)),
  ),
  row(
    'doubts',
    'account_id names reason_sealed marked_by answer statement_sealed outcome decision_sealed decided_by appeal_sealed appeal_outcome ruling_sealed ruled_by',
    doubt,
    orErasure(after('DISPUTE_DECIDED', LIMITATION)),
  ),
  row('consents', 'citizen_id', { ...account, categories: ['CONSENT_HISTORY'], sources: ['USE'] }, erased()),
  row('staff_roles', 'account_id', staff, inPassing('ROLE_ENDED', null)),
  row('verifications', 'state_hash account_id session_id code_verifier', security, inPassing('EXPIRED', null)),
  row('sessions', 'account_id', security, orErasure(inPassing('EXPIRED', { count: 30, unit: 'DAYS' }))),
  row('refresh_tokens', 'hash session_id', security, inPassing('EXPIRED', null)),
  row('attempts', 'subject', security, inPassing('RECORDED', { count: 1, unit: 'DAYS' })),
  row(
    'statistics_acts',
    'citizen_id',
    { ...participation, purposes: ['STATISTICS'] },
    orErasure(inPassing('COUNTED', null)),
  ),
  row('restrictions', 'citizen_id', account, erased()),
  row('questioned_attributes', 'request_id account_id', account, erased()),
  row('running_contracts', 'entry_id citizen_id', participation, erased()),
  row('personal_data_accesses', 'citizen_id actor', accesses, after('RECORDED', ACCOUNTABLE)),
];
