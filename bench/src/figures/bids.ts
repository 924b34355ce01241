import { aLot, aStaff, type TestCitizen } from '@belgi/testkit';
import { type Figure, percentile, timeFor } from '../figure.js';
import { closedLoop } from '../load.js';
import { bidders, placeBid } from '../people.js';

/** Below the burst that one bidder may make (20): the limit is not what is measured. */
const BIDS_EACH = 18;
const SIZES = { slice: 8, full: 100 } as const;
/** Refusals that a race for one lot brings with it; any other is a fault of the set-up. */
const EXPECTED = new Set(['BID_BELOW_MINIMUM', 'ALREADY_LEADING']);

/** Through the gateway with real tokens: everybody bids on one lot as fast as answers come. */
export const bids: Figure = {
  name: 'bids',
  question: 'How many bids on one hot lot are decided a second, through the gateway, and how long does a bidder wait?',
  async measure(system, size, say) {
    const count = SIZES[size];
    const auctioneer = await aStaff(system).withRole('AUCTIONEER');
    const lot = await aLot(system).closing({ hours: 2 }).open(auctioneer);
    say(`${count} bidders register, prove their PIN and pay a deposit`);
    const people = await bidders(system, lot, count);

    let next = lot.startPrice;
    const refused = new Map<string, number>();
    const bid = async (caller: number): Promise<void> => {
      // Each takes the next amount: were all to bid the same, all but one would be cheap refusals.
      const amount = next;
      next += lot.step;
      const answer = await placeBid(people[caller] as TestCitizen, lot.id, amount);
      if (answer.minimumNextBid !== null && answer.minimumNextBid > next) next = answer.minimumNextBid;
      if (answer.code !== null) refused.set(answer.code, (refused.get(answer.code) ?? 0) + 1);
    };
    const load = { callers: count, operations: count * BIDS_EACH, ...timeFor(size) };
    const decided = await closedLoop(load, bid);
    const strange = [...refused.keys()].filter((code) => !EXPECTED.has(code));
    if (strange.length > 0) throw new Error(`bids were refused by ${strange.join(', ')}`);

    const { lot: after } = await system.graph.ask('query After($id: ID!) { lot(id: $id) { bidCount } }', {
      id: lot.id,
    });
    const accepted = decided.latenciesMs.length - [...refused.values()].reduce((sum, one) => sum + one, 0);
    // An accepted answer is a bid in the log and the other way round, or the figure counts ghosts.
    if (after.bidCount !== accepted) throw new Error(`${accepted} bids were accepted, the lot has ${after.bidCount}`);

    const empty = await closedLoop(load, async (caller) =>
      (people[caller] as TestCitizen).graph.ask('mutation Empty { markNoticesRead(ids: []) }'),
    );
    return [
      { what: 'bids decided', value: decided.perSecond, unit: '1/s' },
      { what: 'of these accepted', value: accepted / decided.seconds, unit: '1/s' },
      { what: `wait of ${count} callers, p50`, value: percentile(decided.latenciesMs, 0.5), unit: 'ms' },
      { what: `wait of ${count} callers, p99`, value: percentile(decided.latenciesMs, 0.99), unit: 'ms' },
      { what: 'empty authenticated mutation, same gateway', value: empty.perSecond, unit: '1/s' },
      {
        what: 'bids against empty mutations',
        value: decided.perSecond / empty.perSecond,
        unit: '×',
        target: { atLeast: 0.5 },
      },
    ];
  },
};
