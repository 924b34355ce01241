import { type Queryable, type Sql, sql } from '@belgi/database';

/**
 * Who withdrew before that and is not erased; bound: a lot that is not over, or a deposit on its way back; held: by a legal hold, or by the
 * person's own wish, who had the use of their data stopped so that they stay, or whose dispute is not answered.
 */
const over = (before: Date): Sql => sql`FROM consents c JOIN consent_heads h ON h.consent_id = c.id
  CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM binding_entries b WHERE b.citizen_id = c.citizen_id
      AND (b.state IN ('DEPOSIT_DUE', 'ENTERED', 'LEADING', 'OUTBID', 'WON', 'RESERVED') OR (b.state = 'RELEASED' AND b.deposit_state = 'RETURNING'))) AS bound,
    (retention_held(ARRAY[c.citizen_id], NULL, NULL)
      OR coalesce((SELECT r.restricted FROM restrictions r WHERE r.citizen_id = c.citizen_id ORDER BY r.version DESC LIMIT 1), false)
      OR EXISTS (SELECT 1 FROM rights_requests q WHERE q.citizen_id = c.citizen_id AND q.state = 'OPEN')) AS held) now
  WHERE c.state = 'WITHDRAWN' AND c.at < ${before}
    AND NOT EXISTS (SELECT 1 FROM persons_erased e WHERE e.citizen_id = c.citizen_id)`;

/** Persons to begin with, the longest waiting first. @param askedBefore whoever was weighed and refused after that waits @param only this person */
export async function personsOver(
  db: Queryable,
  {
    before,
    askedBefore,
    limit,
    only = null,
  }: { readonly before: Date; readonly askedBefore: Date; readonly limit: number; readonly only?: string | null },
): Promise<string[]> {
  const rows = await db.query<{ id: string }>(sql`/* erasures.over */
    SELECT c.citizen_id AS id ${over(before)} AND NOT now.bound AND NOT now.held
      AND (${only}::uuid IS NULL OR c.citizen_id = ${only}::uuid)
      AND NOT EXISTS (SELECT 1 FROM erasures e WHERE e.citizen_id = c.citizen_id AND (e.state <> 'REFUSED' OR e.asked_at > ${askedBefore}))
    ORDER BY c.at LIMIT ${limit}`);
  return rows.map(({ id }) => id);
}

/** How many have had their term: to be erased, held, and bound by a contract that still runs. */
export async function countOver(
  db: Queryable,
  before: Date,
): Promise<{ readonly due: number; readonly held: number; readonly bound: number; readonly oldest: Date | null }> {
  const row = await db.one<{
    due: number;
    held: number;
    bound: number;
    oldest: Date | null;
  }>(sql`/* erasures.count-over */
    SELECT count(*) FILTER (WHERE NOT now.bound AND NOT now.held)::int AS due, count(*) FILTER (WHERE now.held)::int AS held,
      count(*) FILTER (WHERE now.bound AND NOT now.held)::int AS bound, min(c.at) FILTER (WHERE NOT now.bound) AS oldest
    ${over(before)}`);
  return row ?? { due: 0, held: 0, bound: 0, oldest: null };
}
