import type { OutgoingFact } from '@belgi/contracts';
import { type Sql, sql } from './sql.js';
import type { Queryable } from './types.js';

/** Advisory lock class of outbox slots: any constant nobody else uses with two-key advisory locks. */
const SLOT_LOCK_CLASS = 0x6f62; // "ob"

export interface OutboxRow {
  readonly position: bigint;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly aggregate: string;
  readonly aggregateId: string;
  readonly aggregateVersion: number;
  readonly data: unknown;
  readonly trace: string | null;
  readonly createdAt: Date;
  readonly attempts: number;
}

export interface TracedFact {
  readonly fact: OutgoingFact;
  /** `traceparent` of what published it. */
  readonly trace: string | null;
}

/** Into the outbox, in this order. */
export const insertFacts = (facts: readonly TracedFact[]): Sql =>
  sql`/* outbox.insert */
    INSERT INTO outbox (id, type, subject, aggregate, aggregate_id, aggregate_version, data, trace)
    SELECT id, type, subject, aggregate, aggregate_id, aggregate_version, data, trace
    FROM ROWS FROM (unnest(${facts.map(({ fact }) => fact.id)}::uuid[], ${facts.map(({ fact }) => fact.type)}::text[],
                ${facts.map(({ fact }) => fact.subject)}::text[], ${facts.map(({ fact }) => fact.aggregate)}::text[],
                ${facts.map(({ fact }) => fact.aggregateId)}::text[], ${facts.map(({ fact }) => fact.aggregateVersion)}::bigint[],
                ${facts.map(({ trace }) => trace)}::text[]),
      -- One document: an array of them would be quoted by us and taken apart twice by the server.
      jsonb_array_elements(${`[${facts.map(({ fact }) => JSON.stringify(fact.data)).join()}]`}::jsonb))
      WITH ORDINALITY AS f (id, type, subject, aggregate, aggregate_id, aggregate_version, trace, data, place)
    ORDER BY place`;

export async function hasUnpublished(db: Queryable): Promise<boolean> {
  const row = await db.one<{ pending: boolean }>(
    sql`/* outbox.has-unpublished */
    SELECT EXISTS (SELECT FROM outbox WHERE published_at IS NULL AND (retry_at IS NULL OR retry_at <= app_now())) AS pending`,
  );
  return row?.pending ?? false;
}

/** Rows looked at to find slots with work. More would only be read again by the next claim. */
const LOOK_AHEAD_ROWS = 5_000;

/** Aggregates whose publication failed and waits for its retry: none of their facts may overtake the failed one. */
const isNotHeld = sql`aggregate <> ALL (ARRAY(
  SELECT held.aggregate FROM outbox held WHERE held.published_at IS NULL AND held.retry_at > app_now()))`;

/**
 * Claims slots until the end of the transaction. Everything of an aggregate is in one slot, so whoever holds
 * the slot is alone with the aggregate. The rows are read by the *next* statement: its snapshot is taken
 * after the lock is held, so that it sees what the slot's previous holder marked as published.
 */
export async function claimSlots(tx: Queryable): Promise<number[]> {
  const rows = await tx.query<{ slot: number }>(
    sql`/* outbox.claim-slots */
    WITH next AS (
      SELECT slot FROM outbox WHERE published_at IS NULL AND ${isNotHeld} ORDER BY position LIMIT ${LOOK_AHEAD_ROWS}
    ), pending AS MATERIALIZED (SELECT DISTINCT slot FROM next)
    SELECT slot FROM pending WHERE pg_try_advisory_xact_lock(${SLOT_LOCK_CLASS}::int, slot)`,
  );
  return rows.map((row) => row.slot);
}

/** The oldest unpublished rows of the slots, in order; of an aggregate that waits for a retry, none. */
export async function claimedRows(tx: Queryable, slots: readonly number[], limit: number): Promise<OutboxRow[]> {
  const rows = await tx.query<OutboxRow & { aggregateVersion: bigint }>(
    sql`/* outbox.claimed-rows */
    SELECT position, id, type, subject, aggregate, aggregate_id AS "aggregateId",
           aggregate_version AS "aggregateVersion", data, trace, created_at AS "createdAt", attempts
    FROM outbox
    WHERE published_at IS NULL AND slot = ANY (${slots}::int[]) AND ${isNotHeld}
    ORDER BY position LIMIT ${limit}`,
  );
  return rows.map((row) => ({ ...row, aggregateVersion: Number(row.aggregateVersion) }));
}

export async function markPublished(tx: Queryable, positions: readonly bigint[]): Promise<void> {
  await tx.query(
    sql`/* outbox.mark-published */
    UPDATE outbox SET published_at = app_now(), retry_at = NULL, last_error = NULL
    WHERE position = ANY (${positions.map(String)}::bigint[])`,
  );
}

export async function markFailed(tx: Queryable, position: bigint, error: string, retryAfterMs: number): Promise<void> {
  await tx.query(sql`/* outbox.mark-failed */
    UPDATE outbox SET attempts = attempts + 1, last_error = ${error},
                      retry_at = app_now() + ${retryAfterMs}::int * interval '1 millisecond'
    WHERE position = ${position}`);
}

export interface OutboxStatus {
  readonly unpublished: number;
  /** Age of the oldest unpublished row in seconds; 0 when there is none. */
  readonly oldestSeconds: number;
  /** Rows whose publication failed at least once and is still due. */
  readonly failing: number;
}

export async function outboxStatus(db: Queryable): Promise<OutboxStatus> {
  const row = await db.one<OutboxStatus>(sql`/* outbox.status */
    SELECT count(*)::int AS unpublished, count(*) FILTER (WHERE attempts > 0)::int AS failing,
           coalesce(extract(epoch FROM app_now() - min(created_at)), 0)::float8 AS "oldestSeconds"
    FROM outbox WHERE published_at IS NULL`);
  return row ?? { unpublished: 0, oldestSeconds: 0, failing: 0 };
}

/** Deletes up to `limit` rows published more than `days` ago; how many were there. */
export async function pruneOutbox(db: Queryable, days: number, limit: number): Promise<number> {
  const rows = await db.query(sql`/* outbox.prune */
    DELETE FROM outbox WHERE position IN (
      SELECT position FROM outbox WHERE published_at < app_now() - ${days}::int * interval '1 day'
      ORDER BY position LIMIT ${limit}) RETURNING 1 AS one`);
  return rows.length;
}

/** Which published facts to send again; all given conditions must hold. */
export interface ReplayFilter {
  readonly since?: Date | undefined;
  /** A NATS subject with `*` and `>`. */
  readonly subject?: string | undefined;
  readonly id?: string | undefined;
}

/** A NATS subject pattern as a regular expression: `*` is one token, a final `>` is one or more. */
function subjectExpression(pattern: string): string {
  const tokens = pattern.split('.').map((token) => {
    if (token === '*') return '[^.]+';
    if (token === '>') return '.+';
    return token.replaceAll(/[^A-Za-z0-9_-]/g, String.raw`\$&`);
  });
  return `^${tokens.join(String.raw`\.`)}$`;
}

const replayed = ({ since, subject, id }: ReplayFilter) => sql`published_at IS NOT NULL
  ${since ? sql`AND created_at >= ${since}` : sql.empty}
  ${subject ? sql`AND subject ~ ${subjectExpression(subject)}` : sql.empty}
  ${id ? sql`AND id = ${id}` : sql.empty}`;

/** How many facts `replayOutbox` would send again. */
export async function countReplay(db: Queryable, filter: ReplayFilter): Promise<number> {
  const row = await db.one<{ facts: number }>(sql`/* outbox.count-replay */
    SELECT count(*)::int AS facts FROM outbox WHERE ${replayed(filter)}`);
  return row?.facts ?? 0;
}

/** Hands published facts to the relay once more, under their old ids; how many. Consumers know what they had. */
export async function replayOutbox(db: Queryable, filter: ReplayFilter): Promise<number> {
  const row = await db.one<{ facts: number }>(sql`/* outbox.replay */
    WITH again AS (UPDATE outbox SET published_at = NULL, attempts = 0 WHERE ${replayed(filter)} RETURNING 1)
    SELECT count(*)::int AS facts FROM again`);
  return row?.facts ?? 0;
}
