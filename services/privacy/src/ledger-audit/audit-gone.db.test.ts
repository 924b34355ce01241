import { newId } from '@belgi/contracts';
import { type Sql, sql, type Transaction } from '@belgi/database';
import { createLogger } from '@belgi/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdrawConsent } from '../consents/change-consent.js';
import { recordReport } from '../erasure/certify-erasure.js';
import { decideWeighed } from '../erasure/decide-erasure.js';
import { requestErasure } from '../erasure/request-erasure.js';
import { type CheckpointParts, publishCheckpoint } from '../ledger/publish-checkpoint.js';
import { recordEntry } from '../ledger/record-entry.js';
import { sequenceBatch } from '../ledger/sequence.js';
import { TreeReader } from '../ledger/tree-reader.js';
import { grantTo, kept } from '../testing/case.js';
import { takeBackRights } from '../testing/entries.js';
import { createFixture, createSealer, type Fixture } from '../testing/fixture.js';
import { testNotary } from '../testing/notary.js';
import { auditLedger } from './audit-ledger.js';
import { runAudit } from './run-audit.js';

/**
 * The attack: somebody with all rights on the database makes entries unreadable, as an erasure does, and changes what nobody can
 * recompute any more; or deletes checkpoints, so that there is nothing to hold the leaves to.
 */
let fixture: Fixture;
let publishing: CheckpointParts;
const erased = newId();
const living = newId();
const signer = testNotary('signer', 'belgi.test/ledger');

beforeAll(async () => {
  fixture = await createFixture();
  const { database, parts, time } = fixture;
  const logger = createLogger({ service: 'privacy', level: 'silent' });
  publishing = {
    ...{ database, reader: new TreeReader(database), logKey: signer.key, signer: signer.ask, logger },
    ...{ sealer: parts.sealer, seen: { id: 0 } },
  };
  const edition = await fixture.publish();
  await signed();
  // From a day after the first sealed row on all have a seal.
  await time.advance({ days: 2 });
  await record();
  await signed();
  for (const citizenId of [erased, living]) await fixture.registered(citizenId, edition);
  await grantTo(parts, newId());
  await withdrawConsent(parts, erased, 'I am leaving');
  await signed();
  const { request } = kept(await requestErasure(parts, erased, null));
  await database.transaction((tx) =>
    decideWeighed(tx, parts, { citizenId: erased, erasureId: request.id, obstacles: [] }),
  );
  for (const service of ['notify', 'identity', 'auction'] as const) {
    const report = { service, destroyed: [{ table: 'attributes', rows: 6 }], kept: [], appliedAt: new Date() };
    await database.transaction((tx) => recordReport(tx, parts, request.id, report));
  }
  await signed();
  await time.advance({ days: 2 });
});
afterAll(() => fixture.close());

const record = () =>
  fixture.database.transaction(async (tx) => {
    const entry = { kind: 'EDITION_PUBLISHED', holder: { for: 'PUBLIC' }, at: await tx.now(), data: {} } as const;
    await recordEntry(tx, fixture.parts.sealer, entry);
  });
async function signed(parts = publishing): Promise<void> {
  while ((await sequenceBatch(fixture.database)) > 0);
  await publishCheckpoint(parts);
}

/** What only the owner can do: no trigger, no right that the service's role gave up, no foreign key. */
const asOwner = sql`/* test */ DO $$
  DECLARE name text;
  BEGIN
    FOREACH name IN ARRAY ARRAY['ledger_entries', 'ledger_queue', 'ledger_leaves', 'ledger_nodes', 'ledger_tree', 'ledger_checkpoints',
      'person_keys', 'erasures', 'letters', 'destroyed_keys', 'disclosure_requests'] LOOP
      EXECUTE format('ALTER TABLE %I DISABLE TRIGGER USER', name);
      EXECUTE format('GRANT UPDATE, DELETE, TRUNCATE ON %I TO CURRENT_USER', name);
    END LOOP;
    ALTER TABLE disclosure_requests DROP CONSTRAINT disclosure_requests_letter_id_fkey;
  END $$`;

class Undone extends Error {}
/** What an audit finds after the statements; nothing of them stays. */
async function findingsAfter(statements: readonly Sql[], sealer = fixture.parts.sealer): Promise<string[]> {
  let found: string[] = [];
  const audited = async (tx: Transaction) => {
    for (const statement of [asOwner, ...statements]) await tx.query(statement);
    const { findings } = await auditLedger({ db: tx, sealer, keys: undefined });
    found = findings.map(({ table, row, column, problem }) => `${table} ${row} ${column}: ${problem}`);
    throw new Undone();
  };
  await fixture.database.transaction(audited).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return found;
}

it('finds nothing where a person was erased as it is done', async () => {
  const { findings, counts } = await runAudit(fixture.database, { sealer: fixture.parts.sealer, keys: undefined });
  expect(findings).toEqual([]);
  expect(counts).toMatchObject({ destroyed: 4, checkpoints: 4, withoutSeal: 0, signedLate: 0 });
});

const id = '[0-9a-f-]{36}';
const gone = sql`(SELECT id FROM ledger_entries WHERE kind = 'CONSENT_GIVEN' AND key_of = ${erased})`;
const alive = sql`(SELECT id FROM ledger_entries WHERE kind = 'CONSENT_GIVEN' AND key_of = ${living})`;
const unseal = sql`/* test */ UPDATE person_keys SET wrapped_key = NULL, destroyed_at = app_now() WHERE citizen_id = ${living}`;
const letter = sql`(SELECT id FROM letters ORDER BY id LIMIT 1)`;
const entries = (column: string, problem = 'is not what the row was sealed with') =>
  new RegExp(`^ledger_entries ${id} ${column}: ${problem}`);

type Tamper = readonly [what: string, found: RegExp, ...statements: Sql[]];
const keys: readonly Tamper[] = [
  ['a living person’s key, destroyed', new RegExp(`^person_keys ${living} wrapped_key: is gone, and nobody`), unseal],
  [
    'a destroyed key with an erasure that no leaf certifies',
    new RegExp(`^person_keys ${living} wrapped_key: is gone, and no leaf certifies`),
    unseal,
    sql`/* test */ INSERT INTO erasures (request_id, citizen_id, version, state, cause, asked_at, ordered_at, certified_at, certificate, entry_id)
      SELECT ${newId()}, ${living}, 2, 'CERTIFIED', 'TERM', k.destroyed_at, k.destroyed_at, k.destroyed_at, certificate, entry_id
      FROM erasures, person_keys k WHERE k.citizen_id = ${living}`,
  ],
  [
    'an erasure that was given to somebody else',
    new RegExp(`^person_keys ${erased} wrapped_key: is gone, and nobody`),
    unseal,
    sql`/* test */ UPDATE erasures SET citizen_id = ${living}`,
  ],
  [
    'an order to erase that was never carried out',
    new RegExp(`^erasures ${id} certified_at: is missing 30 days after`),
    sql`/* test */ UPDATE person_keys SET wrapped_key = NULL, destroyed_at = app_now() - interval '31 days' WHERE citizen_id = ${living}`,
    sql`/* test */ INSERT INTO erasures (request_id, citizen_id, version, state, cause, asked_at, ordered_at)
      SELECT ${newId()}, ${living}, 2, 'ORDERED', 'TERM', destroyed_at, destroyed_at FROM person_keys WHERE citizen_id = ${living}`,
  ],
  [
    'when a key was destroyed',
    new RegExp(`^person_keys ${erased} destroyed_at: is not when`),
    sql`/* test */ UPDATE person_keys SET destroyed_at = destroyed_at - interval '1 hour' WHERE citizen_id = ${erased}`,
  ],
  [
    'a letter whose key was taken',
    new RegExp(`^letters ${id} wrapped_key: is gone, and the letter is there`),
    sql`/* test */ ALTER TABLE letters ALTER COLUMN wrapped_key DROP NOT NULL`,
    sql`/* test */ UPDATE letters SET wrapped_key = NULL`,
  ],
  [
    'a case that no retention deleted',
    /^destroyed_keys \* \*: are 1, and by the ledger retention deleted 0 letters/,
    sql`/* test */ INSERT INTO destroyed_keys SELECT ${letter}, app_now() - interval '2 days'`,
    sql`/* test */ DELETE FROM letters WHERE id = ${letter}`,
  ],
];

const rows: readonly Tamper[] = [
  [
    'an entry given to an erased person',
    entries('key_of'),
    sql`/* test */ UPDATE ledger_entries SET key_of = ${erased} WHERE id = ${alive}`,
  ],
  [
    'what was changed after a key was destroyed',
    entries('kind'),
    unseal,
    sql`/* test */ UPDATE ledger_entries SET kind = 'CONSENT_RENEWED' WHERE id = ${alive}`,
  ],
  [
    'the kind of an erased entry',
    entries('kind'),
    sql`/* test */ UPDATE ledger_entries SET kind = 'CONSENT_RENEWED' WHERE id = ${gone}`,
  ],
  [
    'the time of an erased entry',
    entries('at'),
    sql`/* test */ UPDATE ledger_entries SET at = at - interval '1 day' WHERE id = ${gone}`,
  ],
  [
    'the bytes of an erased entry',
    entries('entry'),
    sql`/* test */ UPDATE ledger_entries SET entry = '\\x00' WHERE id = ${gone}`,
  ],
  [
    'whose an erased entry was',
    entries('sealed_for'),
    sql`/* test */ INSERT INTO destroyed_keys VALUES (${erased}, app_now())`,
    sql`/* test */ UPDATE ledger_entries SET sealed_for = 'CASE' WHERE id = ${gone}`,
  ],
  [
    'the leaf of an erased entry, in every place',
    entries('leaf_hash'),
    sql`/* test */ UPDATE ledger_leaves SET leaf_hash = sha256('x') WHERE entry_id = ${gone}`,
    sql`/* test */ UPDATE ledger_entries SET leaf_hash = sha256('x') WHERE id = ${gone}`,
  ],
  [
    'the id of an erased entry, in every place',
    entries('row_seal', 'is no seal of this row'),
    sql`/* test */ WITH other AS (SELECT gen_random_uuid() AS id, ${gone} AS former),
      leaf AS (UPDATE ledger_leaves SET entry_id = other.id FROM other WHERE entry_id = other.former)
      UPDATE ledger_entries e SET id = other.id FROM other WHERE e.id = other.former`,
  ],
  [
    'a seal',
    entries('row_seal', 'is no seal of this row'),
    sql`/* test */ UPDATE ledger_entries SET row_seal = set_byte(row_seal, 20, get_byte(row_seal, 20) # 1) WHERE id = ${alive}`,
  ],
  [
    'the seal of an erased entry, removed',
    entries('row_seal', 'is missing, and long before'),
    sql`/* test */ UPDATE ledger_entries SET row_seal = NULL WHERE id = ${gone}`,
  ],
  [
    'all seals, removed',
    entries('row_seal', 'is missing: by the words'),
    sql`/* test */ UPDATE ledger_entries SET row_seal = NULL`,
    sql`/* test */ UPDATE ledger_checkpoints SET row_seal = NULL`,
  ],
];

const second = sql`(SELECT id FROM ledger_checkpoints ORDER BY id OFFSET 1 LIMIT 1)`;
const third = sql`(SELECT id FROM ledger_checkpoints ORDER BY id OFFSET 2 LIMIT 1)`;
const checkpoints: readonly Tamper[] = [
  [
    'a checkpoint that was deleted in the middle',
    /^ledger_checkpoints 2 \*: is missing: 3 came after it/,
    sql`/* test */ DELETE FROM ledger_checkpoints WHERE id = ${second}`,
  ],
  [
    'one that was deleted, and its neighbours linked',
    /^ledger_checkpoints 3 previous: is not what the row was sealed with/,
    sql`/* test */ DELETE FROM ledger_checkpoints WHERE id = ${second}`,
    sql`/* test */ UPDATE ledger_checkpoints SET previous = 1 WHERE id = 3`,
  ],
  [
    'a link that was taken away',
    /^ledger_checkpoints 3 previous: is missing, and the row has a seal/,
    sql`/* test */ UPDATE ledger_checkpoints SET previous = NULL WHERE id = ${third}`,
  ],
  [
    'a link and a seal that were taken away',
    /^ledger_checkpoints 3 row_seal: is missing, and its leaves/,
    sql`/* test */ UPDATE ledger_checkpoints SET previous = NULL, row_seal = NULL WHERE id = ${third}`,
  ],
  [
    'when a checkpoint was published',
    /^ledger_checkpoints 3 published_at: is not what the row was sealed with/,
    sql`/* test */ UPDATE ledger_checkpoints SET published_at = published_at - interval '1 second' WHERE id = ${third}`,
  ],
  [
    'the newest checkpoint, deleted',
    /^ledger_checkpoints of more than \d+ leaves \*: is missing: leaf \d+ is of/,
    sql`/* test */ DELETE FROM ledger_checkpoints WHERE id > ${third}`,
  ],
  [
    'the newest checkpoints, deleted',
    /^ledger_checkpoints of more than 1 leaves \*: is missing: leaf 1 is of/,
    sql`/* test */ DELETE FROM ledger_checkpoints WHERE id >= ${second}`,
  ],
  [
    'all checkpoints, deleted',
    /^ledger_checkpoints of more than 0 leaves \*: is missing: leaf 0 is of/,
    sql`/* test */ TRUNCATE ledger_checkpoints`,
  ],
  [
    'all checkpoints and leaves, deleted, and their entries queued',
    new RegExp(`^ledger_queue ${id} \\*: has waited long`),
    sql`/* test */ TRUNCATE ledger_checkpoints, ledger_nodes, ledger_leaves`,
    sql`/* test */ UPDATE ledger_tree SET size = 0, roots = '{}'`,
    sql`/* test */ INSERT INTO ledger_queue SELECT id, leaf_hash FROM ledger_entries`,
  ],
];

describe.each([
  ['keys', keys],
  ['rows', rows],
  ['checkpoints', checkpoints],
] as const)('an audit names, of %s,', (_of, tampers) => {
  it.each(tampers.map(([what, expected, ...statements]) => ({ what, expected, statements })))(
    '$what',
    async ({ expected, statements }) => {
      expect(await findingsAfter(statements)).toContainEqual(expect.stringMatching(expected));
    },
  );
});

it('is not fooled by master keys of somebody else: no seal is theirs', async () => {
  const found = await findingsAfter([], createSealer());
  expect(found).toContainEqual(expect.stringMatching(entries('row_seal', 'is no seal of this row')));
  expect(found).toContain('ledger_checkpoints 4 row_seal: is no seal of this row');
});

describe('whoever deletes the newest checkpoints', () => {
  const deleted = (condition: Sql) =>
    fixture.database.transaction(async (tx) => {
      await tx.query(takeBackRights);
      await tx.query(sql`/* test */ ALTER TABLE ledger_checkpoints DISABLE TRIGGER USER`);
      await tx.query(sql`/* test */ DELETE FROM ledger_checkpoints WHERE ${condition}`);
    });
  const audited = () => runAudit(fixture.database, { sealer: fixture.parts.sealer, keys: undefined });

  it('is found though more are published: the process remembers the last one', async () => {
    await deleted(sql`id = 4`);
    await record();
    await signed();
    const { findings } = await audited();
    expect(findings).toEqual([
      { table: 'ledger_checkpoints', row: '4', column: '*', problem: 'is missing: 5 came after it' },
    ]);
  });

  it('and waits for a restart leaves leaves that were signed late, and the audit counts them', async () => {
    await deleted(sql`true`);
    await record();
    await signed({ ...publishing, seen: { id: 0 } });
    const { findings, counts } = await audited();
    expect(findings).toEqual([]);
    // All but what the two tests recorded themselves.
    expect(counts.signedLate).toBe(counts.leaves - 2);
  });
});
