import { newId } from '@belgi/contracts';
import { sql } from './sql.js';
import type { Queryable } from './types.js';

export interface RepublishRequest {
  readonly id: string;
  readonly noun: string;
  /** One aggregate; null means all of the noun. */
  readonly aggregateId: string | null;
  /** The last aggregate sent; null before the first page. */
  readonly afterId: string | null;
  readonly sent: number;
}

/** Orders the current state of `noun`; returns the request's id. Served by the owner's republisher. */
export async function requestRepublish(db: Queryable, noun: string, aggregateId: string | null): Promise<string> {
  const id = newId();
  await db.query(sql`/* republish.insert */
    INSERT INTO republish_requests (id, noun, aggregate_id) VALUES (${id}, ${noun}, ${aggregateId})`);
  return id;
}

/** Whether there is one to claim: asked every second, and nearly never so, without a transaction. */
export async function isRepublishRequested(db: Queryable): Promise<boolean> {
  const row = await db.one(sql`/* republish.is-requested */
    SELECT 1 AS one FROM republish_requests WHERE finished_at IS NULL LIMIT 1`);
  return row !== undefined;
}

/** The oldest open request that no other replica is serving, locked until the end of the transaction. */
export async function claimRepublish(tx: Queryable): Promise<RepublishRequest | undefined> {
  return tx.one(sql`/* republish.claim */
    SELECT id, noun, aggregate_id AS "aggregateId", after_id AS "afterId", sent
    FROM republish_requests WHERE finished_at IS NULL ORDER BY requested_at LIMIT 1 FOR UPDATE SKIP LOCKED`);
}

export async function noteRepublished(tx: Queryable, id: string, afterId: string, count: number): Promise<void> {
  await tx.query(sql`/* republish.note */
    UPDATE republish_requests SET after_id = ${afterId}, sent = sent + ${count} WHERE id = ${id}`);
}

export async function finishRepublish(tx: Queryable, id: string, error: string | null): Promise<void> {
  await tx.query(sql`/* republish.finish */
    UPDATE republish_requests SET finished_at = app_now(), error = ${error} WHERE id = ${id}`);
}

export interface RepublishProgress {
  readonly sent: number;
  readonly finishedAt: Date | null;
  readonly error: string | null;
}

export async function republishProgress(db: Queryable, id: string): Promise<RepublishProgress | undefined> {
  return db.one(sql`/* republish.progress */
    SELECT sent, finished_at AS "finishedAt", error FROM republish_requests WHERE id = ${id}`);
}
