import type { DataCategory } from '@belgi/contracts';
import { type DisclosureRequest, outOfRange, type Readers, readers } from './disclosure.js';
import { daysOf, isWithin, type Period } from './period.js';

/** What one officer proposes or the second one decides. No categories: rejection. */
export interface Scope {
  readonly categories: readonly DataCategory[];
  /** Persons that stay, as the case knows them. */
  readonly subjects: readonly string[];
  readonly period: Period | null;
  readonly termDays: number;
  readonly readsCap: number;
  readonly reason: string;
  /** Why each thing was left out; what is not named was left out for `reason`. */
  readonly removals: readonly Removal[];
}

/** A thing that was asked for and is not granted. */
export type Removed =
  | { readonly kind: 'CATEGORY'; readonly category: DataCategory }
  | { readonly kind: 'SUBJECT'; readonly subject: string }
  /** Days of data, days of the term, reads: how many fewer than asked for. */
  | { readonly kind: 'PERIOD_DAYS' | 'TERM_DAYS' | 'READS'; readonly count: number };

/** What an officer says of something that was left out. */
export interface Removal {
  readonly kind: Removed['kind'];
  readonly category?: DataCategory;
  readonly subject?: string;
  /** How the person is shown to whoever knows their PIN: its last digits. */
  readonly masked?: string;
  readonly reason: string;
}

export type Reasoned = Removed & { readonly reason: string; readonly masked?: string };

/** What can be wrong with a proposal or a decision, in this order. */
export type ScopeRefusal =
  | 'REQUEST_NOT_OPEN'
  | 'NOT_PREPARED'
  | 'SECOND_PERSON_REQUIRED'
  | 'REASON_REQUIRED'
  | 'CATEGORY_NOT_REQUESTED'
  | 'CATEGORY_WITHOUT_READER'
  | 'SUBJECT_NOT_REQUESTED'
  | 'SUBJECTS_EMPTY'
  | 'PERIOD_NOT_REQUESTED'
  | 'TERM_OUT_OF_RANGE'
  | 'READS_OUT_OF_RANGE'
  | 'REMOVAL_UNKNOWN'
  | 'WIDER_THAN_PREPARED';

/** One officer prepares: may narrow what was asked for, never widen it. @param known who can read what to an agency */
export function refuseProposal(
  request: DisclosureRequest,
  scope: Scope,
  known: Readers = readers,
): ScopeRefusal | undefined {
  if (!isOpen(request)) return 'REQUEST_NOT_OPEN';
  return refuseScope(request, scope, known);
}

/**
 * A second person decides on what was prepared: never the one who filed it or prepared it, and never wider than
 * prepared, since of what is wider there would be one pair of eyes only.
 */
export function refuseDecision(
  request: DisclosureRequest,
  proposal: (Scope & { readonly preparedBy: string }) | undefined,
  decision: Scope & { readonly decidedBy: string },
  known: Readers = readers,
): ScopeRefusal | undefined {
  if (!isOpen(request)) return 'REQUEST_NOT_OPEN';
  if (proposal === undefined) return 'NOT_PREPARED';
  if (decision.decidedBy === request.filedBy || decision.decidedBy === proposal.preparedBy)
    return 'SECOND_PERSON_REQUIRED';
  return (
    refuseScope(request, decision, known) ??
    (isWidened(decision, proposal) ? ('WIDER_THAN_PREPARED' as const) : undefined)
  );
}

/**
 * Granted in full, in part, or not at all. In part: of fewer categories, persons or days of data than asked for. The term
 * and the number of reads are bounds of every grant and no part of what was asked about.
 */
export function outcomeOf(request: DisclosureRequest, scope: Scope): 'GRANTED' | 'NARROWED' | 'REJECTED' {
  if (scope.categories.length === 0) return 'REJECTED';
  const bounds = ['TERM_DAYS', 'READS'];
  return removedOf(request, scope).every(({ kind }) => bounds.includes(kind)) ? 'GRANTED' : 'NARROWED';
}

/** Everything that was asked for and is not in the scope; nothing of a rejection, which is one thing. */
export function removedOf(request: DisclosureRequest, scope: Scope): Removed[] {
  if (scope.categories.length === 0) return [];
  const count = (kind: 'PERIOD_DAYS' | 'TERM_DAYS' | 'READS', asked: number, left: number): Removed[] =>
    asked > left ? [{ kind, count: asked - left }] : [];
  const days = request.period === null || scope.period === null ? [] : [daysOf(request.period), daysOf(scope.period)];
  return [
    ...without(request.categories, scope.categories).map((category): Removed => ({ kind: 'CATEGORY', category })),
    ...without(request.subjectKeys, scope.subjects).map((subject): Removed => ({ kind: 'SUBJECT', subject })),
    ...count('PERIOD_DAYS', days[0] ?? 0, days[1] ?? 0),
    ...count('TERM_DAYS', request.wishedDays, scope.termDays),
    ...count('READS', request.wishedReads, scope.readsCap),
  ];
}

/** Each thing that was left out with the reason that is nearest to it: the decider's, the preparer's, that of the whole. */
export function reasonedOf(request: DisclosureRequest, decision: Scope, proposal: Scope): Reasoned[] {
  return removedOf(request, decision).map((removed) => {
    const said = [...decision.removals, ...proposal.removals].find((removal) => speaksOf(removal, removed));
    return { ...removed, reason: (said?.reason ?? decision.reason).trim(), ...maskOf(said) };
  });
}

function refuseScope(request: DisclosureRequest, scope: Scope, known: Readers): ScopeRefusal | undefined {
  if ([scope, ...scope.removals].some(({ reason }) => reason.trim() === '')) return 'REASON_REQUIRED';
  if (!isSubset(scope.categories, request.categories)) return 'CATEGORY_NOT_REQUESTED';
  if (scope.categories.some((category) => known[category] === undefined)) return 'CATEGORY_WITHOUT_READER';
  const named = scope.removals.flatMap(({ subject }) => (subject === undefined ? [] : [subject]));
  if (!isSubset([...scope.subjects, ...named], request.subjectKeys)) return 'SUBJECT_NOT_REQUESTED';
  if (scope.subjects.length === 0) return 'SUBJECTS_EMPTY';
  if (!isPeriodWithin(scope.period, request.period)) return 'PERIOD_NOT_REQUESTED';
  const refusal = scope.categories.length === 0 ? undefined : outOfRange(scope.termDays, scope.readsCap);
  if (refusal !== undefined) return refusal;
  const removed = removedOf(request, scope);
  return scope.removals.every((removal) => removed.some((thing) => speaksOf(removal, thing)))
    ? undefined
    : 'REMOVAL_UNKNOWN';
}

function isWidened(decision: Scope, proposal: Scope): boolean {
  if (!isSubset(decision.categories, proposal.categories) || !isSubset(decision.subjects, proposal.subjects))
    return true;
  if (decision.categories.length === 0) return false;
  return (
    decision.termDays > proposal.termDays ||
    decision.readsCap > proposal.readsCap ||
    !isPeriodWithin(decision.period, proposal.period)
  );
}

const maskOf = (removal: Removal | undefined) => (removal?.masked === undefined ? {} : { masked: removal.masked });

function speaksOf(removal: Removal, removed: Removed): boolean {
  if (removal.kind !== removed.kind) return false;
  if (removed.kind === 'CATEGORY') return removal.category === removed.category;
  return removed.kind === 'SUBJECT' ? removal.subject === removed.subject : true;
}

const isOpen = ({ state }: DisclosureRequest): boolean => state === 'SUBMITTED' || state === 'UNDER_REVIEW';

/** Null is all of time, which a request of before asked for. */
const isPeriodWithin = (part: Period | null, whole: Period | null): boolean =>
  whole === null || (part !== null && isWithin(part, whole));

const isSubset = <T>(part: readonly T[], whole: readonly T[]): boolean => without(part, whole).length === 0;

const without = <T>(whole: readonly T[], part: readonly T[]): T[] => whole.filter((item) => !part.includes(item));
