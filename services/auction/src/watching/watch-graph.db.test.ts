import { createKeySet, disclosureTickets, generateSigningKey } from '@belgi/access';
import { executeAs } from '@belgi/subgraph';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BidderClaims } from '../bidders/bidder.js';
import { createLoaders } from '../context.js';
import { buildAuctionSubgraph } from '../subgraph.js';
import { openAuction, type TestAuction } from '../testing/open-auction.js';
import { CitizenWatchListResolver, WatchListResolver } from './watch.resolver.js';

let auction: TestAuction;
let schema: ReturnType<typeof buildAuctionSubgraph>['schema'];
beforeAll(async () => {
  auction = await openAuction();
  // Nobody shows a ticket here.
  const noKeys = createKeySet(JSON.stringify([generateSigningKey()]));
  schema = buildAuctionSubgraph({
    resolvers: [new WatchListResolver(auction.database), new CitizenWatchListResolver(auction.database)],
    database: auction.database,
    tickets: disclosureTickets.verifier(noKeys),
  }).schema;
});
afterAll(() => auction[Symbol.asyncDispose]());

function askAs(who: BidderClaims | null, query: string, variables: object = {}) {
  const actor =
    who === null
      ? ({ kind: 'anonymous' } as const)
      : ({
          kind: 'citizen',
          id: who.id,
          session: 's',
          restricted: who.restricted,
          consent: { edition: 1, epoch: 1 },
        } as const);
  const context = { loaders: createLoaders(auction.database, who?.id ?? null) };
  return executeAs<{ readonly watchPattern: { readonly id: string } }>(schema, {
    query,
    variables: { ...variables },
    actor,
    context,
  });
}
const lotOr = '... on Lot { id } ... on WatchRefused { code message }';
const patternOr = '... on WatchedPattern { id digits digitsClass } ... on WatchRefused { code message }';
const listOf = `query ($id: ID!) { _entities(representations: [{ __typename: "Citizen", id: $id }]) { ... on Citizen { watchList {
  lots(first: 5) { edges { node { since lot { id } } } } patterns { id digits letters digitsClass maxPrice } } } } }`;

it('is filled, shown to its owner, and left', async () => {
  const who = await auction.aCitizen();
  const lot = await auction.aLot({ forDays: 2 });
  await askAs(who, `mutation ($id: ID!) { watchLot(lotId: $id) { ${lotOr} } }`, { id: lot.id });
  const made = await askAs(
    who,
    `mutation { watchPattern(input: { pattern: "7*7", digitsClass: ALL_EQUAL, maxPrice: "5000000" }) { ${patternOr} } }`,
  );
  expect(made.data).toMatchObject({ watchPattern: { digits: '7*7', digitsClass: 'ALL_EQUAL' } });
  const shown = await askAs(who, listOf, { id: who.id });
  expect(shown.data).toMatchObject({
    _entities: [
      { watchList: { lots: { edges: [{ node: { lot: { id: lot.id } } }] }, patterns: [{ maxPrice: '5000000' }] } },
    ],
  });
  const pattern = made.data?.watchPattern.id ?? '';
  // Leaving takes no consent: also in a restricted session.
  const restricted = { ...who, restricted: true };
  await askAs(restricted, `mutation ($id: ID!) { unwatchLot(lotId: $id) { ${lotOr} } }`, { id: lot.id });
  await askAs(restricted, `mutation ($id: ID!) { unwatchPattern(id: $id) { ${patternOr} } }`, { id: pattern });
  const left = await askAs(restricted, listOf, { id: who.id });
  expect(left.data).toMatchObject({ _entities: [{ watchList: { lots: { edges: [] }, patterns: [] } }] });
});

it('is nobody else’s to see, and nobody’s to keep without an account', async () => {
  const [who, other] = [await auction.aCitizen(), await auction.aCitizen()];
  for (const asker of [other, null]) {
    const { data, errors } = await askAs(asker, listOf, { id: who.id });
    expect(data).toEqual({ _entities: [{ watchList: null }] });
    expect(errors).toHaveLength(1);
  }
  const anonymous = await askAs(null, `mutation { watchPattern(input: { region: "01" }) { ${patternOr} } }`);
  expect(anonymous.errors).toHaveLength(1);
});

it('says why not, as data and in the caller’s language', async () => {
  const who = await auction.aCitizen();
  for (const [mutation, code] of [
    ['watchLot(lotId: "nothing")', 'LOT_UNKNOWN'],
    ['unwatchLot(lotId: "nothing")', 'LOT_UNKNOWN'],
    ['unwatchPattern(id: "nothing")', 'PATTERN_UNKNOWN'],
    ['watchPattern(input: {})', 'PATTERN_INVALID'],
    ['watchPattern(input: { pattern: "7_7" })', 'PATTERN_INVALID'],
  ] as const) {
    const { data } = await askAs(
      who,
      `mutation { answer: ${mutation} { ${mutation.includes('Lot(') ? lotOr : patternOr} } }`,
    );
    expect(data).toMatchObject({ answer: { code } });
  }
});
