/** Bids one person may make: a burst, then this many a second. Nobody bids faster by hand; a script would. */
export const BID_BURST = 20;
export const BIDS_PER_SECOND = 5;
/** Bidders remembered at once; the longest unseen is forgotten first, which only ever favours a bidder. */
const MAX_BIDDERS = 50_000;

interface Bucket {
  tokens: number;
  atMs: number;
}

export interface RateLimit {
  /** Takes one from the bidder's budget; false when it is spent. */
  take(bidderId: string): boolean;
}

/** A token bucket per bidder in this replica: asked before the lock, so that a flood costs nobody else anything. */
export function createRateLimit(
  options: { readonly burst?: number; readonly perSecond?: number; readonly nowMs?: () => number } = {},
): RateLimit {
  const { burst = BID_BURST, perSecond = BIDS_PER_SECOND, nowMs = () => performance.now() } = options;
  const buckets = new Map<string, Bucket>();
  return {
    take: (bidderId) => {
      const now = nowMs();
      const known = buckets.get(bidderId);
      const tokens = known ? Math.min(burst, known.tokens + ((now - known.atMs) / 1_000) * perSecond) : burst;
      // Deleted and set again: the map's order is then that of the last bid.
      buckets.delete(bidderId);
      buckets.set(bidderId, { tokens: tokens >= 1 ? tokens - 1 : tokens, atMs: now });
      if (buckets.size > MAX_BIDDERS) buckets.delete(buckets.keys().next().value ?? '');
      return tokens >= 1;
    },
  };
}
