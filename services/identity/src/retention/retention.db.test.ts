import { newId, retentionRules, ruleName } from '@belgi/contracts';
import { applyHold, orderRun, retainBatch, type Sql, sql, violatedConstraint } from '@belgi/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createIdentity, type TestIdentity } from '../testing/identity.js';
import { retentionActs } from './retention-acts.store.js';

let identity: TestIdentity;
const [person, other] = [newId(), newId()];
beforeAll(async () => {
  identity = await createIdentity();
  for (const citizenId of [person, other])
    await identity.database.query(sql`/* test */
      INSERT INTO personal_data_accesses (id, citizen_id, actor_kind, actor, role, purpose, case_number, fields, outcome, at)
      VALUES (${newId()}, ${citizenId}, 'STAFF', 'x', 'OPERATOR', 'VERIFICATION', '119-1', '{phone}', 'READ', app_now())`);
  const hold = { id: newId(), scope: 'PERSON', subject: person, version: 1, liftedAt: null } as const;
  await identity.database.transaction((tx) => applyHold(tx, hold));
});
afterAll(() => identity[Symbol.asyncDispose]());

const options = { acts: retentionActs, finished: async () => undefined };
async function run(): Promise<unknown> {
  const id = newId();
  await orderRun(identity.database, id);
  while (await retainBatch(identity.database, options));
  return identity.database.one(sql`/* test */
    SELECT erased, held, failure FROM retention_run_rules WHERE run_id = ${id} AND rule = 'identity.personal_data_accesses'`);
}
const refusal = (statement: Sql) =>
  identity.database.query(statement).then(
    () => 'done',
    (error: unknown) => violatedConstraint(error),
  );

it('terms in the database are those of the rules', async () => {
  const rows = await identity.database.query<{ rule: string; count: number; unit: string }>(
    sql`/* test */ SELECT rule, count, unit FROM retention_terms ORDER BY rule`,
  );
  const terms = new Map(retentionRules.map((rule) => [ruleName(rule), rule.term]));
  expect(rows.map(({ rule }) => rule)).toEqual(retentionActs.map(({ rule }) => rule).sort());
  for (const { rule, ...term } of rows) expect(terms.get(rule), rule).toEqual(term);
});

it('a trace of who read whom goes after five years, unless the person is held', async () => {
  expect(await run()).toEqual({ erased: 0, held: 0, failure: null });
  await identity.time.advance({ days: 5 * 365 + 2 });
  expect(await run()).toEqual({ erased: 1, held: 1, failure: null });
});

// The attack: a clerk with the service's rights removes the trace of what they read.
it('and by no other way', async () => {
  const refused = 'personal_data_accesses_are_append_only';
  expect(await refusal(sql`/* test */ DELETE FROM personal_data_accesses`)).toBe(refused);
  expect(await refusal(sql`/* test */ TRUNCATE personal_data_accesses`)).toBe(refused);
});
