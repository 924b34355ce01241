import { bases } from './bases.js';
import { type About, after, erased, orErasure, rowsOf } from './row.js';
import type { RetentionRule } from './rule.js';
import { LIMITATION, ONE_YEAR, OPERATIONS } from './terms.js';

const row = rowsOf('notify');

const notice: About = {
  array: 'NOTICES',
  categories: ['NOTICE', 'BID_HISTORY', 'DISCLOSURE_HISTORY'],
  sources: ['USE'],
  purposes: ['COMMUNICATION'],
  duties: ['PERSONS_OWN_RIGHTS'],
  basis: bases.CONTRACT_OR_DUTY,
};
const whom: About = {
  array: 'NOTICES',
  categories: ['ACCOUNT', 'CONSENT_HISTORY'],
  sources: ['USE', 'PERSON'],
  purposes: ['COMMUNICATION'],
  duties: [],
  basis: bases.CONSENT,
};

export const notifyRows: readonly RetentionRule[] = [
  row('notices', 'citizen_id registration_id inquiry_id cause_id subject_id sealed', notice, {
    ...orErasure(after('RECORDED', LIMITATION)),
  }),
  row(
    'deliveries',
    'notice_id person_id',
    { ...notice, categories: ['NOTICE'] },
    {
      ...orErasure(after('DELIVERY_ENDED', ONE_YEAR)),
    },
  ),
  row('preferences', 'citizen_id', { ...whom, categories: ['NOTICE'], sources: ['PERSON'] }, erased()),
  row('recipients', 'citizen_id wrapped_key', whom, erased('DESTROY_KEY')),
  row('entries', 'entry_id citizen_id', { ...whom, categories: ['BID_HISTORY'] }, erased()),
  row('broadcasts', 'after_citizen', { ...notice, categories: ['NOTICE'] }, after('RESOLVED', OPERATIONS)),
];
