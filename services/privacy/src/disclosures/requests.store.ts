import { type Queryable, type Sql, sql, type Transaction } from '@belgi/database';
import type { RequestState } from './disclosure.js';
import { type KeptRequest, type RequestRow, toRequest, wholeRequests } from './request-row.store.js';

export type { KeptGrant, KeptProposal, KeptRequest } from './request-row.store.js';

/** Locks the request first, then reads it whole: a join under the lock would pair it with rows of before the wait. */
export async function lockRequest(tx: Transaction, id: string): Promise<KeptRequest | undefined> {
  const locked = await tx.one(sql`/* disclosure-requests.lock */
    SELECT 1 AS one FROM disclosure_requests WHERE id = ${id} FOR UPDATE`);
  return locked && findRequest(tx, id);
}

export async function findRequest(db: Queryable, id: string): Promise<KeptRequest | undefined> {
  return (await findRequests(db, [id]))[0];
}

export async function findRequests(db: Queryable, ids: readonly string[]): Promise<KeptRequest[]> {
  const rows = await db.query<RequestRow>(sql`/* disclosure-requests.find */
    ${wholeRequests} WHERE r.id = ANY (${ids}::uuid[])`);
  return rows.map(toRequest);
}

/** Newest first. @param agencyId null: of all agencies */
export async function requestsBelow(
  db: Queryable,
  filter: { agencyId: string | null; state: RequestState | null; below: string | null; limit: number },
): Promise<KeptRequest[]> {
  const rows = await db.query<RequestRow>(sql`/* disclosure-requests.page */
    ${wholeRequests}
    WHERE (${filter.agencyId}::uuid IS NULL OR r.agency_id = ${filter.agencyId}::uuid)
      AND (${filter.below}::uuid IS NULL OR r.id < ${filter.below}::uuid) ${inState(filter.state)}
    ORDER BY r.id DESC LIMIT ${filter.limit}`);
  return rows.map(toRequest);
}

/** EXPIRED is what a granted request is once its term has passed. */
function inState(state: RequestState | null): Sql {
  const granted = sql`r.state IN ('GRANTED', 'NARROWED')`;
  if (state === null) return sql.empty;
  if (state === 'EXPIRED') return sql`AND ${granted} AND g.valid_until <= app_now()`;
  return sql`AND r.state = ${state} AND NOT (${granted} AND g.valid_until <= app_now())`;
}
