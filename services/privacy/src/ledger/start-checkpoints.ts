import { type Loop, startLoop } from '@belgi/database';
import type { Health, Metrics } from '@belgi/runtime';
import { unsignedSeconds } from './checkpoint-age.store.js';
import { latestCheckpoint } from './checkpoints.store.js';
import { LedgerSetBackError } from './notary-client.js';
import { type CheckpointParts, publishCheckpoint } from './publish-checkpoint.js';

/** A proof exists at most this long after its entry committed; one turn in which the signer does not answer is within it. */
export const PROMISED_MS = 10_000;
/** From the end of a turn to the next; after one that failed, twice as long (`startLoop`). */
export const EVERY_MS = 1_500;
/** What has waited longer is something for ops to see, in s. */
export const LATE_SECONDS = 30;
const GAUGES_EVERY_MS = 5_000;

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
      return false;
    } catch (error) {
      const isSetBack = error instanceof LedgerSetBackError;
      fault = isSetBack ? error.message : 'the signer did not sign';
      if (isSetBack) logger.error({ err: error }, 'the ledger was set back');
      throw error;
    }
  };
  // Apart from the turns: one that hangs, or fails, leaves no figure as it was.
  const gauges = async (): Promise<boolean> => {
    unsigned.set(await unsignedSeconds(database));
    signed.set((await latestCheckpoint(database))?.size ?? 0);
    return false;
  };
  // Optional: everything else of privacy works without a new checkpoint.
  health.addOptionalCheck('ledger-checkpoints', async () => {
    if (fault !== undefined) throw new Error(fault);
    // Nobody refused, and still nothing is signed: the sequencer stands still, or a turn does.
    const seconds = await unsignedSeconds(database);
    if (seconds > LATE_SECONDS) throw new Error(`an entry has waited ${Math.round(seconds)} s for a checkpoint`);
  });
  const loops: Loop[] = [
    startLoop({ name: 'checkpoints', everyMs: EVERY_MS, logger, turn }),
    startLoop({ name: 'checkpoint gauges', everyMs: GAUGES_EVERY_MS, logger, turn: gauges }),
  ];
  return { stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))) };
}
