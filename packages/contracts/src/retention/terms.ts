/** What a term is counted in. Working days are those of Bishkek (`holidays`). */
export type TermUnit = 'HOURS' | 'DAYS' | 'WORKING_DAYS' | 'YEARS';

export interface RetentionTerm {
  /** At least 1. */
  readonly count: number;
  readonly unit: TermUnit;
}

/** The law's model forms: destruction or anonymising after a withdrawal, once no contract runs. */
export const AFTER_WITHDRAWAL: RetentionTerm = { count: 14, unit: 'WORKING_DAYS' };
/** General limitation of claims: as long as somebody may still contest it in court. */
export const LIMITATION: RetentionTerm = { count: 3, unit: 'YEARS' };
/** What the operator answers for longer: who looked at whom, letters of state bodies, money. */
export const ACCOUNTABLE: RetentionTerm = { count: 5, unit: 'YEARS' };
/** Long enough to see why a message did not come. */
export const ONE_YEAR: RetentionTerm = { count: 1, unit: 'YEARS' };
/** As long as a question about it may come up in operations. */
export const OPERATIONS: RetentionTerm = { count: 30, unit: 'DAYS' };
/** How long a person may fetch what they asked for (`EXPORT_DAYS` of privacy). */
export const EXPORT_WEEK: RetentionTerm = { count: 7, unit: 'DAYS' };
/** What was begun and never finished. */
export const ONE_HOUR: RetentionTerm = { count: 1, unit: 'HOURS' };

/** What sets a term going. */
export const retentionStarts = {
  RECORDED: 'it was recorded',
  EXPIRED: 'it expired',
  WITHDRAWN: 'the withdrawal, once no contract runs',
  CONSENT_WITHDRAWN: 'the withdrawal, once the person’s key is destroyed',
  DISPUTE_DECIDED: 'the decision',
  CASE_CLOSED: 'the end of the case',
  ANSWERED: 'the answer',
  LOT_CLOSED: 'the close of the lot',
  LOT_SETTLED: 'the settlement of the lot',
  DELIVERY_ENDED: 'the message went out or was given up',
  RESOLVED: 'it was dealt with',
  PUBLISHED: 'it was published',
  COUNTED: 'its window was counted',
  ROLE_ENDED: 'the role ends',
} as const;
export type RetentionStart = keyof typeof retentionStarts;
