import type { TestSystem } from '@belgi/testkit';
import type { Lot } from '../../../services/auction/dist/lots/lot.js';
import { type Figure, percentile, type Row, type Size, timeFor } from '../figure.js';
import {
  agreeToEditions,
  type Bidder,
  bringBidders,
  dataOfBids,
  delayCommits,
  writeBare,
  written,
} from '../hot-lot/floor.store.js';
import { CONNECTIONS, openLots, openReplica, type Place, type Replica } from '../hot-lot/replicas.js';
import { closedLoop, type Load } from '../load.js';
import { type OwnDatabase, openOwnDatabase } from '../own-database.js';

const SIZES = {
  slice: { callers: 40, bids: 300, alone: 30, lots: 2 },
  full: { callers: 500, bids: 60_000, alone: 6_000, lots: 100 },
} as const;
/** Refusals that a race for one lot brings with it; any other is a fault of the set-up. */
const EXPECTED = new Set(['BID_BELOW_MINIMUM', 'ALREADY_LEADING']);
/** As the batcher's largest batch. */
const BARE_BATCH = 256;
const STEP = 10_000n;
/** Replicas of (c). */
const REPLICAS = 3;
/** Callers of (a): each holds a connection while it waits for the lock, and more of them would wait for a connection alone. */
const ALONE = CONNECTIONS;
const NAME = 'bench_hot_lot';

interface Asked extends Load {
  readonly accepted: number;
}

/** Everybody bids the next price of their lot as soon as they have their answer. */
async function race(
  lots: readonly Lot[],
  people: readonly Bidder[],
  size: { callers: number; operations: number; atMostSeconds?: number },
  placeOf: (caller: number) => Place,
): Promise<Asked> {
  const next = new Map(lots.map((lot) => [lot.id, lot.startPrice]));
  let accepted = 0;
  const load = await closedLoop(size, async (caller) => {
    const lot = lots[caller % lots.length] as Lot;
    const amount = next.get(lot.id) ?? lot.startPrice;
    next.set(lot.id, amount + STEP);
    const outcome = await placeOf(caller)(lot, people[caller] as Bidder, amount);
    if (outcome.kind === 'accepted') accepted += 1;
    else if (!EXPECTED.has(outcome.code)) throw new Error(`a bid was refused by ${outcome.code}`);
  });
  return { ...load, accepted };
}

/** Bids of one round on a database of their own, in rows by what they are called. */
async function round(
  system: TestSystem,
  size: Size,
  { name, delay, say }: { name: string; delay: boolean; say: (text: string) => void },
) {
  const { callers, bids, alone, lots: lotCount } = SIZES[size];
  await using own = await openOwnDatabase(system, 'auction', name);
  if (delay) await delayCommits(own.admin, name);
  await agreeToEditions(own.admin);
  await using stack = new AsyncDisposableStack();
  const replicas: Replica[] = [];
  for (let count = 0; count < REPLICAS; count++) replicas.push(stack.use(await openReplica(own.url)));
  const [replica] = replicas;
  if (replica === undefined) throw new Error('no replica');
  const lots = await openLots(replica, 4 + lotCount);
  say(`${callers} bidders for ${lots.length} lots${delay ? ', a millisecond at each commit' : ''}`);
  const people = await bringBidders(own.admin, lots, callers);
  const [one, two, three, four, ...many] = lots as [Lot, Lot, Lot, Lot, ...Lot[]];

  const counted = async (what: string, work: () => Promise<Asked>): Promise<Asked> => {
    const before = await written(own.admin);
    const asked = await work();
    const after = await written(own.admin);
    // An accepted answer is a bid in the log and a fact, and every answer is kept, or the figure counts ghosts.
    for (const [kind, expected] of [
      ['bids', asked.accepted],
      ['facts', asked.accepted],
      ['answers', asked.latenciesMs.length],
    ] as const)
      if (after[kind] - before[kind] !== expected)
        throw new Error(`${what}: ${expected} ${kind}, and ${after[kind] - before[kind]} are there`);
    return asked;
  };
  const loadOf = (operations: number) => ({ callers, operations, ...timeFor(size) });
  const perBid = await counted('(a)', () =>
    race([one], people, { ...loadOf(alone), callers: ALONE }, () => replica.alone),
  );
  const batched = await counted('(b)', () => race([two], people, loadOf(bids), () => replica.batched));
  const spread = await counted('(c)', () =>
    race([three], people, loadOf(bids), (caller) => (replicas[caller % REPLICAS] ?? replica).batched),
  );
  const bare = await bareRate(own, four, people, bids);
  const wide = delay ? undefined : await counted('lots', () => race(many, people, loadOf(bids), () => replica.batched));
  return { perBid, batched, spread, bare, wide };
}

async function bareRate(own: OwnDatabase, lot: Lot, people: readonly Bidder[], bids: number): Promise<number> {
  const data = await dataOfBids(own.admin);
  const started = performance.now();
  let next = 1;
  while (next <= bids)
    next = await writeBare(own.admin, { ...lot, step: STEP }, people, { from: next, count: BARE_BATCH, data });
  return (next - 1) / ((performance.now() - started) / 1_000);
}

/** In the auction's own process, without the gateway: what the lock and the batch make of many who bid on one lot. */
export const hotLot: Figure = {
  name: 'hot-lot',
  question:
    'How many bids on one lot does the auction decide a second, against a lock for each bid and against bare writing?',
  async measure(system, size, say) {
    const { perBid, batched, spread, bare, wide } = await round(system, size, { name: NAME, delay: false, say });
    const slow = await round(system, size, { name: `${NAME}_slow`, delay: true, say });
    const rows: Row[] = [
      { what: '(a) a transaction and a lock for each bid', value: perBid.perSecond, unit: '1/s' },
      { what: '(b) batches, 1 replica', value: batched.perSecond, unit: '1/s' },
      { what: '(c) batches, 3 replicas', value: spread.perSecond, unit: '1/s' },
      { what: '(d) the same rows, bare', value: bare, unit: '1/s' },
      {
        what: `(b) wait of ${SIZES[size].callers} callers, p50`,
        value: percentile(batched.latenciesMs, 0.5),
        unit: 'ms',
      },
      {
        what: `(b) wait of ${SIZES[size].callers} callers, p99`,
        value: percentile(batched.latenciesMs, 0.99),
        unit: 'ms',
        target: { atMost: 60 },
      },
      { what: '(b) against (a)', value: batched.perSecond / perBid.perSecond, unit: '×', target: { atLeast: 8 } },
      { what: '(b) against (d)', value: batched.perSecond / bare, unit: '×', target: { atLeast: 0.5 } },
      { what: '(c) against (a)', value: spread.perSecond / perBid.perSecond, unit: '×', target: { atLeast: 4 } },
      { what: '(c) accepted of those decided', value: spread.accepted / spread.latenciesMs.length, unit: '×' },
      {
        what: '(b) against (a), 1 ms more at each commit',
        value: slow.batched.perSecond / slow.perBid.perSecond,
        unit: '×',
        target: { atLeast: 20 },
      },
    ];
    if (wide !== undefined) {
      rows.push({ what: `(b) over ${SIZES[size].lots} lots at once`, value: wide.perSecond, unit: '1/s' });
      rows.push({
        what: `(b) over ${SIZES[size].lots} lots, wait p99`,
        value: percentile(wide.latenciesMs, 0.99),
        unit: 'ms',
      });
    }
    return rows;
  },
};
