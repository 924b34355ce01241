import { operationsActs, type RetentionAct, sql } from '@belgi/database';

/** How each rule of retention that the daily job keeps is carried out here. */
export const retentionActs: readonly RetentionAct[] = [
  {
    rule: 'notify.notices',
    steps: [
      {
        rule: 'notify.deliveries',
        erase: (ids) => sql`/* retention.deliveries-of-notices */
          DELETE FROM deliveries WHERE notice_id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
      },
      {
        rule: 'notify.notices',
        erase: (ids) => sql`/* retention.notices */
          DELETE FROM notices WHERE id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
      },
    ],
  },
  {
    rule: 'notify.deliveries',
    steps: [
      {
        rule: 'notify.deliveries',
        erase: (ids) => sql`/* retention.deliveries */
          DELETE FROM deliveries WHERE id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
      },
    ],
  },
  {
    rule: 'notify.broadcasts',
    steps: [
      {
        rule: 'notify.broadcasts',
        erase: (ids) => sql`/* retention.broadcasts */
          DELETE FROM broadcasts WHERE event_id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
      },
    ],
  },
  ...operationsActs('notify'),
];
