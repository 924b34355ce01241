import { inclusionPath, treeRoot } from '@belgi/tlog';
import { verifyInclusion } from '@belgi/tlog/verify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeEntries } from '../testing/entries.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { sequenceBatch } from './sequence.js';
import { readTiles } from './tree.store.js';
import { TreeReader } from './tree-reader.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await createFixture();
});
afterAll(() => fixture.close());

async function grow(count: number): Promise<void> {
  await writeEntries(fixture.database, count);
  while ((await sequenceBatch(fixture.database)) > 0);
}

// What is kept is never read again: were it kept wrongly while the tree grows, proofs would be wrong for ever.
it('keeps what it read of the right edge, and sees what grows: leaves have their proofs at every size', async () => {
  const { database } = fixture;
  const reader = new TreeReader(database);
  for (const count of [3, 1, 250, 2, 1, 260]) {
    await grow(count);
    const hashes = (
      await readTiles(
        database,
        [0, 1, 2].map((index) => ({ tileLevel: 0, index })),
      )
    ).flat();
    const [size, root] = [hashes.length, treeRoot(hashes)];
    const proofs = hashes.map(async (leafHash, index) =>
      // All of a small tree; of a larger one some everywhere, and both sides of the edge of a tile.
      size > 300 && index % 16 !== 0 && index % 16 !== 15
        ? { ok: true }
        : verifyInclusion({ leafHash, index, size, path: await inclusionPath(reader.nodes(), index, size), root }),
    );
    expect((await Promise.all(proofs)).filter(({ ok }) => !ok)).toEqual([]);
  }
});

it('refuses what the tree does not have, and answers the others that asked with it', async () => {
  const reader = new TreeReader(fixture.database);
  const nodes = reader.nodes();
  const [there, missing] = await Promise.allSettled([nodes(0, 0), nodes(0, 1_000_000)]);
  expect(there).toMatchObject({ status: 'fulfilled' });
  expect(missing).toMatchObject({ status: 'rejected', reason: expect.any(RangeError) });
  await expect(reader.tile(5, 0, 1)).rejects.toThrow(RangeError);
  expect(await reader.tile(0, 0, 2)).toHaveLength(2);
});

it('fails whoever asked when the database is away, and asks anew afterwards', async () => {
  const { database } = fixture;
  let away = true;
  const flaky = new TreeReader({
    query: async (statement) => {
      if (away) throw new Error('away');
      return database.query(statement);
    },
    one: (statement) => database.one(statement),
  });
  await expect(Promise.all([flaky.nodes()(0, 0), flaky.tile(0, 1, 1)])).rejects.toThrow('away');
  away = false;
  expect(await flaky.tile(0, 0, 1)).toHaveLength(1);
});
