import {
  type Locale,
  locales,
  type StatisticsCell,
  type StatisticsGroup,
  type StatisticsTable,
} from '@belgi/contracts';
import {
  addDays,
  type Contribution,
  cellsOf,
  consentChanges,
  type Day,
  dayOf,
  groups,
  PUBLIC_RULES,
  protect,
  TOTAL,
  tally,
} from '@belgi/statistics';

/** A closed window with its tables, as everybody may see them. */
export interface CountedWindow {
  readonly group: StatisticsGroup;
  /** From 1. */
  readonly window: number;
  readonly from: Day;
  readonly to: Day;
  readonly cells: readonly StatisticsCell[];
}

/** Whether a text names a day that exists; anything else was never published. */
export function isDay(text: string): boolean {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(text);
}

/** What is published for one day: of each group the last window that was closed by then. */
export interface Release {
  readonly day: Day;
  readonly publishedAt: string;
  readonly previousSha256: string | null;
  /** Fewer people are never told of. */
  readonly leastPeople: number;
  readonly roundedTo: number;
  readonly windows: readonly CountedWindow[];
}

/** The hours of the morning in which the counts of the day before come in from the others. */
const MORNING_MS = 6 * 3_600_000;

/** The last day that a release is due for: from six in the morning on it is yesterday. */
export function dueDay(now: Date): Day {
  return addDays(dayOf(new Date(now.getTime() - MORNING_MS)), -1);
}

/** The very text that is published, hashed and kept: always the same for the same release. */
export function documentOf(about: Omit<Release, 'leastPeople' | 'roundedTo'>): string {
  const { day, publishedAt, previousSha256, windows } = about;
  const { leastPeople, roundTo: roundedTo } = PUBLIC_RULES;
  const plain = windows.map(({ group, window, from, to, cells }) => ({
    ...{ group, window, from, to },
    cells: cells.map(({ table, row, column, count }) => ({ table, row, column, count })),
  }));
  const release: Release = { day, publishedAt, previousSha256, leastPeople, roundedTo, windows: plain };
  return `${JSON.stringify(release, null, 1)}\n`;
}

/** @param document as `documentOf` wrote it */
export function releaseOf(document: string): Release {
  return JSON.parse(document) as Release;
}

/** A table as it is shown. */
export interface ShownTable {
  readonly name: StatisticsTable;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly counts: readonly (number | null)[] }[];
}

export function tablesOf({ group, cells }: CountedWindow): ShownTable[] {
  const columns = [...groups[group].columns, TOTAL];
  return groups[group].tables.map(({ name, rows }) => ({
    name,
    columns,
    rows: [...rows, TOTAL].map((row) => ({
      name: row,
      counts: columns.map((column) => {
        const cell = cells.find((each) => each.table === name && each.row === row && each.column === column);
        return cell?.count ?? null;
      }),
    })),
  }));
}

/** A change of consent on one day. */
export interface ConsentChange {
  readonly day: Day;
  readonly citizenId: string;
  readonly state: (typeof consentChanges)[number];
  readonly locale: Locale;
}

/** Consents are privacy's own record: nothing of a person is opened to count them. A person counts once per kind of change. */
export function countConsents(changes: readonly ConsentChange[]): StatisticsCell[] {
  const first = new Map<string, Contribution>();
  for (const { citizenId, state, locale } of changes) {
    const key = `${citizenId} ${state}`;
    if (first.has(key)) continue;
    const rows = [consentChanges.indexOf(state)];
    first.set(key, { person: citizenId, column: locales.indexOf(locale), rows });
  }
  return cellsOf(groups.CONSENTS, protect(groups.CONSENTS, tally(groups.CONSENTS, first.values())));
}
