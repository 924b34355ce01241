/** Reservations of a lot at a fixed price, as its protocol tells them: by when each runs out, and not whose. Instants in milliseconds since 1970. */
export class Reservations {
  readonly #lengthMs: number;
  #runsUntilMs: number | undefined;
  readonly #overAtMs = new Set<number>();

  /** @param seconds how long one holds the lot */
  constructor(seconds: number) {
    this.#lengthMs = seconds * 1_000;
  }

  get isHeld(): boolean {
    return this.#runsUntilMs !== undefined;
  }

  /** @returns whether the rules let it begin: nobody holds the lot, and it is as long as they say */
  begin(nowMs: number, untilMs: number): boolean {
    if (this.isHeld || untilMs !== nowMs + this.#lengthMs) return false;
    this.#runsUntilMs = untilMs;
    return true;
  }

  /** @returns whether one ran out at that instant */
  end(atMs: number): boolean {
    if (this.#runsUntilMs !== atMs) return false;
    this.#overAtMs.add(atMs);
    this.#runsUntilMs = undefined;
    return true;
  }

  /** @returns whether the one until then may be paid for now: it runs, or it ran out and nobody holds the lot */
  mayBePaid(untilMs: number, nowMs: number): 'RUNS' | 'RAN_OUT' | undefined {
    if (this.#runsUntilMs === untilMs) return nowMs < untilMs ? 'RUNS' : undefined;
    return !this.isHeld && this.#overAtMs.has(untilMs) ? 'RAN_OUT' : undefined;
  }
}
