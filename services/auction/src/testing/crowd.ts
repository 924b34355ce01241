import { newId } from '@belgi/contracts';
import type { BidderClaims } from '../bidders/bidder.js';
import type { PlaceBidOutcome } from '../bidding/place-bid.js';
import type { Lot } from '../lots/lot.js';
import { type Replica, START, STEP, type TestAuction } from './open-auction.js';

/** How many enter at once: no more than a replica has connections. */
const ENTER_AT_ONCE = 5;

/** Where many bid at once, spread over the replicas. */
export interface Floor {
  replicaOf(index: number): Replica;
  /** Citizens with an entry for this lot. */
  crowd(lot: Lot, size: number): Promise<BidderClaims[]>;
}

export function floorOf(auction: TestAuction): Floor {
  return {
    replicaOf: (index) => {
      const replica = auction.replicas[index % auction.replicas.length];
      if (!replica) throw new Error('no such replica');
      return replica;
    },
    crowd: async (lot, size) => {
      const people = await auction.citizens(size);
      for (let from = 0; from < size; from += ENTER_AT_ONCE)
        await Promise.all(people.slice(from, from + ENTER_AT_ONCE).map((who) => auction.enters(who, lot)));
      return people;
    },
  };
}

/**
 * Bids the minimum it last heard of, or so many steps above it at the `n`th try, and each third time leaves a maximum some steps above
 * that, until told to stop; every answer it got.
 */
export async function bidAway(
  replica: Replica,
  who: BidderClaims,
  lot: Lot,
  going: () => boolean,
  above: (n: number) => number = () => 0,
): Promise<PlaceBidOutcome[]> {
  const answers: PlaceBidOutcome[] = [];
  let amount = START;
  while (going()) {
    const offer = amount + BigInt(above(answers.length)) * STEP;
    const kind = answers.length % 3 === 2 ? 'MAXIMUM' : 'BID';
    const answer = await replica.placing.place({
      kind,
      lotId: lot.id,
      amount: kind === 'BID' ? offer : offer + 4n * STEP,
      key: newId(),
      confirmJump: true,
      who,
    });
    answers.push(answer);
    if (answer.kind === 'deferred') continue;
    if (answer.kind === 'refused' && !['BID_BELOW_MINIMUM', 'ALREADY_LEADING'].includes(answer.code)) break;
    amount = (answer.lot?.currentPrice ?? START - STEP) + STEP;
  }
  return answers;
}
