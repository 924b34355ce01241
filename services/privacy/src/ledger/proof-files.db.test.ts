import { newId } from '@belgi/contracts';
import { type Queryable, sql } from '@belgi/database';
import { checkProof, formatKeys, parseKeys } from '@belgi/proof';
import { createLogger } from '@belgi/runtime';
import { formatVerifierKey } from '@belgi/tlog';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { currentConsent } from '../consents/consents.store.js';
import { entryOfReceipt } from '../consents/receipt.js';
import { recordStaffRead } from '../staff-reads/record-staff-read.js';
import { writeEntries } from '../testing/entries.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { testNotary } from '../testing/notary.js';
import { proofFiles } from './proof-files.js';
import { publishCheckpoint } from './publish-checkpoint.js';
import { sequenceBatch } from './sequence.js';
import { TreeReader } from './tree-reader.js';

let fixture: Fixture;
let reader: TreeReader;
let keys: string[];
const signer = testNotary('signer', 'belgi.test/ledger');
const witness = testNotary('witness', 'witness.test');
beforeAll(async () => {
  fixture = await createFixture();
  reader = new TreeReader(fixture.database);
  keys = formatKeys({
    logs: [formatVerifierKey(signer.key)],
    witnesses: [formatVerifierKey(witness.key)],
    protocols: [],
    receipts: fixture.parts.keys.publicJwks().keys.map(({ kid, x }) => ({ kid, x })),
  });
});
afterAll(() => fixture.close());

async function publish(): Promise<void> {
  while ((await sequenceBatch(fixture.database)) > 0);
  await publishCheckpoint({
    database: fixture.database,
    reader,
    logKey: signer.key,
    signer: signer.ask,
    witness,
    logger: createLogger({ service: 'privacy', level: 'silent' }),
  });
}

const partsOf = (database: Queryable = fixture.database) => ({ database, reader, sealer: fixture.parts.sealer, keys });

/** A citizen with a consent. @returns the wish for its proof */
async function agreed(): Promise<{ citizenId: string; entryId: string; receipt: string }> {
  const citizenId = newId();
  await fixture.registered(citizenId, await fixture.publish());
  const receipt = (await currentConsent(fixture.database, citizenId))?.receipt ?? '';
  return { citizenId, entryId: entryOfReceipt(receipt), receipt };
}

/** Staff look at the citizen. @returns the id of the entry */
async function looked(citizenId: string): Promise<string> {
  const accessId = newId();
  const look = { accessId, citizenId, role: 'OPERATOR', purpose: 'VERIFICATION', caseNumber: '119-5' };
  await fixture.database.transaction(async (tx) =>
    recordStaffRead(tx, fixture.parts.sealer, { ...look, fields: ['phone'], at: await tx.now() }),
  );
  const row = await fixture.database.one<{ id: string }>(
    sql`/* test */ SELECT entry_id AS id FROM staff_reads WHERE id = ${accessId}`,
  );
  return row?.id ?? '';
}

it('proves a consent with its receipt, and a look of staff, to whoever has the keys', async () => {
  const consent = await agreed();
  const look = { entryId: await looked(consent.citizenId) };
  expect(await proofFiles(partsOf(), [consent, look])).toEqual([null, null]);
  await publish();
  const [proof, other] = await proofFiles(partsOf(), [consent, look]);
  const trusted = parseKeys(keys.join('\n'));
  expect(await checkProof(proof ?? '', trusted)).toMatchObject({
    ok: true,
    proved: {
      entry: { kind: 'CONSENT_GIVEN', data: { citizenId: consent.citizenId, edition: 1 } },
      receipt: true,
      cosigners: [{ name: 'witness.test' }],
    },
  });
  expect(await checkProof(other ?? '', trusted)).toMatchObject({
    ok: true,
    proved: { entry: { kind: 'PERSONAL_DATA_READ', data: { caseNumber: '119-5', fields: ['phone'] } }, receipt: false },
  });
  // One person's receipt beside another's entry proves nothing.
  const [mixed] = await proofFiles(partsOf(), [{ entryId: look.entryId, receipt: consent.receipt }]);
  expect(await checkProof(mixed ?? '', trusted)).toEqual({ ok: false, wrong: 'RECEIPT_OF_ANOTHER_ENTRY' });
});

it('proves under the checkpoint that the witness has seen while it is away', async () => {
  const before = await agreed();
  await publish();
  witness.away = true;
  const after = await agreed();
  await publish();
  const [seen, unseen] = await proofFiles(partsOf(), [before, after]);
  expect(await checkProof(seen ?? '', parseKeys(keys.join('\n')))).toMatchObject({ ok: true });
  expect(unseen).toBeNull();
  witness.away = false;
});

it('is null once the person’s key is destroyed: the leaf stays, and says nothing', async () => {
  const { citizenId, ...consent } = await agreed();
  await publish();
  expect(await proofFiles(partsOf(), [consent])).toEqual([expect.stringContaining('c2sp.org/tlog-proof@v1')]);
  await fixture.database.query(sql`/* test */ DELETE FROM person_keys WHERE citizen_id = ${citizenId}`);
  expect(await proofFiles(partsOf(), [consent])).toEqual([null]);
});

it('reads the checkpoint, the entries and all tiles once for a whole page, and the tiles never again', async () => {
  const consents = [await agreed(), await agreed(), await agreed()];
  await writeEntries(fixture.database, 300);
  await publish();
  const asked: string[] = [];
  const counting: Queryable = {
    query: (statement) => {
      asked.push(statement.text);
      return fixture.database.query(statement);
    },
    one: (statement) => {
      asked.push(statement.text);
      return fixture.database.one(statement);
    },
  };
  const parts = { ...partsOf(counting), reader: new TreeReader(counting) };
  const files = await proofFiles(parts, consents);
  expect(files).not.toContain(null);
  const names = () => asked.splice(0).map((text) => /\/\* (.+?) \*\//.exec(text)?.[1]);
  expect(names().sort()).toEqual(['ledger-checkpoints.latest', 'ledger-tiles.read', 'ledger.findPlacedEntries']);
  expect(await proofFiles(parts, consents)).toEqual(files);
  expect(names()).not.toContain('ledger-tiles.read');
});
