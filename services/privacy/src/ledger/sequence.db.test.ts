import { sql } from '@belgi/database';
import { frontierRoot, type Hash, inclusionPath, rootOf, treeRoot } from '@belgi/tlog';
import { verifyInclusion } from '@belgi/tlog/verify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertEntries, writeEntries } from '../testing/entries.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { recordEntry } from './record-entry.js';
import { sequenceBatch } from './sequence.js';
import { lockTree, positionsOf, treeSize } from './tree.store.js';
import { TreeReader } from './tree-reader.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await createFixture();
});
afterAll(() => fixture.close());

const positionOf = async (id: string) => (await positionsOf(fixture.database, [id])).get(id);
const write = (count: number) => writeEntries(fixture.database, count);
const leaves = async (): Promise<Hash[]> => {
  const rows = await fixture.database.query<{ hash: Buffer }>(
    sql`/* test */ SELECT e.leaf_hash AS hash FROM ledger_leaves l JOIN ledger_entries e ON e.id = l.entry_id ORDER BY position`,
  );
  return rows.map(({ hash }) => hash);
};
const edge = async () => {
  const row = await fixture.database.one<{ size: string; roots: Buffer[] }>(
    sql`/* test */ SELECT size, roots FROM ledger_tree`,
  );
  return row && { size: Number(row.size), roots: row.roots };
};

it('places what was recorded, in the order of the ids, and nothing twice', async () => {
  expect(await sequenceBatch(fixture.database)).toBe(0);
  const { database, parts } = fixture;
  const recorded = await database.transaction(async (tx) =>
    recordEntry(tx, parts.sealer, {
      kind: 'EDITION_PUBLISHED',
      at: await tx.now(),
      holder: { for: 'PUBLIC' },
      data: { number: 1 },
    }),
  );
  const others = await write(3);
  expect(await sequenceBatch(database, 2)).toBe(2);
  expect(await sequenceBatch(database)).toBe(2);
  expect(await sequenceBatch(database)).toBe(0);
  expect(await Promise.all([recorded.id, ...others].map((id) => positionOf(id)))).toEqual([0, 1, 2, 3]);
  expect(Buffer.from((await leaves())[0] ?? []).toString('hex')).toBe(recorded.leafHash);
});

it('waits for no transaction: what commits later comes later', async () => {
  const { database } = fixture;
  const before = await treeSize(database);
  let early = '';
  await database.transaction(async (tx) => {
    [early = ''] = await insertEntries(tx, 1);
    const [late] = await write(1);
    expect(await sequenceBatch(database)).toBe(1);
    expect(await positionOf(late ?? '')).toBe(before);
  });
  expect(await sequenceBatch(database)).toBe(1);
  expect(await positionOf(early)).toBe(before + 1);
});

it('is the tree of RFC 6962 over its leaves, whatever the batches were, and proves each of them', async () => {
  const { database } = fixture;
  const reader = new TreeReader(database);
  for (const [count, limit] of [
    [1, 4_096],
    [200, 7],
    [400, 4_096],
  ] as const) {
    await write(count);
    while ((await sequenceBatch(database, limit)) > 0);
    const hashes = await leaves();
    const frontier = await edge();
    const root = treeRoot(hashes);
    expect(frontier?.size).toBe(hashes.length);
    expect(frontier && frontierRoot(frontier)).toEqual(root);
    expect(await rootOf(reader.nodes(), hashes.length)).toEqual(root);
    for (const index of [0, 1, 255, 256, 257, hashes.length - 1].filter((at) => at < hashes.length)) {
      const path = await inclusionPath(reader.nodes(), index, hashes.length);
      const leaf = hashes[index];
      if (leaf === undefined) throw new Error('a leaf is missing');
      expect(await verifyInclusion({ leafHash: leaf, index, size: hashes.length, path, root })).toMatchObject({
        ok: true,
      });
    }
  }
  const nodes = await database.query(sql`/* test */ SELECT tile_level, index FROM ledger_nodes ORDER BY 1, 2`);
  expect(nodes).toHaveLength(Math.floor((await leaves()).length / 256));
});

it('takes its turn when another sequencer has the tree, and does nothing then', async () => {
  const { database } = fixture;
  await write(1);
  await database.transaction(async (tx) => {
    expect(await lockTree(tx)).toBeDefined();
    expect(await sequenceBatch(database)).toBe(0);
  });
  expect(await sequenceBatch(database)).toBe(1);
});
