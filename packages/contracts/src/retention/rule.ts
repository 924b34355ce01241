import type { ServiceName } from '../fact.js';
import { type Duty, dataCategories, type Purpose } from '../values.js';
import type { LegalBasis } from './bases.js';
import { type RetentionStart, type RetentionTerm, retentionStarts } from './terms.js';

/** What kind of data it is: what a grant can name, what the graph declares besides, and what no graph shows. */
export const retentionCategories = [
  ...dataCategories,
  'ACCOUNT',
  'DISCLOSURE_HISTORY',
  'NOTICE',
  'CORRESPONDENCE',
  'SECURITY',
  'STAFF',
] as const;
export type RetentionCategory = (typeof retentionCategories)[number];

/** Arrays of data as the register of holders knows them. */
export const dataArrays = ['USERS', 'CONSENTS', 'OFFICIAL_REQUESTS', 'PARTICIPATION', 'NOTICES', 'STAFF'] as const;
export type DataArray = (typeof dataArrays)[number];

/** Where data come from. */
export const dataSources = ['PERSON', 'PORTAL', 'AGENCY', 'BANK', 'STAFF', 'USE'] as const;
export type DataSource = (typeof dataSources)[number];

/** Why something is kept without a term. */
export const keepReasons = {
  HASH_ALONE: 'what stays is a hash: the words behind it go with the key',
  PUBLISHED_DOCUMENT: 'a published document; who published it answers for it',
  NUMBER_ALONE: 'a number of one lot: its link to a person is cut by the rule of entries',
  ANSWERED_RIGHT: 'that a right was asked for and answered in time; its words go with the key',
  TOMBSTONE: 'an id of nobody, so that nothing told late makes anything of the person anew',
  STATE_OF_NOBODY: 'with the lot; who made it answers for it',
} as const;
export type KeepReason = keyof typeof keepReasons;

export type RetentionEnd =
  | { readonly act: 'DELETE_ROWS' | 'DESTROY_KEY' | 'ANONYMISE' }
  | { readonly act: 'KEEP'; readonly because: KeepReason };

/**
 * Who sees to it: the daily retention job, the erasure of a person, or the service itself as part of what it does
 * (a broom that goes round every minute, the act that uses the row up).
 */
export type RetentionEnforcer = 'JOB' | 'ERASURE' | 'SERVICE';

/** What is kept of persons in one table, why, and until when (clause 3.1). */
export interface RetentionRule {
  readonly service: ServiceName;
  readonly table: string;
  /** Those that hold or derive from personal data, or find a person. */
  readonly columns: readonly string[];
  readonly array: DataArray;
  readonly categories: readonly RetentionCategory[];
  readonly sources: readonly DataSource[];
  readonly purposes: readonly Purpose[];
  readonly duties: readonly Duty[];
  readonly basis: LegalBasis;
  /** null: from the first day, with `term` null. */
  readonly starts: RetentionStart | null;
  /** null: at once when it starts; or never, where it is kept. */
  readonly term: RetentionTerm | null;
  readonly end: RetentionEnd;
  readonly enforcer: RetentionEnforcer;
  /** The erasure of the person ends it earlier. */
  readonly orErasure: boolean;
}

/** Names a rule in runs, facts and the ledger: `privacy.staff_reads`. */
export const ruleName = ({ service, table }: Pick<RetentionRule, 'service' | 'table'>): string => `${service}.${table}`;

const UNITS = { HOURS: 'hour', DAYS: 'day', WORKING_DAYS: 'working day', YEARS: 'year' } as const;

/** The column "kept until" of docs/DATA.md. */
export function keptUntil(rule: RetentionRule): string {
  if (rule.end.act === 'KEEP') return `kept: ${keepReasons[rule.end.because]}`;
  const start = rule.starts === null ? 'it is used' : retentionStarts[rule.starts];
  const term = rule.term && `${rule.term.count} ${UNITS[rule.term.unit]}${rule.term.count === 1 ? '' : 's'} after `;
  return `${term ?? ''}${start}${rule.orErasure ? ', or erasure' : ''}`;
}
