import type { DataDoubtStanding } from '@belgi/contracts';
import type { AttributeName } from '../people/attribute.js';

/** Working days in which the person may answer (user agreement 4.3). */
export const ANSWER_WORKING_DAYS = 5;
/** Working days in which the person may appeal against a block, from being told of it (user agreement 4.6). */
export const APPEAL_WORKING_DAYS = 10;

/** `CORRECTED`: every doubted value was corrected; `STATEMENT`: the person says why it is true. */
export type DoubtAnswer = 'CORRECTED' | 'STATEMENT';
/** `BLOCKED`: false, and the account is blocked for it. */
export const doubtOutcomes = ['DISMISSED', 'FALSE', 'BLOCKED'] as const;
export type DoubtOutcome = (typeof doubtOutcomes)[number];
export const appealOutcomes = ['UPHELD', 'LIFTED'] as const;
export type AppealOutcome = (typeof appealOutcomes)[number];

/** Values of a person that staff doubt, with everything that came of it; without what anybody wrote. */
export interface Doubt {
  readonly id: string;
  readonly accountId: string;
  readonly names: readonly AttributeName[];
  readonly caseNumber: string;
  readonly markedBy: string;
  readonly markedAt: Date;
  readonly answerDueAt: Date;
  readonly answer: DoubtAnswer | null;
  readonly answeredAt: Date | null;
  readonly outcome: DoubtOutcome | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  /** Set where the decision blocks. */
  readonly appealDueAt: Date | null;
  readonly appealedAt: Date | null;
  readonly appealOutcome: AppealOutcome | null;
  readonly ruledBy: string | null;
  readonly ruledAt: Date | null;
}

/** Where it stands: what others may know of it. */
export function standingOf(doubt: Pick<Doubt, 'outcome' | 'appealedAt' | 'appealOutcome'>): DataDoubtStanding {
  return doubt.appealOutcome ?? (doubt.appealedAt !== null ? 'APPEALED' : (doubt.outcome ?? 'OPEN'));
}

/** The clause of the user agreement that it stands on. */
export function clauseOf(standing: DataDoubtStanding): string {
  const clauses = { OPEN: '4.2', DISMISSED: '4.4', FALSE: '4.4', BLOCKED: '4.5', APPEALED: '4.6' } as const;
  return standing === 'UPHELD' || standing === 'LIFTED' ? '4.6' : clauses[standing];
}

/** Who has to do something; null: nobody any more. */
export function waitsFor(doubt: Doubt, now: Date): 'PERSON' | 'DECISION' | 'RULING' | null {
  if (doubt.outcome === null) return doubt.answeredAt === null && now < doubt.answerDueAt ? 'PERSON' : 'DECISION';
  return doubt.appealedAt !== null && doubt.ruledAt === null ? 'RULING' : null;
}

export type MarkingRefusal =
  | 'CASE_NUMBER_INVALID'
  | 'WORDS_LENGTH'
  | 'NOTHING_DOUBTED'
  | 'PERSON_UNKNOWN'
  | 'PERSON_RESTRICTED'
  | 'ATTRIBUTE_UNKNOWN'
  | 'ALREADY_DOUBTED';

/** Whether staff may mark these values as doubted; undefined: they may. */
export function judgeMarking(facts: {
  readonly isCaseNumber: boolean;
  readonly hasReason: boolean;
  readonly names: readonly string[];
  /** A citizen who was not erased. */
  readonly isPerson: boolean;
  readonly keptOnly: boolean;
  /** What is held of the person. */
  readonly held: readonly string[];
  /** What an open doubt names already. */
  readonly doubted: readonly string[];
}): MarkingRefusal | undefined {
  if (!facts.isCaseNumber) return 'CASE_NUMBER_INVALID';
  if (!facts.hasReason) return 'WORDS_LENGTH';
  if (facts.names.length === 0) return 'NOTHING_DOUBTED';
  if (!facts.isPerson) return 'PERSON_UNKNOWN';
  if (facts.keptOnly) return 'PERSON_RESTRICTED';
  if (facts.names.some((name) => !facts.held.includes(name))) return 'ATTRIBUTE_UNKNOWN';
  return facts.names.some((name) => facts.doubted.includes(name)) ? 'ALREADY_DOUBTED' : undefined;
}

export type AnswerRefusal =
  | 'WORDS_LENGTH'
  | 'DOUBT_UNKNOWN'
  | 'DOUBT_DECIDED'
  | 'ALREADY_ANSWERED'
  | 'ANSWER_TERM_PASSED';

/** Whether the person may answer with a statement. @param doubt undefined: none of theirs */
export function judgeAnswer(hasWords: boolean, doubt: Doubt | undefined, now: Date): AnswerRefusal | undefined {
  if (!hasWords) return 'WORDS_LENGTH';
  if (doubt === undefined) return 'DOUBT_UNKNOWN';
  if (doubt.outcome !== null) return 'DOUBT_DECIDED';
  if (doubt.answer !== null) return 'ALREADY_ANSWERED';
  return now < doubt.answerDueAt ? undefined : 'ANSWER_TERM_PASSED';
}

export type DecisionRefusal =
  | 'WORDS_LENGTH'
  | 'DOUBT_UNKNOWN'
  | 'PERSON_RESTRICTED'
  | 'DOUBT_DECIDED'
  | 'ANOTHER_EMPLOYEE'
  | 'ANSWER_AWAITED';

/** Whether this employee may decide now: after the answer or the term, and never who marked the values. */
export function judgeDecision(
  hasReason: boolean,
  doubt: Doubt | undefined,
  by: { readonly id: string; readonly keptOnly: boolean },
  now: Date,
): DecisionRefusal | undefined {
  if (!hasReason) return 'WORDS_LENGTH';
  if (doubt === undefined) return 'DOUBT_UNKNOWN';
  if (by.keptOnly) return 'PERSON_RESTRICTED';
  if (doubt.outcome !== null) return 'DOUBT_DECIDED';
  if (doubt.markedBy === by.id) return 'ANOTHER_EMPLOYEE';
  return waitsFor(doubt, now) === 'PERSON' ? 'ANSWER_AWAITED' : undefined;
}

export type AppealRefusal =
  | 'WORDS_LENGTH'
  | 'DOUBT_UNKNOWN'
  | 'NOT_BLOCKED_BY_THIS'
  | 'ALREADY_APPEALED'
  | 'APPEAL_TERM_PASSED';

/** Whether the person may appeal: against a block, once, within the term. */
export function judgeAppeal(hasWords: boolean, doubt: Doubt | undefined, now: Date): AppealRefusal | undefined {
  if (!hasWords) return 'WORDS_LENGTH';
  if (doubt === undefined) return 'DOUBT_UNKNOWN';
  if (doubt.appealDueAt === null) return 'NOT_BLOCKED_BY_THIS';
  if (doubt.appealedAt !== null) return 'ALREADY_APPEALED';
  return now < doubt.appealDueAt ? undefined : 'APPEAL_TERM_PASSED';
}

export type RulingRefusal =
  | 'WORDS_LENGTH'
  | 'DOUBT_UNKNOWN'
  | 'PERSON_RESTRICTED'
  | 'NOT_APPEALED'
  | 'APPEAL_DECIDED'
  | 'ANOTHER_EMPLOYEE';

/** Whether this employee may rule on the appeal: neither who marked nor who decided. */
export function judgeRuling(
  hasReason: boolean,
  doubt: Doubt | undefined,
  by: { readonly id: string; readonly keptOnly: boolean },
): RulingRefusal | undefined {
  if (!hasReason) return 'WORDS_LENGTH';
  if (doubt === undefined) return 'DOUBT_UNKNOWN';
  if (by.keptOnly) return 'PERSON_RESTRICTED';
  if (doubt.appealedAt === null) return 'NOT_APPEALED';
  if (doubt.ruledAt !== null) return 'APPEAL_DECIDED';
  return [doubt.markedBy, doubt.decidedBy].includes(by.id) ? 'ANOTHER_EMPLOYEE' : undefined;
}
