import { sql } from '@belgi/database';
import { frontierRoot, treeRoot } from '@belgi/tlog';
import { expect, it } from 'vitest';
import { insertEntries } from '../testing/entries.js';
import { createFixture } from '../testing/fixture.js';
import { sequenceBatch } from './sequence.js';
import { queueBacklog } from './tree.store.js';

const WRITERS = 4;
const SEQUENCERS = 3;
const TRANSACTIONS = 60;

it('several writers, some of whom fail, beside several sequencers: one tree, no gap, no leaf twice, none of what failed', async () => {
  await using fixture = await createFixture({ poolSize: WRITERS + SEQUENCERS });
  const { database } = fixture;
  const committed = new Set<string>();
  let writing = WRITERS;
  const write = async (writer: number) => {
    for (let turn = 0; turn < TRANSACTIONS; turn++) {
      const isGood = (turn + writer) % 7 !== 0;
      const written = database.transaction(async (tx) => {
        const ids = await insertEntries(tx, 1 + (turn % 5));
        if (!isGood) throw new Error('rolled back on purpose');
        return ids;
      });
      if (isGood) {
        for (const id of await written) committed.add(id);
      } else await expect(written).rejects.toThrow('on purpose');
    }
    writing -= 1;
  };
  const sequence = async () => {
    let placed = 0;
    while (writing > 0 || (await queueBacklog(database)).waiting > 0) placed += await sequenceBatch(database, 50);
    return placed;
  };
  const [placed] = await Promise.all([
    Promise.all(Array.from({ length: SEQUENCERS }, sequence)),
    ...Array.from({ length: WRITERS }, (_, writer) => write(writer)),
  ]);

  expect(placed.reduce((sum, one) => sum + one)).toBe(committed.size);
  const rows = await database.query<{ position: string; id: string; hash: Buffer }>(
    sql`/* test */ SELECT position, entry_id AS id, leaf_hash AS hash FROM ledger_leaves ORDER BY position`,
  );
  expect(rows.map(({ position }) => Number(position))).toEqual(rows.map((_, index) => index));
  expect(new Set(rows.map(({ id }) => id))).toEqual(committed);
  const edge = await database.one<{ size: number; roots: Buffer[] }>(
    sql`/* test */ SELECT size::int AS size, roots FROM ledger_tree`,
  );
  expect(edge && Buffer.from(frontierRoot(edge)).toString('hex')).toBe(
    Buffer.from(treeRoot(rows.map(({ hash }) => hash))).toString('hex'),
  );
});
