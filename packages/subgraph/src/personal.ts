import { dataCategories, type Purpose } from '@belgi/contracts';
import { Directive } from 'type-graphql';

/**
 * What a personal field may be declared as: the categories a grant can name, and those that never leave by one.
 * The graph carries them as strings, so that a new one needs no release of four services at once; this list and
 * the composition check keep them honest.
 */
export const personalCategories = [
  ...dataCategories,
  'ACCOUNT',
  'DISCLOSURE_HISTORY',
  'NOTICE',
  'CORRESPONDENCE',
] as const;
export type PersonalCategory = (typeof personalCategories)[number];

export interface PersonalDeclaration {
  readonly category: PersonalCategory;
  /** Which of the policy's four purposes the field may be read for. Empty: read under a duty only. */
  readonly purposes: readonly Purpose[];
}

/** The definition, letter by letter the same in all four subgraphs: one that differs makes `@personal` vanish. */
export const PersonalDirective = 'directive @personal(category: String!, purposes: [String!]!) on FIELD_DEFINITION';

/** Declares a field that holds or derives from personal data (clauses 1.1, 2.1): on `@Field` and `@FieldResolver`. */
export function Personal({ category, purposes }: PersonalDeclaration): MethodDecorator & PropertyDecorator {
  const list = purposes.map((purpose) => JSON.stringify(purpose)).join(', ');
  return Directive(`@personal(category: ${JSON.stringify(category)}, purposes: [${list}])`) as MethodDecorator &
    PropertyDecorator;
}
