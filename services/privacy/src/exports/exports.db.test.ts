import { newId } from '@belgi/contracts';
import { sql } from '@belgi/database';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseOwn } from '../erasure/erase-own.js';
import { handIn, ordered, piecesFor } from '../testing/exports.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { EXPORT_DAYS, LINK_MS, stateOf } from './export.js';
import { deleteExpired, exportsOf } from './exports.store.js';
import { fetchExport } from './fetch-export.js';
import { keepPiece } from './keep-piece.js';
import { makeLink } from './make-link.js';
import { requestExport } from './request-export.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await createFixture();
});
afterAll(() => fixture.close());

const now = () => fixture.database.transaction((tx) => tx.now());
const newest = async (citizenId: string) => {
  const [kept] = await exportsOf(fixture.database, citizenId);
  return kept && stateOf(kept, await now());
};
const link = async (citizenId: string) => {
  const made = await makeLink(fixture.database, citizenId, await now());
  if (typeof made === 'string') throw new Error(made);
  return made.token;
};
const entriesOf = (citizenId: string) =>
  fixture.database.query<{ kind: string }>(sql`/* test.entries */
    SELECT kind FROM ledger_entries WHERE key_of = ${citizenId} ORDER BY at, id`);

describe('an export', () => {
  it('is written until every service has handed in, then ready; the ledger knows both', async () => {
    const order = await ordered(fixture);
    const { citizenId } = order;
    await handIn(fixture, order, ['auction', 'identity', 'notify']);
    expect(await newest(citizenId)).toMatchObject({
      state: 'WRITING',
      parts: [{ state: 'READY' }, { service: 'privacy', state: 'WRITING' }, { state: 'READY' }, { state: 'READY' }],
    });
    expect(await makeLink(fixture.database, citizenId, await now())).toBe('EXPORT_NOT_READY');
    expect(await requestExport(fixture.parts, citizenId, await now())).toBe('EXPORT_RUNS');
    await handIn(fixture, order, ['privacy']);
    expect(await newest(citizenId)).toMatchObject({ state: 'READY' });
    expect(await entriesOf(citizenId)).toEqual([
      { kind: 'RIGHTS_REQUEST_OPENED' },
      { kind: 'RIGHTS_REQUEST_ANSWERED' },
    ]);
    const facts = await fixture.database.query(sql`/* test.facts */
      SELECT type, aggregate_version::int AS version FROM outbox WHERE aggregate_id = ${order.exportId} ORDER BY position`);
    expect(facts).toEqual([
      { type: 'privacy.export.ordered.v1', version: 1 },
      { type: 'privacy.export.ready.v1', version: 2 },
    ]);
  });

  it('takes a piece once, however often it comes', async () => {
    const order = await ordered(fixture);
    await handIn(fixture, order, ['auction', 'auction', 'identity', 'identity']);
    expect((await newest(order.citizenId))?.state).toBe('WRITING');
  });

  it('is fetched once by a link; another link fetches it again, and ends the one before', async () => {
    const order = await ordered(fixture);
    await handIn(fixture, order);
    const token = await link(order.citizenId);
    const archive = await fetchExport(fixture.parts, token);
    const document = JSON.parse(strFromU8(unzipSync(archive as Buffer)['my-data.json'] ?? new Uint8Array()));
    expect(document).toMatchObject({ schema: 'belgi-export/1', exportId: order.exportId });
    expect(document.parts).toHaveLength(4);
    expect(await fetchExport(fixture.parts, token)).toBe('EXPORT_LINK_GONE');
    const second = await link(order.citizenId);
    const third = await link(order.citizenId);
    expect(await fetchExport(fixture.parts, second)).toBe('EXPORT_LINK_GONE');
    expect(await fetchExport(fixture.parts, third)).toBeInstanceOf(Buffer);
    expect(await fetchExport(fixture.parts, 'A'.repeat(43))).toBe('EXPORT_LINK_UNKNOWN');
  });

  it('keeps no link, and no key that opens anything, in the clear', async () => {
    const order = await ordered(fixture);
    await handIn(fixture, order);
    const token = await link(order.citizenId);
    const rows = await fixture.database.query(sql`/* test.all */
      SELECT to_jsonb(e)::text AS text FROM exports e UNION ALL SELECT to_jsonb(l)::text FROM export_links l`);
    const text = JSON.stringify(rows);
    expect(text).not.toContain(token);
    expect(text).not.toContain('X25519');
  });

  it('cannot be opened once the person’s key is destroyed', async () => {
    const order = await ordered(fixture);
    await handIn(fixture, order);
    const token = await link(order.citizenId);
    await fixture.database.query(sql`/* test.destroy */ DELETE FROM person_keys WHERE citizen_id = ${order.citizenId}`);
    expect(await fetchExport(fixture.parts, token)).toBe('EXPORT_LINK_GONE');
  });
});

describe('an erasure', () => {
  const erase = async (citizenId: string) => {
    const order = { citizenId, erasureId: newId(), at: await now() };
    return fixture.database.transaction((tx) => eraseOwn(tx, order));
  };
  const told = async (exportId: string) =>
    fixture.database.query(sql`/* test.told */
      SELECT 1 AS told FROM outbox WHERE aggregate_id = ${exportId} AND type = 'privacy.export.ready.v1'`);

  it('ends an export that is being written: a part on its way joins nothing, and nobody is told', async () => {
    const order = await ordered(fixture);
    await handIn(fixture, order, ['identity', 'auction']);
    expect((await erase(order.citizenId)).destroyed).toContainEqual({ table: 'exports', rows: 1 });
    await handIn(fixture, order, ['privacy', 'notify']);
    expect(await newest(order.citizenId)).toBeUndefined();
    expect(await told(order.exportId)).toEqual([]);
    const pieces = await fixture.database.query(sql`/* test.pieces */
      SELECT 1 AS piece FROM export_pieces WHERE export_id = ${order.exportId}`);
    expect(pieces).toEqual([]);
  });

  it('ends one that is ready, with its links; none can be ordered any more', async () => {
    const order = await ordered(fixture);
    await handIn(fixture, order);
    const token = await link(order.citizenId);
    await erase(order.citizenId);
    expect(await fetchExport(fixture.parts, token)).toBe('EXPORT_LINK_UNKNOWN');
    expect(await makeLink(fixture.database, order.citizenId, await now())).toBe('EXPORT_NOT_READY');
    expect(await requestExport(fixture.parts, order.citizenId, await now())).toBe('PERSON_ERASED');
  });
});

describe('time', () => {
  it('ends a link after minutes', async () => {
    const order = await ordered(fixture);
    await handIn(fixture, order);
    const token = await link(order.citizenId);
    await fixture.time.advance({ milliseconds: LINK_MS });
    expect(await fetchExport(fixture.parts, token)).toBe('EXPORT_LINK_GONE');
  });

  it('makes what is missing a failure; then one may ask anew, and what comes late counts no more', async () => {
    const order = await ordered(fixture);
    const { citizenId } = order;
    await handIn(fixture, order, ['identity']);
    await fixture.time.advance({ minutes: 11 });
    expect(await newest(citizenId)).toMatchObject({ state: 'FAILED', parts: [{ state: 'READY' }, {}, {}, {}] });
    const again = await ordered(fixture, citizenId);
    await handIn(fixture, order, ['privacy', 'auction', 'notify']);
    expect(await newest(citizenId)).toMatchObject({ state: 'WRITING' });
    await handIn(fixture, again);
    expect(await newest(citizenId)).toMatchObject({ state: 'READY' });
  });

  it('lets a part that comes late after all make it ready, where nobody asked anew', async () => {
    const order = await ordered(fixture);
    await fixture.time.advance({ minutes: 11 });
    await handIn(fixture, order);
    expect(await newest(order.citizenId)).toMatchObject({ state: 'READY' });
  });

  it('destroys it after seven days: by the clock at once, by the job for good', async () => {
    const order = await ordered(fixture);
    await handIn(fixture, order);
    const token = await link(order.citizenId);
    await fixture.time.advance({ days: EXPORT_DAYS });
    expect(await exportsOf(fixture.database, order.citizenId)).toEqual([]);
    expect(await fetchExport(fixture.parts, token)).toBe('EXPORT_LINK_GONE');
    expect(await makeLink(fixture.database, order.citizenId, await now())).toBe('EXPORT_NOT_READY');
    while ((await deleteExpired(fixture.database, 2)) > 0);
    const left = await fixture.database.query(sql`/* test.left */
      SELECT id::text FROM exports UNION ALL SELECT export_id::text FROM export_pieces
      UNION ALL SELECT export_id::text FROM export_links`);
    expect(left).toEqual([]);
    // A piece that was still on its way finds nobody.
    for (const piece of await piecesFor(order, 'auction'))
      await fixture.database.transaction((tx) => keepPiece(tx, fixture.parts.sealer, 'auction', piece));
    expect(await exportsOf(fixture.database, order.citizenId)).toEqual([]);
  });

  it('gives three in a week, and again when they are gone', async () => {
    const citizenId = newId();
    for (let each = 0; each < 3; each++) await handIn(fixture, await ordered(fixture, citizenId));
    expect(await requestExport(fixture.parts, citizenId, await now())).toBe('EXPORT_LIMIT');
    await fixture.time.advance({ days: EXPORT_DAYS });
    await ordered(fixture, citizenId);
  });
});
