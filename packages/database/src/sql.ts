const FRAGMENT = Symbol('sql');
const texts = new WeakMap<readonly string[], string>();

/** One statement, or a fragment of one: text with `$n` placeholders and its values. Only `sql` makes them. */
export interface Sql {
  readonly [FRAGMENT]: true;
  readonly strings: readonly string[];
  readonly values: readonly unknown[];
  /** The statement with its placeholders. */
  readonly text: string;
  /** The name in the opening comment (`bids.insert`), for errors and logs. */
  readonly name: string | undefined;
}

function build(strings: readonly string[], values: readonly unknown[]): Sql {
  return {
    [FRAGMENT]: true,
    strings,
    values,
    get text() {
      let text = texts.get(strings);
      if (text === undefined) {
        text = strings.reduce((before, part, index) => `${before}$${index}${part}`);
        texts.set(strings, text);
      }
      return text;
    },
    get name() {
      return /^\s*\/\*\s*([\w.-]+)\s*\*\//.exec(strings[0] ?? '')?.[1];
    },
  };
}

function isSql(value: unknown): value is Sql {
  return typeof value === 'object' && value !== null && FRAGMENT in value;
}

/**
 * Tagged SQL. Every `${value}` becomes a parameter, never text; a nested `sql` fragment is spliced in with its
 * own parameters. Throws `TypeError` for `undefined`: a forgotten value must not become NULL.
 */
export function sql(strings: TemplateStringsArray, ...given: readonly unknown[]): Sql {
  if (given.includes(undefined))
    throw new TypeError(
      `sql: value ${given.indexOf(undefined) + 1} is undefined in: ${strings[0]?.trim().slice(0, 80)}`,
    );
  if (!given.some(isSql)) return build(strings, given);
  const parts: string[] = [strings[0] ?? ''];
  const values: unknown[] = [];
  const append = (text: string) => {
    parts[parts.length - 1] += text;
  };
  given.forEach((value, index) => {
    if (isSql(value)) {
      append(value.strings[0] ?? '');
      value.values.forEach((inner, at) => {
        values.push(inner);
        parts.push(value.strings[at + 1] ?? '');
      });
      append(strings[index + 1] ?? '');
    } else {
      values.push(value);
      parts.push(strings[index + 1] ?? '');
    }
  });
  return build(parts, values);
}

/** Nothing; for optional fragments. */
sql.empty = build([''], []);

/**
 * A parameter for a json or jsonb column, of any shape: the driver would make a PostgreSQL array of an array. Made here, because
 * what cannot be (a bigint) must throw before the driver has the statement.
 */
sql.json = (value: unknown): string => JSON.stringify(value);

/** Fragments side by side with `separator` (default a comma) between them. */
sql.join = (fragments: readonly Sql[], separator: Sql = sql`, `): Sql =>
  fragments.reduce((before, next, index) => (index === 0 ? next : sql`${before}${separator}${next}`), sql.empty);
