import { type Loop, startLoop } from '@belgi/database';
import type { Ports } from '../ports.js';
import { sealEarlierReasons } from '../verification/seal-reason.js';

/** Replicas of the former release may still be writing; after an update this is how long a reason stands in the clear. */
const EVERY_MS = 60_000;

/** Goes with the column `disputes.reason`, in the release that drops it. */
export function startSealingReasons({ database, vault, logger }: Ports): Loop {
  return startLoop({
    name: 'seal-reasons',
    everyMs: EVERY_MS,
    logger,
    turn: async () => {
      const sealed = await sealEarlierReasons(database, vault);
      if (sealed > 0) logger.info({ sealed }, 'reasons of an earlier release sealed');
      return sealed > 0;
    },
  });
}
