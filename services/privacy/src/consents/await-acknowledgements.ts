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

interface Waiting {
  readonly consent: Consent;
  readonly deadline: number;
  readonly resolve: (acknowledgements: Acknowledgement[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Waits for acknowledgements on behalf of everybody who has just changed their consent here: one statement looks for all
 * of them. Were each to look for themselves, two hundred a second would ask four thousand times a second.
 */
export class AcknowledgementWatch {
  readonly #database: Database;
  #waiting: Waiting[] = [];

  constructor(database: Database) {
    this.#database = database;
  }

  /** Until all services act by this consent, at most `waitMs`; what is missing comes back as pending. */
  wait(consent: Consent, waitMs = WAIT_MS): Promise<Acknowledgement[]> {
    return new Promise((resolve, reject) => {
      const one = { consent, deadline: performance.now() + waitMs, resolve, reject };
      if (this.#waiting.push(one) === 1) void this.#watch();
    });
  }

  async #watch(): Promise<void> {
    while (this.#waiting.length > 0) {
      const looked = [...this.#waiting];
      try {
        const found = await acknowledgementsFrom(
          this.#database,
          looked.map(({ consent }) => consent),
        );
        const over = new Set(looked.filter((one, place) => isOver(one, found[place] ?? [])));
        for (const [place, one] of looked.entries())
          if (over.has(one)) one.resolve(acknowledgementsOf(one.consent, found[place] ?? []));
        this.#waiting = this.#waiting.filter((one) => !over.has(one));
      } catch (error) {
        for (const { reject } of looked) reject(error);
        this.#waiting = this.#waiting.filter((one) => !looked.includes(one));
      }
      if (this.#waiting.length > 0) await pause(POLL_MS);
    }
  }
}

const isOver = ({ deadline }: Waiting, rows: readonly AcknowledgementRow[]): boolean =>
  rows.length === acknowledgingServices.length || performance.now() >= deadline;
