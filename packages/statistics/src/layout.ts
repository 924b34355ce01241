import type { Group } from './dimensions.js';

/** A sum that everybody knows to hold: the parts add up to the whole. Numbers are named by their index. */
export interface Sum {
  readonly parts: readonly number[];
  readonly whole: number;
}

/**
 * The numbers of a group in one line: of each table its rows with their totals, then the totals of the columns, which
 * the tables share, then the grand total.
 */
export interface Layout {
  readonly size: number;
  readonly sums: readonly Sum[];
  readonly isTotal: readonly boolean[];
  /** @param column the number of columns: the row's total */
  inner(table: number, row: number, column: number): number;
  /** @param column the number of columns: the grand total */
  total(column: number): number;
}

export type Shape = Pick<Group, 'columns'> & { readonly tables: readonly { readonly rows: readonly string[] }[] };

export function layoutOf({ columns, tables }: Shape): Layout {
  const width = columns.length + 1;
  const starts = tables.map((_, at) => tables.slice(0, at).reduce((sum, table) => sum + table.rows.length * width, 0));
  const totals = tables.reduce((sum, table) => sum + table.rows.length * width, 0);
  const inner = (table: number, row: number, column: number) => (starts[table] ?? 0) + row * width + column;
  const total = (column: number) => totals + column;
  const isTotal = Array.from({ length: totals + width }, (_, at) => at >= totals || at % width === width - 1);
  const sums: Sum[] = [
    ...tables.flatMap(({ rows }, table) => [
      ...rows.map((_, row) => ({
        parts: columns.map((_, column) => inner(table, row, column)),
        whole: inner(table, row, columns.length),
      })),
      ...columns.map((_, column) => ({ parts: rows.map((_, row) => inner(table, row, column)), whole: total(column) })),
      { parts: rows.map((_, row) => inner(table, row, columns.length)), whole: total(columns.length) },
    ]),
    { parts: columns.map((_, column) => total(column)), whole: total(columns.length) },
  ];
  return { size: totals + width, sums, isTotal, inner, total };
}

/** What one unit (a lot, a person, a change) adds: one to a cell of each table. */
export interface Contribution {
  /** Whoever stands behind it; opaque. */
  readonly person: string;
  /** The index of its column. */
  readonly column: number;
  /** For each table the index of its row. */
  readonly rows: readonly number[];
}

export interface Tally {
  readonly counts: readonly number[];
  /** How many different people stand behind each number. */
  readonly people: readonly number[];
}

export function tally(shape: Shape, contributions: Iterable<Contribution>): Tally {
  const layout = layoutOf(shape);
  const counts = new Array<number>(layout.size).fill(0);
  const people = Array.from({ length: layout.size }, () => new Set<string>());
  const all = shape.columns.length;
  for (const { person, column, rows } of contributions) {
    const cells = [layout.total(column), layout.total(all)];
    for (const [table, row] of rows.entries())
      cells.push(layout.inner(table, row, column), layout.inner(table, row, all));
    for (const cell of cells) {
      counts[cell] = (counts[cell] ?? 0) + 1;
      people[cell]?.add(person);
    }
  }
  return { counts, people: people.map((set) => set.size) };
}
