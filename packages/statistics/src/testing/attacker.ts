import type { StatisticsCell } from '@belgi/contracts';
import type { Rules } from '../protect.js';

/** What a number may be, as far as an attacker knows. */
interface Domain {
  least: number;
  most: number;
}

/** Nobody looks further: a number that may be this large is not found out. */
const HORIZON = 60;

const nameOf = ({ table, row, column }: StatisticsCell): string =>
  // A total of a column stands in each table of its group: it is one number.
  row === 'TOTAL' ? `TOTAL/${column}` : `${table}/${row}/${column}`;

/**
 * Somebody who has the published tables and nothing else, and tries by hand what the audit computes: whole numbers are
 * tried one after the other until the sums contradict them. Shares no line with `audit.ts`.
 */
export class Attacker {
  private readonly domains = new Map<string, Domain>();
  private readonly sums: { readonly parts: readonly string[]; readonly whole: string }[] = [];
  readonly suppressed: readonly string[];

  constructor(cells: readonly StatisticsCell[], rules: Rules) {
    const slack = Math.floor(rules.roundTo / 2);
    for (const cell of cells) {
      const { count } = cell;
      const known = { least: Math.max(rules.leastPeople, (count ?? 0) - slack), most: (count ?? 0) + slack };
      this.domains.set(nameOf(cell), count === null ? { least: 0, most: HORIZON } : known);
    }
    this.suppressed = [...new Set(cells.filter(({ count }) => count === null).map(nameOf))];
    for (const table of new Set(cells.map((cell) => cell.table))) {
      const own = cells.filter((cell) => cell.table === table);
      for (const whole of own) {
        const row = own.filter((cell) => cell.row === whole.row && cell.column !== 'TOTAL');
        const column = own.filter((cell) => cell.column === whole.column && cell.row !== 'TOTAL');
        if (whole.column === 'TOTAL') this.sums.push({ parts: row.map(nameOf), whole: nameOf(whole) });
        if (whole.row === 'TOTAL') this.sums.push({ parts: column.map(nameOf), whole: nameOf(whole) });
      }
    }
  }

  /** Whether the published tables leave it possible that this number has this value. */
  mayBe(name: string, value: number): boolean {
    const domains = new Map([...this.domains].map(([key, domain]) => [key, { ...domain }]));
    const domain = domains.get(name);
    if (domain === undefined || value < domain.least || value > domain.most) return false;
    domains.set(name, { least: value, most: value });
    return this.solve(domains);
  }

  private solve(domains: Map<string, Domain>): boolean {
    if (!this.narrow(domains)) return false;
    const open = [...domains].filter(([, { least, most }]) => least < most);
    const [next] = open.sort(([, a], [, b]) => a.most - a.least - (b.most - b.least));
    if (next === undefined) return true;
    const [name, { least, most }] = next;
    for (let value = least; value <= most; value += 1) {
      const guess = new Map([...domains].map(([key, domain]) => [key, { ...domain }]));
      guess.set(name, { least: value, most: value });
      if (this.solve(guess)) return true;
    }
    return false;
  }

  /** Draws every conclusion from every sum until there is none left. False: a contradiction. */
  private narrow(domains: ReadonlyMap<string, Domain>): boolean {
    const of = (name: string) => domains.get(name) as Domain;
    const tighten = (name: string, least: number, most: number): boolean => {
      const domain = of(name);
      if (least <= domain.least && most >= domain.most) return false;
      domain.least = Math.max(least, domain.least);
      domain.most = Math.min(most, domain.most);
      return true;
    };
    for (let isNews = true; isNews; ) {
      isNews = false;
      for (const { parts, whole } of this.sums) {
        const least = parts.reduce((sum, part) => sum + of(part).least, 0);
        const most = parts.reduce((sum, part) => sum + of(part).most, 0);
        if (tighten(whole, least, most)) isNews = true;
        for (const part of parts) {
          const { least: low, most: high } = of(part);
          if (tighten(part, of(whole).least - (most - high), of(whole).most - (least - low))) isNews = true;
        }
        for (const name of [...parts, whole]) if (of(name).least > of(name).most) return false;
      }
    }
    return true;
  }
}

/** A release of one group, as anybody has it. */
export interface Release {
  readonly from: string;
  readonly to: string;
  readonly cells: readonly StatisticsCell[];
}

/**
 * Subtracts releases from each other, and sums of adjacent ones too, wherever one covers the beginning or the end of the
 * other. @returns the groups of people found so: at least one, and fewer than may be published
 */
export function subtract(releases: readonly Release[], rules: Rules): string[] {
  const found: string[] = [];
  const spans = releases.flatMap((one) => adjacentTo(one, releases));
  const numbers = [...new Set(releases.flatMap(({ cells }) => cells.map(nameOf)))];
  const slack = Math.floor(rules.roundTo / 2);
  for (const large of spans)
    for (const small of spans) {
      const begins = small.from === large.from && small.to < large.to;
      const ends = small.to === large.to && small.from > large.from;
      if (!begins && !ends) continue;
      for (const name of numbers) {
        const [more, less] = [sumOf(large.parts, name), sumOf(small.parts, name)];
        if (more === undefined || less === undefined) continue;
        const blur = slack * (large.parts.length + small.parts.length);
        const [least, most] = [more - less - blur, more - less + blur];
        if (least >= 1 && most < rules.leastPeople) found.push(`${name}: ${least} to ${most} people`);
      }
    }
  return found;
}

interface Span {
  readonly from: string;
  readonly to: string;
  readonly parts: readonly Release[];
}

const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

function adjacentTo(first: Release, releases: readonly Release[]): Span[] {
  const spans: Span[] = [];
  for (let parts: Release[] | undefined = [first]; parts !== undefined; ) {
    const to: string = parts.at(-1)?.to ?? first.to;
    spans.push({ from: first.from, to, parts });
    const next: Release | undefined = releases.find((release) => release.from === dayAfter(to));
    parts = next && [...parts, next];
  }
  return spans;
}

function sumOf(releases: readonly Release[], name: string): number | undefined {
  let sum = 0;
  for (const { cells } of releases) {
    const count = cells.find((cell) => nameOf(cell) === name)?.count;
    if (count == null) return undefined;
    sum += count;
  }
  return sum;
}
