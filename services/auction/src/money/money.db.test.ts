import { newId } from '@belgi/contracts';
import { sql, violatedConstraint } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrderPurpose } from '../bank/bank-order.js';
import { ordersOfEntries } from '../bank/bank-order.store.js';
import { payForLot } from '../bank/pay-for-lot.js';
import { takeReport } from '../bank/take-report.js';
import { keepTime } from '../closing/timekeeper.js';
import type { Entry } from '../entries/entry.js';
import { cancelLot } from '../lots/cancel-lot.js';
import { appealStrike } from '../standing/appeal-strike.js';
import { decideAppeal } from '../standing/decide-appeal.js';
import { strikesOf } from '../standing/standing.store.js';
import { hurryBank } from '../testing/auction.store.js';
import { openAuction, START, STEP, type TestAuction } from '../testing/open-auction.js';
import { auditMoney } from './audit-money.js';

let auction: TestAuction;
beforeAll(async () => {
  auction = await openAuction({ replicas: 2 });
});
afterAll(() => auction[Symbol.asyncDispose]());

const orderOf = async (entry: Entry, purpose: OrderPurpose) =>
  (await ordersOfEntries(auction.database, [entry.id], purpose)).at(-1);
const refusal = (statement: ReturnType<typeof sql>) =>
  auction.database.query(statement).then(() => 'done', violatedConstraint);
async function bankDoesAll(): Promise<void> {
  for (let more = true; more; ) {
    await hurryBank(auction.database);
    more = await auction.asks.turn();
  }
}

/** A small generator of numbers that a seed repeats. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

describe('the books', () => {
  it('balance through every way that a lot can go, reports twice and out of order among them', async () => {
    for (let seed = 1; seed <= 6; seed += 1) {
      const next = numbers(seed);
      const lot = await auction.aLot();
      const people = await Promise.all([1, 2, 3].map(() => auction.aCitizen()));
      const entries: Entry[] = [];
      for (const who of people) entries.push(await auction.enters(who, lot, { unpaid: next(4) === 0 }));
      /** The bank says something of some order, perhaps not for the first time. */
      const report = async () => {
        const entry = entries[next(entries.length)];
        const order = entry && (await orderOf(entry, next(3) === 0 ? 'PAYMENT' : 'DEPOSIT'));
        if (!order) return;
        const said = auction.bank.report(order.id, next(4) === 0 ? 'refunded' : 'paid');
        const both = auction.replicas.map(({ database }) => takeReport(database, 'memory', said));
        await Promise.all(both);
      };
      for (const [index, who] of people.entries()) await auction.bids(who, lot, START + BigInt(index) * STEP);
      await report();
      if (next(5) === 0) await cancelLot(auction.database, { lotId: lot.id, reason: 'why' });
      await auction.afterClose();
      for (const who of people)
        if (next(2) === 0) await payForLot(auction.counter, { lotId: lot.id, citizenId: who.id });
      await report();
      await report();
      await auction.time.advance({ days: 5, minutes: 1 });
      await Promise.all(auction.replicas.map(({ database }) => keepTime(database)));
      await report();
      await auction.time.advance({ days: 5, minutes: 1 });
      await keepTime(auction.database);
      for (const who of people) {
        for (const { id } of await strikesOf(auction.database, who.id)) {
          await appealStrike(auction.database, { strikeId: id, citizenId: who.id, ground: 'OTHER', reference: null });
          await decideAppeal(auction.database, { strikeId: id, reason: 'HARDSHIP', decidedBy: newId() });
        }
      }
      if (next(2) === 0) await bankDoesAll();
      await report();
      expect((await auditMoney(auction.database)).findings, `seed ${seed}`).toEqual([]);
    }
  });

  it('balance whoever reserves, pays in time, too late or not at all, reports twice and out of order among them', async () => {
    for (let seed = 1; seed <= 6; seed += 1) {
      const next = numbers(seed);
      const lot = await auction.aLot({ fixed: true });
      const people = await auction.citizens(3);
      const entries = new Map<string, Entry>();
      for (let act = 0; act < 24; act += 1) {
        const who = people[next(people.length)];
        if (!who) continue;
        const chosen = next(6);
        if (chosen < 2) {
          const outcome = await auction.reserves(who, lot);
          if (outcome.kind === 'reserved') entries.set(who.id, outcome.reservation.entry);
        } else if (chosen < 4) {
          const entry = entries.get(who.id);
          const order = entry && (await orderOf(entry, 'PAYMENT'));
          if (!order) continue;
          const said = auction.bank.report(order.id, next(4) === 0 ? 'refunded' : 'paid');
          await Promise.all(auction.replicas.map(({ database }) => takeReport(database, 'memory', said)));
        } else if (chosen === 4) {
          await auction.time.advance({ minutes: 8 });
          await Promise.all(auction.replicas.map(({ database }) => keepTime(database)));
        } else {
          await hurryBank(auction.database);
          await auction.asks.turn();
        }
      }
      expect((await auditMoney(auction.database)).findings, `seed ${seed}`).toEqual([]);
    }
  });

  it('say what is whose', async () => {
    const before = (await auditMoney(auction.database)).balances;
    const lot = await auction.aLot();
    const who = await auction.aCitizen();
    const entry = await auction.enters(who, lot);
    const changeOf = async () => {
      const { balances, findings } = await auditMoney(auction.database);
      expect(findings).toEqual([]);
      return Object.fromEntries(
        Object.entries(balances)
          .map(([account, amount]) => [account, BigInt(amount) - BigInt(before[account as keyof typeof before])])
          .filter(([, amount]) => amount !== 0n),
      );
    };
    expect(await changeOf()).toEqual({ BANK: lot.deposit, DEPOSITS_HELD: -lot.deposit });
    await auction.bids(who, lot, START);
    await auction.afterClose();
    await payForLot(auction.counter, { lotId: lot.id, citizenId: who.id });
    await auction.pays(entry, 'PAYMENT');
    expect(await changeOf()).toEqual({ BANK: START, SALES: -START });
  });
});

/** t0, t1 the bank says the same twice at one moment; t2 that it gave the money back, before it says that it came. */
it('the same report twice at once, and "refunded" before "paid", move money once', async () => {
  for (let round = 0; round < 8; round += 1) {
    const lot = await auction.aLot();
    const entry = await auction.enters(await auction.aCitizen(), lot, { unpaid: true });
    const order = await orderOf(entry, 'DEPOSIT');
    const said = auction.bank.report(order?.id ?? '');
    const other = auction.bank.report(order?.id ?? '', round % 2 === 0 ? 'refunded' : 'paid');
    await Promise.all(
      [said, other, said].map((report, index) => {
        const replica = auction.replicas[index % 2];
        return takeReport(replica?.database ?? auction.database, 'memory', report);
      }),
    );
    expect((await auditMoney(auction.database)).findings).toEqual([]);
    const state = (await orderOf(entry, 'DEPOSIT'))?.state;
    expect(state).toBe(round % 2 === 0 ? 'REFUNDED' : 'PAID');
  }
});

describe('the database', () => {
  it('lets no posting be written, changed or removed by hand', async () => {
    const entry = await auction.enters(await auction.aCitizen(), await auction.aLot());
    const order = await orderOf(entry, 'DEPOSIT');
    expect(await refusal(sql`/* test */ UPDATE money_postings SET amount = amount + 1`)).toBe(
      'money_postings_append_only',
    );
    expect(await refusal(sql`/* test */ DELETE FROM money_postings`)).toBe('money_postings_append_only');
    const one = (account: string, amount: bigint, movement = newId()) => sql`/* test */
      INSERT INTO money_postings (movement, order_id, account, amount, at) VALUES (${movement}, ${order?.id ?? ''}, ${account}, ${amount}, app_now())`;
    expect(await refusal(one('SALES', -5n))).toBe('money_postings_balance');
    const movement = newId();
    const forged = auction.database.transaction(async (tx) => {
      await tx.query(one('BANK', 5n, movement));
      await tx.query(one('SALES', -5n, movement));
    });
    expect(await forged.then(() => 'done', violatedConstraint)).toBe('money_postings_as_the_order_says');
  });

  it('lets an order walk along its states only, for what it was, and a deposit count once', async () => {
    const entry = await auction.enters(await auction.aCitizen(), await auction.aLot());
    const order = await orderOf(entry, 'DEPOSIT');
    const set = (change: ReturnType<typeof sql>) =>
      refusal(sql`/* test */ UPDATE bank_orders SET ${change} WHERE id = ${order?.id ?? ''}`);
    expect(await set(sql`state = 'PLACED', paid_at = NULL`)).toBe('bank_orders_state_walk');
    expect(await set(sql`amount = amount - 1`)).toBe('bank_orders_frozen');
    expect(
      await refusal(sql`/* test */ INSERT INTO bank_orders (id, entry_id, lot_id, purpose, provider, amount, state, paid_at)
        SELECT ${newId()}, entry_id, lot_id, purpose, provider, amount + 1, 'PAID', app_now() FROM bank_orders WHERE id = ${order?.id ?? ''}`),
    ).toBe('bank_orders_one_deposit_counts');
  });
});
