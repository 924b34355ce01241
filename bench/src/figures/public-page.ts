import { aLot, aStaff } from '@belgi/testkit';
import { Pool } from 'undici';
import { type Figure, percentile, timeFor } from '../figure.js';
import { closedLoop, inParallel, type Load, type LoadSize } from '../load.js';

const SIZES = { slice: { calls: 300, lots: 20 }, full: { calls: 20_000, lots: 20 } } as const;
const CALLERS = 32;
const QUERY = `query Page { lots(first: 20) { edges { node {
  id plate { number } state currentPrice minimumNextBid closesAt bidCount leadingBidderNumber
} } pageInfo { hasNextPage endCursor } } }`;

/** The same page asked of the gateway and of the subgraph behind it. */
export const publicPage: Figure = {
  name: 'public-page',
  question:
    'How many pages of 20 lots does the gateway serve a second, and what does it cost against the bare subgraph?',
  async measure(system, size, say) {
    const { calls, lots } = SIZES[size];
    const auctioneer = await aStaff(system).withRole('AUCTIONEER');
    say(`${lots} lots are announced`);
    await inParallel(lots, 4, () => aLot(system).closing({ hours: 2 }).planned(auctioneer));
    const secret = system.settings.secrets.deployment.split(',')[0] ?? '';
    const load = { callers: CALLERS, operations: calls, ...timeFor(size) };
    const gateway = await pages(system.urls.gateway, load, {});
    const subgraph = await pages(system.serviceUrl('auction'), load, { 'belgi-deployment-secret': secret });
    return [
      { what: 'pages through the gateway', value: gateway.perSecond, unit: '1/s' },
      { what: `wait of ${CALLERS} callers, p50`, value: percentile(gateway.latenciesMs, 0.5), unit: 'ms' },
      { what: `wait of ${CALLERS} callers, p99`, value: percentile(gateway.latenciesMs, 0.99), unit: 'ms' },
      { what: 'pages from the subgraph itself', value: subgraph.perSecond, unit: '1/s' },
      { what: 'gateway against subgraph', value: gateway.perSecond / subgraph.perSecond, unit: '×' },
    ];
  },
};

async function pages(url: string, load: LoadSize, headers: Readonly<Record<string, string>>): Promise<Load> {
  const pool = new Pool(url, { connections: CALLERS });
  const body = JSON.stringify({ query: QUERY });
  const ask = async (): Promise<void> => {
    const { statusCode, body: answer } = await pool.request({
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body,
    });
    const text = await answer.text();
    if (statusCode !== 200 || text.includes('"errors"'))
      throw new Error(`the page came with ${statusCode} ${/"code":"\w+"/.exec(text)?.[0] ?? ''}`);
  };
  try {
    await closedLoop({ ...load, operations: Math.ceil(load.operations / 5) }, ask); // warm
    return await closedLoop(load, ask);
  } finally {
    await pool.close();
  }
}
