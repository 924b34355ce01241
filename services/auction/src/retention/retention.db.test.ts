import { newId, retentionRules, ruleName } from '@belgi/contracts';
import { applyHold, orderRun, retainBatch, type Sql, sql, violatedConstraint } from '@belgi/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Lot } from '../lots/lot.js';
import { entrySnapshots } from '../republish.store.js';
import { hurryBank } from '../testing/auction.store.js';
import { openAuction, START, STEP, type TestAuction } from '../testing/open-auction.js';
import { retentionActs } from './retention-acts.store.js';

let auction: TestAuction;
let lot: Lot;
let held: Lot;
beforeAll(async () => {
  auction = await openAuction();
  [lot, held] = [await auction.aLot(), await auction.aLot()];
  const [first, second, third] = [await auction.aCitizen(), await auction.aCitizen(), await auction.aCitizen()];
  await auction.enters(third, lot);
  await auction.enters(first, lot);
  await auction.enters(second, lot);
  await auction.enters(second, held);
  await auction.bids(third, lot, START);
  await auction.bids(second, lot, START + STEP);
  await auction.bids(first, lot, START * 2n);
  await auction.afterClose();
  // Nobody pays, and neither does who bid second: the lot is settled once the time for both is over.
  await auction.time.advance({ days: 30 });
  await auction.afterClose();
  await auction.time.advance({ days: 30 });
  await auction.afterClose();
  for (let more = true; more; ) {
    await hurryBank(auction.database);
    more = await auction.asks.turn();
  }
  const hold = { id: newId(), scope: 'LOT', subject: held.id, version: 1, liftedAt: null } as const;
  await auction.database.transaction((tx) => applyHold(tx, hold));
});
afterAll(() => auction[Symbol.asyncDispose]());

const options = { acts: retentionActs, finished: async () => undefined };
async function run(): Promise<Record<string, { erased: number; held: number }>> {
  const id = newId();
  await orderRun(auction.database, id);
  while (await retainBatch(auction.database, options));
  const rows = await auction.database.query<{ rule: string; erased: number; held: number; failure: string | null }>(
    sql`/* test */ SELECT rule, erased, held, failure FROM retention_run_rules WHERE run_id = ${id}`,
  );
  expect(rows.filter(({ failure }) => failure !== null)).toEqual([]);
  return Object.fromEntries(rows.map(({ rule, erased, held: kept }) => [rule, { erased, held: kept }]));
}
const count = async (statement: Sql) => (await auction.database.one<{ n: number }>(statement))?.n;
const refusal = (statement: Sql) =>
  auction.database.query(statement).then(
    () => 'done',
    (error: unknown) => violatedConstraint(error),
  );

it('terms in the database are those of the rules', async () => {
  const rows = await auction.database.query<{ rule: string; count: number; unit: string }>(
    sql`/* test */ SELECT rule, count, unit FROM retention_terms ORDER BY rule`,
  );
  const terms = new Map(retentionRules.map((rule) => [ruleName(rule), rule.term]));
  expect(rows.map(({ rule }) => rule)).toEqual(retentionActs.map(({ rule }) => rule).sort());
  for (const { rule, ...term } of rows) expect(terms.get(rule), rule).toEqual(term);
});

// The attack: somebody takes an entry from its bidder, so that a debt or a strike has no one to it.
it('nobody takes an entry from its bidder', async () => {
  expect(await refusal(sql`/* test */ UPDATE entries SET bidder_id = NULL`)).toBe('entries_stay_with_their_bidder');
});

it('three years after the settlement a number is a number, and the log of bids stands', async () => {
  expect(await run()).toMatchObject({ 'auction.entries': { erased: 0, held: 0 } });
  await auction.time.advance({ days: 3 * 365 + 2 });
  expect(await run()).toMatchObject({
    'auction.entries': { erased: 3, held: 1 },
    'auction.bank_orders': { erased: 0, held: 0 },
  });
  const anonymous = sql`/* test */ SELECT count(*)::int AS n FROM entries WHERE lot_id = ${lot.id} AND bidder_id IS NULL`;
  expect(await count(anonymous)).toBe(3);
  expect(await count(sql`/* test */ SELECT count(*)::int AS n FROM bids WHERE lot_id = ${lot.id}`)).toBe(3);
  // Whoever rebuilds a projection is told nothing of entries that are nobody's.
  const told = await auction.database.transaction((tx) => entrySnapshots(tx, null, null, 10));
  expect(told).toHaveLength(1);
});

it('five years after it money that still has to move is not over, whatever its lot says', async () => {
  await auction.time.advance({ days: 2 * 365 + 1 });
  const outcome = await run();
  expect(outcome['auction.bank_orders']).toEqual({ erased: 2, held: 0 });
  expect(outcome['auction.bank_events']?.erased).toBe(2);
  const refunds = sql`/* test */ SELECT count(*)::int AS n FROM bank_orders WHERE state IN ('REFUND_DUE', 'REFUND_ASKED')`;
  expect(await count(refunds)).toBe(2);
});

it('and once it has, only what is held stays', async () => {
  await auction.database.query(sql`/* test */
    UPDATE bank_orders SET state = 'REFUNDED', refunded_at = app_now(), ask_at = NULL`);
  expect(await run()).toMatchObject({ 'auction.bank_orders': { erased: 1, held: 1 } });
  expect(await count(sql`/* test */ SELECT count(*)::int AS n FROM bank_orders`)).toBe(1);
});
