import { type Sql, sql } from '@belgi/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertEntries } from '../testing/entries.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { insertCheckpoint } from './checkpoints.store.js';
import { sequenceBatch } from './sequence.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await createFixture();
  await fixture.database.transaction((tx) => insertEntries(tx, 1));
  await sequenceBatch(fixture.database);
  await insertCheckpoint(fixture.database, { size: 1, witnessed: false, note: 'x' });
});
afterAll(() => fixture.close());

const changes: readonly (readonly [table: string, ...statements: Sql[]])[] = [
  [
    'ledger_entries',
    sql`/* test */ UPDATE ledger_entries SET at = app_now()`,
    sql`/* test */ DELETE FROM ledger_entries`,
    sql`/* test */ TRUNCATE ledger_entries CASCADE`,
  ],
  [
    'ledger_leaves',
    sql`/* test */ UPDATE ledger_leaves SET position = position + 1`,
    sql`/* test */ DELETE FROM ledger_leaves`,
    sql`/* test */ TRUNCATE ledger_leaves`,
  ],
  [
    'ledger_nodes',
    sql`/* test */ UPDATE ledger_nodes SET index = index + 1`,
    sql`/* test */ DELETE FROM ledger_nodes`,
    sql`/* test */ TRUNCATE ledger_nodes`,
  ],
  [
    'ledger_checkpoints',
    sql`/* test */ UPDATE ledger_checkpoints SET note = 'y'`,
    sql`/* test */ DELETE FROM ledger_checkpoints`,
    sql`/* test */ TRUNCATE ledger_checkpoints`,
  ],
];
const cases = changes.flatMap(([table, ...statements]) =>
  statements.map((statement) => [statement.text.replace('/* test */ ', ''), table, statement] as const),
);

// The attack: a statement slipped into the service, or a fault of its own, rewrites what the ledger said. Triggers refuse it
// (append-only.db.test.ts); before them, the role has no right to it.
it.each(cases)('the service has no right to %s', async (_text, table, statement) => {
  await expect(fixture.database.query(statement)).rejects.toThrow(`permission denied for table ${table}`);
});

it('what it wrote is there, and more can be written', async () => {
  await fixture.database.transaction((tx) => insertEntries(tx, 2));
  expect(await sequenceBatch(fixture.database)).toBe(2);
});
