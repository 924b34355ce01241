import { newId, retentionRules, ruleName } from '@belgi/contracts';
import { applyHold, orderRun, retainBatch, sql } from '@belgi/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { retentionActs } from './retention-acts.store.js';

let fixture: Fixture;
const [person, held] = [newId(), newId()];
beforeAll(async () => {
  fixture = await createFixture();
  for (const citizenId of [person, held]) {
    const noticeId = newId();
    await fixture.database.query(sql`/* test */ INSERT INTO recipients (citizen_id) VALUES (${citizenId})`);
    await fixture.database.query(sql`/* test */
      INSERT INTO notices (id, citizen_id, kind, cause_id, created_at) VALUES (${noticeId}, ${citizenId}, 'WELCOME', ${newId()}, app_now())`);
    await fixture.database.query(sql`/* test */
      INSERT INTO deliveries (id, notice_id, event_id, person_id, kind, channel, state, due_at, planned_at, ended_at)
      VALUES (${newId()}, ${noticeId}, ${newId()}, ${citizenId}, 'WELCOME', 'EMAIL', 'SENT', app_now(), app_now(), app_now())`);
  }
  const hold = { id: newId(), scope: 'PERSON', subject: held, version: 1, liftedAt: null } as const;
  await fixture.database.transaction((tx) => applyHold(tx, hold));
});
afterAll(() => fixture[Symbol.asyncDispose]());

const options = { acts: retentionActs, finished: async () => undefined };
async function run(): Promise<unknown> {
  const id = newId();
  await orderRun(fixture.database, id);
  while (await retainBatch(fixture.database, options));
  return fixture.database.query(sql`/* test */
    SELECT rule, erased, held FROM retention_run_rules
    WHERE run_id = ${id} AND rule IN ('notify.notices', 'notify.deliveries') ORDER BY rule`);
}

it('terms in the database are those of the rules', async () => {
  const rows = await fixture.database.query<{ rule: string; count: number; unit: string }>(
    sql`/* test */ SELECT rule, count, unit FROM retention_terms ORDER BY rule`,
  );
  const terms = new Map(retentionRules.map((rule) => [ruleName(rule), rule.term]));
  expect(rows.map(({ rule }) => rule)).toEqual(retentionActs.map(({ rule }) => rule).sort());
  for (const { rule, ...term } of rows) expect(terms.get(rule), rule).toEqual(term);
});

it('that a message went out is forgotten after a year, the notice after three, what is held not at all', async () => {
  await fixture.time.advance({ days: 367 });
  expect(await run()).toEqual([
    { rule: 'notify.deliveries', erased: 1, held: 1 },
    { rule: 'notify.notices', erased: 0, held: 0 },
  ]);
  await fixture.time.advance({ days: 2 * 365 + 1 });
  expect(await run()).toEqual([
    { rule: 'notify.deliveries', erased: 0, held: 1 },
    { rule: 'notify.notices', erased: 1, held: 1 },
  ]);
});
