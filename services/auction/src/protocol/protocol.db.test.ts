import { createKeySet, generateSigningKey } from '@belgi/access';
import { sql, violatedConstraint } from '@belgi/database';
import { checkProtocol } from '@belgi/proof';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepTime } from '../closing/timekeeper.js';
import { cancelLot } from '../lots/cancel-lot.js';
import type { Lot } from '../lots/lot.js';
import { findLots } from '../lots/lot.store.js';
import { pauseLot, resumeLot } from '../pauses/pause-lot.js';
import { publishedFacts } from '../testing/auction.store.js';
import { firstViolation } from '../testing/bid-log-checker.js';
import { openAuction, START, STEP, type TestAuction } from '../testing/open-auction.js';
import { violationOfProtocol } from '../testing/protocol-checker.js';
import { protocolLines, sealedProtocols } from './protocol.store.js';
import { readProtocol } from './protocol-file.js';
import { sealNextProtocol } from './seal-protocols.js';

const keys = createKeySet(JSON.stringify([generateSigningKey()]));
const trusted = {
  ...{ logs: [], witnesses: [], receipts: [] },
  protocols: keys.publicJwks().keys.map(({ kid, x }) => ({ kid, x })),
};
let auction: TestAuction;
beforeAll(async () => {
  auction = await openAuction();
});
afterAll(() => auction[Symbol.asyncDispose]());

const kindsOf = async ({ id }: Lot) =>
  (await protocolLines(auction.database, id)).map((text) => JSON.parse(text).kind as string);
async function sealAll(): Promise<void> {
  while (await sealNextProtocol(auction.database, keys));
}
async function fileOf({ id }: Lot) {
  const [sealed] = await sealedProtocols(auction.database, [id]);
  return sealed && readProtocol(auction.database, keys, sealed);
}
async function checkedFile(lot: Lot) {
  const file = await fileOf(lot);
  return { text: file?.text ?? '', checked: await checkProtocol(new TextEncoder().encode(file?.text), trusted) };
}

describe('a lot that closes', () => {
  it('leaves a protocol of everything that happened to it, sealed, that leads to the same winner', async () => {
    const lot = await auction.aLot();
    const [ann, ben] = [await auction.aCitizen(), await auction.aCitizen()];
    const annsNumber = (await auction.enters(ann, lot)).bidderNumber;
    const bensNumber = (await auction.enters(ben, lot)).bidderNumber;
    await auction.enters(await auction.aCitizen(), lot, { unpaid: true });
    await auction.bids(ann, lot, START);
    await pauseLot(auction.database, { lotId: lot.id, reason: 'банк жооп бербейт' });
    await auction.time.advance({ minutes: 10 });
    await resumeLot(auction.database, lot.id);
    await auction.time.advance({ minutes: 58 });
    await auction.leavesMaximum(ben, lot, START + 4n * STEP);
    await auction.bids(ann, lot, START + 2n * STEP);
    await auction.afterClose();
    expect(await kindsOf(lot)).toEqual([
      'TERMS',
      'BID',
      'PAUSED',
      'RESUMED',
      'BID',
      'EXTENDED',
      'BID',
      'EXTENDED',
      'BID',
      'CLOSED',
      'ENTRIES',
      'RESULT',
    ]);
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
    await sealAll();
    const { checked, text } = await checkedFile(lot);
    expect(checked).toMatchObject({
      ok: true,
      proved: {
        lotId: lot.id,
        keysFrom: 'GIVEN',
        replayed: {
          bids: 4,
          entries: 2,
          ended: 'CLOSED',
          winner: { bidderNumber: bensNumber, price: String(START + 3n * STEP) },
          runnerUp: { bidderNumber: annsNumber, price: String(START + 2n * STEP) },
        },
      },
    });
    // How far the maximum would have gone is in none of it, and nobody but by number.
    for (const secret of [String(START + 4n * STEP), ann.id, ben.id]) expect(text).not.toContain(secret);
  });

  it('tells the ledger the hash of what was signed, once', async () => {
    const lot = await auction.aLot();
    await auction.afterClose();
    await Promise.all([sealAll(), sealAll()]);
    const [sealed] = await sealedProtocols(auction.database, [lot.id]);
    const told = (await publishedFacts(auction.database)).filter(
      ({ type, aggregateId }) => type === 'auction.protocol.signed.v1' && aggregateId === lot.id,
    );
    expect(told).toHaveLength(1);
    expect(told[0]?.data).toMatchObject({
      protocolSha256: sealed?.protocolSha256,
      chainSha256: sealed?.chainSha256,
      lastSequence: 0,
    });
  });
});

describe('a lot at a fixed price', () => {
  it('leaves who reserved it when, by number, and whose it is: the first that paid', async () => {
    const [ann, ben] = [await auction.aCitizen(), await auction.aCitizen()];
    const lot = await auction.aLot({ fixed: true });
    const late = await auction.reserves(ann, lot);
    await auction.time.advance({ minutes: 16 });
    const inTime = await auction.reserves(ben, lot);
    if (late.kind !== 'reserved' || inTime.kind !== 'reserved') throw new Error('not reserved');
    await auction.pays(late.reservation.entry, 'PAYMENT');
    await auction.pays(inTime.reservation.entry, 'PAYMENT');
    await sealAll();
    expect(await kindsOf(lot)).toEqual([
      ...['TERMS', 'RESERVED', 'RESERVATION_ENDED', 'RESERVED', 'SOLD', 'ENTRIES', 'RESULT'],
    ]);
    const [sold] = await findLots(auction.database, [lot.id]);
    expect(sold && (await violationOfProtocol(auction.database, sold, []))).toBeUndefined();
    const { checked, text } = await checkedFile(lot);
    expect(checked).toMatchObject({
      ok: true,
      proved: {
        replayed: {
          ...{ saleMode: 'FIXED_PRICE', ended: 'CLOSED', entries: 2, runnerUp: null },
          winner: { bidderNumber: inTime.reservation.entry.bidderNumber, price: String(START) },
        },
      },
    });
    for (const { id } of [ann, ben]) expect(text).not.toContain(id);
  });

  it('that nobody paid for leaves nobody as its buyer', async () => {
    const lot = await auction.aLot({ fixed: true });
    await auction.reserves(await auction.aCitizen(), lot);
    await auction.time.advance({ minutes: 16 });
    await keepTime(auction.database);
    await auction.afterClose();
    await sealAll();
    expect(await kindsOf(lot)).toEqual(['TERMS', 'RESERVED', 'RESERVATION_ENDED', 'CLOSED', 'ENTRIES', 'RESULT']);
    expect((await checkedFile(lot)).checked).toMatchObject({ ok: true, proved: { replayed: { winner: null } } });
  });
});

it('a lot that is called off leaves a protocol that ends with it', async () => {
  const lot = await auction.aLot();
  await cancelLot(auction.database, { lotId: lot.id, reason: 'withdrawn' });
  await sealAll();
  expect(await kindsOf(lot)).toEqual(['TERMS', 'CANCELLED']);
  expect((await checkedFile(lot)).checked).toMatchObject({ ok: true, proved: { replayed: { ended: 'CANCELLED' } } });
});

it('a lot that goes on has none to be read', async () => {
  const lot = await auction.aLot();
  expect(await sealNextProtocol(auction.database, keys)).toBe(false);
  expect(await fileOf(lot)).toBeUndefined();
});

/** The attack: who has the database writes another line into the log before the close, and everybody is shown that. */
it('a line that was written over in the database is signed as it stands, and named by whoever checks it', async () => {
  const lot = await auction.aLot();
  const ann = await auction.aCitizen();
  await auction.enters(ann, lot);
  await auction.bids(ann, lot, START);
  const over = (triggers: 'ENABLE' | 'DISABLE') =>
    auction.database
      .transaction(async (tx) => {
        if (triggers === 'DISABLE') await tx.query(sql`/* test */ ALTER TABLE protocol_lines DISABLE TRIGGER USER`);
        await tx.query(sql`/* test */ UPDATE protocol_lines p SET line = n.line, sha256 = sha256(convert_to(n.line, 'UTF8'))
          FROM (SELECT replace(line, '"automatic":false', '"automatic":true') AS line FROM protocol_lines
                WHERE lot_id = ${lot.id} AND number = 2) AS n WHERE lot_id = ${lot.id} AND number = 2`);
        await tx.query(sql`/* test */ ALTER TABLE protocol_lines ENABLE TRIGGER USER`);
        return 'done';
      })
      .catch(violatedConstraint);
  expect(await over('ENABLE')).toBe('protocols_append_only');
  expect(await over('DISABLE')).toBe('done');
  await auction.afterClose();
  await sealAll();
  expect((await checkedFile(lot)).checked).toMatchObject({ ok: false, wrong: 'LINE_UNCHAINED', line: 2 });
});
