import { newId } from '@belgi/contracts';
import { checkProof } from '@belgi/proof';
import { createHealth, createHttpServer, createLogger, createMetrics } from '@belgi/runtime';
import { formatVerifierKey, tilePath, tilesOf, treeRoot } from '@belgi/tlog';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anchorProtocol, proofOfProtocol } from '../protocols/anchor-protocol.js';
import { writeEntries } from '../testing/entries.js';
import { createFixture, createSealer, type Fixture } from '../testing/fixture.js';
import { testNotary } from '../testing/notary.js';
import { publishCheckpoint } from './publish-checkpoint.js';
import { sequenceBatch } from './sequence.js';
import { serveLedger } from './serve-ledger.js';
import { TreeReader } from './tree-reader.js';

const SIZE = 600;
const SECRET = 'the-deployment-secret-of-these-tests';
const logger = createLogger({ service: 'privacy', level: 'silent' });
const app = createHttpServer({ logger, health: createHealth(), metrics: createMetrics('privacy') });
const signer = testNotary('signer', 'belgi.test/ledger');

const sealer = createSealer();
let fixture: Fixture;
beforeAll(async () => {
  fixture = await createFixture();
  const { database } = fixture;
  const reader = new TreeReader(database);
  const keys = [formatVerifierKey(signer.key)];
  const parts = { database, reader, keys, sealer };
  const proof = (lotId: string) => proofOfProtocol(parts, lotId);
  await serveLedger(app, { database, deploymentSecrets: [SECRET], reader, keys, proofOfProtocol: proof });
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await fixture.close();
});
const get = (url: string, headers: Record<string, string> = { 'belgi-deployment-secret': SECRET }) =>
  app.inject({ url, headers });

it('has nothing before the first checkpoint, though leaves have their places', async () => {
  await writeEntries(fixture.database, SIZE);
  await sequenceBatch(fixture.database);
  expect((await get('/ledger/checkpoint')).statusCode).toBe(404);
  expect((await get('/ledger/tile/0/000.p/1')).statusCode).toBe(404);
});

it('serves the checkpoint as it was signed, and the tiles that its root follows from', async () => {
  const { database } = fixture;
  const published = await publishCheckpoint({
    database,
    reader: new TreeReader(database),
    logKey: signer.key,
    signer: signer.ask,
    logger,
  });
  const checkpoint = await get('/ledger/checkpoint');
  expect(checkpoint.body).toBe(published?.note);
  expect(checkpoint.headers).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'public, max-age=5',
  });
  expect((await get('/ledger/keys')).body).toBe(`${formatVerifierKey(signer.key)}\n`);

  const leaves: Buffer[] = [];
  for (const tile of tilesOf(SIZE)) {
    const answer = await get(`/ledger${tilePath(tile)}`);
    expect(answer.headers['cache-control']).toContain('immutable');
    expect(answer.rawPayload).toHaveLength(32 * tile.width);
    if (tile.level === 0)
      for (let at = 0; at < tile.width; at++) leaves.push(answer.rawPayload.subarray(32 * at, 32 * at + 32));
  }
  expect(checkpoint.body.split('\n')[2]).toBe(Buffer.from(treeRoot(leaves)).toString('base64'));
});

it.each([
  '/ledger/tile/0/002',
  '/ledger/tile/0/002.p/89',
  '/ledger/tile/0/2',
  '/ledger/tile/0/x000/000',
  '/ledger/tile/9/000',
  '/ledger/tile/0/000.p/256',
  '/ledger/tile/',
  '/ledger/entries/000',
])('has no %s', async (url) => {
  expect((await get(url)).statusCode).toBe(404);
});

it('answers the gateway alone', async () => {
  for (const url of ['/ledger/checkpoint', '/ledger/keys', '/ledger/tile/0/000'])
    expect((await get(url, {})).statusCode).toBe(403);
});

it('gives everybody the proof of a closing protocol, once a checkpoint has it', async () => {
  const { database } = fixture;
  const lotId = newId();
  const signed = {
    lotId,
    protocolSha256: 'a'.repeat(64),
    lastSequence: 7,
    chainSha256: 'c'.repeat(64),
    signedAt: new Date(),
  };
  await database.transaction((tx) => anchorProtocol(tx, sealer, signed));
  expect((await get(`/ledger/protocols/${lotId}`)).statusCode).toBe(404);
  await sequenceBatch(database);
  await publishCheckpoint({
    ...{ database, logger },
    reader: new TreeReader(database),
    logKey: signer.key,
    signer: signer.ask,
  });
  const { body } = await get(`/ledger/protocols/${lotId}`);
  const trusted = { logs: [formatVerifierKey(signer.key)], witnesses: [], receipts: [], protocols: [] };
  expect(await checkProof(body, trusted)).toMatchObject({
    ok: true,
    proved: { entry: { kind: 'PROTOCOL_SIGNED', data: { lotId, protocolSha256: 'a'.repeat(64) } } },
  });
  for (const unknown of [newId(), 'x']) expect((await get(`/ledger/protocols/${unknown}`)).statusCode).toBe(404);
});
