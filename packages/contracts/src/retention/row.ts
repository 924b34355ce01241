import type { ServiceName } from '../fact.js';
import type { KeepReason, RetentionRule } from './rule.js';
import { AFTER_WITHDRAWAL, type RetentionStart, type RetentionTerm } from './terms.js';

/** What it is and why it may be kept. */
export type About = Pick<RetentionRule, 'array' | 'categories' | 'sources' | 'purposes' | 'duties' | 'basis'>;
/** Until when, and who sees to it. */
export type Kept = Pick<RetentionRule, 'starts' | 'term' | 'end' | 'enforcer' | 'orErasure'>;

/** A rule per line: table, its personal columns in one string, what it is, until when. */
export const rowsOf =
  (service: ServiceName) =>
  (table: string, columns: string, about: About, kept: Kept): RetentionRule => ({
    ...about,
    ...kept,
    service,
    table,
    columns: columns.split(' '),
  });

/** With the person's data, by the erasure. */
export const erased = (act: 'DELETE_ROWS' | 'DESTROY_KEY' | 'ANONYMISE' = 'DELETE_ROWS'): Kept => ({
  ...{ starts: 'WITHDRAWN', term: AFTER_WITHDRAWAL, end: { act }, enforcer: 'ERASURE', orErasure: false },
});

/** By the daily job. */
export const after = (
  starts: RetentionStart,
  term: RetentionTerm,
  act: 'DELETE_ROWS' | 'DESTROY_KEY' | 'ANONYMISE' = 'DELETE_ROWS',
): Kept => ({ starts, term, end: { act }, enforcer: 'JOB', orErasure: false });

/** By the service itself, in passing. */
export const inPassing = (starts: RetentionStart, term: RetentionTerm | null): Kept => ({
  ...{ starts, term, end: { act: 'DELETE_ROWS' }, enforcer: 'SERVICE', orErasure: false },
});

/** The erasure ends it earlier. */
export const orErasure = (kept: Kept): Kept => ({ ...kept, orErasure: true });

export const stays = (because: KeepReason): Kept => ({
  ...{ starts: null, term: null, end: { act: 'KEEP', because }, enforcer: 'SERVICE', orErasure: false },
});
