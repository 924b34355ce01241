import type { Entry } from '../entries/entry.js';
import { mayBid } from '../entries/entry.js';
import type { Lot } from '../lots/lot.js';
import { type BidAnswer, type BidderStanding, type BidIntent, decideBid, type EarlierAnswer, withBid } from './bid.js';

/** A bid as it stands in the log. Amount and previous amount in tyiyn. */
export interface Bid {
  readonly id: string;
  readonly lotId: string;
  readonly entryId: string;
  readonly bidderNumber: number;
  /** Gapless per lot, from 1. */
  readonly sequence: number;
  readonly amount: bigint;
  readonly previousAmount: bigint | null;
  readonly step: bigint;
  readonly automatic: boolean;
  readonly at: Date;
}

/** Everything that was read under the lock, once for the whole batch. */
export interface BatchInputs {
  readonly lot: Lot | undefined;
  readonly now: Date;
  /** Entries of this lot: those of the bidders in the batch, and the leading one. */
  readonly entries: readonly Entry[];
  /** By `answerKey`. */
  readonly earlier: ReadonlyMap<string, EarlierAnswer>;
}

/** An intent with the entitlement of its bidder under the lock. */
export interface EntitledIntent {
  readonly intent: BidIntent;
  readonly who: Omit<BidderStanding, 'entry'>;
}

/** What one accepted bid changed, in the order of the log. */
export interface BidStep {
  readonly bid: Bid;
  readonly lot: Lot;
  readonly led: Entry;
  readonly outbid: Entry | null;
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
}

/** Names an answer: keys belong to their bidder. */
export function answerKey(bidderId: string, key: string): string {
  return `${bidderId}/${key}`;
}

/**
 * Decides a batch, bid after bid. Pure but for `newId`: any split of the same arrivals into batches gives the same log.
 */
export function decideBatch(
  inputs: BatchInputs,
  intents: readonly EntitledIntent[],
  newId: () => string,
): BatchOutcome {
  const entries = new Map(inputs.entries.map((entry) => [entry.id, entry]));
  const byBidder = new Map(inputs.entries.map((entry) => [entry.bidderId, entry.id]));
  const earlier = new Map(inputs.earlier);
  const steps: BidStep[] = [];
  const kept: KeptAnswer[] = [];
  const answers: BidAnswer[] = [];
  let lot = inputs.lot;

  for (const { intent, who } of intents) {
    const name = answerKey(intent.bidderId, intent.key);
    const entry = entries.get(byBidder.get(intent.bidderId) ?? '');
    const standing: BidderStanding = { ...who, entry: entry && mayBid(entry) ? entry : null };
    const decision = decideBid(lot, standing, earlier.get(name), intent, inputs.now);
    if (decision.kind === 'repeated') {
      answers.push(decision.answer);
      continue;
    }
    let answer: BidAnswer;
    if (decision.kind === 'accepted' && lot && entry) {
      const step = takeStep(lot, entry, entries, decision, intent, inputs.now, newId());
      steps.push(step);
      lot = step.lot;
      answer = { kind: 'accepted', bidId: step.bid.id };
    } else {
      if (decision.kind === 'accepted') throw new Error('a bid was accepted without a lot or an entry');
      answer = decision;
    }
    answers.push(answer);
    // The key of a KEY_REUSED answer belongs to the earlier body; a lot that does not exist was never locked; the answers
    // about a settled lot were forgotten when it was settled, and every later one is LOT_CLOSED anyway.
    if (!lot || lot.settledAt !== null || (answer.kind === 'refused' && answer.code === 'KEY_REUSED')) continue;
    earlier.set(name, { bodyHash: intent.bodyHash, answer });
    kept.push({ bidderId: intent.bidderId, key: intent.key, lotId: lot.id, bodyHash: intent.bodyHash, answer });
  }
  return { answers, steps, kept, lot };
}

function takeStep(
  lot: Lot,
  entry: Entry,
  entries: Map<string, Entry>,
  accepted: { kind: 'accepted'; sequence: number; entryId: string; bidderNumber: number },
  intent: BidIntent,
  now: Date,
  id: string,
): BidStep {
  const bid: Bid = {
    id,
    lotId: lot.id,
    entryId: entry.id,
    bidderNumber: entry.bidderNumber,
    sequence: accepted.sequence,
    amount: intent.amount,
    previousAmount: lot.currentPrice,
    step: lot.policy.stepMinor,
    automatic: false,
    at: now,
  };
  const before = lot.leader ? entries.get(lot.leader.entryId) : undefined;
  if (lot.leader && !before) throw new Error('the leading entry of a lot was not loaded');
  const outbid = before ? ({ ...before, state: 'OUTBID', version: before.version + 1 } as const) : null;
  if (outbid) entries.set(outbid.id, outbid);
  const led = { ...entry, state: 'LEADING', version: entry.version + 1 } as const;
  entries.set(led.id, led);
  return { bid, lot: withBid(lot, accepted, intent.amount), led, outbid };
}
