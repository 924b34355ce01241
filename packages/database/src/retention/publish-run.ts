import { type FactType, outgoing, type RetentionAppliedData } from '@belgi/contracts';
import type { Transaction } from '../types.js';
import type { FinishedRun } from './retention-act.js';

/** What a finished run tells the others, and privacy's ledger above all: numbers by rule. */
export function appliedOf({ id, day, finishedAt, rules }: FinishedRun): RetentionAppliedData {
  return {
    runId: id,
    day,
    finishedAt: finishedAt.toISOString(),
    rules: rules.map(({ rule, erased, held, failure }) => ({ rule, erased, held, failed: failure !== null })),
  };
}

/** Publishes the fact of the run in the transaction that finishes it. */
export const publishRun =
  (fact: FactType<RetentionAppliedData>) =>
  (tx: Transaction, run: FinishedRun): Promise<void> =>
    tx.publish(outgoing(fact, run.id, 1, appliedOf(run)));
