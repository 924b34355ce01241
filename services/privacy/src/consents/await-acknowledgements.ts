import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '@belgi/database';
import {
  type AcknowledgementRow,
  type AcknowledgingService,
  acknowledgementsFrom,
  acknowledgingServices,
} from './acknowledgements.store.js';
import type { Consent } from './consent.js';

/** How long the person waits for the services: long enough for all on a busy evening, short enough to stay at the screen. */
export const WAIT_MS = 2_000;
/** Any replica may hear the acknowledgement, so each polls its own database: a fact takes some 20 ms to come round. */
const POLL_MS = 25;

/** Pending while `appliedAt` is null. Latency from commit to hearing of it, by privacy's database clock, in ms. */
export interface Acknowledgement {
  readonly service: AcknowledgingService;
  readonly epoch: number;
  readonly appliedAt: Date | null;
  readonly latencyMs: number | null;
}

/** Who applied this change so far; all three services are named, in a fixed order. */
export function acknowledgementsOf(consent: Consent, rows: readonly AcknowledgementRow[]): Acknowledgement[] {
  return acknowledgingServices.map((service) => {
    const recordedAt = rows.find((row) => row.service === service)?.recordedAt ?? null;
    const latencyMs = recordedAt === null ? null : Math.max(0, recordedAt.getTime() - consent.at.getTime());
    return { service, epoch: consent.epoch, appliedAt: recordedAt, latencyMs };
  });
}

/** Waits until all services act by this consent, at most WAIT_MS; what is missing comes back as pending. */
export async function awaitAcknowledgements(
  database: Database,
  consent: Consent,
  waitMs = WAIT_MS,
): Promise<Acknowledgement[]> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const rows = await acknowledgementsFrom(database, consent.citizenId, consent.epoch);
    if (rows.length === acknowledgingServices.length || performance.now() >= deadline)
      return acknowledgementsOf(consent, rows);
    await pause(POLL_MS);
  }
}
