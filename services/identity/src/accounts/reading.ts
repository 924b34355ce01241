import type { Purpose, StaffRole } from '@belgi/contracts';
import type { ConsentStanding } from '../consents/consent.js';
import { attributeRules } from '../people/attribute.js';

/** What staff may read of another person, field by field, and for which purposes (clause 2.1). */
export const readingRules = {
  ...attributeRules,
  pinVerified: { category: 'ACCOUNT', purposes: ['IDENTIFICATION', 'VERIFICATION'] },
} as const satisfies Record<string, { readonly category: string; readonly purposes: readonly Purpose[] }>;
export type ReadableField = keyof typeof readingRules;

/** What a look may rest on: the person's consent, or an obligation that outlives it. */
export type ReadingBasis = 'CONSENT' | 'CONTRACT';

export interface Verdict {
  readonly shown: readonly string[];
  /** Each was asked for and is not shown: null and PURPOSE_DENIED. */
  readonly refused: readonly string[];
}

/**
 * On what staff may read a person for this purpose; undefined: on nothing.
 * Consent carries the policy's purposes (preamble 1). Whoever withdrew it, or owes a renewal, is read to identify a
 * party to a contract that runs, and for nothing else. Statistics are made of data without names (clause 2.1 (3)), so
 * no person is ever read for them.
 * @param isBound a lot that the person leads, or has won and not settled
 */
export function readingBasis(purpose: Purpose, standing: ConsentStanding, isBound: boolean): ReadingBasis | undefined {
  if (purpose === 'STATISTICS') return undefined;
  if (standing === 'LIVE') return 'CONSENT';
  return purpose === 'IDENTIFICATION' && isBound ? 'CONTRACT' : undefined;
}

/** Which of the fields asked for are shown. What is no field of a person is nobody's to see. */
export function judgeFields(fields: readonly string[], purpose: Purpose, basis: ReadingBasis | undefined): Verdict {
  const serves = (field: string) => basis !== undefined && isReadable(field) && servesPurpose(field, purpose);
  return { shown: fields.filter(serves), refused: fields.filter((field) => !serves(field)) };
}

/** True when staff reading for this purpose may see the field. */
export function servesPurpose(field: ReadableField, purpose: Purpose): boolean {
  return (readingRules[field].purposes as readonly Purpose[]).includes(purpose);
}

const isReadable = (field: string): field is ReadableField => Object.hasOwn(readingRules, field);

/** The role in which somebody with several reads: the one that answers citizens first. */
export function readingRole(roles: readonly StaffRole[]): StaffRole | null {
  const order: readonly StaffRole[] = ['OPERATOR', 'PRIVACY_OFFICER', 'AUCTIONEER'];
  return order.find((role) => roles.includes(role)) ?? null;
}
