import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

const MAX_INT8 = 9_223_372_036_854_775_807n;
const DECIMAL = /^(0|[1-9]\d{0,18})$/;
/** RFC 3339 with an offset; a local time without one means nothing in a country of travellers and servers. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/i;
/** Our cursors are some 60 characters; a longer one is not ours. */
export const MAX_CURSOR_CHARS = 512;

// Messages never quote the value: it may be a PIN pasted into the wrong field.
function parseInstant(value: unknown): Date {
  if (typeof value === 'string' && INSTANT.test(value)) {
    const date = new Date(value);
    if (!Number.isNaN(date.getTime())) return date;
  }
  throw new GraphQLError('DateTime must be an ISO 8601 instant with an offset');
}

function parseMoney(value: unknown): bigint {
  if (typeof value === 'string' && DECIMAL.test(value)) {
    const amount = BigInt(value);
    if (amount <= MAX_INT8) return amount;
  }
  throw new GraphQLError('Money must be a decimal string of tyiyn, such as "1250000"');
}

function parseCursor(value: unknown): string {
  if (typeof value === 'string' && value.length <= MAX_CURSOR_CHARS) return value;
  throw new GraphQLError('Cursor must be a string that a connection gave');
}

/** Literals in a query take the same path as variables; only strings pass, so `amount: 100` is refused too. */
const literal =
  <T>(parse: (value: unknown) => T) =>
  (node: ValueNode): T =>
    parse(node.kind === Kind.STRING ? node.value : undefined);

/** ISO 8601 UTC with milliseconds on the wire, Date inside. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant: ISO 8601, UTC, with milliseconds.',
  serialize: (value) => {
    if (value instanceof Date) return value.toISOString();
    throw new TypeError('DateTime serialises a Date');
  },
  parseValue: parseInstant,
  parseLiteral: literal(parseInstant),
});

/** Tyiyn as a decimal string on the wire, bigint inside; numbers are refused in both directions. */
export const MoneyScalar = new GraphQLScalarType<bigint, string>({
  name: 'Money',
  description: 'An amount in tyiyn (1/100 som), as a decimal string: "1250000" is 12 500 som.',
  serialize: (value) => {
    if (typeof value === 'bigint') return value.toString();
    throw new TypeError('Money serialises a bigint');
  },
  parseValue: parseMoney,
  parseLiteral: literal(parseMoney),
});

/** Opaque position in a list. */
export const CursorScalar = new GraphQLScalarType<string, string>({
  name: 'Cursor',
  description: 'An opaque position in a list.',
  serialize: (value) => {
    if (typeof value === 'string') return value;
    throw new TypeError('Cursor serialises a string');
  },
  parseValue: parseCursor,
  parseLiteral: literal(parseCursor),
});
