import type { Database } from '@belgi/database';
import type { Metrics } from '@belgi/runtime';
import type { BidderClaims } from '../bidders/bidder.js';
import { type BatcherOptions, createBatcher } from './batcher.js';
import type { BidIntent } from './bid.js';
import { bodyHasher } from './body-hash.js';
import { type BidOutcome, type BidRequest, decideBids } from './decide-bids.js';
import { createRateLimit, type RateLimit } from './rate-limit.js';

/** Answers given before the lock: nothing was decided, and the same key may be sent again. */
export type PlaceBidOutcome = BidOutcome | { readonly kind: 'deferred'; readonly code: 'BUSY' | 'RATE_LIMITED' };

/** A bid, or a maximum up to which the system bids. Amount in tyiyn; only a bid wants jumps confirmed. */
export interface BidCommand {
  readonly kind: BidIntent['kind'];
  readonly lotId: string;
  readonly amount: bigint;
  readonly key: string;
  readonly confirmJump: boolean;
  readonly who: BidderClaims;
}

export interface PlaceBid {
  place(command: BidCommand): Promise<PlaceBidOutcome>;
  /** Resolves when every bid that was taken in has its answer. */
  idle(): Promise<void>;
}

/** The bids of one replica: a budget per bidder, then a batch per lot, then the lot's lock. */
export function createPlaceBid(options: {
  readonly database: Database;
  readonly metrics: Metrics;
  /** 32 bytes that all replicas share: what was asked under a key is remembered by a hash with it. */
  readonly answerKey: Buffer;
  readonly rateLimit?: RateLimit;
  readonly batching?: Pick<BatcherOptions<BidRequest, BidOutcome>, 'maxBatch' | 'maxInFlight' | 'maxWaiting'>;
}): PlaceBid {
  const { database, metrics, answerKey, rateLimit = createRateLimit() } = options;
  const batchSize = metrics.histogram(
    'auction_bid_batch_size',
    'Bids decided in one transaction',
    [],
    [1, 2, 5, 10, 25, 50, 100, 256],
  );
  const answers = metrics.counter('auction_bid_answers_total', 'Answers to bids', ['code']);
  const batcher = createBatcher<BidRequest, BidOutcome>({
    run: (lotId, requests) => {
      batchSize.observe(requests.length);
      return decideBids(database, lotId, requests);
    },
    ...options.batching,
  });
  const hashOf = bodyHasher(answerKey);
  const answer = async (command: BidCommand): Promise<PlaceBidOutcome> => {
    if (!rateLimit.take(command.who.id)) return { kind: 'deferred', code: 'RATE_LIMITED' };
    const { kind, lotId, amount, key, confirmJump, who } = command;
    const intent = { kind, lotId, bidderId: who.id, amount, confirmJump, key, bodyHash: hashOf(command) };
    const outcome = await batcher.submit(lotId, { intent, who });
    return outcome === 'BUSY' ? { kind: 'deferred', code: 'BUSY' } : outcome;
  };
  return {
    place: async (command) => {
      const outcome = await answer(command);
      answers.inc({ code: outcome.kind === 'accepted' ? 'ACCEPTED' : outcome.code });
      return outcome;
    },
    idle: () => batcher.idle(),
  };
}
