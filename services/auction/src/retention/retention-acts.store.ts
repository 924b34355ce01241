import { operationsActs, type RetentionAct, sql } from '@belgi/database';

/** How each rule of retention that the daily job keeps is carried out here. */
export const retentionActs: readonly RetentionAct[] = [
  {
    rule: 'auction.entries',
    steps: [
      {
        rule: 'auction.entries',
        // The number stays: without the person it is a number in the log of a lot.
        erase: (ids) => sql`/* retention.entries */
          UPDATE entries SET bidder_id = NULL WHERE id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
      },
    ],
  },
  {
    rule: 'auction.strikes',
    steps: [
      {
        rule: 'auction.strike_appeals',
        erase: (ids) => sql`/* retention.strike-appeals */
          DELETE FROM strike_appeals WHERE strike_id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
      },
      {
        rule: 'auction.strikes',
        erase: (ids) => sql`/* retention.strikes */
          DELETE FROM strikes WHERE id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
      },
    ],
  },
  {
    rule: 'auction.bidding_blocks',
    steps: [
      {
        rule: 'auction.bidding_blocks',
        erase: (ids) => sql`/* retention.bidding-blocks */
          DELETE FROM bidding_blocks WHERE id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
      },
    ],
  },
  {
    rule: 'auction.bank_orders',
    steps: [
      {
        rule: 'auction.bank_events',
        erase: (ids) => sql`/* retention.bank-events */
          DELETE FROM bank_events WHERE order_id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
      },
      {
        rule: 'auction.money_postings',
        // All that an order moved comes to nothing: the accounts of the others stay what they are.
        erase: (ids) => sql`/* retention.money-postings */
          DELETE FROM money_postings WHERE order_id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
      },
      {
        rule: 'auction.bank_orders',
        erase: (ids) => sql`/* retention.bank-orders */
          DELETE FROM bank_orders WHERE id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
      },
    ],
  },
  {
    rule: 'auction.watched_lots',
    steps: [
      {
        rule: 'auction.watched_lots',
        erase: (ids) => sql`/* retention.watched-lots */
          DELETE FROM watched_lots WHERE id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
      },
    ],
  },
  ...operationsActs('auction'),
];
