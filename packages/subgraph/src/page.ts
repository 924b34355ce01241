import { type Connection, MAX_PAGE_SIZE, type PageInfo } from './connection.js';
import { encodeCursor, type Keyset } from './cursor.js';
import { fault } from './faults.js';

/** How many rows to ask the database for: one more than the page, to learn whether another page follows. */
export function limitOf(first: number): number {
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE_SIZE) {
    throw fault('BAD_USER_INPUT', undefined, { fields: [{ path: 'first', rules: ['min', 'max'] }] });
  }
  return first + 1;
}

export interface PageOptions<Row, Node> {
  /** The row's sort key, as `decodeCursor` expects it back. */
  readonly keyset: (row: Row) => Keyset;
  readonly node: (row: Row) => Node;
  /** The cursor that was asked for, if any. */
  readonly after?: string | null | undefined;
}

/** One page of a connection. @param rows up to `limitOf(first)` of them, in the list's order */
export function pageOf<Row, Node>(
  rows: readonly Row[],
  first: number,
  options: PageOptions<Row, Node>,
): Connection<Node> {
  const edges = rows
    .slice(0, first)
    .map((row) => ({ cursor: encodeCursor(options.keyset(row)), node: options.node(row) }));
  const pageInfo: PageInfo = {
    hasNextPage: rows.length > first,
    hasPreviousPage: options.after !== undefined && options.after !== null,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo };
}
