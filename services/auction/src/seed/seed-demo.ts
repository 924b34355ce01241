import { newId } from '@belgi/contracts';
import { type Database, openDatabase, type Transaction } from '@belgi/database';
import type { Logger } from '@belgi/runtime';
import { currentPolicy } from '../lot-policy/lot-policy.store.js';
import { isId } from '../lots/ids.js';
import { lotSnapshot } from '../lots/lot.events.js';
import { depositOf, type Lot, type LotPolicy, untouched } from '../lots/lot.js';
import { insertLot } from '../lots/lot.store.js';
import { ensurePlate } from '../lots/plate.store.js';
import { beginChain, writtenChain } from '../protocol/protocol-chain.js';
import { termsLine } from '../protocol/protocol-lines.js';
import { type DemoLot, demoLots, isCurrent } from './demo-lots.js';
import { playDemoLot } from './play-demo-lot.js';
import { lockSeeding, lotsOfDemo } from './seed.store.js';

/** The demo's auctioneer: an id of nobody. */
const AUCTIONEER = '00000000-0000-7000-8000-000000000001';
const TYIYN_PER_SOM = 100;
/** A few people who exist nowhere else take part beside the demo citizens. */
const MIN_BIDDERS = 3;

/**
 * Puts demo lots here: lots of every state, some open for hours, one closing within minutes. Later runs make only what
 * has run out since; a plate that was sold is not offered again, its neighbour is.
 */
export async function seedDemo(options: {
  readonly url: string;
  readonly enabled: boolean;
  readonly citizens: readonly string[];
  readonly logger: Logger;
}): Promise<void> {
  if (!options.enabled) throw new Error('demo data is for demonstrations only: set BELGI_DEMO=1');
  const strange = options.citizens.filter((id) => !isId(id));
  if (strange.length > 0) throw new Error('--citizens takes citizen ids, separated by commas');
  const database = await openDatabase({
    url: options.url,
    applicationName: 'belgi-auction-seed',
    poolSize: 2,
    logger: options.logger,
    production: false,
  });
  try {
    const made = await seedLots(database, options.citizens);
    options.logger.info({ lots: made }, 'demo lots made');
  } finally {
    await database.close();
  }
}

/** How many lots were made. */
export async function seedLots(database: Database, citizens: readonly string[]): Promise<number> {
  return database.transaction(async (tx) => {
    await lockSeeding(tx);
    // Nobody is reminded of, or blocked for, what they never won.
    const policy = { ...(await currentPolicy(tx)), strikeLimit: 0, reminderHours: [] };
    const bidders = [...citizens, ...Array.from({ length: Math.max(0, MIN_BIDDERS - citizens.length) }, newId)];
    let made = 0;
    for (const demo of demoLots) if (await seedLot(tx, demo, policy, bidders)) made += 1;
    return made;
  });
}

async function seedLot(
  tx: Transaction,
  demo: DemoLot,
  policy: LotPolicy,
  bidders: readonly string[],
): Promise<boolean> {
  const now = await tx.now();
  const before = await lotsOfDemo(tx, demo.region, demo.digits, demo.letters);
  if (before.some((lot) => isCurrent(demo, lot, now))) return false;
  const taken = before.filter((lot) => !['UNSOLD', 'CANCELLED'].includes(lot.state)).map((lot) => lot.plate.letters);
  const letters = demo.letters.find((candidate) => !taken.includes(candidate));
  // All neighbours are sold or still open: the demo has enough to show.
  if (letters === undefined) return false;
  const lot = await plan(tx, demo, letters, policy, now);
  if (demo.state === 'PLANNED') await tx.publish(lotSnapshot(lot));
  else await playDemoLot(tx, lot, demo, bidders, now);
  return true;
}

/** The lot as it was announced, or, unless it is only planned, as it opened. */
async function plan(tx: Transaction, demo: DemoLot, letters: string, policy: LotPolicy, now: Date): Promise<Lot> {
  const plate = { region: demo.region, digits: demo.digits, letters };
  const startPrice = BigInt(demo.startPriceSom * TYIYN_PER_SOM);
  const closesAt = new Date(now.getTime() + demo.closesInMs);
  const isPlanned = demo.state === 'PLANNED';
  const saleMode = demo.saleMode ?? 'AUCTION';
  const planned: Lot = {
    id: newId(),
    plate: { ...plate, id: await ensurePlate(tx, newId(), plate) },
    saleMode,
    state: isPlanned ? 'PLANNED' : 'OPEN',
    policy,
    startPrice,
    deposit: saleMode === 'AUCTION' ? depositOf(startPrice, policy) : 0n,
    ...untouched,
    opensAt: new Date(now.getTime() + demo.opensInMs),
    closesAt,
    hardStopAt: new Date(closesAt.getTime() + (saleMode === 'AUCTION' ? policy.hardStopSeconds * 1_000 : 0)),
    version: isPlanned ? 1 : 2,
  };
  const lot = { ...planned, protocol: beginChain(termsLine(planned)) };
  await insertLot(tx, lot, AUCTIONEER);
  return { ...lot, protocol: writtenChain(lot.protocol) };
}
