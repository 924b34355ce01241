import { createHealth, createHttpServer, createLogger, createMetrics } from '@belgi/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { payForLot } from '../bank/pay-for-lot.js';
import type { Lot } from '../lots/lot.js';
import { openAuction, START, STEP, type TestAuction } from '../testing/open-auction.js';
import { serveOpenData } from './serve-open-data.js';

/**
 * What OCDS 1.1 asks of a release package (release-package-schema.json and release-schema.json, 1.1.5): what is required, closed code lists,
 * identifiers without white space. Members that the standard does not know are allowed there and not here.
 */
const instant = z.iso.datetime();
const value = z.strictObject({ amount: z.number(), currency: z.literal('KGS') });
const organization = { id: z.string(), name: z.string() };
const document = z.strictObject({
  ...{ id: z.string(), title: z.string(), documentType: z.string(), description: z.string() },
  ...{ url: z.url(), format: z.string() },
});
const release = z.strictObject({
  ocid: z.string().regex(/^ocds-[a-z0-9]{6}-/),
  id: z.string().regex(/^[^\s#/]+$/),
  date: instant,
  language: z.string(),
  tag: z.array(z.enum(['tender', 'award', 'contract'])),
  initiationType: z.literal('tender'),
  parties: z.array(
    z.strictObject({
      ...organization,
      identifier: z.strictObject({ scheme: z.string(), id: z.string() }),
      roles: z.array(z.enum(['procuringEntity', 'payee'])),
    }),
  ),
  tender: z.strictObject({
    ...{ id: z.string(), title: z.string(), status: z.literal('complete') },
    procuringEntity: z.strictObject(organization),
    procurementMethod: z.literal('open'),
    procurementMethodDetails: z.string(),
    mainProcurementCategory: z.literal('goods'),
    awardCriteria: z.string(),
    submissionMethod: z.array(z.string()),
    items: z.array(z.strictObject({ id: z.string(), description: z.string(), quantity: z.int() })),
    minValue: value,
    tenderPeriod: z.strictObject({ startDate: instant, endDate: instant }),
    numberOfTenderers: z.int(),
    documents: z.array(document).optional(),
  }),
  awards: z.array(
    z.strictObject({ id: z.string(), title: z.string(), status: z.literal('active'), date: instant, value }),
  ),
  contracts: z.array(
    z.strictObject({
      id: z.string(),
      awardID: z.string(),
      status: z.literal('terminated'),
      dateSigned: instant,
      value,
    }),
  ),
});
const releasePackage = z.strictObject({
  uri: z.url(),
  version: z.literal('1.1'),
  extensions: z.array(z.url()),
  publishedDate: instant,
  publisher: z.strictObject({ name: z.string(), scheme: z.string(), uid: z.string() }),
  license: z.url(),
  publicationPolicy: z.url(),
  releases: z.array(release),
  links: z.strictObject({ next: z.url() }).optional(),
});

const SECRET = 'the-deployment-secret-of-these-tests';
const URL_OF_ALL = '/open-data/ocds/releases';
const logger = createLogger({ service: 'auction', level: 'silent' });
const app = createHttpServer({ logger, health: createHealth(), metrics: createMetrics('auction') });
let auction: TestAuction;
beforeAll(async () => {
  auction = await openAuction();
  await serveOpenData(app, {
    database: auction.database,
    deploymentSecrets: [SECRET],
    publisher: {
      ...{ ocidPrefix: 'ocds-000000', publicUrl: 'https://belgi.test', name: 'The state enterprise' },
      ...{ identifier: { scheme: 'KG-INN', id: '1' }, license: 'https://creativecommons.org/licenses/by/4.0/' },
    },
  });
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await auction[Symbol.asyncDispose]();
});
const get = (url: string) => app.inject({ url, headers: { 'belgi-deployment-secret': SECRET } });
const packageAt = async (url: string) => releasePackage.parse((await get(url)).json());

/** Auctioned to who bid twice, or bought at its price. @returns everything by which its buyer could be known */
async function sold(lot: Lot): Promise<string[]> {
  const [ann, ben] = [await auction.aCitizen(), await auction.aCitizen()];
  if (lot.saleMode === 'FIXED_PRICE') {
    const outcome = await auction.reserves(ann, lot);
    if (outcome.kind !== 'reserved') throw new Error(outcome.code);
    const { entry } = outcome.reservation;
    await auction.pays(entry, 'PAYMENT');
    return [ann.id, entry.id, String(entry.bidderNumber)];
  }
  const [entry] = [await auction.enters(ann, lot), await auction.enters(ben, lot)];
  await auction.bids(ben, lot, START);
  await auction.bids(ann, lot, START + STEP);
  await auction.afterClose();
  await payForLot(auction.counter, { lotId: lot.id, citizenId: ann.id });
  await auction.pays(entry, 'PAYMENT');
  return [ann.id, ben.id, entry.id, String(entry.bidderNumber)];
}

describe('sales as open data', () => {
  it('are release packages of the standard, with prices in som and without anybody who bought', async () => {
    expect((await packageAt(URL_OF_ALL)).releases).toEqual([]);
    const lots = [await auction.aLot(), await auction.aLot({ fixed: true })] as const;
    const fixed = await sold(lots[1]);
    const auctioned = await sold(lots[0]);
    await auction.time.advance({ minutes: 2 });
    const answer = await get(URL_OF_ALL);
    const { releases } = releasePackage.parse(answer.json());
    expect(
      releases.map(({ ocid, tender, awards }) => [ocid, tender.numberOfTenderers, awards[0]?.value.amount]),
    ).toEqual([
      [`ocds-000000-${lots[1].id}`, 1, Number(START) / 100],
      [`ocds-000000-${lots[0].id}`, 2, Number(START + STEP) / 100],
    ]);
    for (const personal of [...fixed, ...auctioned]) expect(answer.body).not.toMatch(new RegExp(`\\b${personal}\\b`));
  });

  it('come page by page, each once, and no sale of the last minute', async () => {
    const before = (await packageAt(URL_OF_ALL)).releases.length;
    const more = 102;
    for (let count = 0; count < more; count++) await sold(await auction.aLot({ fixed: true }));
    expect((await packageAt(URL_OF_ALL)).releases).toHaveLength(before);
    await auction.time.advance({ minutes: 2 });
    const first = await packageAt(URL_OF_ALL);
    const next = first.links?.next ?? '';
    const second = await packageAt(next.replace('https://belgi.test', ''));
    expect([first.releases.length, second.releases.length, second.links]).toEqual([
      100,
      before + more - 100,
      undefined,
    ]);
    expect(new Set([...first.releases, ...second.releases].map(({ ocid }) => ocid)).size).toBe(before + more);
    const day = (await auction.database.now()).toISOString().slice(0, 10);
    expect((await packageAt(`${URL_OF_ALL}?since=${day}`)).releases.length).toBeGreaterThan(0);
    expect((await packageAt(`${URL_OF_ALL}?since=2099-01-01`)).releases).toEqual([]);
  });

  it.each(['?since=yesterday', '?after=e30', '?after=%00', '?page=2'])('are refused for %s', async (query) => {
    const answer = await get(`${URL_OF_ALL}${query}`);
    expect([answer.statusCode, answer.json()]).toEqual([400, { error: 'BAD_QUERY' }]);
  });
});
