import type { Queryable } from '@belgi/database';
import { replay } from '@belgi/proof';
import type { Bid } from '../bidding/bid-step.js';
import { outcomeOf } from '../closing/outcome.js';
import { entriesOfLot } from '../entries/entry.store.js';
import type { Lot } from '../lots/lot.js';
import { protocolLines } from '../protocol/protocol.store.js';
import { hashesOf } from '../protocol/seal.js';

/** Held to the verifier that everybody has, and to the log: the first thing that the lot's protocol does not keep; undefined: nothing. */
export async function violationOfProtocol(
  database: Queryable,
  lot: Lot,
  log: readonly Bid[],
): Promise<string | undefined> {
  const texts = await protocolLines(database, lot.id);
  const lines = texts.map((text) => JSON.parse(text));
  const hashes = hashesOf(texts);
  for (const [index, line] of lines.entries())
    if (line.number !== index + 1 || line.previous !== (hashes[index - 1] ?? null))
      return `the protocol is a chain: ${index + 1}`;
  if (lot.protocol?.lines !== texts.length || lot.protocol.sha256 !== hashes.at(-1))
    return 'the lot has the head of its protocol';
  const told = lines
    .filter(({ kind }) => kind === 'BID')
    .map((line) => [line.sequence, line.bidderNumber, line.amount, line.at]);
  const logged = log.map((bid) => [bid.sequence, bid.bidderNumber, String(bid.amount), bid.at.toISOString()]);
  if (JSON.stringify(told) !== JSON.stringify(logged)) return 'the protocol has the bids of the log';
  const outcome = replay(lines);
  const isRunning = lot.closedAt === null && lot.state !== 'CANCELLED';
  if (!outcome.ok) {
    // Of what goes on the end is missing, and nothing else.
    const isUnfinished = isRunning && outcome.rule === 'ORDER' && outcome.line === lines.length;
    return isUnfinished ? undefined : `the protocol replays: ${outcome.rule} at ${outcome.line}`;
  }
  if (lot.state === 'CANCELLED') return undefined;
  const { winner, runnerUp } = lot.saleMode === 'AUCTION' ? outcomeOf(log) : await buyerOf(database, lot);
  const isSame =
    outcome.replayed.winner?.bidderNumber === winner?.bidderNumber &&
    outcome.replayed.runnerUp?.bidderNumber === runnerUp?.bidderNumber;
  return isSame ? undefined : 'the protocol leads to whose the lot is';
}

async function buyerOf(database: Queryable, { id }: Lot) {
  const winner = (await entriesOfLot(database, id)).find(({ state }) => state === 'PAID');
  return { winner, runnerUp: null };
}
