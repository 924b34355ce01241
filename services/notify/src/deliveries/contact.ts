import type { Locale } from '@belgi/contracts';
import type { Basis, NoticeKind } from '../notices/notice-kind.js';
import { ruleOf } from '../notices/notice-kind.js';

/** Where and in which language to reach somebody: asked from identity, or from privacy, for one delivery, never kept. */
export interface Contact {
  readonly locale: Locale;
  /** E.164 */
  readonly phone: string | null;
  readonly email: string | null;
  /** A registration's code; null for a citizen. */
  readonly code: string | null;
  /** What is to be said to whoever made an inquiry; absent for everybody else. */
  readonly inquiry?: { readonly reference: string; readonly answer: string };
}

export type Person =
  | { readonly citizenId: string }
  | { readonly registrationId: string }
  | { readonly inquiryId: string };

/** @returns null when there is no such person, or not for this basis. Throws when it cannot be asked now. */
export type AskContact = (person: Person, kind: NoticeKind, noticeId: string) => Promise<Contact | null>;

type ContactBasis =
  | { readonly purpose: 'COMMUNICATION' | 'IDENTIFICATION' | 'VERIFICATION' }
  | { readonly duty: 'PERSONS_OWN_RIGHTS' | 'SECURITY' };

/**
 * On what grounds identity is asked. Optional notices and the news of an edition are communication; settling a lot is
 * identification of a party to a contract (clause 2.1); a code verifies what was given; what the law demands is a duty.
 */
const basisOf: Readonly<Record<Basis, ContactBasis>> = {
  CONSENT: { purpose: 'COMMUNICATION' },
  RENEWAL: { purpose: 'COMMUNICATION' },
  CONTRACT: { purpose: 'IDENTIFICATION' },
  REQUEST: { purpose: 'VERIFICATION' },
  LAW: { duty: 'PERSONS_OWN_RIGHTS' },
};

export function contactBasis(kind: NoticeKind): ContactBasis {
  return basisOf[ruleOf(kind).basis];
}
