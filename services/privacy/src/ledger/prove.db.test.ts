import { createLogger } from '@belgi/runtime';
import { decodeBase64, formatVerifierKey, type Hash } from '@belgi/tlog';
import { verifyCheckpoint, verifyConsistency, verifyInclusion } from '@belgi/tlog/verify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeEntries } from '../testing/entries.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { testNotary } from '../testing/notary.js';
import { latestCheckpoint, type PublishedCheckpoint } from './checkpoints.store.js';
import { leafHashOf } from './ledger.store.js';
import { proveEntries, proveGrowth, proveLeaf } from './prove.js';
import { publishCheckpoint } from './publish-checkpoint.js';
import { sequenceBatch } from './sequence.js';
import { TreeReader } from './tree-reader.js';

let fixture: Fixture;
let reader: TreeReader;
const signer = testNotary('signer', 'belgi.test/ledger');
beforeAll(async () => {
  fixture = await createFixture();
  reader = new TreeReader(fixture.database);
});
afterAll(() => fixture.close());

const write = (count: number) => writeEntries(fixture.database, count);
const publish = () =>
  publishCheckpoint({
    database: fixture.database,
    reader,
    logKey: signer.key,
    signer: signer.ask,
    logger: createLogger({ service: 'privacy', level: 'silent' }),
  });
const bytes = (text: string): Hash => decodeBase64(text) as Hash;
async function treeOf({ note }: PublishedCheckpoint): Promise<{ size: number; root: Hash }> {
  const outcome = await verifyCheckpoint(note, formatVerifierKey(signer.key));
  if (!outcome.ok) throw new Error(outcome.wrong);
  return outcome.proved;
}

it('proves an entry from the next checkpoint on, to whoever has no more than the key', async () => {
  const [id = ''] = await write(1);
  const { database } = fixture;
  expect(await proveEntries(database, reader, [id])).toEqual([null]);
  await sequenceBatch(database);
  expect(await proveEntries(database, reader, [id])).toEqual([null]);
  await publish();
  const others = await write(299);
  await sequenceBatch(database);
  expect(await proveEntries(database, reader, [others[7] ?? '', id])).toEqual([null, expect.anything()]);
  await publish();
  const wanted = [id, others[0] ?? '', others[254] ?? '', others[298] ?? ''];
  const proofs = await proveEntries(database, reader, wanted);
  for (const [at, entry] of wanted.entries()) {
    const proof = proofs[at];
    if (proof == null) throw new Error('no proof');
    expect(Buffer.from(bytes(proof.leafHash)).toString('hex')).toBe(await leafHashOf(database, entry));
    const { size, root } = await treeOf({ note: proof.checkpoint } as PublishedCheckpoint);
    expect(size).toBe(proof.treeSize);
    const claim = { leafHash: bytes(proof.leafHash), index: proof.leafIndex, size, path: proof.path.map(bytes), root };
    expect(await verifyInclusion(claim)).toMatchObject({ ok: true });
  }
});

it('proves growth between any two sizes up to the checkpoint, and nothing beyond it', async () => {
  const before = (await latestCheckpoint(fixture.database)) as PublishedCheckpoint;
  await write(50);
  await sequenceBatch(fixture.database);
  const after = (await publish()) as PublishedCheckpoint;
  const path = await proveGrowth(reader, after, { from: before.size, to: after.size });
  const claim = { from: await treeOf(before), to: await treeOf(after), path: (path ?? []).map(bytes) };
  expect(await verifyConsistency(claim)).toMatchObject({ ok: true });

  expect(await proveGrowth(reader, before, { from: 1, to: after.size })).toBeUndefined();
  expect(await proveGrowth(reader, after, { from: 2, to: 1 })).toBeUndefined();
  expect(await proveGrowth(reader, after, { from: -1, to: 1 })).toBeUndefined();
  for (const index of [-1, before.size]) expect(await proveLeaf(reader.nodes(), before, index)).toBeUndefined();
});
