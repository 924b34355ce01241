import { type Queryable, sql } from '@belgi/database';
import type { Account, Books, OrderMoney } from './place.js';

/** What each account has, in tyiyn. */
export async function balances(db: Queryable): Promise<{ readonly account: Account; readonly amount: bigint }[]> {
  return db.query<{ account: Account; amount: bigint }>(sql`/* money.balances */
    SELECT account, sum(amount)::bigint AS amount FROM money_postings GROUP BY account ORDER BY account`);
}

/** Orders with what the books say of each, from an id on: one page. */
export async function ordersWithBooks(
  db: Queryable,
  after: string | null,
  limit: number,
): Promise<{ readonly order: OrderMoney; readonly books: Books }[]> {
  const rows = await db.query<OrderMoney & { books: Record<Account, string> | null }>(sql`/* money.orders */
    SELECT o.id, o.purpose, o.state, o.amount, (SELECT jsonb_object_agg(p.account, p.amount::text)
      FROM (SELECT account, sum(amount) AS amount FROM money_postings WHERE order_id = o.id GROUP BY account) AS p) AS books
    FROM bank_orders o WHERE (${after}::uuid IS NULL OR o.id > ${after}::uuid) ORDER BY o.id LIMIT ${limit}`);
  return rows.map(({ books, ...order }) => ({
    order,
    books: Object.fromEntries(Object.entries(books ?? {}).map(([account, amount]) => [account, BigInt(amount)])),
  }));
}
