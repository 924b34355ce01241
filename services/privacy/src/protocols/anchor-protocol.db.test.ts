import { newId, outgoing, ProtocolSignedV1 } from '@belgi/contracts';
import { sql, withConnection } from '@belgi/database';
import { waitFor } from '@belgi/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Running, startPrivacy } from '../testing/running.js';

let privacy: Running;
beforeAll(async () => {
  privacy = await startPrivacy();
});
afterAll(() => privacy[Symbol.asyncDispose]());

const lotId = newId();
const signed = (protocolSha256: string, lot = lotId) =>
  outgoing(ProtocolSignedV1, lot, 1, {
    lotId: lot,
    protocolSha256,
    lastSequence: 12,
    chainSha256: 'c'.repeat(64),
    signedAt: '2026-11-25T06:30:02.417Z',
  });
const leaves = (lot: string) =>
  withConnection(privacy.databaseUrl, (db) =>
    db.query<{ entry: Buffer; kind: string; sealedFor: string; sha: string }>(sql`/* test */
      SELECT e.entry, e.kind, e.sealed_for AS "sealedFor", a.protocol_sha256 AS sha
      FROM protocol_anchors a JOIN ledger_entries e ON e.id = a.entry_id WHERE a.lot_id = ${lot} ORDER BY a.entry_id`),
  );

it('holds a closing protocol to its hash, once, in a leaf that everybody may open', async () => {
  const [first, again] = [signed('a'.repeat(64)), signed('a'.repeat(64))];
  await privacy.tell('auction', first);
  await privacy.tell('auction', again);
  // The next lot's fact is behind both: once it is here, so is what they made.
  const other = newId();
  await privacy.tell('auction', signed('b'.repeat(64), other));
  await waitFor(async () => (await leaves(other)).length === 1);
  const [leaf, ...more] = await waitFor(async () => {
    const found = await leaves(lotId);
    return found.length > 0 && found;
  });
  expect(more).toEqual([]);
  expect(leaf).toMatchObject({ kind: 'PROTOCOL_SIGNED', sealedFor: 'PUBLIC', sha: 'a'.repeat(64) });
  expect(JSON.parse(leaf?.entry.toString('utf8') ?? '')).toMatchObject({
    kind: 'PROTOCOL_SIGNED',
    data: { lotId, protocolSha256: 'a'.repeat(64), lastSequence: 12, chainSha256: 'c'.repeat(64) },
  });
});

it('gives a protocol that was written anew a leaf of its own: the first one stays', async () => {
  await privacy.tell('auction', signed('d'.repeat(64)));
  const found = await waitFor(async () => {
    const all = await leaves(lotId);
    return all.length === 2 && all;
  });
  expect(found.map(({ sha }) => sha)).toEqual(['a'.repeat(64), 'd'.repeat(64)]);
});
