import { type Queryable, type Sql, sql, type Transaction } from '@belgi/database';
import { leads } from '../lots/entry.store.js';
import { allKinds, type Channel, type NoticeKind, ruleOf } from '../notices/notice-kind.js';
import { type DeliveryState, FALLBACK_AFTER_MS, type SendQuestion } from './delivery.js';

export interface NewDelivery {
  readonly id: string;
  readonly noticeId: string;
  readonly eventId: string;
  readonly personId: string;
  readonly kind: NoticeKind;
  readonly channel: Channel;
  readonly plannedAt: Date;
}

export async function insertDelivery(tx: Transaction, delivery: NewDelivery): Promise<void> {
  await tx.query(sql`/* deliveries.insert */
    INSERT INTO deliveries (id, notice_id, event_id, person_id, kind, channel, urgent, due_at, planned_at)
    VALUES (${delivery.id}, ${delivery.noticeId}, ${delivery.eventId}, ${delivery.personId}, ${delivery.kind},
            ${delivery.channel}, ${ruleOf(delivery.kind).urgent}, ${delivery.plannedAt}, ${delivery.plannedAt})
    ON CONFLICT DO NOTHING`);
}

/** A delivery in the hands of one sender. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly noticeId: string;
  readonly kind: NoticeKind;
  readonly channel: Channel;
  /** The fence: only the holder of the latest claim may change the row. */
  readonly claims: number;
  /** Times that the provider turned it down for now. */
  readonly attempts: number;
  /** Times that it was put off for anything else: an hour, a fact, a service or provider that was away. */
  readonly waits: number;
  readonly plannedAt: Date;
  /** The state in which the last holder left it: SENDING means that it died with the message on its way. */
  readonly leftIn: DeliveryState;
}

/**
 * The delivery due longest by one of these ways, urgent ones first, taken for `leaseMs`. A row left in SENDING stays so: that it was once
 * handed over is not forgotten.
 */
export async function claimDelivery(
  db: Queryable,
  leaseMs: number,
  channels: readonly Channel[],
): Promise<ClaimedDelivery | undefined> {
  const theirs = sql`channel = ANY (${channels})`;
  return claim(db, leaseMs, [sql`urgent AND ${theirs}`, theirs]);
}

const FALLBACK_KINDS: readonly NoticeKind[] = allKinds.filter((kind) => ruleOf(kind).sms === 'fallback');

/** A mail whose SMS should go out by now if the relay is still away; taken for `leaseMs`. All such kinds are urgent. */
export function claimStrandedMail(db: Queryable, leaseMs: number): Promise<ClaimedDelivery | undefined> {
  const stranded = sql`channel = 'EMAIL' AND urgent AND kind = ANY (${FALLBACK_KINDS})
    AND planned_at <= app_now() - ${FALLBACK_AFTER_MS} * interval '1 millisecond'`;
  return claim(db, leaseMs, [stranded]);
}

/** @param choices the first that finds one counts: the others are not even looked for */
function claim(db: Queryable, leaseMs: number, choices: readonly Sql[]): Promise<ClaimedDelivery | undefined> {
  const longestDue = choices.map(
    (which) => sql`SELECT id, state FROM (
        SELECT id, state FROM deliveries
        WHERE state IN ('PLANNED', 'CLAIMED', 'SENDING') AND due_at <= app_now() AND ${which}
        ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED) AS longest_due`,
  );
  return db.one<ClaimedDelivery>(sql`/* deliveries.claim */
    WITH due AS (${sql.join(longestDue, sql` UNION ALL `)} LIMIT 1)
    UPDATE deliveries d
    SET state = CASE due.state WHEN 'SENDING' THEN 'SENDING' ELSE 'CLAIMED' END,
        due_at = app_now() + ${leaseMs} * interval '1 millisecond', claims = claims + 1
    FROM due WHERE d.id = due.id
    RETURNING d.id, d.notice_id AS "noticeId", d.kind, d.channel, d.claims, d.attempts, d.waits,
              d.planned_at AS "plannedAt", due.state AS "leftIn"`);
}

/** Committed before the hand-over begins. @returns false when the lease ran out and somebody else has it. */
export async function markSending(db: Queryable, { id, claims }: ClaimedDelivery): Promise<boolean> {
  const row = await db.one(sql`/* deliveries.markSending */
    UPDATE deliveries SET state = 'SENDING'
    WHERE id = ${id} AND claims = ${claims} AND state IN ('CLAIMED', 'SENDING') RETURNING id`);
  return row !== undefined;
}

/** Puts it back for later; `waited`: not because the provider turned it down. @returns false when somebody else has it. */
export async function postpone(
  tx: Transaction,
  { id, claims }: ClaimedDelivery,
  until: { pauseMs: number; reason: string | null; waited: boolean },
): Promise<boolean> {
  const row = await tx.one(sql`/* deliveries.postpone */
    UPDATE deliveries
    SET state = 'PLANNED', due_at = app_now() + ${until.pauseMs} * interval '1 millisecond', reason = ${until.reason},
        waits = waits + ${until.waited ? 1 : 0}, attempts = attempts + ${until.waited ? 0 : 1}
    WHERE id = ${id} AND claims = ${claims} AND state IN ('CLAIMED', 'SENDING') RETURNING id`);
  return row !== undefined;
}

/**
 * Ends it. UNCERTAIN may still become SENT: a holder that was frozen through its lease learns late that the
 * message did arrive. @returns false when somebody else has it or ended it.
 */
export async function endDelivery(
  tx: Transaction,
  { id, claims }: ClaimedDelivery,
  state: 'SENT' | 'SKIPPED' | 'FAILED' | 'UNCERTAIN',
  reason: string | null,
): Promise<boolean> {
  const row = await tx.one(sql`/* deliveries.end */
    UPDATE deliveries SET state = ${state}, reason = ${reason}, ended_at = app_now()
    WHERE id = ${id}
      AND ((claims = ${claims} AND state IN ('CLAIMED', 'SENDING')) OR (state = 'UNCERTAIN' AND ${state} = 'SENT'))
    RETURNING id`);
  return row !== undefined;
}

/** What a person is still to be sent, with what decides whether it will be. */
export interface PendingDelivery
  extends Pick<SendQuestion, 'kind' | 'channel' | 'plannedAt' | 'expiresAt' | 'leadsAgain'> {
  readonly noticeId: string;
}

/** Of this citizen, all that nobody has begun to hand over. */
export function pendingOf(db: Queryable, citizenId: string): Promise<PendingDelivery[]> {
  return db.query<PendingDelivery>(sql`/* deliveries.pending */
    SELECT n.id AS "noticeId", d.kind, d.channel, d.planned_at AS "plannedAt", n.expires_at AS "expiresAt",
           CASE n.kind WHEN 'BID_OUTBID' THEN EXISTS (SELECT 1 FROM entries WHERE entry_id = n.subject_id::uuid AND ${leads})
             ELSE false END AS "leadsAgain"
    FROM notices n JOIN deliveries d ON d.notice_id = n.id
    WHERE n.citizen_id = ${citizenId} AND d.state IN ('PLANNED', 'CLAIMED')`);
}

export async function deliveryBacklog(db: Queryable): Promise<{ due: number; oldestSeconds: number }> {
  const row = await db.one<{ due: number; oldestSeconds: number }>(sql`/* deliveries.backlog */
    SELECT count(*)::int AS due,
           coalesce(extract(epoch FROM max(app_now() - due_at)), 0)::float8 AS "oldestSeconds"
    FROM deliveries WHERE state IN ('PLANNED', 'CLAIMED', 'SENDING') AND due_at <= app_now()`);
  return row ?? { due: 0, oldestSeconds: 0 };
}
