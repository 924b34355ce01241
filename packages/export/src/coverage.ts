import type { ExportDeclaration } from './section.js';

/**
 * Tables of every service that hold nothing of their own about a person, each with its reason: the machinery of facts,
 * migrations, republishing and retention.
 */
const MACHINERY: Readonly<Record<string, string>> = {
  outbox: 'facts on their way: opaque ids and states of what the sections give, gone a week after they left',
  inbox: 'ids of facts that were handled',
  inbox_failures: 'ids of facts that failed',
  dead_letters: 'facts that could not be handled: opaque ids and states of what the sections give',
  persons_erased: 'who was erased, and what of: nobody is left to ask for it',
  republish_requests: 'what operations asked to be sent again',
  schema_migrations: 'the schema',
  legal_holds: 'that something is kept for a court or an inquiry: to tell of it may thwart it',
  retention_permits: 'of the transaction in progress',
  retention_run_rules: 'numbers',
  retention_runs: 'numbers',
  retention_terms: 'rules, no persons',
};

/** Columns by table of a printed schema (`schema.sql`). */
export function tablesOf(schemaSql: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [, table = '', body = ''] of schemaSql.matchAll(/^CREATE TABLE (\w+) \(\n([\s\S]*?)\n\);/gm)) {
    const columns = [...body.matchAll(/^ {2}(?!CONSTRAINT )"?(\w+)"? /gm)].map(([, column = '']) => column);
    found.set(table, columns);
  }
  return found;
}

/**
 * What a person would not be told although it is stored, and what is declared although it does not exist. Each line says
 * what to do. Empty: every column of every table is given, or withheld with a reason.
 */
export function uncovered(schemaSql: string, declaration: ExportDeclaration<never>): string[] {
  const tables = tablesOf(schemaSql);
  const given = new Set(
    declaration.sections.flatMap(({ columns }) =>
      Object.entries(columns).flatMap(([table, names]) => names.map((column) => `${table}.${column}`)),
    ),
  );
  const read = new Set([...given].map((name) => name.split('.')[0] ?? ''));
  const leftOut: Readonly<Record<string, string>> = { ...MACHINERY, ...declaration.leftOut };
  const faults: string[] = [];
  for (const [table, columns] of tables) {
    if (read.has(table)) {
      if (leftOut[table] !== undefined) faults.push(`${table}: a section gives it, so take it off leftOut`);
      for (const column of columns) {
        const name = `${table}.${column}` as const;
        if (!given.has(name) && declaration.withheld[name] === undefined)
          faults.push(`${name}: add it to the columns of a section that reads it, or to withheld with the reason`);
      }
    } else if (leftOut[table] === undefined) {
      faults.push(`${table}: give it in a section (name, category, sources, purposes, columns, read), or leftOut: why`);
    }
  }
  const known = new Set([...tables].flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`)));
  for (const name of [...given, ...Object.keys(declaration.withheld)])
    if (!known.has(name)) faults.push(`${name}: there is no such column`);
  for (const name of Object.keys(declaration.withheld))
    if (given.has(name)) faults.push(`${name}: a section gives it, so take it off withheld`);
  for (const table of Object.keys(declaration.leftOut))
    if (!tables.has(table)) faults.push(`${table}: there is no such table`);
  return faults;
}
