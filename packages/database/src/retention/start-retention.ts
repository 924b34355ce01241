import { newId } from '@belgi/contracts';
import type { Logger, Metrics } from '@belgi/runtime';
import { type Loop, startLoop } from '../loop.js';
import type { Database } from '../types.js';
import { type RetainOptions, retainBatch } from './retain.js';
import { lastRunSeconds, orderDailyRun, retentionStanding } from './retention.store.js';

/** How long an ordered run waits for the job at most, in ms. */
const POLL_MS = 1_000;
/** The day's run begins at this hour of Bishkek: few people are about, and statistics are out. */
const RUN_HOUR = 3;
/** Gauges are read this often, in ms; what is due is counted only after a run, since it reads every row under a rule. */
const GAUGES_EVERY_MS = 60_000;

/**
 * The daily retention job (clause 3.1). Any number of replicas; the database decides who does the next batch and when a
 * day has begun.
 */
export function startRetention(
  options: RetainOptions & { readonly database: Database; readonly logger: Logger; readonly metrics: Metrics },
): Loop {
  const { database, logger, metrics, acts } = options;
  const age = metrics.gauge('belgi_retention_last_run_seconds', 'Seconds since the last finished run of retention.');
  const failures = metrics.gauge('belgi_retention_failures', 'Rules that failed in the last run.');
  const due = metrics.gauge('belgi_retention_due', 'Left due by the last run, by rule.', ['rule']);
  const held = metrics.gauge('belgi_retention_held', 'Due and kept by a legal hold, by rule.', ['rule']);
  let readGaugesAt = 0;

  const finished: RetainOptions['finished'] = async (tx, run) => {
    await options.finished(tx, run);
    tx.afterCommit(() => {
      readGaugesAt = 0;
      const total = run.rules.reduce((sum, { erased }) => sum + erased, 0);
      const failed = run.rules.filter(({ failure }) => failure !== null);
      if (failed.length > 0) logger.error({ run: run.id, failed }, 'retention failed for some rules');
      else logger.info({ run: run.id, erased: total }, 'retention ran');
    });
  };
  const readGauges = async () => {
    const last = await lastRunSeconds(database);
    age.set(last.seconds);
    failures.set(last.failures);
    if (readGaugesAt > 0) return;
    for (const standing of await retentionStanding(database)) {
      due.set({ rule: standing.rule }, standing.due);
      held.set({ rule: standing.rule }, standing.held);
    }
  };
  return startLoop({
    name: 'retention',
    everyMs: POLL_MS,
    logger,
    turn: async () => {
      const isOpen = await orderDailyRun(database, newId(), RUN_HOUR);
      if (isOpen && (await retainBatch(database, { acts, finished }))) return true;
      if (performance.now() - readGaugesAt > GAUGES_EVERY_MS || readGaugesAt === 0) {
        await readGauges();
        readGaugesAt = performance.now();
      }
      return false;
    },
  });
}
