import { setTimeout as pause } from 'node:timers/promises';
import { WAIT_MS } from './await-acknowledgements.js';
import type { ConsentRefusal } from './consent.js';
import type { KeptConsent } from './consents.store.js';

const POLL_MS = 50;

/**
 * t0 identity registers; t1 the person, signed in at once, changes their consent; t2 the fact of t0 arrives here.
 * Between t1 and t2 there is nothing to change yet: that is worth a short wait, not an error.
 */
export async function retryUntilRecorded(
  change: () => Promise<KeptConsent | ConsentRefusal>,
  waitMs = WAIT_MS,
): Promise<KeptConsent | ConsentRefusal> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const outcome = await change();
    if (outcome !== 'CONSENT_NOT_RECORDED_YET' || performance.now() >= deadline) return outcome;
    await pause(POLL_MS);
  }
}
