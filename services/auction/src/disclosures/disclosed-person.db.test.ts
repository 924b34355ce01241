import { type Actor, type AgencyActor, createKeySet, disclosureTickets, generateSigningKey } from '@belgi/access';
import type { DataCategory } from '@belgi/contracts';
import { executeAs } from '@belgi/subgraph';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLoaders } from '../context.js';
import { buildAuctionSubgraph } from '../subgraph.js';
import { openAuction, START, STEP, type TestAuction } from '../testing/open-auction.js';
import { DisclosedPersonResolver } from './disclosed-person.resolver.js';

let auction: TestAuction;
let subgraph: ReturnType<typeof buildAuctionSubgraph>;
let aida: string;
/** Aida bids twice, a day passes, she bids once more on another lot. */
let firstDay: { from: Date; until: Date };
const keys = createKeySet(JSON.stringify([generateSigningKey()]));
const tickets = disclosureTickets.issuer(keys);

beforeAll(async () => {
  auction = await openAuction();
  subgraph = buildAuctionSubgraph({
    resolvers: [new DisclosedPersonResolver(auction.database)],
    database: auction.database,
    tickets: disclosureTickets.verifier(keys),
  });
  const [who, rival] = [await auction.aCitizen(), await auction.aCitizen()];
  aida = who.id;
  const from = await auction.database.now();
  const lot = await auction.aLot();
  await auction.enters(who, lot);
  await auction.enters(rival, lot);
  await auction.bids(who, lot, START);
  await auction.bids(rival, lot, START + STEP);
  await auction.bids(who, lot, START + 2n * STEP);
  const until = await auction.time.advance({ hours: 24 }).then(() => auction.database.now());
  firstDay = { from, until };
  const later = await auction.aLot();
  await auction.enters(who, later);
  await auction.bids(who, later, START);
});
afterAll(() => auction[Symbol.asyncDispose]());

const agency = (id: string, scopes = ['disclosures:read']): AgencyActor => ({
  ...{ kind: 'agency', id, clientId: id, name: 'State Tax Service', scopes },
  ...{ keyThumbprint: 'k', xRoadMember: null, grants: ['grant'] },
});

const ticketOf = (
  change: { citizen?: string | null; categories?: readonly DataCategory[]; period?: typeof firstDay | null } = {},
) =>
  tickets.issue({
    ...{ grant: 'g', agency: 'tax', keyThumbprint: 'k', entry: 'e', leafHash: 'b'.repeat(64) },
    ...{ citizen: aida, categories: ['BID_HISTORY', 'PAYMENT'], period: firstDay, ...change },
  });

const FIELDS = `
  bids { edges { node { lotId plate sequence amount at automatic } } }
  payments { edges { node { movement purpose lotId plate amount at } } }`;
const ask = (ticket: string, actor: Actor = agency('tax'), fields = FIELDS) =>
  executeAs(subgraph.schema, {
    query: `query ($ticket: ID!) {
      _entities(representations: [{ __typename: "DisclosedPerson", ticket: $ticket }]) { ... on DisclosedPerson { ${fields} } }
    }`,
    variables: { ticket },
    actor,
    context: { loaders: createLoaders(auction.database, null) },
  });
const codesOf = (result: Awaited<ReturnType<typeof ask>>) =>
  (result.errors ?? []).map(({ extensions }) => extensions['reason'] ?? extensions['code']);
// biome-ignore lint/suspicious/noExplicitAny: what was selected
const personOf = (result: Awaited<ReturnType<typeof ask>>) => (result.data as any)?._entities[0];
const nodesOf = (connection: { edges: { node: object }[] }) => connection.edges.map(({ node }) => node);

describe('bids and payments of a granted person', () => {
  it('are theirs alone, and of the granted days', async () => {
    const person = personOf(await ask(await ticketOf()));
    expect(nodesOf(person.bids)).toMatchObject([
      { sequence: 3, amount: String(START + 2n * STEP), automatic: false },
      { sequence: 1, amount: String(START) },
    ]);
    expect(nodesOf(person.payments)).toMatchObject([{ movement: 'PAID', purpose: 'DEPOSIT', amount: '100000' }]);
    const all = personOf(
      await ask(await ticketOf({ period: { from: firstDay.from, until: new Date('2100-01-01T00:00:00Z') } })),
    );
    expect(nodesOf(all.bids)).toHaveLength(3);
    expect(nodesOf(all.payments)).toHaveLength(2);
    const before = { from: new Date(0), until: firstDay.from };
    expect(personOf(await ask(await ticketOf({ period: before })))).toEqual({
      ...{ bids: { edges: [] }, payments: { edges: [] } },
    });
  });

  it('come in pages', async () => {
    const ticket = await ticketOf({ period: { from: firstDay.from, until: new Date('2100-01-01T00:00:00Z') } });
    const page = (after: string) =>
      ask(
        ticket,
        agency('tax'),
        `bids(first: 2${after}) { pageInfo { hasNextPage endCursor } edges { node { sequence } } }
        payments(first: 1) { pageInfo { hasNextPage } }`,
      );
    const first = personOf(await page(''));
    expect(first.bids.pageInfo.hasNextPage).toBe(true);
    expect(first.payments.pageInfo.hasNextPage).toBe(true);
    const second = personOf(await page(`, after: "${first.bids.pageInfo.endCursor}"`));
    expect([...nodesOf(first.bids), ...nodesOf(second.bids)]).toEqual([
      { sequence: 1 },
      { sequence: 3 },
      { sequence: 1 },
    ]);
  });

  it.each([
    ['one category', { categories: ['BID_HISTORY'] as const }, ['DISCLOSURE_NOT_GRANTED'], 'payments'],
    ['the other', { categories: ['PAYMENT'] as const }, ['DISCLOSURE_NOT_GRANTED'], 'bids'],
    ['no days', { period: null }, ['DISCLOSURE_NOT_GRANTED', 'DISCLOSURE_NOT_GRANTED'], 'bids'],
  ] as const)('are null where the ticket names %s', async (_case, change, codes, absent) => {
    const result = await ask(await ticketOf(change));
    expect(codesOf(result)).toEqual(codes);
    expect(personOf(result)[absent]).toBeNull();
  });

  it('of nobody are answered alike', async () => {
    const result = await ask(await ticketOf({ citizen: null }));
    expect(personOf(result)).toEqual({ bids: null, payments: null });
    expect(codesOf(result)).toEqual([]);
  });
});

// The attack: the ticket of one agency in the hands of another, or of somebody who made it up.
describe('a ticket', () => {
  it.each<[string, Actor, string]>([
    ['another agency', agency('customs'), 'DISCLOSURE_NOT_GRANTED'],
    ['an agency without the scope', agency('tax', []), 'SCOPE_REQUIRED'],
    ['signed out', { kind: 'anonymous' }, 'SIGN_IN_REQUIRED'],
    ['staff', { kind: 'staff', id: 's', session: 's', roles: ['PRIVACY_OFFICER'] }, 'ROLE_REQUIRED'],
  ])('gives %s nothing', async (_who, actor, code) => {
    const result = await ask(await ticketOf(), actor);
    expect(result.data).toEqual({ _entities: [null] });
    expect(codesOf(result)).toEqual([code]);
  });

  it('that nobody issued gives nothing', async () => {
    const ticket = await ticketOf();
    for (const bad of ['', 'ticket', `${ticket.slice(0, -4)}AAAA`]) {
      const result = await ask(bad);
      expect(result.data).toEqual({ _entities: [null] });
      expect(codesOf(result)).toEqual(['DISCLOSURE_NOT_GRANTED']);
    }
  });
});
