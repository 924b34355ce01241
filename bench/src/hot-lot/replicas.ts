import { newId } from '@belgi/contracts';
import { type Database, openDatabase } from '@belgi/database';
import { createLogger, createMetrics } from '@belgi/runtime';
import { decideBids } from '../../../services/auction/dist/bidding/decide-bids.js';
import { createPlaceBid, type PlaceBidOutcome } from '../../../services/auction/dist/bidding/place-bid.js';
import { createRateLimit } from '../../../services/auction/dist/bidding/rate-limit.js';
import { keepTime } from '../../../services/auction/dist/closing/timekeeper.js';
import { createLot } from '../../../services/auction/dist/lots/create-lot.js';
import type { Lot } from '../../../services/auction/dist/lots/lot.js';
import type { Bidder } from './floor.store.js';

/** What a replica has beside its hot path is not used here. */
export const CONNECTIONS = 6;
const HOURS_MS = 3_600_000;
const UNLIMITED = { burst: 1_000_000_000, perSecond: 1_000_000_000 };
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const logger = createLogger({ service: 'auction', level: 'silent' });

/** A way to have one bid decided. */
export type Place = (lot: Lot, who: Bidder, amount: bigint) => Promise<PlaceBidOutcome>;

export interface Replica extends AsyncDisposable {
  readonly database: Database;
  /** As the service does it: what waits for a lot is decided together. */
  readonly batched: Place;
  /** One transaction, and one lock of the lot, for each bid: the same rules and the same rows. */
  readonly alone: Place;
}

/** One process of the auction, as far as bids go. */
export async function openReplica(url: string, connections = CONNECTIONS): Promise<Replica> {
  const database = await openDatabase({
    url,
    applicationName: 'bench',
    poolSize: connections,
    logger,
    production: false,
  });
  const placing = createPlaceBid({
    ...{ database, metrics: createMetrics('auction'), answerKey: Buffer.alloc(32, 1) },
    // Everybody bids as fast as answers come: the limit is not what is measured.
    rateLimit: createRateLimit(UNLIMITED),
  });
  const claims = ({ id }: Bidder) => ({ id, staff: false, restricted: false, consent: { edition: 1, epoch: 1 } });
  return {
    database,
    batched: (lot, who, amount) =>
      placing.place({ kind: 'BID', lotId: lot.id, amount, key: newId(), confirmJump: true, who: claims(who) }),
    alone: async (lot, who, amount) => {
      const key = newId();
      const intent = {
        kind: 'BID',
        lotId: lot.id,
        bidderId: who.id,
        amount,
        confirmJump: true,
        key,
        bodyHash: key,
      } as const;
      const [outcome] = await decideBids(database, lot.id, [{ intent, who: claims(who) }]);
      if (outcome === undefined) throw new Error('a bid was not answered');
      return outcome;
    },
    [Symbol.asyncDispose]: async () => {
      await placing.idle();
      await database.close();
    },
  };
}

/** Open lots of different combinations. */
export async function openLots({ database }: Replica, count: number, first = 0): Promise<Lot[]> {
  const lots: Lot[] = [];
  for (let number = first; number < first + count; number++) {
    const letters = [676, 26, 1].map((place) => ALPHABET[Math.floor(number / place) % 26]).join('');
    const opensAt = await database.now();
    const outcome = await createLot(
      { database, alphabet: ALPHABET },
      {
        plate: { region: '01', digits: '123', letters },
        ...{ saleMode: 'AUCTION', startPrice: 1_000_000n, step: 10_000n, hardStopAt: null },
        ...{ opensAt, closesAt: new Date(opensAt.getTime() + 5 * HOURS_MS) },
      },
      newId(),
    );
    if (outcome.kind !== 'created') throw new Error(outcome.code);
    lots.push(outcome.lot);
  }
  await keepTime(database);
  return lots;
}
