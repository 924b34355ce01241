import { violatedConstraint } from '../errors.js';
import type { Database, Transaction } from '../types.js';
import {
  claimRun,
  countErased,
  doneRules,
  dueSubjects,
  finishRule,
  finishRun,
  lockRetention,
  permit,
  runStep,
  withdrawPermits,
} from './retention.store.js';
import type { FinishedRun, RetentionAct } from './retention-act.js';

/** Subjects per transaction: their rows and the lock on holds are held well under a second, and a crash repeats nothing. */
const BATCH_SUBJECTS = 200;

export interface RetainOptions {
  readonly acts: readonly RetentionAct[];
  /** In the transaction that finishes a run: publishes its fact, writes the ledger. */
  readonly finished: (tx: Transaction, run: FinishedRun) => Promise<void>;
}

/**
 * One batch of the oldest open run, in one transaction; the run is whoever's locks its row. What a batch deleted and what
 * it counts commit together, so a killed process loses and repeats nothing: the next batch, of any replica, goes on.
 * A rule that fails is put on record and the others go on; the next run tries it again.
 * @returns whether there was something to do
 */
export function retainBatch(database: Database, { acts, finished }: RetainOptions): Promise<boolean> {
  return database.transaction(async (tx) => {
    const run = await claimRun(tx);
    if (run === undefined) return false;
    await lockRetention(tx);
    const done = await doneRules(tx, run.id);
    const act = acts.find(({ rule }) => !done.has(rule));
    if (act === undefined) {
      await finished(tx, { ...run, ...(await finishRun(tx, run.id)) });
      return true;
    }
    try {
      await tx.savepoint(() => eraseBatch(tx, run.id, act));
    } catch (error) {
      await finishRule(tx, run.id, act.rule, violatedConstraint(error) ?? nameOf(error));
    }
    return true;
  });
}

async function eraseBatch(tx: Transaction, runId: string, act: RetentionAct): Promise<void> {
  const subjects = await dueSubjects(tx, act.rule, BATCH_SUBJECTS);
  if (subjects.length === 0) return finishRule(tx, runId, act.rule, null);
  await permit(tx, act.rule, subjects);
  for (const step of act.steps) await countErased(tx, runId, step.rule, await runStep(tx, step, subjects));
  await withdrawPermits(tx);
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
