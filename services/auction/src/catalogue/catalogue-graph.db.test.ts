import { createKeySet, disclosureTickets, generateSigningKey } from '@belgi/access';
import { executeAs } from '@belgi/subgraph';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLoaders } from '../context.js';
import { DEFAULT_PLATE_ALPHABET } from '../lots/plate.js';
import { buildAuctionSubgraph } from '../subgraph.js';
import { fillCatalogue } from '../testing/catalogue.store.js';
import { openAuction, type TestAuction } from '../testing/open-auction.js';
import { CatalogueResolver } from './catalogue.resolver.js';
import { lotOrders } from './search.js';

/** What a visitor without an account asks of the graph. */
let auction: TestAuction;
let schema: ReturnType<typeof buildAuctionSubgraph>['schema'];
beforeAll(async () => {
  auction = await openAuction();
  await fillCatalogue(auction.database, 5_000);
  // Nobody shows a ticket here.
  const noKeys = createKeySet(JSON.stringify([generateSigningKey()]));
  schema = buildAuctionSubgraph({
    resolvers: [new CatalogueResolver(auction.database, DEFAULT_PLATE_ALPHABET)],
    database: auction.database,
    tickets: disclosureTickets.verifier(noKeys),
  }).schema;
});
afterAll(() => auction[Symbol.asyncDispose]());

interface Shown {
  readonly id: string;
  readonly state: string;
  readonly salePrice: string | null;
  readonly settledAt: string | null;
  readonly plate: {
    readonly digits: string;
    readonly digitsClass: string | null;
    readonly lettersClass: string | null;
  };
}
interface Page {
  readonly lots: {
    readonly edges: readonly { readonly node: Shown }[];
    readonly pageInfo: { readonly endCursor: string };
  };
}
const query = `query ($filter: LotFilter, $order: LotOrder! = NEWEST, $after: Cursor) {
  lots(filter: $filter, order: $order, first: 3, after: $after) {
    edges { node { id state salePrice settledAt plate { digits digitsClass lettersClass } } } pageInfo { endCursor } } }`;

const ask = <Data = Page>(variables: object, text = query) =>
  executeAs<Data>(schema, {
    query: text,
    variables: { ...variables },
    context: { loaders: createLoaders(auction.database, null) },
  });

async function shown(variables: object): Promise<Shown[]> {
  const { data, errors } = await ask(variables);
  expect(errors).toBeUndefined();
  return data?.lots.edges.map(({ node }) => node) ?? [];
}
const codesOf = async (variables: object) => (await ask(variables)).errors?.map(({ extensions }) => extensions['code']);

it('shows the lots of a class, of some states, within prices', async () => {
  const lots = await shown({
    filter: { digitsClass: 'MIRRORED', states: ['SOLD', 'UNSOLD'], minPrice: '1000000', maxPrice: '4000000000' },
  });
  expect(lots).toHaveLength(3);
  for (const lot of lots) {
    expect(lot.plate.digitsClass).toBe('MIRRORED');
    expect(['SOLD', 'UNSOLD']).toContain(lot.state);
  }
});

it('shows what was sold, with its price, and what was not, without', async () => {
  const sold = await shown({ filter: { state: 'SOLD' }, order: 'SETTLED_DESC' });
  const unsold = await shown({ filter: { state: 'UNSOLD' }, order: 'SETTLED_DESC' });
  expect(sold.map(({ salePrice }) => salePrice !== null)).toEqual([true, true, true]);
  expect(unsold.map(({ salePrice }) => salePrice)).toEqual([null, null, null]);
  const times = sold.map(({ settledAt }) => settledAt);
  expect(times).toEqual(times.toSorted().toReversed());
});

it('goes on where a page of the same order ended, and refuses a cursor of another', async () => {
  for (const order of lotOrders) {
    const first = await ask({ order });
    const after = first.data?.lots.pageInfo.endCursor;
    const next = await shown({ order, after });
    const before = first.data?.lots.edges.map(({ node }) => node.id) ?? [];
    expect(new Set([...before, ...next.map(({ id }) => id)]).size).toBe(6);
    for (const other of lotOrders.filter((one) => one !== order))
      expect(await codesOf({ order: other, after })).toEqual(['BAD_CURSOR']);
  }
});

it('refuses what is no pattern', async () =>
  expect(await codesOf({ filter: { pattern: "7'7" } })).toEqual(['BAD_USER_INPUT']));
// The error mask gives these the same code (error-mask.test.ts of @belgi/subgraph).
it.each([
  ['a region that is none', { region: '10' }],
  ['a list of no states', { states: [] }],
  ['more than three digits can be', { digits: '777777777' }],
])('refuses %s', async (_what, filter) =>
  expect((await ask({ filter })).errors?.map(({ message }) => message)).toEqual(['Argument Validation Error']),
);

it('shows what lots like each of a page were sold for, and to nobody whose they are', async () => {
  const text = `{ lots(first: 3, filter: { digitsClass: ALL_EQUAL }) { edges { node { id plate { digits }
    similarSales(first: 2) { edges { cursor node { price soldAt likenesses lot { id state plate { digits digitsClass } } } } pageInfo { hasNextPage } } } } } }`;
  const { data, errors } = await ask<{
    lots: {
      edges: {
        node: Shown & {
          similarSales: { edges: { node: { price: string; likenesses: string[]; lot: Shown } }[] };
        };
      }[];
    };
  }>({}, text);
  expect(errors).toBeUndefined();
  for (const { node } of data?.lots.edges ?? []) {
    const sales = node.similarSales.edges.map((edge) => edge.node);
    expect(sales).toHaveLength(2);
    for (const { lot, likenesses, price } of sales) {
      expect(lot.state).toBe('SOLD');
      expect(lot.id).not.toBe(node.id);
      expect(BigInt(price)).toBeGreaterThan(0n);
      expect(likenesses.includes('SAME_DIGITS')).toBe(lot.plate.digits === node.plate.digits);
      expect(likenesses.length).toBeGreaterThan(0);
    }
  }
});
