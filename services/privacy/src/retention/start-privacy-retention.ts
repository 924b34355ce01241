import type { Sealer } from '@belgi/access';
import { PrivacyRetentionAppliedV1 } from '@belgi/contracts';
import { appliedOf, type Database, type Loop, publishRun, type RetainOptions, startRetention } from '@belgi/database';
import type { Logger, Metrics } from '@belgi/runtime';
import { recordRun } from './record-run.js';
import { retentionActs } from './retention-acts.store.js';

/** Privacy's own part of the job: its runs enter the ledger in the transaction that finishes them. */
export function retainOptions(sealer: Sealer): RetainOptions {
  const publish = publishRun(PrivacyRetentionAppliedV1);
  return {
    acts: retentionActs,
    finished: async (tx, run) => {
      await publish(tx, run);
      await recordRun(tx, sealer, appliedOf(run));
    },
  };
}

export function startPrivacyRetention(
  database: Database,
  sealer: Sealer,
  { logger, metrics }: { readonly logger: Logger; readonly metrics: Metrics },
): Loop {
  return startRetention({ database, ...retainOptions(sealer), logger, metrics });
}
