import { newId, type OutgoingFact, outgoing, WatchToldV1 } from '@belgi/contracts';
import { type Database, type Loop, startLoop } from '@belgi/database';
import type { Logger } from '@belgi/runtime';
import { type BidderRecord, entitlementOf } from '../bidders/bidder.js';
import { allEditions, lockBidders } from '../bidders/bidder.store.js';
import type { KnownEdition } from '../bidders/consent-gate.js';
import type { Lot } from '../lots/lot.js';
import { findLots } from '../lots/lot.store.js';
import { plateNumber } from '../lots/plate.js';
import { decideWatcher, isWorthTelling, type WatchKind } from './watch.js';
import { advanceCall, callBeforeTheEnd, claimCall, nextWatchers } from './watch-call.store.js';

/** Watchers told in one transaction: it holds their rows, which a withdrawal waits for. */
const BATCH_WATCHERS = 100;
/** Of one lot, by all replicas together: what is told to thousands must not stand before the bids in the outbox (decision 0035). */
const WATCHERS_PER_SECOND = 200;
/** How long after it is due something is told at most, in ms. */
const POLL_MS = 1_000;

/** Any number of replicas may run it. */
export function startWatchCalls(database: Database, logger: Logger): Loop {
  return startLoop({ name: 'watch lists', everyMs: POLL_MS, logger, turn: () => tellWatchers(database) });
}

/**
 * Tells the next page of those who watch. The cursor commits with the facts that it has passed, so a killed process repeats nothing and leaves nobody out.
 * Bidders are locked as for a bid: who withdrew, is blocked, restricted or erased is stepped over, and nothing about them is published after that
 * was acknowledged.
 * @returns whether there may be more to do
 */
export async function tellWatchers(database: Database, batch = BATCH_WATCHERS): Promise<boolean> {
  await callBeforeTheEnd(database);
  return database.transaction(async (tx) => {
    const call = await claimCall(tx);
    if (!call) return false;
    const [lot] = await findLots(tx, [call.lotId]);
    if (!lot || !isWorthTelling(call.kind, lot)) {
      await advanceCall(tx, call, { after: null, done: true, restMs: 0 });
      return true;
    }
    const watchers = await nextWatchers(tx, call, batch);
    const records = await lockBidders(tx, watchers);
    const editions = await allEditions(tx);
    const now = await tx.now();
    const told = watchers.filter((id) => mayBeTold(records.get(id), editions, now));
    await tx.publish(...told.map((citizenId) => factOf(citizenId, call.kind, lot)));
    await advanceCall(tx, call, {
      after: watchers.at(-1) ?? null,
      done: watchers.length < batch,
      restMs: (watchers.length / WATCHERS_PER_SECOND) * 1_000,
    });
    return true;
  });
}

/** Asked of their row alone: their token is not here. */
function mayBeTold(record: BidderRecord | undefined, editions: readonly KnownEdition[], now: Date): boolean {
  if (record === undefined) return false;
  const claims = { id: record.id, staff: false, restricted: false, consent: null };
  return decideWatcher(entitlementOf(claims, record, editions, now)) === 'ALLOWED';
}

/** One telling is an aggregate of its own: it never changes. */
function factOf(citizenId: string, kind: WatchKind, lot: Lot): OutgoingFact {
  return outgoing(WatchToldV1, newId(), 1, {
    citizenId,
    kind,
    lotId: lot.id,
    plateNumber: plateNumber(lot.plate),
    startPrice: lot.startPrice.toString(),
    currentPrice: lot.currentPrice?.toString() ?? null,
    opensAt: lot.opensAt.toISOString(),
    closesAt: lot.closesAt.toISOString(),
  });
}
