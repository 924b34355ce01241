import { generateSigningKey, makeDpopProof } from '@belgi/access';
import {
  AcceptedAgreement,
  AccountVerifiedV1,
  AgreementAcceptanceGivenV1,
  ConsentGivenV1,
  ConsentWithdrawnV1,
  EditionPublishedV1,
  newId,
  type OutgoingFact,
  outgoing,
} from '@belgi/contracts';
import { type Database, migrate, openDatabase } from '@belgi/database';
import { connectMessaging } from '@belgi/messaging';
import { createHealth, createLogger, createMetrics } from '@belgi/runtime';
import { createTestDatabase, createTestNats, type TestNats, waitFor } from '@belgi/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signReport } from './bank/signed-report.js';
import { startAuction } from './compose.js';
import { readAuctionEnvironment } from './environment.js';
import { publishedFacts } from './testing/auction.store.js';
import { startBank, startIssuer } from './testing/http-peers.js';
import { openAuction, START, type TestAuction } from './testing/open-auction.js';

/** The whole process in this one: real database, NATS and HTTP; the facts of others leave real outboxes. */
const logger = createLogger({ service: 'auction', level: 'silent' });
const secret = 's'.repeat(32);
const apiKey = 'a'.repeat(16);
const webhookSecret = 'w'.repeat(16);
const issuerName = 'http://localhost:4000/oauth';
const stops: (() => Promise<void> | void)[] = [];
const publishers = new Map<string, Database>();
let auction: TestAuction;
let nats: TestNats;
let issuer: Awaited<ReturnType<typeof startIssuer>>;
let bank: Awaited<ReturnType<typeof startBank>>;
let url: string;

async function publisherAs(service: 'identity' | 'privacy'): Promise<void> {
  const access = nats.as(service);
  const messaging = await connectMessaging({ ...access, service, logger, metrics: createMetrics(service) });
  const test = await createTestDatabase({
    name: service,
    template: { key: 'database', fill: (to) => migrate({ url: to, logger }) },
  });
  const database = await openDatabase({
    url: test.url,
    applicationName: service,
    poolSize: 4,
    logger,
    production: false,
  });
  publishers.set(service, database);
  messaging.startOutbox(database);
  if (service === 'privacy') messaging.answer(AcceptedAgreement, (question) => answerOfPrivacy(question));
  stops.push(
    () => test.close(),
    () => database.close(),
    () => messaging.close(),
  );
}

async function startProcess(databaseUrl: string): Promise<string> {
  const access = nats.as('auction');
  const environment = readAuctionEnvironment({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    PORT: '0',
    DEPLOYMENT_SECRETS: secret,
    DATABASE_URL: databaseUrl,
    ...{ NATS_URL: access.url, NATS_USER: access.user, NATS_PASSWORD: access.password },
    IDENTITY_JWKS_URL: issuer.url,
    PRIVACY_JWKS_URL: issuer.url,
    SIGNING_KEYS: JSON.stringify([generateSigningKey()]),
    ...{ BANK_URL: bank.url, ANSWER_KEY: Buffer.alloc(32, 7).toString('base64') },
    BANK_API_KEY: apiKey,
    BANK_WEBHOOK_SECRETS: webhookSecret,
  });
  const abort = new AbortController();
  stops.push(() => abort.abort());
  return startAuction(
    environment,
    { state: { phase: 'starting' }, signal: abort.signal, onStop: (_, stop) => void stops.push(stop) },
    { logger, health: createHealth(), metrics: createMetrics('auction') },
  );
}

beforeAll(async () => {
  [nats, issuer, bank, auction] = await Promise.all([
    createTestNats(),
    startIssuer(),
    startBank(apiKey),
    openAuction(),
  ]);
  stops.push(async () => auction[Symbol.asyncDispose]());
  await publisherAs('identity');
  await publisherAs('privacy');
  url = await startProcess(auction.url);
});
afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
  await Promise.all([nats.close(), issuer.close(), bank.close()]);
});

/** What privacy says when it is asked who accepted the user agreement. */
let answerOfPrivacy = async (_: { citizenId: string }): Promise<{ edition: number | null }> => ({ edition: null });

const publish = (fact: OutgoingFact): Promise<void> =>
  (publishers.get(fact.type.split('.')[0] ?? '') as Database).transaction((tx) => tx.publish(fact));
const at = '2026-11-22T12:00:00.000Z';
const consentOf = (citizenId: string, epoch: number, edition = 1) => ({
  citizenId,
  epoch,
  edition,
  locale: 'KY' as const,
  textSha256: 'a'.repeat(64),
  at,
});
const given = (citizenId: string, epoch: number) =>
  outgoing(ConsentGivenV1, citizenId, epoch, { ...consentOf(citizenId, epoch), state: 'GIVEN' });
const withdrawn = (citizenId: string, epoch: number) =>
  outgoing(ConsentWithdrawnV1, citizenId, epoch, { ...consentOf(citizenId, epoch), state: 'WITHDRAWN' });
const verified = (citizenId: string) =>
  outgoing(AccountVerifiedV1, citizenId, 2, {
    citizenId,
    status: 'ACTIVE',
    pinVerified: true,
    disputed: false,
    locale: 'KY',
  });
const acknowledged = async (citizenId: string) =>
  (await publishedFacts(auction.database))
    .filter((fact) => fact.type === 'auction.consent.applied.v1' && fact.aggregateId === citizenId)
    .map((fact) => fact.version)
    .sort();

function tokenOf(claims: object): Promise<string> {
  return issuer.keys.sign('at+jwt', { iss: issuerName, aud: 'belgi', sid: newId(), ...claims }, 300);
}
const citizenToken = (sub: string, more: object = { edition: 1, epoch: 1 }) =>
  tokenOf({ sub, kind: 'citizen', ...more });

interface Answer {
  readonly data?: Record<string, Record<string, unknown>> | null;
  readonly errors?: { readonly extensions: { readonly code: string; readonly reason?: string } }[];
}

async function agencyHeaders(): Promise<Record<string, string>> {
  const key = generateSigningKey();
  const agency = { kind: 'agency', client_id: 'c', agency_name: 'C', cnf: { jkt: key.kid } };
  const accessToken = await tokenOf({ sub: newId(), ...agency });
  const proof = await makeDpopProof(key, { method: 'POST', url: `${url}/graphql`, accessToken });
  return { authorization: `DPoP ${accessToken}`, dpop: proof };
}

/** @param token a bearer token, or the headers of a caller whose token is bound to a key */
async function ask(query: string, variables: object = {}, token?: string | Record<string, string>): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'accept-language': 'en',
      'belgi-deployment-secret': secret,
      ...(typeof token === 'string' ? { authorization: `Bearer ${token}` } : token),
    },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

const ENTER = `mutation ($lotId: ID!) { enterLot(lotId: $lotId) { __typename
  ... on Entry { id state bidderNumber depositOrderUrl lot { id state } } ... on EntryRefused { code message } } }`;
const BID = `mutation ($lotId: ID!, $amount: Money!, $key: ID!) { placeBid(lotId: $lotId, amount: $amount, key: $key) { __typename
  ... on BidAccepted { bid { sequence amount bidderNumber } lot { currentPrice minimumNextBid leadingBidderNumber } }
  ... on BidRefused { code message lot { id } } } }`;

async function report(body: object, headers: Record<string, string> = {}, name = 'local'): Promise<number> {
  const text = JSON.stringify(body);
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const response = await fetch(`${url}/hooks/bank/${name}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'belgi-deployment-secret': secret,
      'bank-timestamp': timestamp,
      'bank-signature': signReport(webhookSecret, timestamp, Buffer.from(text)),
      ...headers,
    },
    body: text,
  });
  return response.status;
}

/** Just registered, verified and agreed with the rules: the account's fact has arrived, the consent's may not have. */
async function newCitizen({ accepts = true } = {}): Promise<{ id: string; token: string }> {
  const id = newId();
  await publish(verified(id));
  if (accepts) await publish(outgoing(AgreementAcceptanceGivenV1, id, 1, { citizenId: id, edition: 1, at }));
  return { id, token: await citizenToken(id) };
}

describe('facts of others', () => {
  it('are applied in any order, and every epoch is acknowledged', async () => {
    const id = newId();
    await publish(withdrawn(id, 2));
    await waitFor(async () => (await acknowledged(id)).includes(2));
    await publish(given(id, 1));
    await waitFor(async () => (await acknowledged(id)).length === 2);
    await publish(verified(id));
    const lot = await auction.aLot();
    const refused = await waitFor(async () => {
      const answer = await ask(ENTER, { lotId: lot.id }, await citizenToken(id));
      return answer.data?.['enterLot'];
    });
    expect(refused).toMatchObject({ code: 'CONSENT_REQUIRED' });
  });

  // The attack: whoever reaches the auction first, or while privacy is away, plays by no rules.
  it('an acceptance that is on its way is asked for; nobody enters where there is none, or no answer', async () => {
    const [{ id, token }, lot] = [await newCitizen({ accepts: false }), await auction.aLot()];
    const enter = () => ask(ENTER, { lotId: lot.id }, token);
    await waitFor(async () => (await enter()).data?.['enterLot']?.['code'] === 'AGREEMENT_REQUIRED');
    answerOfPrivacy = () => Promise.reject(new Error('a fault of privacy'));
    expect((await enter()).errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE', reason: 'ASK_FAILED' } }]);
    answerOfPrivacy = async ({ citizenId }) => ({ edition: citizenId === id ? 1 : null });
    expect((await enter()).data?.['enterLot']).toMatchObject({ __typename: 'Entry' });
  });

  it('a material edition asks everyone anew from its very time on', async () => {
    const { id, token } = await newCitizen();
    const lot = await auction.aLot();
    const enter = async () => (await ask(ENTER, { lotId: lot.id }, token)).data?.['enterLot'];
    await waitFor(async () => (await enter())?.['__typename'] === 'Entry');
    const effectiveAt = new Date((await auction.database.now()).getTime() + 3_600_000).toISOString();
    const texts = (['KY', 'RU', 'EN'] as const).map((locale) => ({ locale, sha256: 'b'.repeat(64) }));
    const edition = { number: 2, publishedAt: at, effectiveAt, material: true, texts };
    await publish(outgoing(EditionPublishedV1, '2', 1, edition));
    // A marker behind the edition: acknowledged, so the edition has most likely arrived; asserted below.
    await publish(given(id, 1));
    await waitFor(async () => (await acknowledged(id)).length === 1);
    expect(await enter()).toMatchObject({ __typename: 'Entry' });
    await auction.time.advance({ minutes: 59, seconds: 59 });
    expect(await enter()).toMatchObject({ __typename: 'Entry' });
    const later = await auction.aLot({ planned: true });
    await auction.time.advance({ minutes: 2 });
    await waitFor(async () => {
      const answer = await ask(ENTER, { lotId: later.id }, token);
      return answer.data?.['enterLot']?.['code'] === 'CONSENT_REQUIRED';
    });
    await publish(outgoing(ConsentGivenV1, id, 2, { ...consentOf(id, 2, 2), state: 'GIVEN' }));
    await waitFor(async () => {
      const answer = await ask(ENTER, { lotId: later.id }, token);
      return answer.data?.['enterLot']?.['__typename'] === 'Entry';
    });
  });
});

describe('through the graph', () => {
  /** After the edition of the test before. */
  const agreedToTwo = (id: string) => citizenToken(id, { edition: 2, epoch: 1 });

  it('a citizen enters, pays the deposit at the bank, and bids', async () => {
    const { id } = await newCitizen();
    const token = await agreedToTwo(id);
    const lot = await auction.aLot();
    const entered = await waitFor(async () => {
      const answer = (await ask(ENTER, { lotId: lot.id }, token)).data?.['enterLot'];
      return answer?.['__typename'] === 'Entry' && answer;
    });
    expect(entered).toMatchObject({ state: 'DEPOSIT_DUE', lot: { id: lot.id } });
    const orderId = String(entered['depositOrderUrl']).split('/').at(-1);
    const bid = { lotId: lot.id, amount: String(START), key: newId() };
    expect((await ask(BID, { ...bid, key: newId() }, token)).data?.['placeBid']).toMatchObject({
      code: 'ENTRY_REQUIRED',
    });

    const paid = { eventId: newId(), orderId, kind: 'paid', amount: String(lot.deposit) };
    expect(await report(paid, { 'bank-signature': `v1=${'0'.repeat(64)}` })).toBe(401);
    expect(await report(paid, { 'bank-timestamp': String(Math.floor(Date.now() / 1_000) - 301) })).toBe(401);
    expect(await report(paid, {}, 'demo')).toBe(401);
    expect(await report({ ...paid, orderId: newId() })).toBe(404);
    expect(await report({ ...paid, amount: '1' })).toBe(409);
    expect(await report(paid, { 'belgi-deployment-secret': 'x'.repeat(32) })).toBe(403);
    expect(await report(paid)).toBe(200);
    expect(await report(paid)).toBe(200);

    const accepted = (await ask(BID, bid, token)).data?.['placeBid'];
    expect(accepted).toMatchObject({
      bid: { sequence: 1, amount: String(START), bidderNumber: entered['bidderNumber'] },
      lot: { currentPrice: String(START), leadingBidderNumber: entered['bidderNumber'] },
    });
    expect((await ask(BID, bid, token)).data?.['placeBid']).toEqual(accepted);
    expect(bank.asked.filter((line) => line === 'POST /orders').length).toBeGreaterThan(0);
  });

  it('refuses as data who may not bid, and as an error who may not ask', async () => {
    const lot = await auction.aLot();
    const bid = { lotId: lot.id, amount: String(START), key: newId() };
    const answerTo = async (token?: Parameters<typeof ask>[2]) => {
      const { data, errors } = await ask(BID, bid, token);
      return data?.['placeBid']?.['code'] ?? errors?.[0]?.extensions.reason;
    };
    expect(await answerTo()).toBe('SIGN_IN_REQUIRED');
    expect(await answerTo(await agencyHeaders())).toBe('ROLE_REQUIRED');
    expect(await answerTo(await tokenOf({ sub: newId(), kind: 'staff', roles: ['OPERATOR'] }))).toBe('BIDDER_IS_STAFF');
    expect(await answerTo(await citizenToken(newId(), { edition: 2, epoch: 1, scope: 'rights' }))).toBe(
      'CONSENT_REQUIRED',
    );
    expect(await answerTo(await agreedToTwo(newId()))).toBe('ENTRY_REQUIRED');
  });

  it("shows nobody another one's entry, nor a bidder's id to anyone", async () => {
    const { id } = await newCitizen();
    const token = await agreedToTwo(id);
    const lot = await auction.aLot();
    const entry = await waitFor(async () => {
      const answer = (await ask(ENTER, { lotId: lot.id }, token)).data?.['enterLot'];
      return answer?.['__typename'] === 'Entry' && answer;
    });
    const query = `query ($reps: [_Any!]!) { _entities(representations: $reps) { ... on Entry { state } ... on Citizen { entries { edges { node { id } } } } } }`;
    const reps = [
      { __typename: 'Entry', id: entry['id'] },
      { __typename: 'Citizen', id },
    ];
    const mine = await ask(query, { reps }, token);
    expect(mine.data?.['_entities']).toMatchObject([
      { state: 'DEPOSIT_DUE' },
      { entries: { edges: [{ node: { id: entry['id'] } }] } },
    ]);
    const others = await ask(query, { reps }, await agreedToTwo(newId()));
    expect(others.data?.['_entities']).toEqual([null, { entries: null }]);
    expect(others.errors?.map((error) => error.extensions.reason)).toEqual(['NOT_YOURS', 'NOT_YOURS']);
    const facts = await publishedFacts(auction.database);
    const aboutLots = facts.filter((fact) => fact.type.startsWith('auction.lot.'));
    expect(JSON.stringify(aboutLots)).not.toContain(id);
  });

  it('lists the catalogue in pages, by every filter', async () => {
    for (let count = 0; count < 3; count++) await auction.aLot({ planned: true });
    const query = `query ($after: Cursor, $filter: LotFilter) { lots(first: 2, after: $after, filter: $filter) {
      edges { node { id state plate { number region digits letters } } } pageInfo { hasNextPage endCursor } } }`;
    interface Page {
      edges: { node: { id: string; plate: { number: string; letters: string } } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    }
    const page = async (filter: object, after: string | null = null) =>
      (await ask(query, { filter, after })).data?.['lots'] as unknown as Page;
    const first = await page({ state: 'PLANNED' });
    const second = await page({ state: 'PLANNED' }, first.pageInfo.endCursor);
    const ids = [...first.edges, ...second.edges].map(({ node }) => node.id);
    expect(first.pageInfo.hasNextPage).toBe(true);
    expect(ids.length).toBeGreaterThanOrEqual(3);
    expect(ids).toEqual(ids.toSorted().toReversed());
    expect(new Set(ids).size).toBe(ids.length);
    const one = first.edges[0]?.node.plate;
    for (const filter of [
      { region: '01', letters: one?.letters.toLowerCase() },
      { digits: '777', pattern: `7*7 ${one?.letters}` },
    ]) {
      expect((await page(filter)).edges.map(({ node }) => node.plate.number)).toEqual([one?.number]);
    }
    expect((await page({ pattern: '1*' })).edges).toEqual([]);
    expect((await ask(query, { filter: { pattern: "7'7" } })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect((await ask(query, { after: 'nonsense' })).errors?.[0]?.extensions.code).toBe('BAD_CURSOR');
  });

  it('lets an auctioneer, and nobody else, announce and call off', async () => {
    const soon = (minutes: number) =>
      auction.database.now().then((now) => new Date(now.getTime() + minutes * 60_000).toISOString());
    const input = {
      region: '09',
      digits: '999',
      letters: 'ZZZ',
      startPrice: '5000000',
      opensAt: await soon(10),
      closesAt: await soon(70),
    };
    const create = `mutation ($input: LotInput!) { createLot(input: $input) { __typename
      ... on Lot { id state deposit step plate { number } } ... on LotRefused { code message } } }`;
    const cancel = `mutation ($id: ID!) { cancelLot(id: $id, reason: "a mistake") { __typename ... on Lot { state cancelReason } ... on LotRefused { code } } }`;
    const auctioneer = await tokenOf({ sub: newId(), kind: 'staff', roles: ['AUCTIONEER'] });
    const operator = await tokenOf({ sub: newId(), kind: 'staff', roles: ['OPERATOR'] });
    expect((await ask(create, { input }, operator)).errors?.[0]?.extensions.reason).toBe('ROLE_REQUIRED');
    const lot = (await ask(create, { input }, auctioneer)).data?.['createLot'];
    expect(lot).toMatchObject({
      state: 'PLANNED',
      deposit: '500000',
      step: '50000',
      plate: { number: '09 KG 999 ZZZ' },
    });
    expect((await ask(create, { input }, auctioneer)).data?.['createLot']).toMatchObject({ code: 'PLATE_TAKEN' });
    expect((await ask(cancel, { id: lot?.['id'] }, operator)).errors?.[0]?.extensions.reason).toBe('ROLE_REQUIRED');
    expect((await ask(cancel, { id: lot?.['id'] }, auctioneer)).data?.['cancelLot']).toMatchObject({
      state: 'CANCELLED',
      cancelReason: 'a mistake',
    });
    expect((await ask(cancel, { id: newId() }, auctioneer)).data?.['cancelLot']).toMatchObject({ code: 'LOT_UNKNOWN' });
  });
});
