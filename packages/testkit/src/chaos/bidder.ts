import { randomInt, randomUUID } from 'node:crypto';
import type { TestLot } from '../system/lot.js';
import type { TestCitizen } from '../system/test-citizen.js';

/** A bid that a citizen was told is accepted. */
export interface PromisedBid {
  readonly id: string;
  readonly lotId: string;
  readonly amount: string;
}

/** A person waits a moment before they try again. */
const RETRY_MS = 100;
/** Access tokens last five minutes; a session is refreshed well before. */
const SESSION_MS = 3 * 60_000;

/**
 * Bids on all lots until told to stop. Whatever happens on the way, the same bid is sent again under the same key
 * until there is a decisive answer: that is what keys are for.
 */
export class Bidder {
  readonly promised: PromisedBid[] = [];
  refused = 0;
  retried = 0;
  /** Longest time from the first try to a decisive answer, in ms. */
  longestMs = 0;
  #signedInAt = Date.now();
  readonly #from: number;

  constructor(
    private readonly citizen: TestCitizen,
    private readonly lots: readonly TestLot[],
  ) {
    // Not all begin with the same lot.
    this.#from = randomInt(lots.length);
  }

  /** @param everyMs a bid is begun as often; 0: as soon as the last one is answered */
  async bidUntil(stop: AbortSignal, everyMs = 0): Promise<void> {
    for (let turn = this.#from; !stop.aborted; turn++) {
      const begun = Date.now();
      const lot = this.lots[turn % this.lots.length] as TestLot;
      await this.#bid(lot.id);
      this.longestMs = Math.max(this.longestMs, Date.now() - begun);
      const rest = begun + everyMs - Date.now();
      if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
    }
  }

  async #bid(lotId: string): Promise<void> {
    const key = randomUUID();
    const { minimumNextBid: amount } = await this.#decisive(
      async () =>
        (await this.citizen.graph.ask('query Lot($id: ID!) { lot(id: $id) { minimumNextBid } }', { id: lotId })).lot,
    );
    const result = await this.#decisive(async () => {
      const answer = await this.citizen.graph.ask(
        `mutation Bid($lotId: ID!, $amount: Money!, $key: ID!) {
          placeBid(lotId: $lotId, amount: $amount, key: $key) {
            __typename ... on BidAccepted { bid { id amount } } ... on Refusal { code }
          }
        }`,
        { lotId, amount, key },
      );
      return answer.placeBid.code === 'BUSY' ? undefined : answer.placeBid;
    });
    if (result.bid) this.promised.push({ ...result.bid, lotId });
    else this.refused++;
  }

  async #decisive<T>(attempt: () => Promise<T>): Promise<NonNullable<T>> {
    for (;;) {
      try {
        if (Date.now() - this.#signedInAt > SESSION_MS) {
          await this.citizen.signsIn();
          this.#signedInAt = Date.now();
        }
        const answer = await attempt();
        if (answer) return answer;
      } catch {
        this.retried++;
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}
