/**
 * The terms that the law's model forms set for the person (MISSION, "model terms"), and those in which we answer official
 * requests, by name. How many working days each has is data (`deadline_terms`), with the day from which it holds.
 */
export const terms = [
  'RIGHTS_ANSWER',
  'DISCLOSURE_NOTICE',
  'DESTRUCTION_AFTER_WITHDRAWAL',
  'DISCLOSURE_ANSWER',
  'DISCLOSURE_ANSWER_URGENT',
] as const;
export type Term = (typeof terms)[number];
