import { choosePort } from '@belgi/local';
import { aCitizen } from '../system/citizen.js';
import { createSystem, type TestSystem } from '../system/create-system.js';
import { aLot } from '../system/lot.js';
import { aStaff } from '../system/staff.js';
import { Bidder } from './bidder.js';
import { readStormOptions, type StormOptions } from './environment.js';
import { faults } from './faults.js';
import { brokenPromises } from './invariants.store.js';
import { rampage } from './monkey.js';
import { SecondReplica } from './second-replica.js';
import { TcpRelay } from './tcp-relay.js';

/** Peace before each fault and after it: what it left behind shows, and is not taken for the next one's. */
const PEACE_MS = 4_000;

/** `pnpm test:chaos`: citizens bid at two replicas of the auction while faults befall; afterwards every promise is checked. */
const options = readStormOptions();
const relay = await TcpRelay.open();
const auctionPort = await choosePort(0, 'AUCTION_PORT');
relay.spreadOver(auctionPort);
const system = await createSystem({
  ports: { auction: auctionPort },
  environment: { gateway: { AUCTION_URL: `http://127.0.0.1:${relay.port}` } },
});
try {
  process.exitCode = (await storm(system, options)) ? 0 : 1;
} finally {
  await system.stop();
  await relay[Symbol.asyncDispose]();
}

async function storm(
  system: TestSystem,
  { seconds, citizens, lots, everyMs, ...wanted }: StormOptions,
): Promise<boolean> {
  const bidders = await prepare(system, citizens, lots);
  await using replica = await SecondReplica.start(system);
  relay.spreadOver(auctionPort, replica.port);
  console.log(`chaos: ${citizens} citizens bid on ${lots} lots at 2 replicas`);
  const stop = new AbortController();
  const bidding = bidders.map((bidder) => bidder.bidUntil(stop.signal, everyMs));
  if (wanted.faults) await inTurn(system, replica, bidders);
  const deaths = await rampage(system, AbortSignal.timeout(seconds * 1000));
  stop.abort();
  await Promise.all(bidding);
  const { accepted, refused, retried } = countsOf(bidders);
  console.log(`chaos: killed at random in ${seconds} s ${JSON.stringify(deaths)}`);
  console.log(
    `chaos: ${accepted} bids accepted, ${refused} refused, ${retried} requests tried again, 0 without an answer`,
  );
  const broken = await brokenPromises(
    system,
    bidders.flatMap(({ promised }) => promised),
  );
  for (const sentence of broken) console.error(`✗ ${sentence}`);
  console.log(broken.length === 0 ? 'chaos: every promise was kept' : `chaos: ${broken.length} promises were broken`);
  return broken.length === 0;
}

/** Each fault, with what bidders saw of it. */
async function inTurn(system: TestSystem, replica: SecondReplica, bidders: readonly Bidder[]): Promise<void> {
  const rows: Record<string, string | number>[] = [];
  const spread = () => relay.spreadOver(auctionPort, replica.port);
  for (const { what, befalls } of faults) {
    // Connections are kept: without this all bids would go to the replica that did not fail before.
    spread();
    await pause(PEACE_MS);
    const before = countsOf(bidders);
    for (const bidder of bidders) bidder.longestMs = 0;
    const begun = Date.now();
    await pause(PEACE_MS);
    const done = await befalls(system, replica, spread);
    await pause(PEACE_MS);
    const { accepted, refused, retried } = countsOf(bidders);
    rows.push({
      fault: done ? what : `${what}: NOT TRIED, nothing may be mounted here`,
      seconds: Math.round((Date.now() - begun) / 1000),
      accepted: accepted - before.accepted,
      refused: refused - before.refused,
      'tried again': retried - before.retried,
      'longest wait, s': Math.round(Math.max(...bidders.map(({ longestMs }) => longestMs)) / 100) / 10,
    });
  }
  console.table(rows);
}

function countsOf(bidders: readonly Bidder[]) {
  const sum = (of: (bidder: Bidder) => number): number => bidders.reduce((total, bidder) => total + of(bidder), 0);
  return {
    accepted: sum(({ promised }) => promised.length),
    refused: sum(({ refused }) => refused),
    retried: sum(({ retried }) => retried),
  };
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

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
