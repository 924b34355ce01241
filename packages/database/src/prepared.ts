import type { QueryConfig } from 'pg';
import type { Sql } from './sql.js';

/** From this use on a statement is parsed and planned once per connection. What runs once is not worth a name. */
const PREPARED_FROM = 5;
/** Texts that are counted: the code has some hundreds; what composes its text without end must not fill the memory. */
const MAX_TEXTS = 2_000;

interface Use {
  times: number;
  readonly name: string;
}
const uses = new Map<string, Use>();

/** PostgreSQL cuts names at 63 bytes, so a number carries the uniqueness. */
function useOf(text: string, name: string | undefined): Use | undefined {
  const known = uses.get(text);
  if (known !== undefined || uses.size >= MAX_TEXTS) return known;
  const use = { times: 0, name: `${name ?? 'statement'}:${uses.size + 1}`.slice(-60) };
  uses.set(text, use);
  return use;
}

/** The statement for the driver: under a name, and so prepared, once it has shown to come again. */
export function configOf({ text, values, name }: Sql): QueryConfig {
  const config: QueryConfig = { text, values: [...values] };
  // Several statements in one text cannot be prepared.
  const use = text.includes(';') ? undefined : useOf(text, name);
  if (use === undefined) return config;
  use.times += 1;
  return use.times < PREPARED_FROM ? config : { ...config, name: use.name };
}
