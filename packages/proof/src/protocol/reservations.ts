/** Who holds a lot at a fixed price, and who must wait: as its protocol tells it. Instants in milliseconds since 1970. */
export class Reservations {
  readonly #lengthMs: number;
  #holder: { readonly bidderNumber: number; readonly untilMs: number } | undefined;
  /** When the last reservation of a number ran out. */
  readonly #overAtMs = new Map<number, number>();

  /** @param seconds how long one holds the lot */
  constructor(seconds: number) {
    this.#lengthMs = seconds * 1_000;
  }

  get holder(): { readonly bidderNumber: number; readonly untilMs: number } | undefined {
    return this.#holder;
  }

  /** @returns whether the rules let it begin: nobody holds the lot, and one's own last was over for as long as one holds */
  begin(bidderNumber: number, nowMs: number, untilMs: number): boolean {
    const overAtMs = this.#overAtMs.get(bidderNumber) ?? Number.NEGATIVE_INFINITY;
    if (this.#holder !== undefined || untilMs !== nowMs + this.#lengthMs || nowMs < overAtMs + this.#lengthMs)
      return false;
    this.#holder = { bidderNumber, untilMs };
    return true;
  }

  /** @returns whether one ran out at that instant */
  end(atMs: number): boolean {
    if (this.#holder?.untilMs !== atMs) return false;
    this.#overAtMs.set(this.#holder.bidderNumber, atMs);
    this.#holder = undefined;
    return true;
  }
}
