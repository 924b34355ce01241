import { aCitizen } from '../system/citizen.js';
import { createSystem, type TestSystem } from '../system/create-system.js';
import { aLot } from '../system/lot.js';
import { aStaff } from '../system/staff.js';
import { Bidder } from './bidder.js';
import { readStormOptions, type StormOptions } from './environment.js';
import { brokenPromises } from './invariants.store.js';
import { rampage } from './monkey.js';

/** `pnpm test:chaos`: citizens bid while processes are killed; afterwards every promise is checked. */
const options = readStormOptions();
const system = await createSystem();
try {
  process.exitCode = (await storm(system, options)) ? 0 : 1;
} finally {
  await system.stop();
}

async function storm(system: TestSystem, { seconds, citizens, lots }: StormOptions): Promise<boolean> {
  const bidders = await prepare(system, citizens, lots);
  console.log(`chaos: ${citizens} citizens bid on ${lots} lots for ${seconds} s while processes are killed`);
  const stop = AbortSignal.timeout(seconds * 1000);
  const [deaths] = await Promise.all([rampage(system, stop), ...bidders.map((bidder) => bidder.bidUntil(stop))]);
  const promised = bidders.flatMap((bidder) => bidder.promised);
  const sum = (of: (bidder: Bidder) => number): number => bidders.reduce((total, bidder) => total + of(bidder), 0);
  console.log(`chaos: killed ${JSON.stringify(deaths)}`);
  console.log(
    `chaos: ${promised.length} bids accepted, ${sum((bidder) => bidder.refused)} refused, ${sum((bidder) => bidder.retried)} requests tried again`,
  );
  const broken = await brokenPromises(system, promised);
  for (const sentence of broken) console.error(`✗ ${sentence}`);
  console.log(broken.length === 0 ? 'chaos: every promise was kept' : `chaos: ${broken.length} promises were broken`);
  return broken.length === 0;
}

async function prepare(system: TestSystem, citizens: number, lots: number): Promise<Bidder[]> {
  const auctioneer = await aStaff(system).withRole('AUCTIONEER');
  const open = await Promise.all(
    Array.from({ length: lots }, () => aLot(system).closing({ hours: 12 }).open(auctioneer)),
  );
  return Promise.all(
    Array.from({ length: citizens }, async () => {
      const citizen = await aCitizen(system).verified();
      for (const lot of open) await citizen.takesPartIn(lot);
      return new Bidder(citizen, open);
    }),
  );
}
