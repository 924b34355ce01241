import { sql } from './sql.js';
import type { Queryable } from './types.js';

/** An event as it came, kept because its handler failed for good. No attribute of a person is in an event. */
export interface DeadLetter {
  readonly consumer: string;
  readonly eventId: string;
  readonly type: string;
  readonly subject: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string;
  readonly attempts: number;
  readonly error: string;
}

export interface DeadLetterRow extends DeadLetter {
  readonly failedAt: Date;
  readonly requeuedAt: Date | null;
  readonly resolvedAt: Date | null;
}

const columns = sql`consumer, event_id AS "eventId", type, subject, headers, payload, attempts, error,
  failed_at AS "failedAt", requeued_at AS "requeuedAt", resolved_at AS "resolvedAt"`;

export async function buryDeadLetter(tx: Queryable, letter: DeadLetter): Promise<void> {
  const { consumer, eventId, type, subject, headers, payload, attempts, error } = letter;
  await tx.query(sql`/* dead-letters.insert */
    INSERT INTO dead_letters (consumer, event_id, type, subject, headers, payload, attempts, error)
    VALUES (${consumer}, ${eventId}, ${type}, ${subject}, ${sql.json(headers)}, ${payload}, ${attempts}, ${error})
    ON CONFLICT (consumer, event_id) DO UPDATE SET attempts = excluded.attempts, error = excluded.error,
      failed_at = app_now(), requeued_at = NULL, resolved_at = NULL`);
}

/** Whether there is one to claim: asked every second, and nearly never so, without a transaction. */
export async function isRequeued(db: Queryable, consumer: string): Promise<boolean> {
  const row = await db.one(sql`/* dead-letters.is-requeued */
    SELECT 1 AS one FROM dead_letters
    WHERE consumer = ${consumer} AND requeued_at IS NOT NULL AND resolved_at IS NULL LIMIT 1`);
  return row !== undefined;
}

/** The next letter that operations asked this consumer to try again, locked until the end of the transaction. */
export async function claimRequeued(tx: Queryable, consumer: string): Promise<DeadLetterRow | undefined> {
  return tx.one(sql`/* dead-letters.claim-requeued */
    SELECT ${columns} FROM dead_letters
    WHERE consumer = ${consumer} AND requeued_at IS NOT NULL AND resolved_at IS NULL
    ORDER BY requeued_at, event_id LIMIT 1 FOR UPDATE SKIP LOCKED`);
}

/** It was handled after all; nothing happens when there is no such letter. */
export async function resolveDeadLetter(tx: Queryable, consumer: string, eventId: string): Promise<void> {
  await tx.query(sql`/* dead-letters.resolve */
    UPDATE dead_letters SET resolved_at = app_now()
    WHERE consumer = ${consumer} AND event_id = ${eventId} AND resolved_at IS NULL`);
}

/** The re-run failed too: back to the dead, with the new error. */
export async function returnDeadLetter(tx: Queryable, consumer: string, eventId: string, error: string): Promise<void> {
  await tx.query(sql`/* dead-letters.return */
    UPDATE dead_letters SET attempts = attempts + 1, error = ${error}, failed_at = app_now(), requeued_at = NULL
    WHERE consumer = ${consumer} AND event_id = ${eventId}`);
}

/** Oldest first; resolved ones only when asked for. */
export async function listDeadLetters(
  db: Queryable,
  filter: { consumer?: string | undefined; eventId?: string | undefined; resolved?: boolean } = {},
): Promise<DeadLetterRow[]> {
  const { consumer, eventId, resolved = false } = filter;
  return db.query(sql`/* dead-letters.list */
    SELECT ${columns} FROM dead_letters
    WHERE (${resolved} OR resolved_at IS NULL) ${consumer ? sql`AND consumer = ${consumer}` : sql.empty}
      ${eventId ? sql`AND event_id = ${eventId}` : sql.empty}
    ORDER BY failed_at, event_id LIMIT 1000`);
}

/** Asks the consumers to run these again; how many were asked. Without a filter: all that are not resolved. */
export async function requeueDeadLetters(
  db: Queryable,
  filter: { consumer?: string | undefined; eventId?: string | undefined } = {},
): Promise<number> {
  const { consumer, eventId } = filter;
  const rows = await db.query(sql`/* dead-letters.requeue */
    UPDATE dead_letters SET requeued_at = app_now()
    WHERE resolved_at IS NULL AND requeued_at IS NULL ${consumer ? sql`AND consumer = ${consumer}` : sql.empty}
      ${eventId ? sql`AND event_id = ${eventId}` : sql.empty}
    RETURNING 1 AS one`);
  return rows.length;
}

/** Letters of one consumer that nobody has dealt with. */
export async function countDeadLetters(db: Queryable, consumer: string): Promise<number> {
  const row = await db.one<{ dead: number }>(sql`/* dead-letters.count */
    SELECT count(*)::int AS dead FROM dead_letters WHERE consumer = ${consumer} AND resolved_at IS NULL`);
  return row?.dead ?? 0;
}
