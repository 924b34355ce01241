import { startLoop } from '@belgi/database';
import type { Health, Metrics } from '@belgi/runtime';
import { unsignedSeconds } from './checkpoint-age.store.js';
import { latestCheckpoint } from './checkpoints.store.js';
import { LedgerSetBackError } from './notary-client.js';
import { type CheckpointParts, publishCheckpoint } from './publish-checkpoint.js';

/** A proof exists at most this long after its entry committed, while signer, witness and database answer. */
export const PROMISED_MS = 10_000;
/** From the end of a turn to the next: half of what is promised, so that a turn may take as long as that. One that fails does not keep it. */
export const EVERY_MS = 5_000;

/** Publishes checkpoints while the process runs. */
export function startCheckpoints(
  parts: CheckpointParts,
  { metrics, health }: { readonly metrics: Metrics; readonly health: Health },
): { stop(): Promise<void> } {
  const { database, logger } = parts;
  const signed = metrics.gauge('belgi_ledger_signed_size', 'Leaves under the latest published checkpoint');
  const unsigned = metrics.gauge(
    'belgi_ledger_unsigned_seconds',
    'For how long the oldest entry that no checkpoint covers has waited',
  );
  let fault: string | undefined;
  const turn = async (): Promise<boolean> => {
    try {
      await publishCheckpoint(parts);
      fault = undefined;
      signed.set((await latestCheckpoint(database))?.size ?? 0);
      return false;
    } catch (error) {
      const isSetBack = error instanceof LedgerSetBackError;
      fault = isSetBack ? error.message : 'the signer did not sign';
      if (isSetBack) logger.error({ err: error }, 'the ledger was set back');
      throw error;
    } finally {
      unsigned.set(await unsignedSeconds(database));
    }
  };
  // Optional: everything else of privacy works without a new checkpoint.
  health.addOptionalCheck('ledger-checkpoints', () => {
    if (fault !== undefined) throw new Error(fault);
  });
  return startLoop({ name: 'checkpoints', everyMs: EVERY_MS, logger, turn });
}
