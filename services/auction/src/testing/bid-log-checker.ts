import { type Queryable, sql } from '@belgi/database';
import { bidLog } from '../bidding/bid.store.js';
import { outcomeOf } from '../closing/outcome.js';
import { entriesOfLot } from '../entries/entry.store.js';
import { awardOf } from '../lots/lot.js';
import { findLots } from '../lots/lot.store.js';
import { type PublishedFact, publishedFacts } from './auction.store.js';
import { type FixedEnd, violationOfLog } from './bid-log-rules.js';
import { violationOfProtocol } from './protocol-checker.js';

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
  const violation = violationOfLog(lot, log, withoutFacts ? [] : await fixedEnds(database, lotId));
  if (violation) return violation;
  const last = log.at(-1);
  const [maximum] = await maximaOfLot(database, lotId);
  if (maximum && (maximum.entryId !== last?.entryId || maximum.amount < last.amount))
    return 'only who leads has a maximum, and it covers the price';
  if (maximum && lot.state !== 'OPEN' && lot.state !== 'PAUSED') return 'no maximum is kept once bidding is over';
  const { winner, runnerUp } = outcomeOf(log);
  if (lot.leader?.entryId !== winner?.entryId || lot.currentPrice !== (winner?.price ?? null))
    return 'the winner is a fold over the log';
  if (lot.runnerUp !== null && (lot.runnerUp.entryId !== runnerUp?.entryId || lot.runnerUp.price !== runnerUp.price))
    return 'the second is who bid highest after the winner';
  const unprotocolled = await violationOfProtocol(database, lot, log);
  if (unprotocolled) return unprotocolled;
  const wrong = await violationOfEntries(database, lotId, awardOf(lot)?.entryId ?? null);
  return wrong ?? (withoutFacts ? undefined : await violationOfFacts(database, lotId));
}

/** The end that was announced, and those that pauses left, from what was told of the lot. */
async function fixedEnds(database: Queryable, lotId: string): Promise<FixedEnd[]> {
  const told = ['auction.lot.planned.v1', 'auction.lot.resumed.v1'];
  return (await publishedFacts(database))
    .filter((fact) => fact.aggregateId === lotId && told.includes(fact.type))
    .map(({ data }) => ({
      afterBids: Number(data['bidCount']),
      closesAt: new Date(String(data['closesAt'])),
      hardStopAt: new Date(String(data['hardStopAt'])),
    }));
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
  const about = facts.filter((fact) => fact.aggregateId === lotId);
  const wrongEnd = violationOfToldEnds(about);
  if (wrongEnd) return wrongEnd;
  const told = about.filter((fact) => fact.type === 'auction.lot.bid-accepted.v1');
  const [counted] = await database.query<{ bids: bigint }>(
    sql`/* check.bids */ SELECT count(*) AS bids FROM bids WHERE lot_id = ${lotId}`,
  );
  return BigInt(told.length) === counted?.bids ? undefined : 'every bid was told once';
}

/** The end as watchers heard of it, fact after fact. */
function violationOfToldEnds(facts: readonly PublishedFact[]): string | undefined {
  for (const [index, { type, version, data }] of facts.entries()) {
    const [end, before] = [String(data['closesAt']), String(facts[index - 1]?.data['closesAt'] ?? '')];
    if (end < before) return `the end was told to move back: ${version}`;
    if (end > String(data['hardStopAt'])) return `the end was told to be past the hard stop: ${version}`;
    if (type === 'auction.lot.extended.v1' && facts[index - 1]?.type !== 'auction.lot.bid-accepted.v1')
      return `the end is moved by a bid: ${version}`;
  }
  const moves = facts.filter((fact, index) => {
    const before = facts[index - 1];
    return fact.type === 'auction.lot.bid-accepted.v1' && before && fact.data['closesAt'] !== before.data['closesAt'];
  });
  const told = facts.filter((fact) => fact.type === 'auction.lot.extended.v1');
  return moves.length === told.length ? undefined : 'every move of the end was told once';
}

const maximaOfLot = (database: Queryable, lotId: string) =>
  database.query<{ entryId: string; amount: bigint }>(
    sql`/* check.maxima */ SELECT entry_id AS "entryId", amount FROM maximum_bids WHERE lot_id = ${lotId}`,
  );
