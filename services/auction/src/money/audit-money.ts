import type { Queryable } from '@belgi/database';
import { balances, ordersWithBooks } from './money.store.js';
import { type Account, accounts, faultOf } from './place.js';

/** Orders read at once: a few hundred kilobytes. */
const PAGE = 1_000;

export interface MoneyAudit {
  readonly findings: readonly { readonly table: string; readonly row: string; readonly problem: string }[];
  readonly orders: number;
  /** In tyiyn, as decimal strings. */
  readonly balances: Readonly<Record<Account, string>>;
}

/** Holds every order to the books, and the books to nothing: all accounts together are zero. Names what differs. */
export async function auditMoney(db: Queryable): Promise<MoneyAudit> {
  const findings: { table: string; row: string; problem: string }[] = [];
  let orders = 0;
  for (let after: string | null = null; ; ) {
    const page = await ordersWithBooks(db, after, PAGE);
    for (const { order, books } of page) {
      const problem = faultOf(order, books);
      if (problem !== undefined) findings.push({ table: 'bank_orders', row: order.id, problem });
    }
    orders += page.length;
    const last: string | undefined = page.at(-1)?.order.id;
    if (last === undefined || page.length < PAGE) break;
    after = last;
  }
  const found = new Map((await balances(db)).map(({ account, amount }) => [account, amount]));
  const total = [...found.values()].reduce((sum, amount) => sum + amount, 0n);
  if (total !== 0n) findings.push({ table: 'money_postings', row: '', problem: `all accounts together have ${total}` });
  return {
    findings,
    orders,
    balances: Object.fromEntries(accounts.map((account) => [account, String(found.get(account) ?? 0n)])) as Record<
      Account,
      string
    >,
  };
}
