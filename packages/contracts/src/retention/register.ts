import type { ServiceName } from '../fact.js';
import { type Duty, duties, type Purpose, purposes } from '../values.js';
import { bases, type LegalBasis } from './bases.js';
import { registerWords } from './register-words.js';
import {
  type DataArray,
  type DataSource,
  dataArrays,
  dataSources,
  type RetentionCategory,
  type RetentionEnd,
  type RetentionRule,
  retentionCategories,
} from './rule.js';
import type { RetentionStart, RetentionTerm } from './terms.js';

/** Who receives data, beside the person. */
export const recipients = ['BANK', 'MESSENGERS', 'PORTAL', 'AGENCY'] as const;
export type Recipient = (typeof recipients)[number];
const RECEIVES: Readonly<Record<DataArray, readonly Recipient[]>> = {
  USERS: ['MESSENGERS', 'PORTAL', 'AGENCY'],
  // An inquiry is answered by e-mail or SMS where its asker chose so.
  CONSENTS: ['MESSENGERS', 'AGENCY'],
  OFFICIAL_REQUESTS: [],
  PARTICIPATION: ['BANK', 'AGENCY'],
  NOTICES: ['MESSENGERS'],
  STAFF: [],
};

/** The words of clause 4.1: against what data are protected. */
export const securityMeasures = ['ACCESS', 'DESTRUCTION', 'CHANGE', 'BLOCKING', 'COPYING', 'DISTRIBUTION'] as const;
export type SecurityMeasure = (typeof securityMeasures)[number];

/** A field of the graph with its declaration: `@personal(category, purposes)`. */
export interface PersonalField {
  readonly service: ServiceName;
  /** `Citizen.phone` */
  readonly name: string;
  readonly category: string;
  readonly purposes: readonly string[];
}

export interface RegisterTerm {
  readonly categories: readonly RetentionCategory[];
  readonly starts: RetentionStart | null;
  readonly term: RetentionTerm | null;
  readonly end: RetentionEnd;
}

/** An array of personal data as the register of holders wants to know it. */
export interface RegisterArray {
  readonly code: DataArray;
  readonly purposes: readonly Purpose[];
  readonly duties: readonly Duty[];
  readonly basis: readonly LegalBasis[];
  readonly categories: readonly RetentionCategory[];
  readonly sources: readonly DataSource[];
  readonly recipients: readonly Recipient[];
  readonly retention: readonly RegisterTerm[];
  /** Fields of the graph that show something of it. */
  readonly fields: readonly string[];
}

/** The entry for the register of holders, with the words of every code in ky, ru and en. */
export interface Register {
  readonly version: 1;
  /** On which the register itself stands. */
  readonly basis: LegalBasis;
  readonly measures: readonly SecurityMeasure[];
  readonly arrays: readonly RegisterArray[];
  readonly words: typeof registerWords;
}

/**
 * The register, from what the graph declares personal and from the rules of retention; or what keeps it from being true.
 * A declared field must be held under a rule of the service that answers it, for at least the purposes that it declares.
 */
export function registerOf(
  fields: readonly PersonalField[],
  rules: readonly RetentionRule[],
): { readonly register: Register; readonly faults: readonly string[] } {
  const holding = (field: PersonalField) =>
    rules.filter((rule) => rule.service === field.service && rule.categories.some((one) => one === field.category));
  const arrays = dataArrays.map((code): RegisterArray => {
    const own = rules.filter((rule) => rule.array === code);
    const isOf = <T extends string>(all: readonly T[], pick: (rule: RetentionRule) => readonly T[]) =>
      all.filter((one) => own.some((rule) => pick(rule).includes(one)));
    return {
      code,
      purposes: isOf(purposes, (rule) => rule.purposes),
      duties: isOf(duties, (rule) => rule.duties),
      basis: distinct(own.map(({ basis }) => basis)),
      categories: isOf(retentionCategories, (rule) => rule.categories),
      sources: isOf(dataSources, (rule) => rule.sources),
      recipients: RECEIVES[code],
      retention: distinct(own.map(({ categories, starts, term, end }) => ({ categories, starts, term, end }))),
      fields: fields.filter((field) => holding(field).some((rule) => rule.array === code)).map(({ name }) => name),
    };
  });
  const faults = fields.flatMap((field) => faultOf(field, holding(field)) ?? []);
  const frame = { version: 1, basis: bases.REGISTRATION, measures: securityMeasures } as const;
  return { register: { ...frame, arrays, words: registerWords }, faults };
}

function faultOf(field: PersonalField, rules: readonly RetentionRule[]): string | undefined {
  const { service, name, category } = field;
  const file = `packages/contracts/src/retention/${service}-rows.ts`;
  if (rules.length === 0)
    return `${service}: ${name} is declared ${category}, which no rule of retention of ${service} holds: add the category to the rule of the table where it stands, in ${file}`;
  const unheld = field.purposes.filter(
    (purpose) => !rules.some((rule) => rule.purposes.some((one) => one === purpose)),
  );
  if (unheld.length === 0) return undefined;
  return `${service}: ${name} is declared readable for ${unheld.join(', ')}, for which no rule of ${service} holds ${category}: add the purpose to the rule in ${file}, or take it off the field`;
}

/** Each once, in the order of the first. */
function distinct<T>(values: readonly T[]): T[] {
  const seen = new Map(values.toReversed().map((value) => [JSON.stringify(value), value]));
  return [...seen.values()].reverse();
}
