import { createKeySet, generateSigningKey } from '@belgi/access';
import { newId } from '@belgi/contracts';
import { checkProtocol, parseKeys } from '@belgi/proof';
import { createHealth, createHttpServer, createLogger, createMetrics } from '@belgi/runtime';
import { executeAs } from '@belgi/subgraph';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLoaders } from '../context.js';
import type { Lot } from '../lots/lot.js';
import { LotResolver } from '../lots/lot.resolver.js';
import { DEFAULT_PLATE_ALPHABET } from '../lots/plate.js';
import { pauseLot, resumeLot } from '../pauses/pause-lot.js';
import { buildAuctionSubgraph } from '../subgraph.js';
import { openAuction, START, STEP, type TestAuction } from '../testing/open-auction.js';
import { LotProtocolResolver } from './protocol.resolver.js';
import { sealNextProtocol } from './seal-protocols.js';
import { serveProtocols } from './serve-protocols.js';

const SECRET = 'the-deployment-secret-of-these-tests';
const keys = createKeySet(JSON.stringify([generateSigningKey()]));
const logger = createLogger({ service: 'auction', level: 'silent' });
const app = createHttpServer({ logger, health: createHealth(), metrics: createMetrics('auction') });
let auction: TestAuction;
let lot: Lot;
let number: number;
beforeAll(async () => {
  auction = await openAuction();
  await serveProtocols(app, { database: auction.database, keys, deploymentSecrets: [SECRET] });
  await app.ready();
  lot = await auction.aLot();
  const [ann, ben] = [await auction.aCitizen(), await auction.aCitizen()];
  number = (await auction.enters(ann, lot)).bidderNumber;
  await auction.enters(ben, lot);
  await auction.bids(ben, lot, START);
  await pauseLot(auction.database, { lotId: lot.id, reason: '<b>the bank & others</b>' });
  await resumeLot(auction.database, lot.id);
  await auction.bids(ann, lot, START + STEP);
});
afterAll(async () => {
  await app.close();
  await auction[Symbol.asyncDispose]();
});
const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ url, headers: { 'belgi-deployment-secret': SECRET, ...headers } });
const shown = async () => {
  const { schema } = buildAuctionSubgraph({
    resolvers: [
      new LotResolver(auction.database, DEFAULT_PLATE_ALPHABET),
      new LotProtocolResolver('https://belgi.test'),
    ],
    database: auction.database,
    tickets: null as never,
  });
  return executeAs<{ lot: { protocol: object | null } }>(schema, {
    query: 'query ($id: ID!) { lot(id: $id) { protocol { lines lastSequence protocolSha256 url pageUrl proofUrl } } }',
    variables: { id: lot.id },
    context: { actor: { kind: 'anonymous' }, loaders: createLoaders(auction.database, null) },
  });
};

describe('the protocol of a lot', () => {
  it('is not there while the lot goes on, nor of what is no lot', async () => {
    expect((await shown()).data).toEqual({ lot: { protocol: null } });
    for (const id of [lot.id, newId(), 'x'.repeat(40)]) {
      expect((await get(`/protocols/${id}`)).statusCode).toBe(404);
      expect((await get(`/protocols/${id}/page?lang=en`)).body).toContain('no sealed protocol');
    }
  });

  it('is given to everybody as a file that the keys beside it check', async () => {
    await auction.afterClose();
    while (await sealNextProtocol(auction.database, keys));
    const file = await get(`/protocols/${lot.id}`);
    const trusted = parseKeys((await get('/protocols/keys')).body, { logs: false });
    const checked = await checkProtocol(file.rawPayload, trusted);
    expect(checked).toMatchObject({
      ok: true,
      proved: { lotId: lot.id, keysFrom: 'GIVEN', replayed: { winner: { bidderNumber: number } } },
    });
    const etag = String(file.headers['etag']);
    expect((await get(`/protocols/${lot.id}`, { 'if-none-match': etag })).statusCode).toBe(304);
    expect((await shown()).data?.lot.protocol).toMatchObject({
      ...{ lastSequence: 2, protocolSha256: checked.ok && checked.proved.sha256 },
      url: `https://belgi.test/protocols/${lot.id}`,
      pageUrl: `https://belgi.test/protocols/${lot.id}/page`,
      proofUrl: `https://belgi.test/ledger/protocols/${lot.id}`,
    });
  });

  it.each([
    ['ky', 'Жабылуу протоколу', 'Соода бүттү'],
    ['ru', 'Протокол закрытия', 'Торги окончены'],
    ['en', 'Closing protocol', 'Bidding is over'],
  ])('is a page to be printed, whole without a script, in %s', async (lang, title, over) => {
    const page = await get(`/protocols/${lot.id}/page?lang=${lang}`);
    expect(page.statusCode).toBe(200);
    for (const said of [title, over, String(number), '&#60;b&#62;']) expect(page.body).toContain(said);
    expect(page.body).not.toContain('<script');
    expect(page.body).toContain('@media print');
    expect(page.headers).toMatchObject({
      'content-language': lang,
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
  });

  it('is given to nobody past the gateway', async () => {
    for (const path of ['keys', lot.id, `${lot.id}/page`])
      expect((await app.inject({ url: `/protocols/${path}` })).statusCode).toBe(403);
  });
});
