import { type Queryable, sql } from '@belgi/database';
import { bidLog } from '../bidding/bid.store.js';
import { outcomeOf } from '../closing/outcome.js';
import { entriesOfLot } from '../entries/entry.store.js';
import { awardOf, ladderOf } from '../lots/lot.js';
import { findLots } from '../lots/lot.store.js';
import { publishedFacts } from './auction.store.js';

/**
 * Reads what a lot has become and names the first invariant that does not hold; undefined when all do.
 * It believes nothing that wrote the log: every rule is asked anew of the rows.
 */
export async function firstViolation(
  database: Queryable,
  lotId: string,
  { withoutFacts = false } = {},
): Promise<string | undefined> {
  const [lot] = await findLots(database, [lotId]);
  if (!lot) return 'the lot exists';
  const log = await bidLog(database, lotId);
  const ladder = ladderOf(lot);
  for (const [index, bid] of log.entries()) {
    const before = log[index - 1];
    if (bid.sequence !== index + 1) return `sequence without gaps: ${bid.sequence} at ${index + 1}`;
    if (before && bid.amount < ladder.next(before.amount)) return `prices rise by a step: ${bid.sequence}`;
    if (!ladder.has(bid.amount)) return `prices stand on the grid: ${bid.sequence}`;
    if (before && bid.at < before.at) return `time does not go back: ${bid.sequence}`;
    // A maximum answers an equal one that came later, and that the log does not have.
    if (before?.entryId === bid.entryId && !bid.automatic) return `nobody outbids themselves: ${bid.sequence}`;
    if (bid.at < lot.opensAt || bid.at >= lot.closesAt) return `bids within the time of the lot: ${bid.sequence}`;
    if (lot.closedAt && bid.at > lot.closedAt) return `nothing after the close: ${bid.sequence}`;
  }
  const last = log.at(-1);
  const [maximum] = await maximaOfLot(database, lotId);
  if (maximum && (maximum.entryId !== last?.entryId || maximum.amount < last.amount))
    return 'only who leads has a maximum, and it covers the price';
  if (maximum && lot.state !== 'OPEN' && lot.state !== 'PAUSED') return 'no maximum is kept once bidding is over';
  if (lot.bidCount !== log.length) return 'the lot counts its bids';
  if (lot.currentPrice !== (last?.amount ?? null)) return 'the price is that of the last bid';
  if ((lot.leader?.entryId ?? null) !== (last?.entryId ?? null)) return 'the leader made the last bid';
  const { runnerUp } = outcomeOf(log);
  if (lot.runnerUp !== null && (lot.runnerUp.entryId !== runnerUp?.entryId || lot.runnerUp.price !== runnerUp.price))
    return 'the second is who bid highest after the winner';
  const wrong = await violationOfEntries(database, lotId, awardOf(lot)?.entryId ?? null);
  return wrong ?? (withoutFacts ? undefined : await violationOfFacts(database, lotId));
}

async function violationOfEntries(
  database: Queryable,
  lotId: string,
  leader: string | null,
): Promise<string | undefined> {
  const [lot] = await findLots(database, [lotId]);
  const entries = await entriesOfLot(database, lotId);
  const isOver = lot !== undefined && ['AWAITING_PAYMENT', 'OFFERED_TO_SECOND', 'SOLD', 'UNSOLD'].includes(lot.state);
  const first = entries.filter((entry) => ['LEADING', 'WON', 'PAID'].includes(entry.state));
  if (leader !== null && lot?.state !== 'UNSOLD' && lot?.state !== 'CANCELLED') {
    if (first.length !== 1 || first[0]?.id !== leader)
      return 'exactly one leads or has it to pay for: who made the last bid, or the second';
    if (isOver === (first[0]?.state === 'LEADING')) return 'who leads a closed lot has won it';
  } else if (first.length > 0) return 'nobody leads a lot without bids';
  if (new Set(entries.map((entry) => entry.bidderNumber)).size !== entries.length) return 'one number per bidder';
  return undefined;
}

async function violationOfFacts(database: Queryable, lotId: string): Promise<string | undefined> {
  const facts = await publishedFacts(database);
  for (const [id, about] of Map.groupBy(facts, (fact) => `${fact.type.split('.')[1]} ${fact.aggregateId}`)) {
    if (id.startsWith('consent')) continue;
    for (const [index, fact] of about.entries()) {
      if (fact.version !== index + 1) return `facts of each aggregate without gaps, in order: ${fact.type}`;
    }
  }
  const told = facts.filter((fact) => fact.type === 'auction.lot.bid-accepted.v1' && fact.aggregateId === lotId);
  const [counted] = await database.query<{ bids: bigint }>(
    sql`/* check.bids */ SELECT count(*) AS bids FROM bids WHERE lot_id = ${lotId}`,
  );
  return BigInt(told.length) === counted?.bids ? undefined : 'every bid was told once';
}

const maximaOfLot = (database: Queryable, lotId: string) =>
  database.query<{ entryId: string; amount: bigint }>(
    sql`/* check.maxima */ SELECT entry_id AS "entryId", amount FROM maximum_bids WHERE lot_id = ${lotId}`,
  );
