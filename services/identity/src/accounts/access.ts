import type { Duty, Purpose, StaffRole } from '@belgi/contracts';

/** Longest case number: that of an official letter. */
export const MAX_CASE_NUMBER = 64;

/** A case number that may be kept and shown: short, printable, and nothing that could be a PIN. */
export function isCaseNumber(text: string): boolean {
  return (
    text.length > 0 && text.length <= MAX_CASE_NUMBER && /^[\p{L}\p{N} ./_№#-]+$/u.test(text) && !/\d{14}/.test(text)
  );
}

/** One look at a person's data by somebody else, as it is kept for ever. */
export interface DataAccess {
  readonly id: string;
  readonly citizenId: string | null;
  readonly actorKind: 'STAFF' | 'SERVICE' | 'AGENCY' | 'CITIZEN';
  /** Account or agency id, or the name of the service. */
  readonly actor: string;
  readonly role: StaffRole | null;
  readonly basis: { readonly purpose: Purpose } | { readonly duty: Duty };
  readonly caseNumber: string;
  readonly fields: readonly string[];
  /** Null: it was read. */
  readonly refused: string | null;
}
