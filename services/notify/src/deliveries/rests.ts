import type { Channel } from '../notices/notice-kind.js';

/**
 * First and longest rest of a way, in ms; doubling. Short, so that a provider that is back is noticed soon. When the
 * single message is tried again is another matter: its own pauses, `decideWait`.
 */
const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 16_000;

/**
 * Ways that are left alone for a moment because whoever they need was away. Without it: t0 the SMS provider hangs; t1
 * hundreds of SMS wait, each tried again in its own time and each holding a sender for 8 s; t2 a mail that could leave
 * at once finds no sender for minutes. Known to one process, by its own clock: it saves work, no rule depends on it.
 */
export class Rests {
  readonly #rests = new Map<Channel, { untilMs: number; failures: number }>();
  readonly #nowMs: () => number;

  constructor(nowMs = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /** Those that may be tried now. */
  awake(channels: readonly Channel[]): Channel[] {
    return channels.filter((channel) => (this.#rests.get(channel)?.untilMs ?? 0) <= this.#nowMs());
  }

  away(channel: Channel): void {
    const rest = this.#rests.get(channel) ?? { untilMs: 0, failures: 0 };
    // Several senders meet the same outage at once: it is one.
    if (rest.untilMs > this.#nowMs()) return;
    const pauseMs = Math.min(FIRST_REST_MS * 2 ** rest.failures, LONGEST_REST_MS);
    this.#rests.set(channel, { untilMs: this.#nowMs() + pauseMs, failures: rest.failures + 1 });
  }

  back(channel: Channel): void {
    this.#rests.delete(channel);
  }
}
