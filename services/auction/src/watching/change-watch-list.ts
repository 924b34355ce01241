import { newId } from '@belgi/contracts';
import type { Database, Transaction } from '@belgi/database';
import { type BidderClaims, type Entitlement, entitlementOf } from '../bidders/bidder.js';
import { allEditions, ensureBidder, lockBidders } from '../bidders/bidder.store.js';
import { isId } from '../lots/ids.js';
import type { Lot } from '../lots/lot.js';
import { findLots } from '../lots/lot.store.js';
import {
  decideWatchLot,
  decideWatchPattern,
  type PatternWish,
  type WatchedPattern,
  type WatchRefusal,
} from './watch.js';
import { insertPattern, insertWatchedLot, lockWatchList, watchCounts } from './watch.store.js';

interface Refused {
  readonly kind: 'refused';
  readonly code: WatchRefusal;
}

/**
 * Puts a lot on a person's watch list. The lot's lock is not taken: it is for bids. The bidder's is, so that a withdrawal that is being
 * applied waits, and nothing is kept for somebody after theirs was acknowledged.
 */
export async function watchLot(
  database: Database,
  { who, lotId }: { readonly who: BidderClaims; readonly lotId: string },
): Promise<Refused | { readonly kind: 'watched'; readonly lot: Lot }> {
  const given = isId(lotId) ? lotId.toLowerCase() : null;
  return database.transaction(async (tx) => {
    const { entitled, now } = await entitlementUnderLock(tx, who);
    const lot = given === null ? undefined : (await findLots(tx, [given]))[0];
    const code = decideWatchLot(entitled, lot, (await watchCounts(tx, who.id, given)).lots);
    if (code !== 'ALLOWED' || !lot) return { kind: 'refused', code: code === 'ALLOWED' ? 'LOT_UNKNOWN' : code };
    await insertWatchedLot(tx, { id: newId(), watcherId: who.id, lotId: lot.id, since: now });
    return { kind: 'watched', lot };
  });
}

/** Has a person told of new lots with such combinations. */
export async function watchPattern(
  database: Database,
  { who, wish }: { readonly who: BidderClaims; readonly wish: PatternWish },
): Promise<Refused | { readonly kind: 'watched'; readonly pattern: WatchedPattern }> {
  return database.transaction(async (tx) => {
    const { entitled, now } = await entitlementUnderLock(tx, who);
    const code = decideWatchPattern(entitled, wish, (await watchCounts(tx, who.id, null)).patterns);
    if (code !== 'ALLOWED') return { kind: 'refused', code };
    const { pattern: asked, ...others } = wish;
    const pattern = {
      ...others,
      id: newId(),
      digits: asked?.digits ?? null,
      letters: asked?.letters ?? null,
      since: now,
    };
    await insertPattern(tx, who.id, pattern);
    return { kind: 'watched', pattern };
  });
}

async function entitlementUnderLock(tx: Transaction, who: BidderClaims): Promise<{ entitled: Entitlement; now: Date }> {
  if (!who.staff) {
    await lockWatchList(tx, who.id);
    await ensureBidder(tx, who.id);
  }
  const record = (await lockBidders(tx, [who.id])).get(who.id);
  const editions = await allEditions(tx);
  const now = await tx.now();
  return { entitled: entitlementOf(who, record, editions, now), now };
}
