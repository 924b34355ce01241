import { type ServiceName, serviceNames } from '../fact.js';
import type { RetentionRule } from './rule.js';

/**
 * Names under which something of a person stands in a table: sealed values and the keys that open them, keyed hashes,
 * opaque ids of persons and of staff, and whatever hangs on one of those. A column that is caught and holds nothing of
 * a person is listed below with its reason.
 */
const PERSONAL_COLUMN = new RegExp(
  [
    '(^|_)(citizen|person|account|bidder|registration|session|notice|access|recipient|subject|caller)(_id|_ids|_number)?$',
    '(^|_)(holder|challenger|inquirer|officer|operator)(_id)?$',
    '_by$',
    '(^|_)sealed$',
    '^(wrapped_key|data_key)$',
    '(^|_)lookup$',
    '(password|address|pin|state|contact|device)_hash$',
    '^(hash|receipt|code_verifier|entry|key_of|payload|answer|aggregate_id)$',
    '(^|_)entry_id$',
  ].join('|'),
);

/** Columns caught by their name that hold nothing of a person, and why. */
const IMPERSONAL: Readonly<Record<string, string>> = {
  'identity.oauth_payloads.payload': 'tokens of agencies',
  'privacy.destroyed_keys.key_of': 'a case that is no more',
  'privacy.ledger_leaves.entry_id': 'a place in the tree',
  'privacy.ledger_nodes.hash': 'a hash of hashes',
  'privacy.ledger_queue.entry_id': 'a place in the tree that is still to be given',
  'privacy.protocol_anchors.entry_id': 'a closing protocol, which names nobody',
};

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

/** Tables of a `schema.sql` as `pnpm generate` prints it. */
export function tablesOf(schemaSql: string): Table[] {
  return [...schemaSql.matchAll(/^CREATE TABLE (\w+) \(\n([\s\S]*?)\n\);/gm)].map(([, name = '', body = '']) => ({
    name,
    columns: [...body.matchAll(/^ {2}"?(?!CONSTRAINT )(\w+)"? [a-z]/gm)].map(([, column = '']) => column),
  }));
}

/**
 * What is missing between the tables and the rules, a sentence each that says what to do; none: every table with a
 * personal column has exactly one rule, and every rule speaks of what exists.
 * @param schemas text of `schema.sql` by service
 */
export function retentionFaults(
  schemas: Readonly<Record<ServiceName, string>>,
  rules: readonly RetentionRule[],
  impersonal: Readonly<Record<string, string>> = IMPERSONAL,
): string[] {
  const faults: string[] = [];
  const places = new Set<string>();
  for (const service of serviceNames) {
    for (const { name, columns } of tablesOf(schemas[service])) {
      for (const column of columns) places.add(`${service}.${name}.${column}`);
      const own = rules.filter((rule) => rule.service === service && rule.table === name);
      const personal = columns.filter(
        (column) => PERSONAL_COLUMN.test(column) && !(`${service}.${name}.${column}` in impersonal),
      );
      if (own.length > 1) faults.push(`${service}.${name} has ${own.length} rules of retention: leave one`);
      if (own.length === 0 && personal.length > 0) faults.push(noRule(service, name, personal));
      const unnamed = personal.filter((column) => own[0]?.columns.includes(column) === false);
      if (own.length === 1 && unnamed.length > 0)
        faults.push(`the rule of ${service}.${name} does not name ${unnamed.join(', ')}: add to its columns`);
    }
  }
  for (const { service, table, columns } of rules)
    for (const column of columns)
      if (!places.has(`${service}.${table}.${column}`))
        faults.push(`the rule of ${service}.${table} names ${column}, which is no column: take it out`);
  for (const place of Object.keys(impersonal))
    if (!places.has(place)) faults.push(`completeness.ts names ${place}, which is no column: take it out`);
  return faults;
}

const noRule = (service: string, table: string, columns: readonly string[]): string =>
  `${service}.${table} holds ${columns.join(', ')} and has no rule of retention (clause 3.1): add a row to ` +
  `packages/contracts/src/retention/${service}-rows.ts and one to docs/DATA.md. A column that holds nothing of a person ` +
  `is named with its reason in completeness.ts there`;
