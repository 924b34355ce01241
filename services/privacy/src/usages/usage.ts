import type { DataCategory, Locale } from '@belgi/contracts';
import { categoryWord, dutyWord, operatorName, purposeWord, roleWord, SYSTEM_NAME, usageWords } from './usage-words.js';

/** An agency's read, as far as the tracker tells of it. */
export interface AgencyUse {
  readonly at: Date;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly letterNumber: string;
  readonly legalBasis: string;
  readonly categories: readonly DataCategory[];
}

/** A look of staff that showed something. */
export interface StaffUse {
  readonly at: Date;
  readonly role: string;
  /** Either this or a duty. */
  readonly purpose: string | null;
  readonly duty: string | null;
}

/** One entry of `findUsage`, in the names of the protocol. */
export interface Usage {
  /** RFC 3339, UTC. */
  readonly logtime: string;
  /** In words, why the data was processed. */
  readonly action: string;
  readonly receiverCode: string;
  readonly receiverName: string;
  readonly receiverSystem: string;
}

/** Which of them are asked for. Bounds of the period are inclusive. */
export interface UsageQuery {
  readonly periodStart?: Date | undefined;
  readonly periodEnd?: Date | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** Entries of one answer where the caller names no other number: what the protocol says. */
export const DEFAULT_LIMIT = 1_000;

/** The operator itself has no code in a register of ours; it is told by a word that no agency has for an id. */
const OPERATOR_CODE = 'operator';

/** Everything in the period, newest first, and of it the page; `totalUsages` counts the period, not the page. */
export function findUsages(
  uses: { readonly agencies: readonly AgencyUse[]; readonly staff: readonly StaffUse[] },
  query: UsageQuery,
  locale: Locale,
): { readonly totalUsages: number; readonly usages: readonly Usage[] } {
  const { periodStart, periodEnd, offset, limit } = query;
  const within = [
    ...uses.agencies.map((use) => ({ at: use.at, usage: agencyUsage(use, locale) })),
    ...uses.staff.map((use) => ({ at: use.at, usage: staffUsage(use, locale) })),
  ]
    .filter(
      ({ at }) => (periodStart === undefined || at >= periodStart) && (periodEnd === undefined || at <= periodEnd),
    )
    .sort((one, other) => other.at.getTime() - one.at.getTime());
  return { totalUsages: within.length, usages: within.slice(offset, offset + limit).map(({ usage }) => usage) };
}

function agencyUsage(use: AgencyUse, locale: Locale): Usage {
  const categories = use.categories.map((category) => categoryWord(category, locale)).join(', ');
  return {
    logtime: use.at.toISOString(),
    action: usageWords('AGENCY', locale, { categories, letter: use.letterNumber, basis: use.legalBasis }),
    receiverCode: use.agencyId,
    receiverName: use.agencyName,
    receiverSystem: use.agencyName,
  };
}

function staffAction({ role: name, purpose, duty }: StaffUse, locale: Locale): string {
  const role = roleWord(name, locale);
  return purpose === null
    ? usageWords('STAFF_DUTY', locale, { role, duty: dutyWord(duty ?? '', locale) })
    : usageWords('STAFF', locale, { role, purpose: purposeWord(purpose, locale) });
}

function staffUsage(use: StaffUse, locale: Locale): Usage {
  return {
    logtime: use.at.toISOString(),
    action: staffAction(use, locale),
    receiverCode: OPERATOR_CODE,
    receiverName: operatorName(locale),
    receiverSystem: SYSTEM_NAME,
  };
}
