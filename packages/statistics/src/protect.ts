import type { StatisticsCell } from '@belgi/contracts';
import { Audit, type Range } from './audit.js';
import { type Group, TOTAL } from './dimensions.js';
import { type Layout, layoutOf, type Shape, type Tally } from './layout.js';

export interface Rules {
  /** A number behind which fewer people stand is never published. */
  readonly leastPeople: number;
  /** Published numbers are multiples of this. */
  readonly roundTo: number;
}

/** For everybody (MISSION, clause 2.1 (3)). */
export const PUBLIC_RULES: Rules = { leastPeople: 10, roundTo: 5 };

/** One number as it may be shown: null where it is suppressed. */
export type Shown = number | null;

/**
 * Suppresses and rounds. What is left says of no suppressed number more than `leastPeople` values in a row, and of one
 * that is too small not even that it is not zero, nor that it is less than `leastPeople`: see `isSafe`.
 * Zeros are suppressed like other small numbers: that nobody did something is said of each person.
 */
export function protect(shape: Shape, { counts, people }: Tally, rules: Rules = PUBLIC_RULES): Shown[] {
  const layout = layoutOf(shape);
  const isSmall = counts.map((count, index) => Math.min(count, people[index] ?? 0) < rules.leastPeople);
  const suppressed = [...isSmall];
  let audit = new Audit(layout, counts, suppressed);
  // Whatever is hidden later only widens what was safe already: each number is looked at until it is safe, once.
  const toCheck = suppressed.flatMap((hidden, index) => (hidden ? [index] : []));
  for (let next = toCheck.pop(); next !== undefined; next = toCheck.pop())
    while (!isSafe(counts[next] ?? 0, audit.rangeOf(next), rules)) {
      const more = nextToHide(layout, counts, suppressed, next);
      suppressed[more] = true;
      toCheck.push(more);
      audit = new Audit(layout, counts, suppressed);
    }
  return counts.map((count, index) => (suppressed[index] ? null : round(count, rules.roundTo)));
}

export function round(count: number, to: number): number {
  return Math.round(count / to) * to;
}

/** Whether a suppressed number of this size is hidden well enough by what can be said of it. */
export function isSafe(count: number, { least, most }: Range, { leastPeople }: Rules): boolean {
  const isWide = most - least >= leastPeople - 1;
  return count < leastPeople ? least === 0 && isWide : isWide;
}

/**
 * Another number that has to go. From which sum: one that gives away the only hidden number in it, the exposed one's
 * before those of numbers that hang together with it; else the exposed one's. Which number: a cell before a total; one
 * that crosses another sum with something hidden, so that it is not exposed itself; the smallest, because it takes least
 * away from the reader. Whatever is hidden, all of it hidden is safe.
 */
function nextToHide(
  { sums, isTotal }: Layout,
  counts: readonly number[],
  suppressed: readonly boolean[],
  exposed: number,
): number {
  const isHidden = (index: number) => suppressed[index] === true;
  const lines = sums.map(({ parts, whole }) => [...parts, whole]);
  const own = (line: readonly number[]) => (line.includes(exposed) ? 0 : 1);
  const alone = (line: readonly number[]) => (line.filter(isHidden).length === 1 ? 0 : 1);
  const [line] = [
    ...linesAround(exposed, lines, isHidden)
      .filter((each) => !each.every(isHidden))
      .sort((a, b) => alone(a) - alone(b) || own(a) - own(b) || a.filter(isHidden).length - b.filter(isHidden).length),
    [...suppressed.keys()],
  ];
  const crossings = (index: number) =>
    lines.filter((other) => other !== line && other.includes(index) && other.some(isHidden)).length;
  const [chosen] = (line ?? [])
    .filter((index) => !isHidden(index))
    .map((index) => ({ index, total: isTotal[index] ? 1 : 0, crossings: crossings(index), count: counts[index] ?? 0 }))
    .sort((a, b) => a.total - b.total || b.crossings - a.crossings || a.count - b.count || a.index - b.index);
  if (chosen === undefined) throw new Error('all is hidden, and still something is exposed');
  return chosen.index;
}

/** The sums that the exposed number stands in, those of hidden numbers in them, and so on. */
function linesAround(
  exposed: number,
  lines: readonly (readonly number[])[],
  isHidden: (index: number) => boolean,
): (readonly number[])[] {
  const reached = new Set([exposed]);
  const around = new Set<readonly number[]>();
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const line of lines)
      if (!around.has(line) && line.some((index) => reached.has(index))) {
        around.add(line);
        for (const index of line) if (isHidden(index)) reached.add(index);
      }
  }
  return [...around];
}

/** The tables of a group, each with its totals, as they are published. */
export function cellsOf(group: Group, shown: readonly Shown[]): StatisticsCell[] {
  const layout = layoutOf(group);
  const columns = [...group.columns, TOTAL];
  return group.tables.flatMap(({ name, rows }, table) =>
    [...rows, TOTAL].flatMap((row, r) =>
      columns.map((column, c) => ({
        table: name,
        row,
        column,
        count: shown[r < rows.length ? layout.inner(table, r, c) : layout.total(c)] ?? null,
      })),
    ),
  );
}
