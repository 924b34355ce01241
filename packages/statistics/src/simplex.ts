/** Below this a number is nothing: counts are whole, so whatever matters is far above. */
const EPSILON = 1e-7;

/** A row of the tableau: the coefficients, the right side last. */
type Row = Float64Array;

const at = (row: Row | undefined, column: number): number => row?.[column] ?? 0;
const right = (row: Row | undefined): number => row?.at(-1) ?? 0;

/** Takes `times` times one row from another. */
function subtract(row: Row, times: number, other: Row): void {
  if (times === 0) return;
  for (let column = 0; column < row.length; column += 1) row[column] = at(row, column) - times * at(other, column);
}

/**
 * The simplex method over `A x = b, x >= 0`, for the small systems of a published table (tens of rows).
 * Bland's rule: slower than others, but it never walks in circles.
 */
export class Simplex {
  private rows: Row[];
  /** Which unknown each row stands for. */
  private readonly basis: number[];
  private readonly size: number;

  /** @throws RangeError when nothing fulfils the system */
  constructor(rows: readonly (readonly number[])[], rights: readonly number[]) {
    const size = rows[0]?.length ?? 0;
    this.size = size;
    this.rows = rows.map((row, index) => {
      const value = rights[index] ?? 0;
      const sign = value < 0 ? -1 : 1;
      const helpers = rows.map((_, other) => (other === index ? 1 : 0));
      return Float64Array.from([...row.map((each) => each * sign), ...helpers, value * sign]);
    });
    this.basis = rows.map((_, index) => size + index);
    if (this.climb((unknown) => (unknown < size ? 0 : -1)) < -EPSILON)
      throw new RangeError('nothing fulfils the system');
    this.dropHelpers();
  }

  /** Infinity where nothing bounds it. */
  largest(unknown: number): number {
    return this.climb((other) => (other === unknown ? 1 : 0));
  }

  smallest(unknown: number): number {
    return 0 - this.climb((other) => (other === unknown ? -1 : 0));
  }

  /** From the corner where it stands to the one with the greatest worth. */
  private climb(worth: (unknown: number) => number): number {
    const gains = Float64Array.from({ length: this.rows[0]?.length ?? 1 }, (_, column) => worth(column));
    gains[gains.length - 1] = 0;
    for (const [index, row] of this.rows.entries()) subtract(gains, worth(this.basis[index] ?? -1), row);
    for (;;) {
      const entering = gains.subarray(0, -1).findIndex((gain) => gain > EPSILON);
      // What stands on the right is what was gained on the way, taken away.
      if (entering < 0) return 0 - right(gains);
      const leaving = this.leaving(entering);
      if (leaving < 0) return Number.POSITIVE_INFINITY;
      this.pivot(leaving, entering);
      subtract(gains, at(gains, entering), this.rows[leaving] as Row);
    }
  }

  /** The row that is at its limit first; -1: none ever is. */
  private leaving(entering: number): number {
    let leaving = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const [index, row] of this.rows.entries()) {
      if (at(row, entering) <= EPSILON) continue;
      const ratio = right(row) / at(row, entering);
      const isTie = Math.abs(ratio - least) <= EPSILON && (this.basis[index] ?? 0) < (this.basis[leaving] ?? 0);
      if (ratio < least - EPSILON || isTie) [leaving, least] = [index, ratio];
    }
    return leaving;
  }

  private pivot(leaving: number, entering: number): void {
    const row = this.rows[leaving] as Row;
    const by = at(row, entering);
    for (let column = 0; column < row.length; column += 1) row[column] = at(row, column) / by;
    for (const [index, other] of this.rows.entries()) if (index !== leaving) subtract(other, at(other, entering), row);
    this.basis[leaving] = entering;
  }

  /** Helpers that are still in the basis stand at zero: they leave, or their row says nothing new. */
  private dropHelpers(): void {
    for (let index = this.rows.length - 1; index >= 0; index -= 1) {
      if ((this.basis[index] ?? 0) < this.size) continue;
      const column = (this.rows[index] as Row).subarray(0, this.size).findIndex((value) => Math.abs(value) > EPSILON);
      if (column >= 0) this.pivot(index, column);
      else {
        this.rows.splice(index, 1);
        this.basis.splice(index, 1);
      }
    }
    this.rows = this.rows.map((row) => Float64Array.from([...row.subarray(0, this.size), right(row)]));
  }
}
