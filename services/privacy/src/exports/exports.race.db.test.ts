import { newId, serviceNames } from '@belgi/contracts';
import { sql } from '@belgi/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eraseOwn } from '../erasure/erase-own.js';
import { handIn, ordered, piecesFor } from '../testing/exports.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { fetchExport } from './fetch-export.js';
import { keepPiece } from './keep-piece.js';
import { makeLink } from './make-link.js';
import { requestExport } from './request-export.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await createFixture({ poolSize: 16 });
});
afterAll(() => fixture.close());

const CALLERS = 12;
const now = () => fixture.database.transaction((tx) => tx.now());
const all = <T>(act: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: CALLERS }, act));

/** The attack: a link that was overheard is used at the very moment at which its owner uses it. */
it('a link is good for one of many who use it at once', async () => {
  for (let round = 0; round < 5; round++) {
    const order = await ordered(fixture);
    await handIn(fixture, order);
    const made = await makeLink(fixture.database, order.citizenId, await now());
    if (typeof made === 'string') throw new Error(made);
    const outcomes = await all(() => fetchExport(fixture.parts, made.token));
    expect(outcomes.filter((one) => typeof one !== 'string')).toHaveLength(1);
    expect(new Set(outcomes.filter((one) => typeof one === 'string'))).toEqual(new Set(['EXPORT_LINK_GONE']));
  }
});

it('of many links asked for at once, the last one made is good', async () => {
  const order = await ordered(fixture);
  await handIn(fixture, order);
  const signedInAt = await now();
  const made = await all(() => makeLink(fixture.database, order.citizenId, signedInAt));
  const tokens = made.flatMap((one) => (typeof one === 'string' ? [] : [one.token]));
  expect(tokens).toHaveLength(10);
  expect(made.filter((one) => one === 'EXPORT_LINK_LIMIT')).toHaveLength(2);
  const outcomes = await Promise.all(tokens.map((token) => fetchExport(fixture.parts, token)));
  expect(outcomes.filter((one) => typeof one !== 'string')).toHaveLength(1);
});

/** t0 two find no order, t1 one is taken, t2 the other must not give it up as late; nor of a person without consent. */
it('of many orders at once one is taken', async () => {
  for (let round = 0; round < 20; round++) {
    const citizenId = newId();
    const signedInAt = await now();
    const outcomes = await all(() => requestExport(fixture.parts, citizenId, signedInAt));
    expect(outcomes.filter((one) => typeof one !== 'string')).toHaveLength(1);
    expect(outcomes.filter((one) => one === 'EXPORT_RUNS')).toHaveLength(CALLERS - 1);
  }
});

/** t0 an order finds nobody erased, t1 the erasure finds no order, t2 the export of nobody is gathered. */
it('an order and an erasure that meet leave no export', async () => {
  for (let round = 0; round < 10; round++) {
    const citizenId = newId();
    const at = await now();
    await Promise.all([
      requestExport(fixture.parts, citizenId, at),
      fixture.database.transaction((tx) => eraseOwn(tx, { citizenId, erasureId: newId(), at })),
      requestExport(fixture.parts, citizenId, at),
    ]);
    const left = await fixture.database.query(sql`/* test.left */
      SELECT 1 AS left FROM exports WHERE citizen_id = ${citizenId}`);
    expect(left).toEqual([]);
  }
});

/** t0 the last piece is about to say that it is ready, t1 the person is erased, t2 a nobody is told of a download. */
it('a last piece and an erasure that meet leave no export', async () => {
  for (let round = 0; round < 10; round++) {
    const order = await ordered(fixture);
    await handIn(fixture, order, ['identity', 'auction', 'privacy']);
    const at = await now();
    await Promise.all([
      handIn(fixture, order, ['notify']),
      fixture.database.transaction((tx) => eraseOwn(tx, { citizenId: order.citizenId, erasureId: newId(), at })),
    ]);
    const left = await fixture.database.query(sql`/* test.left */
      SELECT id FROM exports WHERE citizen_id = ${order.citizenId}
      UNION ALL SELECT export_id FROM export_pieces WHERE export_id = ${order.exportId}`);
    expect(left).toEqual([]);
  }
});

/** t0 the last two pieces are kept, t1 each transaction counts three parts, t2 nobody says that it is ready. */
it('parts that come at once make it ready, and say so once', async () => {
  for (let round = 0; round < 5; round++) {
    const order = await ordered(fixture);
    const pieces = await Promise.all(
      serviceNames.map(async (service) => ({ service, pieces: await piecesFor(order, service) })),
    );
    await Promise.all(
      pieces.flatMap((part) =>
        part.pieces.map((piece) =>
          fixture.database.transaction((tx) => keepPiece(tx, fixture.parts.sealer, part.service, piece)),
        ),
      ),
    );
    const told = await fixture.database.query(sql`/* test.told */
      SELECT 1 AS told FROM outbox WHERE aggregate_id = ${order.exportId} AND type = 'privacy.export.ready.v1'`);
    expect(told).toHaveLength(1);
  }
});
