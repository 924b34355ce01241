import { operationsActs, type RetentionAct, type Sql, sql } from '@belgi/database';

const of = (rule: string, erase: (ids: readonly string[]) => Sql): RetentionAct => ({ rule, steps: [{ rule, erase }] });

/** How each rule of retention that the daily job keeps is carried out here. */
export const retentionActs: readonly RetentionAct[] = [
  of(
    'identity.disputes',
    (ids) => sql`/* retention.disputes */ DELETE FROM disputes WHERE id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
  ),
  of(
    'identity.doubts',
    (ids) => sql`/* retention.doubts */ DELETE FROM doubts WHERE id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
  ),
  of(
    'identity.personal_data_accesses',
    (ids) => sql`/* retention.personal-data-accesses */
      DELETE FROM personal_data_accesses WHERE id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
  ),
  ...operationsActs('identity'),
];
