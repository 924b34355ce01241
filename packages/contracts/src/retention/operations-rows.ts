import { type ServiceName, serviceNames } from '../fact.js';
import { STREAM_RETENTION_DAYS } from '../streams.js';
import { bases } from './bases.js';
import { type About, after, inPassing, rowsOf, stays } from './row.js';
import type { RetentionRule } from './rule.js';
import { OPERATIONS } from './terms.js';

/** Opaque ids and states on their way between services; never an attribute of a person. */
const inTransit: About = {
  array: 'USERS',
  categories: ['ACCOUNT'],
  sources: ['USE'],
  purposes: ['IDENTIFICATION', 'COMMUNICATION'],
  duties: ['SECURITY'],
  basis: bases.CONTRACT_OR_DUTY,
};

function rowsOfOperations(service: ServiceName): readonly RetentionRule[] {
  const row = rowsOf(service);
  return [
    row('outbox', 'subject aggregate aggregate_id data', inTransit, {
      ...inPassing('PUBLISHED', { count: STREAM_RETENTION_DAYS, unit: 'DAYS' }),
    }),
    row('dead_letters', 'subject payload', inTransit, after('RESOLVED', OPERATIONS)),
    row('persons_erased', 'citizen_id', inTransit, stays('TOMBSTONE')),
    row('republish_requests', 'aggregate_id', inTransit, after('RESOLVED', OPERATIONS)),
  ];
}

/** What every service has alike. */
export const operationsRows: readonly RetentionRule[] = serviceNames.flatMap(rowsOfOperations);
