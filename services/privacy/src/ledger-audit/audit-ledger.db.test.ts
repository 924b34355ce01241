import { newId } from '@belgi/contracts';
import { type Sql, sql, type Transaction } from '@belgi/database';
import type { TrustedKeys } from '@belgi/proof';
import { createLogger } from '@belgi/runtime';
import { formatVerifierKey } from '@belgi/tlog';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishCheckpoint } from '../ledger/publish-checkpoint.js';
import { recordEntry } from '../ledger/record-entry.js';
import { sequenceBatch } from '../ledger/sequence.js';
import { TreeReader } from '../ledger/tree-reader.js';
import { grantTo } from '../testing/case.js';
import { takeBackRights } from '../testing/entries.js';
import { createFixture, createSealer, type Fixture } from '../testing/fixture.js';
import { testNotary } from '../testing/notary.js';
import { auditLedger } from './audit-ledger.js';
import { runAudit } from './run-audit.js';

/**
 * The attack: somebody with all rights on the database alters the ledger behind the triggers. Each column of each of its
 * tables is altered once (the number of a checkpoint, links and seals in audit-gone.db.test.ts), in a transaction that is undone; the audit has to name the place.
 */
let fixture: Fixture;
let keys: TrustedKeys;
const signer = testNotary('signer', 'belgi.test/ledger');
const witness = testNotary('witness', 'witness.test', () => Math.floor(Date.now() / 1_000));

beforeAll(async () => {
  fixture = await createFixture();
  keys = {
    logs: [formatVerifierKey(signer.key)],
    witnesses: [formatVerifierKey(witness.key)],
    receipts: [],
    protocols: [],
  };
  const { database, parts } = fixture;
  const edition = await fixture.publish();
  for (const citizenId of [newId(), newId()]) await fixture.registered(citizenId, edition);
  await grantTo(parts, newId());
  await signed();
  await record(600);
  await signed();
  await signed();
  await record(3);
  expect(await count(sql`/* test */ SELECT count(*)::int AS n FROM ledger_checkpoints`)).toBe(2);
  expect(await count(sql`/* test */ SELECT count(*)::int AS n FROM ledger_nodes`)).toBe(2);
  expect(await count(sql`/* test */ SELECT count(*)::int AS n FROM ledger_queue`)).toBe(3);

  async function record(entries: number): Promise<void> {
    await database.transaction(async (tx) => {
      const at = await tx.now();
      for (let number = 0; number < entries; number += 1)
        await recordEntry(tx, parts.sealer, {
          ...{ kind: 'EDITION_PUBLISHED', holder: { for: 'PUBLIC' }, at },
          data: { number },
        });
    });
  }
  async function signed(): Promise<void> {
    while ((await sequenceBatch(database)) > 0);
    const logger = createLogger({ service: 'privacy', level: 'silent' });
    const reader = new TreeReader(database);
    const { sealer } = parts;
    await publishCheckpoint({ database, reader, logKey: signer.key, signer: signer.ask, witness, logger, sealer });
  }
});
afterAll(() => fixture.close());

const count = async (statement: Sql) => (await fixture.database.one<{ n: number }>(statement))?.n;
const given = () => ({ sealer: fixture.parts.sealer, keys });

class Undone extends Error {}
/** What an audit finds after the statements; nothing of them stays. */
async function findingsAfter(...statements: readonly Sql[]): Promise<string[]> {
  let found: string[] = [];
  const audited = async (tx: Transaction) => {
    for (const table of ['entries', 'queue', 'leaves', 'nodes', 'tree', 'checkpoints'])
      await tx.query(disabled(`ledger_${table}`));
    for (const statement of [takeBackRights, ...statements]) await tx.query(statement);
    const { findings } = await auditLedger({ db: tx, ...given() });
    found = findings.map(({ table, row, column, problem }) => `${table} ${row} ${column}: ${problem}`);
    throw new Undone();
  };
  await fixture.database.transaction(audited).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return found;
}
/** Identifiers cannot be parameters; these are ours. */
const disabled = (table: string): Sql => {
  const named: Readonly<Record<string, Sql>> = {
    ledger_entries: sql`/* test */ ALTER TABLE ledger_entries DISABLE TRIGGER USER`,
    ledger_queue: sql`/* test */ ALTER TABLE ledger_queue DISABLE TRIGGER USER`,
    ledger_leaves: sql`/* test */ ALTER TABLE ledger_leaves DISABLE TRIGGER USER`,
    ledger_nodes: sql`/* test */ ALTER TABLE ledger_nodes DISABLE TRIGGER USER`,
    ledger_tree: sql`/* test */ ALTER TABLE ledger_tree DISABLE TRIGGER USER`,
    ledger_checkpoints: sql`/* test */ ALTER TABLE ledger_checkpoints DISABLE TRIGGER USER`,
  };
  const statement = named[table];
  if (statement === undefined) throw new Error(table);
  return statement;
};

it('finds nothing in a ledger as it was written, and opens every entry', async () => {
  expect(await runAudit(fixture.database, given())).toEqual({
    findings: [],
    counts: {
      leaves: 605,
      queued: 3,
      opened: 608,
      sealed: 0,
      destroyed: 0,
      checkpoints: 2,
      withoutSeal: 0,
      signedLate: 0,
    },
  });
});

it('says how much it could not see without keys', async () => {
  const blind = await runAudit(fixture.database, { sealer: undefined, keys: undefined });
  expect(blind).toMatchObject({ findings: [], counts: { sealed: 4, opened: 604 } });
});

const consent = sql`(SELECT id FROM ledger_entries WHERE kind = 'CONSENT_GIVEN' ORDER BY id LIMIT 1)`;
const other = sql`(SELECT key_of FROM ledger_entries WHERE kind = 'CONSENT_GIVEN' ORDER BY id DESC LIMIT 1)`;
const plain = sql`(SELECT entry_id FROM ledger_leaves WHERE position = 300)`;
const flip = sql`set_byte(`;
const id = '[0-9a-f-]{36}';

const tampers: readonly (readonly [what: string, found: RegExp, ...statements: Sql[]])[] = [
  [
    'an entry’s id',
    /^ledger_leaves 300 entry_id: names an entry that is not there/,
    sql`/* test */ UPDATE ledger_entries SET id = ${newId()} WHERE id = ${plain}`,
  ],
  [
    'an entry’s kind',
    new RegExp(`^ledger_entries ${id} kind: is not what the entry says`),
    sql`/* test */ UPDATE ledger_entries SET kind = 'CONSENT_RENEWED' WHERE id = ${consent}`,
  ],
  [
    'an entry’s leaf hash',
    new RegExp(`^ledger_entries ${id} leaf_hash: is not the hash of the entry`),
    sql`/* test */ UPDATE ledger_entries SET leaf_hash = ${flip} leaf_hash, 0, get_byte(leaf_hash, 0) # 1) WHERE id = ${plain}`,
  ],
  [
    'what an entry is sealed for',
    new RegExp(`^ledger_entries ${id} entry: does not hash to its leaf`),
    sql`/* test */ UPDATE ledger_entries SET sealed_for = 'PUBLIC', key_of = NULL WHERE id = ${consent}`,
  ],
  [
    'whose key it is under',
    new RegExp(`^ledger_entries ${id} entry: does not open`),
    sql`/* test */ UPDATE ledger_entries SET key_of = ${other} WHERE id = ${consent}`,
  ],
  [
    'a key that never was, to look like an erasure',
    new RegExp(`^ledger_entries ${id} key_of: names nobody`),
    sql`/* test */ UPDATE ledger_entries SET key_of = ${newId()} WHERE id = ${consent}`,
  ],
  [
    'a sealed entry',
    new RegExp(`^ledger_entries ${id} entry: does not open`),
    sql`/* test */ UPDATE ledger_entries SET entry = ${flip} entry, 20, get_byte(entry, 20) # 1) WHERE id = ${consent}`,
  ],
  [
    'a public entry',
    new RegExp(`^ledger_entries ${id} entry: does not hash to its leaf`),
    sql`/* test */ UPDATE ledger_entries SET entry = ${flip} entry, 20, get_byte(entry, 20) # 1) WHERE id = ${plain}`,
  ],
  [
    'when it was',
    new RegExp(`^ledger_entries ${id} at: is not what the entry says`),
    sql`/* test */ UPDATE ledger_entries SET at = at - interval '1 day' WHERE id = ${consent}`,
  ],
  [
    'an entry that was removed',
    /^ledger_leaves 300 entry_id: names an entry that is not there/,
    sql`/* test */ DELETE FROM ledger_entries WHERE id = ${plain}`,
  ],
  [
    'an entry that was taken off the queue',
    new RegExp(`^ledger_entries ${id} \\*: has no place in the tree and waits for none`),
    sql`/* test */ DELETE FROM ledger_queue`,
  ],
  [
    'a queued entry’s id',
    new RegExp(`^ledger_queue ${id} entry_id: names an entry that is not there`),
    sql`/* test */ UPDATE ledger_queue SET entry_id = ${newId()} WHERE entry_id = (SELECT max(entry_id::text)::uuid FROM ledger_queue)`,
  ],
  [
    'a queued hash',
    new RegExp(`^ledger_queue ${id} leaf_hash: is not that of its entry`),
    sql`/* test */ UPDATE ledger_queue SET leaf_hash = sha256('x')`,
  ],
  [
    'an entry that is queued again',
    new RegExp(`^ledger_queue ${id} \\*: waits for a place and has one`),
    sql`/* test */ INSERT INTO ledger_queue SELECT entry_id, leaf_hash FROM ledger_leaves WHERE position = 300`,
  ],
  [
    'a leaf’s position',
    /^ledger_leaves 604 \*: is missing, and there are later ones/,
    sql`/* test */ UPDATE ledger_leaves SET position = 9999 WHERE position = 604`,
  ],
  [
    'two leaves that changed places',
    /^ledger_nodes 1\/1 hash: is not that of the leaves below/,
    sql`/* test */ UPDATE ledger_leaves SET position = position + 10000 WHERE position IN (300, 301)`,
    sql`/* test */ UPDATE ledger_leaves SET position = 10601 - position WHERE position >= 10000`,
  ],
  [
    'the entry of a leaf',
    /^ledger_leaves 300 entry_id: names an entry that is not there/,
    sql`/* test */ UPDATE ledger_leaves SET entry_id = ${newId()} WHERE position = 300`,
  ],
  [
    'a leaf’s hash',
    /^ledger_leaves 300 leaf_hash: is not that of its entry/,
    sql`/* test */ UPDATE ledger_leaves SET leaf_hash = sha256('x') WHERE position = 300`,
  ],
  [
    'the last leaves, removed',
    /^ledger_checkpoints \d+ size: signs more leaves than are here: the database was set back/,
    sql`/* test */ DELETE FROM ledger_leaves WHERE position > 590`,
  ],
  [
    'a node’s level',
    /^ledger_nodes 1\/1 \*: is missing/,
    sql`/* test */ UPDATE ledger_nodes SET tile_level = 2 WHERE index = 1`,
  ],
  [
    'a node’s index',
    /^ledger_nodes 1\/7 \*: is of leaves that are not there/,
    sql`/* test */ UPDATE ledger_nodes SET index = 7 WHERE index = 1`,
  ],
  [
    'a node’s hash',
    /^ledger_nodes 1\/0 hash: is not that of the leaves below/,
    sql`/* test */ UPDATE ledger_nodes SET hash = sha256('x') WHERE index = 0`,
  ],
  ['the right edge, removed', /^ledger_tree one \*: is missing/, sql`/* test */ DELETE FROM ledger_tree`],
  [
    'the size of the tree',
    /^ledger_tree one size: is 604, and there are 605/,
    sql`/* test */ UPDATE ledger_tree SET size = 604`,
  ],
  [
    'the roots of the right edge',
    /^ledger_tree one roots: are not those of the leaves/,
    sql`/* test */ UPDATE ledger_tree SET roots[1] = sha256('x')`,
  ],
  [
    'the size of a checkpoint',
    /^ledger_checkpoints \d+ size: is not that of the note \(605\)/,
    sql`/* test */ UPDATE ledger_checkpoints SET size = 600 WHERE size = 605`,
  ],
  [
    'who witnessed it',
    /^ledger_checkpoints \d+ witnessed: and a witness cosigned it/,
    sql`/* test */ UPDATE ledger_checkpoints SET witnessed = false WHERE size = 605`,
  ],
  [
    'a root in a note',
    /^ledger_checkpoints \d+ note: has another root than the leaves that are here/,
    sql`/* test */ UPDATE ledger_checkpoints SET note = replace(note, (string_to_array(note, E'\n'))[3], ${'A'.repeat(43)} || '=') WHERE size = 605`,
  ],
  [
    'a signature',
    /^ledger_checkpoints \d+ note: is not signed by the ledger/,
    sql`/* test */ UPDATE ledger_checkpoints SET note = regexp_replace(note, '(\u2014 belgi.test/ledger .{20})..', '\\1AB') WHERE size = 605`,
  ],
  [
    'a cosignature',
    /^ledger_checkpoints \d+ note: has a cosignature that is not of this checkpoint/,
    sql`/* test */ UPDATE ledger_checkpoints SET note = regexp_replace(note, '(\u2014 witness.test .{40})..', '\\1AB') WHERE size = 605`,
  ],
  [
    'a note',
    /^ledger_checkpoints \d+ note: is no signed checkpoint/,
    sql`/* test */ UPDATE ledger_checkpoints SET note = 'x' WHERE size = 605`,
  ],
  [
    'when it was published',
    /^ledger_checkpoints \d+ published_at: is far from the time of the witness/,
    sql`/* test */ UPDATE ledger_checkpoints SET published_at = published_at - interval '1 day' WHERE size = 605`,
  ],
  [
    'a checkpoint that comes from tomorrow',
    /^ledger_checkpoints \d+ published_at: is later than what came after it/,
    sql`/* test */ UPDATE ledger_checkpoints SET published_at = published_at + interval '1 day' WHERE size < 605`,
  ],
];

describe('an audit names', () => {
  it.each(tampers.map(([what, expected, ...statements]) => ({ what, expected, statements })))(
    '$what',
    async ({ expected, statements }) => {
      expect(await findingsAfter(...statements)).toContainEqual(expect.stringMatching(expected));
    },
  );
});

it('is not fooled by master keys of somebody else: it says that nothing opens', async () => {
  const { findings } = await runAudit(fixture.database, { sealer: createSealer(), keys });
  expect(findings.filter(({ problem }) => problem.startsWith('does not open'))).toHaveLength(4);
});
