import { sql } from '../sql.js';
import type { Queryable } from '../types.js';
import type { RetentionStep, RuleOutcome } from './retention-act.js';

/** Key of the advisory lock under which rows are deleted and holds are applied: neither happens inside the other. */
const LOCK = 0x7265; // "re"

/** A hold that comes while a batch deletes waits for it; a batch that begins afterwards sees the hold. */
export async function lockRetention(tx: Queryable): Promise<void> {
  await tx.query(sql`/* retention.lock */ SELECT pg_advisory_xact_lock(${LOCK}::int, 0)`);
}

/** Orders the run of the day unless there is one. The day begins at `hour` in Bishkek, when few people are about. */
export async function orderDailyRun(db: Queryable, id: string, hour: number): Promise<boolean> {
  const day = sql`((app_now() - make_interval(hours => ${hour}::int)) AT TIME ZONE 'Asia/Bishkek')::date`;
  const row = await db.one<{ isOpen: boolean }>(sql`/* retention.order-daily */
    WITH ordered AS (
      INSERT INTO retention_runs (id, day) SELECT ${id}::uuid, ${day}
      WHERE NOT EXISTS (SELECT FROM retention_runs WHERE day = ${day}) ON CONFLICT (day) DO NOTHING RETURNING 1
    )
    SELECT EXISTS (SELECT FROM ordered) OR EXISTS (SELECT FROM retention_runs WHERE finished_at IS NULL) AS "isOpen"`);
  return row?.isOpen ?? false;
}

/** Orders a run now; the service's own loop does it. */
export async function orderRun(db: Queryable, id: string): Promise<void> {
  await db.query(sql`/* retention.order */ INSERT INTO retention_runs (id) VALUES (${id})`);
}

export interface OpenRun {
  readonly id: string;
  readonly day: string | null;
}

/** The oldest run that is not finished and that no other replica is at, locked until the end of the transaction. */
export async function claimRun(tx: Queryable): Promise<OpenRun | undefined> {
  return tx.one(sql`/* retention.claim */
    SELECT id, day::text AS day FROM retention_runs WHERE finished_at IS NULL
    ORDER BY ordered_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`);
}

export async function doneRules(tx: Queryable, runId: string): Promise<Set<string>> {
  const rows = await tx.query<{ rule: string }>(sql`/* retention.done-rules */
    SELECT rule FROM retention_run_rules WHERE run_id = ${runId} AND done_at IS NOT NULL`);
  return new Set(rows.map(({ rule }) => rule));
}

/** Subjects that are due and not held, oldest first. */
export async function dueSubjects(tx: Queryable, rule: string, limit: number): Promise<string[]> {
  const rows = await tx.query<{ subject: string }>(sql`/* retention.due */
    SELECT s.subject FROM retention_subjects s
    WHERE s.rule = ${rule} AND s.since <= (SELECT retention_cutoff(${rule})) AND NOT retention_held(s.people, s.lot, s.affair)
    ORDER BY s.since LIMIT ${limit}`);
  return [...new Set(rows.map(({ subject }) => subject))];
}

/** Lets the transaction delete what belongs to these. The database checks each: due, and not held. */
export async function permit(tx: Queryable, rule: string, subjects: readonly string[]): Promise<void> {
  await tx.query(sql`/* retention.permit */
    INSERT INTO retention_permits (rule, subject, transaction)
    SELECT ${rule}::text, subject, pg_current_xact_id() FROM unnest(${[...subjects]}::uuid[]) AS due (subject)`);
}

export async function withdrawPermits(tx: Queryable): Promise<void> {
  await tx.query(sql`/* retention.withdraw-permits */ DELETE FROM retention_permits`);
}

/** Runs a step; how many rows it touched. */
export async function runStep(tx: Queryable, step: RetentionStep, subjects: readonly string[]): Promise<number> {
  return (await tx.query(step.erase(subjects))).length;
}

export async function countErased(tx: Queryable, runId: string, rule: string, erased: number): Promise<void> {
  await tx.query(sql`/* retention.count */
    INSERT INTO retention_run_rules (run_id, rule, erased) VALUES (${runId}, ${rule}, ${erased})
    ON CONFLICT (run_id, rule) DO UPDATE SET erased = retention_run_rules.erased + excluded.erased`);
}

/** The rule is done in this run, with what is held of it, or with what failed. */
export async function finishRule(tx: Queryable, runId: string, rule: string, failure: string | null): Promise<void> {
  await tx.query(sql`/* retention.finish-rule */
    INSERT INTO retention_run_rules (run_id, rule, held, failure, done_at)
    SELECT ${runId}, ${rule}::text, count(s.subject), ${failure}::text, app_now() FROM retention_subjects s
    WHERE s.rule = ${rule} AND s.since <= (SELECT retention_cutoff(${rule})) AND retention_held(s.people, s.lot, s.affair)
    ON CONFLICT (run_id, rule) DO UPDATE SET held = excluded.held, failure = excluded.failure, done_at = excluded.done_at`);
}

export async function finishRun(tx: Queryable, runId: string): Promise<{ finishedAt: Date; rules: RuleOutcome[] }> {
  const row = await tx.one<{ finishedAt: Date }>(sql`/* retention.finish-run */
    UPDATE retention_runs SET finished_at = app_now() WHERE id = ${runId} RETURNING finished_at AS "finishedAt"`);
  if (row === undefined) throw new Error('the run is gone');
  const rules = await tx.query<RuleOutcome>(sql`/* retention.run-rules */
    SELECT rule, erased, held, failure FROM retention_run_rules WHERE run_id = ${runId} ORDER BY rule`);
  return { finishedAt: row.finishedAt, rules };
}

/** A run and what it did so far, for whoever ordered it. */
export async function runProgress(
  db: Queryable,
  runId: string,
): Promise<{ finished: boolean; rules: RuleOutcome[] } | undefined> {
  const run = await db.one<{ finished: boolean }>(sql`/* retention.progress */
    SELECT finished_at IS NOT NULL AS finished FROM retention_runs WHERE id = ${runId}`);
  if (run === undefined) return undefined;
  const rules = await db.query<RuleOutcome>(sql`/* retention.progress-rules */
    SELECT rule, erased, held, failure FROM retention_run_rules WHERE run_id = ${runId} ORDER BY rule`);
  return { ...run, rules };
}

export interface RuleStanding {
  readonly rule: string;
  /** Due and not held: what the next run deletes. */
  readonly due: number;
  readonly held: number;
  /** Since when the term of the oldest one has run; null: nothing is held under the rule. */
  readonly oldest: Date | null;
}

/** What a run would do now, by rule. Reads every row under a rule: for people and for once a day, not for a request. */
export async function retentionStanding(db: Queryable): Promise<RuleStanding[]> {
  return db.query(sql`/* retention.standing */
    WITH cut AS MATERIALIZED (SELECT rule, retention_cutoff(rule) AS cutoff FROM (SELECT DISTINCT rule FROM retention_terms) t)
    SELECT c.rule, count(s.subject) FILTER (WHERE s.since <= c.cutoff AND NOT h.held)::int AS due,
      count(s.subject) FILTER (WHERE s.since <= c.cutoff AND h.held)::int AS held, min(s.since) AS oldest
    FROM cut c LEFT JOIN retention_subjects s ON s.rule = c.rule AND s.since IS NOT NULL
      LEFT JOIN LATERAL (SELECT retention_held(s.people, s.lot, s.affair) AS held) h ON s.since <= c.cutoff
    GROUP BY c.rule ORDER BY c.rule`);
}

/** Seconds since the last daily run was finished, or since the database was made. */
export async function lastRunSeconds(db: Queryable): Promise<{ seconds: number; failures: number }> {
  const row = await db.one<{ seconds: number; failures: number }>(sql`/* retention.last-run */
    SELECT COALESCE(extract(epoch FROM app_now() - max(finished_at)), 0)::float8 AS seconds,
      (SELECT count(*)::int FROM retention_run_rules WHERE failure IS NOT NULL AND run_id =
        (SELECT id FROM retention_runs WHERE finished_at IS NOT NULL ORDER BY finished_at DESC LIMIT 1)) AS failures
    FROM retention_runs WHERE finished_at IS NOT NULL`);
  return row ?? { seconds: 0, failures: 0 };
}
