import { sql } from '@belgi/database';
import { createLogger } from '@belgi/runtime';
import { formatVerifierKey, treeRoot } from '@belgi/tlog';
import { verifyCheckpoint, verifyCosignatures } from '@belgi/tlog/verify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeEntries } from '../testing/entries.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { type TestNotary, testNotary } from '../testing/notary.js';
import { latestCheckpoint } from './checkpoints.store.js';
import { LedgerSetBackError } from './notary-client.js';
import { type CheckpointParts, publishCheckpoint, REFRESH_MS } from './publish-checkpoint.js';
import { sequenceBatch } from './sequence.js';
import { treeSize } from './tree.store.js';
import { TreeReader } from './tree-reader.js';

let fixture: Fixture;
let signer: TestNotary;
let witness: TestNotary;
let parts: CheckpointParts;
beforeEach(async () => {
  fixture = await createFixture();
  signer = testNotary('signer', 'belgi.test/ledger');
  witness = testNotary('witness', 'witness.test');
  parts = partsOf(signer);
});
afterEach(() => fixture.close());

const partsOf = (by: TestNotary, other: TestNotary = witness): CheckpointParts => ({
  database: fixture.database,
  reader: new TreeReader(fixture.database),
  logKey: by.key,
  signer: by.ask,
  witness: { key: other.key, ask: other.ask },
  logger: createLogger({ service: 'privacy', level: 'silent' }),
});

async function grow(count: number): Promise<void> {
  await writeEntries(fixture.database, count);
  await sequenceBatch(fixture.database);
}
const count = async () => {
  const row = await fixture.database.one<{ n: number }>(
    sql`/* test */ SELECT count(*)::int AS n FROM ledger_checkpoints`,
  );
  return row?.n;
};
const leaves = () => treeSize(fixture.database);
const cosigners = async (note: string) => {
  const outcome = await verifyCosignatures(note, { witnesses: [formatVerifierKey(witness.key)], quorum: 1 });
  return outcome.ok;
};

it('publishes what signer and witness signed, and only when there is something new', async () => {
  expect(await publishCheckpoint(parts)).toBeUndefined();
  for (const [more, size] of [
    [1, 1],
    [4, 5],
    [300, 305],
  ] as const) {
    await grow(more);
    const published = await publishCheckpoint(parts);
    expect(published).toMatchObject({ size, witnessed: true });
    const outcome = await verifyCheckpoint(published?.note ?? '', formatVerifierKey(signer.key), 'belgi.test/ledger');
    const rows = await fixture.database.query<{ hash: Buffer }>(
      sql`/* test */ SELECT leaf_hash AS hash FROM ledger_leaves ORDER BY position`,
    );
    const root = Buffer.from(treeRoot(rows.map(({ hash }) => hash))).toString('hex');
    expect(outcome.ok && { size: outcome.proved.size, root: Buffer.from(outcome.proved.root).toString('hex') }).toEqual(
      {
        size,
        root,
      },
    );
    expect(await cosigners(published?.note ?? '')).toBe(true);
    expect(await publishCheckpoint(parts)).toBeUndefined();
  }
  await fixture.time.advance({ milliseconds: REFRESH_MS });
  expect(await publishCheckpoint(parts)).toMatchObject({ size: 305 });
  expect(await count()).toBe(4);
});

it('does without the witness while it is away, and brings the cosignature afterwards', async () => {
  await grow(2);
  witness.away = true;
  expect(await publishCheckpoint(parts)).toMatchObject({ size: 2, witnessed: false });
  expect(await publishCheckpoint(parts)).toBeUndefined();
  expect(await count()).toBe(1);
  witness.away = false;
  expect(await publishCheckpoint(parts)).toMatchObject({ size: 2, witnessed: true });
  // An hour later, away again: the cosigned one stays.
  await fixture.time.advance({ milliseconds: REFRESH_MS });
  witness.away = true;
  expect(await publishCheckpoint(parts)).toBeUndefined();
  expect((await latestCheckpoint(fixture.database))?.witnessed).toBe(true);
});

it('leaves it to another process that was ahead', async () => {
  await grow(2);
  const behind: CheckpointParts = {
    ...parts,
    // t0 we look; t1 another process has more signed and published; t2 we ask
    signer: async (body) => {
      if ((await count()) === 0) {
        await grow(3);
        await publishCheckpoint(parts);
      }
      return signer.ask(body);
    },
  };
  expect(await publishCheckpoint(behind)).toBeUndefined();
  expect(await latestCheckpoint(fixture.database)).toMatchObject({ size: 5, witnessed: true });
});

it('publishes nothing without the signer, and learns where it stands when an answer was lost', async () => {
  await grow(2);
  signer.away = true;
  await expect(publishCheckpoint(parts)).rejects.toThrow('away');
  signer.away = false;
  // t0 the signer signs; t1 we die before the checkpoint is kept; t2 the tree grows
  const lost: CheckpointParts = {
    ...parts,
    signer: (body) => signer.ask(body).then(() => Promise.reject(new Error('lost'))),
  };
  await expect(publishCheckpoint(lost)).rejects.toThrow('lost');
  expect(await count()).toBe(0);
  await grow(3);
  expect(await publishCheckpoint(parts)).toMatchObject({ size: 5, witnessed: true });
});

it('says that the database was set back when the signer has signed more, or the witness something else', async () => {
  await grow(5);
  await publishCheckpoint(parts);
  await using older = await createFixture();
  const before = { ...parts, database: older.database, reader: new TreeReader(older.database) };
  const another = fixture;
  fixture = older;
  await grow(3);
  await expect(publishCheckpoint(before)).rejects.toThrow(LedgerSetBackError);
  await grow(2);
  await expect(publishCheckpoint(before)).rejects.toThrow(LedgerSetBackError);
  await grow(2);
  await expect(publishCheckpoint(before)).rejects.toThrow(LedgerSetBackError);
  expect(await latestCheckpoint(older.database)).toBeUndefined();
  fixture = another;
});

/** The attack: database and signer are set back to the same copy, so that a read of yesterday never was. */
it('a database that was rolled back is found by the witness, whatever the signer has forgotten', async () => {
  await grow(5);
  expect(await publishCheckpoint(parts)).toMatchObject({ size: 5, witnessed: true });
  await using copy = await createFixture();
  const rolledBack = { ...parts, database: copy.database, reader: new TreeReader(copy.database) };
  const original = fixture;
  fixture = copy;
  for (const size of [3, 5, 9]) {
    // Smaller, as large, and grown again past what the witness saw.
    await grow(size - (await leaves()));
    signer.forget();
    await expect(publishCheckpoint(rolledBack)).rejects.toThrow(LedgerSetBackError);
  }
  expect(await latestCheckpoint(copy.database)).toBeUndefined();
  fixture = original;
});

it('publishes nothing that another key signed', async () => {
  await grow(1);
  const stranger = testNotary('signer', 'belgi.test/ledger');
  await expect(publishCheckpoint({ ...parts, signer: stranger.ask })).rejects.toThrow('another key');
  const odd = testNotary('witness', 'witness.test');
  const withOdd = { ...parts, witness: { key: witness.key, ask: odd.ask } };
  expect(await publishCheckpoint(withOdd)).toMatchObject({ witnessed: false });
});
