import { type TestSystem, waitFor } from '@belgi/testkit';
import { type Figure, percentile, type Size, SLICE_SECONDS } from '../figure.js';
import { closedLoop } from '../load.js';
import {
  dropBareTable,
  type EntryTable,
  insertRows,
  longestUnsigned,
  makeBareTable,
  progress,
  rowsOf,
} from './ledger.store.js';

const SIZES = {
  slice: { leaves: 8_192, bare: 8_192, proofs: 50 },
  full: { leaves: 1_000_000, bare: 200_000, proofs: 2_000 },
} as const;
/** Entries of one transaction: both sides of the ratio have the same, so that its cost is in neither. */
const ROWS = 512;
/** Connections that write side by side; the sequencer and the checkpoints run meanwhile, as they always do. */
const WRITERS = 2;
/** Whoever has not caught up by then is not slow but stuck. */
const STUCK_AFTER_MS = 60_000;

type Database = TestSystem['databases']['privacy'];

const secondsOf = (size: Size) => (size === 'slice' ? { atMostSeconds: SLICE_SECONDS } : {});

/** Writes about `count` rows. @returns how many, and how many a second */
async function write(database: Database, table: EntryTable, count: number, size: Size) {
  const ready = rowsOf(ROWS);
  const operations = Math.ceil(count / ROWS);
  const load = await closedLoop({ callers: WRITERS, operations, ...secondsOf(size) }, () =>
    insertRows(database, table, ready),
  );
  return { count: load.latenciesMs.length * ROWS, perSecond: load.perSecond * ROWS };
}

/** Writes as fast as that, and waits until the last entry has its place. */
async function place(database: Database, count: number, size: Size) {
  const before = await progress(database);
  const started = performance.now();
  const written = await write(database, 'ledger_entries', count, size);
  const all = before.placed + before.waiting + written.count;
  await waitFor(async () => (await progress(database)).placed >= all, STUCK_AFTER_MS);
  return { all, perSecond: written.count / ((performance.now() - started) / 1_000) };
}

const signedSize = async (system: TestSystem): Promise<number> =>
  (await system.graph.ask('{ ledger { size } }')).ledger.size;

/** p50 of proofs of leaves all over the tree and of an empty query, one after the other, in ms. */
async function proofs(system: TestSystem, leaves: number, size: Size): Promise<{ proof: number; empty: number }> {
  const load = { callers: 1, operations: SIZES[size].proofs, ...secondsOf(size) };
  const empty = await closedLoop(load, () => system.graph.ask('{ serverTime }'));
  const proved = await closedLoop(load, async () => {
    const leafIndex = Math.floor(Math.random() * leaves);
    const { ledger: answer } = await system.graph.ask(
      'query Proof($leafIndex: Int!) { ledger { inclusion(leafIndex: $leafIndex) { leafIndex treeSize path } } }',
      { leafIndex },
    );
    // The leaf at the very end may have a short path; none of a tree of this size has none.
    const { inclusion } = answer;
    if (inclusion.leafIndex !== leafIndex || inclusion.treeSize < leaves || inclusion.path.length === 0)
      throw new Error('a proof is none');
  });
  return { proof: percentile(proved.latenciesMs, 0.5), empty: percentile(empty.latenciesMs, 0.5) };
}

export const ledger: Figure = {
  name: 'ledger',
  question:
    'How many entries a second get their place in the tree, against a bare INSERT of the same rows, and what does a proof take?',
  async measure(system, size, say) {
    const { leaves, bare } = SIZES[size];
    const database = system.databases.privacy;
    await makeBareTable(database);
    const alone = await write(database, 'bench_entries', bare, size);
    await dropBareTable(database);
    say(`${leaves} entries into the ledger`);
    const placed = await place(database, leaves, size);
    await waitFor(async () => (await signedSize(system)) >= placed.all, STUCK_AFTER_MS);
    const { proof, empty } = await proofs(system, placed.all, size);
    return [
      { what: 'entries placed in the tree', value: placed.perSecond, unit: '1/s', target: { atLeast: 5_000 } },
      { what: 'bare INSERT of the same rows', value: alone.perSecond, unit: '1/s' },
      {
        what: 'the ledger against the bare INSERT',
        value: placed.perSecond / alone.perSecond,
        unit: '×',
        target: { atLeast: 0.5 },
      },
      { what: 'leaves under the signed checkpoint', value: placed.all, unit: '' },
      {
        what: 'longest from an entry to its checkpoint',
        value: await longestUnsigned(database),
        unit: 's',
        target: { atMost: 10 },
      },
      { what: 'proof of a leaf anywhere, through the gateway, p50', value: proof, unit: 'ms' },
      { what: 'of this beyond an empty query, p50', value: proof - empty, unit: 'ms', target: { atMost: 5 } },
    ];
  },
};
