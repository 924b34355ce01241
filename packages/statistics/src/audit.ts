import type { Layout } from './layout.js';
import { Simplex } from './simplex.js';

/** All that can be said of a number that was not published. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** Of a value that should be whole: computing it left a trace behind the point. */
const TRACE = 1e-6;

/**
 * What an attacker can work out of every suppressed number, at best: they know each published number exactly, as if
 * nothing had been rounded, and that no number is negative. The limits are those of linear programming; for what is
 * asked here they are reached by whole numbers (the property test looks for itself).
 */
export class Audit {
  private readonly unknowns: readonly number[];
  private readonly solver: Simplex | undefined;

  constructor(layout: Layout, counts: readonly number[], suppressed: readonly boolean[]) {
    const count = (index: number) => counts[index] ?? 0;
    this.unknowns = suppressed.flatMap((hidden, index) => (hidden ? [index] : []));
    const open = layout.sums.filter(({ parts, whole }) => [...parts, whole].some((index) => suppressed[index]));
    const place = new Map(this.unknowns.map((index, position) => [index, position]));
    const rows = open.map(({ parts, whole }) => {
      const row = new Array<number>(this.unknowns.length).fill(0);
      for (const [index, sign] of [...parts.map((part) => [part, 1] as const), [whole, -1] as const]) {
        const position = place.get(index);
        if (position !== undefined) row[position] = sign;
      }
      return row;
    });
    const rights = open.map(({ parts, whole }) => {
      const known = (index: number) => (suppressed[index] ? 0 : count(index));
      return known(whole) - parts.reduce((sum, part) => sum + known(part), 0);
    });
    this.solver = rows.length > 0 ? new Simplex(rows, rights) : undefined;
  }

  /** @param index of a suppressed number */
  rangeOf(index: number): Range {
    const unknown = this.unknowns.indexOf(index);
    if (unknown < 0 || this.solver === undefined) throw new TypeError('only what is suppressed has a range');
    return {
      least: Math.max(0, Math.ceil(this.solver.smallest(unknown) - TRACE)),
      most: Math.floor(this.solver.largest(unknown) + TRACE),
    };
  }
}
