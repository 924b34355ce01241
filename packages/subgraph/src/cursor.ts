import { z } from 'zod';
import { fault } from './faults.js';
import { MAX_CURSOR_CHARS } from './scalars.js';

/** The values of a list's sort key, in its order. The last one makes it unique. */
export type Keyset = readonly (string | number | bigint | Date | boolean | null)[];

/**
 * A keyset as an opaque cursor: base64url of a JSON array; bigint as decimal string, Date as ISO with milliseconds.
 * Where a column has microseconds, put its text in, or rows of the same millisecond are skipped.
 */
export function encodeCursor(keyset: Keyset): string {
  const json = JSON.stringify(keyset, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
  return Buffer.from(json, 'utf8').toString('base64url');
}

/**
 * @param shape a zod tuple of what the list's keyset is: `z.tuple([z.iso.datetime(), z.uuid()])`;
 *   a cursor is the caller's input, so nothing in it is trusted to have the right type
 * @throws a fault BAD_CURSOR
 */
export function decodeCursor<T>(cursor: string, shape: z.ZodType<T>): T {
  if (cursor.length > MAX_CURSOR_CHARS) throw fault('BAD_CURSOR');
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw fault('BAD_CURSOR');
  }
  const keyset = shape.safeParse(json);
  if (!keyset.success) throw fault('BAD_CURSOR');
  return keyset.data;
}
