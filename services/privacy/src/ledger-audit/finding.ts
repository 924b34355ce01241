/** Something that is not as it was written, by the place where it stands. */
export interface Finding {
  readonly table: string;
  /** The row's key: an id, a position, `level/index`. */
  readonly row: string;
  /** The column, or `*` where the row as a whole is missing or does not belong there. */
  readonly column: string;
  readonly problem: string;
}
