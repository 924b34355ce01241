import { type Calendar, type LocalDate, localDateOf, workingDaysBetween } from '@belgi/contracts';
import { PUBLIC_RULES, protect, type Rules, type Shown, TOTAL, tally } from '@belgi/statistics';

/** What became of a request. A grant that was revoked later was granted all the same. */
export const OUTCOMES = ['PENDING', 'GRANTED', 'NARROWED', 'REJECTED'] as const;
export type Outcome = (typeof OUTCOMES)[number];
/** How the letter came: filed by the body itself, or on paper and filed by an officer. */
export const CHANNELS = ['ELECTRONIC', 'PAPER'] as const;
export type Channel = (typeof CHANNELS)[number];

/** A request as far as the public may know of it. */
export interface RequestFact {
  readonly id: string;
  readonly authority: string;
  readonly channel: Channel;
  /** Persons in the letter. */
  readonly subjects: number;
  readonly filedAt: Date;
  readonly decision: { readonly outcome: Exclude<Outcome, 'PENDING'>; readonly at: Date } | null;
}

export const TABLES = [
  'REQUESTS_BY_AUTHORITY',
  'REQUESTS_BY_TYPE',
  'SUBJECTS_BY_AUTHORITY',
  'SUBJECTS_BY_TYPE',
] as const;
export type TableName = (typeof TABLES)[number];

export interface ReportRow {
  /** An authority's name, a channel, `OTHER` or `TOTAL`. */
  readonly name: string;
  /** By outcome, then their sum; null: suppressed. */
  readonly counts: readonly Shown[];
  /** Working days from filing to decision, the median; null: too few were decided. Tables of requests only. */
  readonly medianWorkingDays: number | null;
}

export interface ReportTable {
  readonly name: TableName;
  readonly columns: readonly string[];
  readonly rows: readonly ReportRow[];
}

export interface Report {
  /** What happened before this day of Bishkek, a first of the month, is counted. */
  readonly day: LocalDate;
  readonly leastPeople: number;
  readonly roundedTo: number;
  /** Notices to a person that a body had delayed, all that there ever were. */
  readonly delayedNotices: number;
  readonly tables: readonly ReportTable[];
}

/** Authorities with a row of their own; the rest stand together: the more rows, the more has to be hidden. */
export const MAX_AUTHORITIES = 30;
export const OTHER = 'OTHER';

/**
 * The transparency report up to a day. Requests and subjects are counted by authority and by type, each with its outcome, and
 * protected as statistics are: numbers below ten are not shown, nor what would give such a number away, the rest are rounded.
 * Of a request the same: one letter of one body on one day may be one person's whole story.
 */
export function makeReport(
  given: {
    readonly day: LocalDate;
    readonly requests: readonly RequestFact[];
    readonly delayedNotices: number;
    readonly calendar: Calendar;
  },
  rules: Rules = PUBLIC_RULES,
): Report {
  const { day, requests, delayedNotices, calendar } = given;
  const authorities = authoritiesOf(requests);
  const rowOf = (request: RequestFact) => (authorities.includes(request.authority) ? request.authority : OTHER);
  const groups = [
    { tables: ['REQUESTS_BY_AUTHORITY', 'REQUESTS_BY_TYPE'] as const, units: () => 1, timed: true },
    {
      tables: ['SUBJECTS_BY_AUTHORITY', 'SUBJECTS_BY_TYPE'] as const,
      units: (one: RequestFact) => one.subjects,
      timed: false,
    },
  ];
  const tables = groups.flatMap(({ tables: [byAuthority, byType], units, timed }) => {
    const shape = { columns: OUTCOMES, tables: [{ rows: authorities }, { rows: CHANNELS }] };
    const contributions = requests.flatMap((request) =>
      Array.from({ length: units(request) }, (_, unit) => ({
        person: `${request.id}/${unit}`,
        column: OUTCOMES.indexOf(request.decision?.outcome ?? 'PENDING'),
        rows: [authorities.indexOf(rowOf(request)), CHANNELS.indexOf(request.channel)],
      })),
    );
    const shown = protect(shape, tally(shape, contributions), rules);
    const days = (of: (request: RequestFact) => boolean) =>
      timed ? median(requests.filter(of), calendar, rules) : null;
    const width = OUTCOMES.length + 1;
    const row = (name: string, start: number, of: (request: RequestFact) => boolean): ReportRow => {
      const counts = shown.slice(start, start + width);
      // A median says that ten were decided: where the sum is hidden, that would say something of it.
      return { name, counts, medianWorkingDays: counts.at(-1) === null ? null : days(of) };
    };
    const total = row(TOTAL, shown.length - width, () => true);
    const columns = [...OUTCOMES, TOTAL];
    return [
      {
        name: byAuthority,
        columns,
        rows: [...authorities.map((name, at) => row(name, at * width, (one) => rowOf(one) === name)), total],
      },
      {
        name: byType,
        columns,
        rows: [
          ...CHANNELS.map((name, at) => row(name, (authorities.length + at) * width, (one) => one.channel === name)),
          total,
        ],
      },
    ];
  });
  return { day, leastPeople: rules.leastPeople, roundedTo: rules.roundTo, delayedNotices, tables };
}

/**
 * Those that ask most, in the order of their names; then `OTHER` where there are more, or none at all: a table has rows. Never
 * besides: an empty row would be hidden like any small number, and take its neighbours with it.
 */
function authoritiesOf(requests: readonly RequestFact[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { authority } of requests) counts.set(authority, (counts.get(authority) ?? 0) + 1);
  const byCount = [...counts].sort(([a, most], [b, more]) => more - most || (a < b ? -1 : 1)).map(([name]) => name);
  const own = byCount.slice(0, MAX_AUTHORITIES).filter((name) => name !== OTHER && name !== TOTAL);
  return own.length === 0 || own.length < counts.size ? [...own.toSorted(), OTHER] : own.toSorted();
}

/** The upper of two middle ones; null where fewer were decided than may be told of. */
function median(requests: readonly RequestFact[], calendar: Calendar, { leastPeople }: Rules): number | null {
  const days = requests
    .flatMap(({ filedAt, decision }) =>
      decision === null ? [] : [workingDaysBetween(calendar, localDateOf(filedAt), localDateOf(decision.at))],
    )
    .sort((a, b) => a - b);
  return days.length < leastPeople ? null : (days[Math.floor(days.length / 2)] ?? null);
}
