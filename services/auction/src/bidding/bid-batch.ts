import type { KnownConsent } from '../bidders/consent-gate.js';
import type { Entry } from '../entries/entry.js';
import { mayBid } from '../entries/entry.js';
import type { Lot } from '../lots/lot.js';
import {
  type BidAnswer,
  type BidDecision,
  type BidderStanding,
  type BidIntent,
  decideBid,
  type EarlierAnswer,
} from './bid.js';
import { appendBid, type BidStep, moved } from './bid-step.js';

/** Everything that was read under the lock, once for the whole batch. */
export interface BatchInputs {
  readonly lot: Lot | undefined;
  readonly now: Date;
  /** Entries of this lot: those of the bidders in the batch, and the leading one. */
  readonly entries: readonly Entry[];
  /** Up to what the system may bid for who leads, as far as they may bid; in tyiyn. */
  readonly leadersMaximum: bigint | null;
  /** The last in the log; null before the first. */
  readonly lastBidId: string | null;
  /** By `answerKey`. */
  readonly earlier: ReadonlyMap<string, EarlierAnswer>;
}

/** An intent with the entitlement of its bidder under the lock. */
export interface EntitledIntent {
  readonly intent: BidIntent;
  readonly who: Omit<BidderStanding, 'entry'>;
  /** The consent that counts for them; a maximum stands on it. */
  readonly consent?: KnownConsent;
}

export interface KeptAnswer {
  readonly bidderId: string;
  readonly key: string;
  readonly lotId: string;
  readonly bodyHash: string;
  readonly answer: BidAnswer;
}

export interface BatchOutcome {
  /** One per intent, in order. */
  readonly answers: readonly BidAnswer[];
  readonly steps: readonly BidStep[];
  /** Answers to remember: those that were decided here about a lot that exists. */
  readonly kept: readonly KeptAnswer[];
  readonly lot: Lot | undefined;
  /** The maximum of who leads now, null where they left none; undefined: as it was. */
  readonly maximum:
    | { readonly entryId: string; readonly amount: bigint; readonly consent: KnownConsent }
    | null
    | undefined;
}

/** Names an answer: keys belong to their bidder. */
export function answerKey(bidderId: string, key: string): string {
  return `${bidderId}/${key}`;
}

/** Decides a batch, bid after bid. Pure but for `newId`: any split of the same arrivals into batches gives the same log. */
export function decideBatch(
  inputs: BatchInputs,
  intents: readonly EntitledIntent[],
  newId: () => string,
): BatchOutcome {
  const batch = new Batch(inputs, newId);
  for (const intent of intents) batch.take(intent);
  return batch.outcome();
}

type Accepted = Extract<BidDecision, { kind: 'accepted' }>;

/** The lot and its entries while a batch goes over them. */
class Batch {
  readonly #now: Date;
  readonly #newId: () => string;
  readonly #entries: Map<string, Entry>;
  readonly #byBidder: ReadonlyMap<string, string>;
  readonly #earlier: Map<string, EarlierAnswer>;
  readonly #answers: BidAnswer[] = [];
  readonly #steps: BidStep[] = [];
  readonly #kept: KeptAnswer[] = [];
  #lot: Lot | undefined;
  #lastBidId: string | null;
  #leadersMaximum: bigint | null;
  #maximum: BatchOutcome['maximum'];

  constructor({ lot, now, entries, leadersMaximum, lastBidId, earlier }: BatchInputs, newId: () => string) {
    this.#now = now;
    this.#newId = newId;
    this.#entries = new Map(entries.map((entry) => [entry.id, entry]));
    this.#byBidder = new Map(entries.map((entry) => [entry.bidderId, entry.id]));
    this.#earlier = new Map(earlier);
    this.#lot = lot;
    this.#lastBidId = lastBidId;
    this.#leadersMaximum = leadersMaximum;
  }

  outcome(): BatchOutcome {
    return { answers: this.#answers, steps: this.#steps, kept: this.#kept, lot: this.#lot, maximum: this.#maximum };
  }

  take({ intent, who, consent }: EntitledIntent): void {
    const name = answerKey(intent.bidderId, intent.key);
    const entry = this.#entries.get(this.#byBidder.get(intent.bidderId) ?? '');
    const standing: BidderStanding = { ...who, entry: entry && mayBid(entry) ? entry : null };
    const state = { lot: this.#lot, leadersMaximum: this.#leadersMaximum };
    const decision = decideBid(state, standing, this.#earlier.get(name), intent, this.#now);
    if (decision.kind === 'repeated') {
      this.#answers.push(decision.answer);
      return;
    }
    const answer = decision.kind === 'accepted' ? this.#accept(decision, entry, consent) : this.#refuse(decision);
    this.#answers.push(answer);
    const lot = this.#lot;
    // The key of a KEY_REUSED answer belongs to the earlier body; a lot that does not exist was never locked; the answers
    // about a settled lot were forgotten when it was settled, and every later one is LOT_CLOSED anyway.
    if (!lot || lot.settledAt !== null || (answer.kind === 'refused' && answer.code === 'KEY_REUSED')) return;
    this.#earlier.set(name, { bodyHash: intent.bodyHash, answer });
    this.#kept.push({ bidderId: intent.bidderId, key: intent.key, lotId: lot.id, bodyHash: intent.bodyHash, answer });
  }

  #refuse({ code, values, answeredWith }: Extract<BidDecision, { kind: 'refused' }>): BidAnswer {
    if (answeredWith !== null) this.#append(this.#leader(), answeredWith, true, {});
    return { kind: 'refused', code, values };
  }

  #accept({ bids, maximum }: Accepted, entry: Entry | undefined, consent: KnownConsent | undefined): BidAnswer {
    if (!entry) throw new Error('a bid was accepted without an entry');
    const [own, answer] = bids;
    const before = this.#lot?.leader ? this.#leader() : null;
    if (own && answer) {
      const bidId = this.#append(entry, own.amount, own.automatic, {});
      // Whatever the log shows in between, who led goes on to lead and lost nothing, and who asked never led: the answer says so.
      this.#append(before as Entry, answer.amount, answer.automatic, {});
      return { kind: 'accepted', bidId };
    }
    if (own) {
      const outbid = before && moved(before, 'OUTBID');
      this.#append(entry, own.amount, own.automatic, { led: moved(entry, 'LEADING'), outbid });
    }
    this.#leadersMaximum = maximum;
    if (maximum !== null && !consent) throw new Error('a maximum was left without a consent');
    this.#maximum = maximum !== null && consent ? { entryId: entry.id, amount: maximum, consent } : null;
    if (this.#lastBidId === null) throw new Error('somebody leads a lot without a bid');
    return { kind: 'accepted', bidId: this.#lastBidId };
  }

  #leader(): Entry {
    const leader = this.#entries.get(this.#lot?.leader?.entryId ?? '');
    if (!leader) throw new Error('the leading entry of a lot was not loaded');
    return leader;
  }

  /** @returns the bid's id */
  #append(
    by: Entry,
    amount: bigint,
    automatic: boolean,
    { led = null, outbid = null }: { led?: Entry | null; outbid?: Entry | null },
  ): string {
    if (!this.#lot) throw new Error('a bid was accepted without a lot');
    const leader = { entryId: by.id, bidderNumber: by.bidderNumber };
    const step = appendBid(this.#lot, { leader, amount, automatic, now: this.#now, id: this.#newId() });
    this.#steps.push({ ...step, led, outbid });
    for (const entry of [led, outbid]) if (entry) this.#entries.set(entry.id, entry);
    this.#lot = step.extended ?? step.lot;
    this.#lastBidId = step.bid.id;
    return step.bid.id;
  }
}
