import { newId } from '@belgi/contracts';
import { isErased, sql, violatedConstraint } from '@belgi/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Edition } from '../editions/edition.js';
import { findPersonKey } from '../ledger/ledger.store.js';
import { openEntry } from '../ledger/proof-files.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { type Look, openForStaff } from './open-for-staff.js';
import { casePlace } from './record-staff-read.js';
import { staffReadsOf } from './staff-reads.store.js';

let fixture: Fixture;
let edition: Edition;
beforeAll(async () => {
  fixture = await createFixture();
  edition = await fixture.publish();
});
afterAll(() => fixture.close());

const officer = { id: newId(), role: 'PRIVACY_OFFICER' } as const;
const CASE = '7K3F-9QXM-02AB';

async function aLook(change: Partial<Look> = {}): Promise<Look> {
  const citizenId = newId();
  await fixture.registered(citizenId, edition);
  return { citizenId, subjectId: newId(), caseNumber: CASE, field: 'rightsRequest', reader: officer, ...change };
}
const open = (...looks: Look[]) => openForStaff(fixture.parts, looks);
const seen = (citizenId: string) => staffReadsOf(fixture.database, citizenId, null, 100);

async function leavesOf(citizenId: string): Promise<{ data: unknown }[]> {
  const key = (await findPersonKey(fixture.database, citizenId))?.key ?? null;
  const rows = await fixture.database.query<{ id: string; entry: Buffer }>(sql`/* test */
    SELECT id, entry FROM ledger_entries WHERE key_of = ${citizenId} AND kind = 'PERSONAL_DATA_READ'`);
  return rows.map(({ id, entry }) =>
    JSON.parse(String(openEntry(fixture.parts.sealer, { id, entry, sealedFor: 'PERSON', wrappedKey: key }))),
  );
}

/** What the person is told by notify. */
async function factsOf(citizenId: string): Promise<unknown[]> {
  const rows = await fixture.database.query<{ data: unknown }>(sql`/* test */
    SELECT data FROM outbox WHERE type = 'privacy.staff-read.recorded.v1' AND data->>'citizenId' = ${citizenId}`);
  return rows.map(({ data }) => data);
}

it('a text that staff open is first a row the person sees, with role, duty and case, and a leaf', async () => {
  const look = await aLook();
  const [key] = await open(look);
  expect(key).toEqual((await findPersonKey(fixture.database, look.citizenId))?.key);
  const [row] = await seen(look.citizenId);
  expect(row).toMatchObject({
    ...{ role: 'PRIVACY_OFFICER', purpose: null, duty: 'PERSONS_OWN_RIGHTS', fields: ['rightsRequest'], refused: null },
  });
  const sealed = row?.caseSealed ?? Buffer.alloc(0);
  expect(fixture.parts.sealer.openText(key ?? null, sealed, casePlace(row?.id ?? ''))).toBe(CASE);
  const leaves = await leavesOf(look.citizenId);
  expect(leaves).toMatchObject([
    { data: { role: 'PRIVACY_OFFICER', duty: 'PERSONS_OWN_RIGHTS', caseNumber: CASE, fields: ['rightsRequest'] } },
  ]);
  const told = await factsOf(look.citizenId);
  expect(told).toMatchObject([
    {
      accessId: row?.id,
      role: 'PRIVACY_OFFICER',
      duty: 'PERSONS_OWN_RIGHTS',
      caseNumber: CASE,
      fields: ['rightsRequest'],
    },
  ]);
  expect(JSON.stringify([row, leaves, told])).not.toContain(officer.id);
});

it('one row for each matter, employee and day of Bishkek, also of many at once', async () => {
  const look = await aLook();
  await Promise.all(Array.from({ length: 5 }, () => open(look, { ...look })));
  expect(await seen(look.citizenId)).toHaveLength(1);
  await open({ ...look, reader: { id: newId(), role: 'OPERATOR' } });
  await open({ ...look, subjectId: newId() });
  expect(await seen(look.citizenId)).toHaveLength(3);
  await fixture.time.advance({ days: 1 });
  await open(look);
  await open(look);
  expect(await seen(look.citizenId)).toHaveLength(4);
  expect(await factsOf(look.citizenId)).toHaveLength(4);
  const twice = fixture.database.query(sql`/* test.twice */
    INSERT INTO staff_reads (id, citizen_id, role, duty, case_sealed, fields, entry_id, at, subject_id, read_by, read_on)
    SELECT ${newId()}, citizen_id, role, duty, case_sealed, fields, entry_id, at, subject_id, read_by, read_on
    FROM staff_reads WHERE citizen_id = ${look.citizenId} LIMIT 1`);
  expect(await twice.catch(violatedConstraint)).toBe('staff_reads_once_a_day');
});

it('looks of one page at several persons are shown to each of them', async () => {
  const [one, other] = [await aLook(), await aLook({ field: 'inquiry' })];
  expect(await open(one, other)).toHaveLength(2);
  for (const { citizenId, field } of [one, other]) expect(await seen(citizenId)).toMatchObject([{ fields: [field] }]);
});

it('a look rests on a purpose or on a duty, never on both and never on neither', async () => {
  for (const [purpose, duty] of [
    ['COMMUNICATION', 'SECURITY'],
    [null, null],
  ]) {
    const failure = await fixture.database
      .query(sql`/* test.basis */
        INSERT INTO staff_reads (id, citizen_id, role, purpose, duty, case_sealed, fields, refused, at)
        VALUES (${newId()}, ${newId()}, 'OPERATOR', ${purpose}, ${duty}, ${Buffer.of(1)}, ${['pin']}, 'X', app_now())`)
      .catch(violatedConstraint);
    expect(failure).toBe('staff_reads_have_one_basis');
  }
});

/** The attack: staff list a request, its person is erased, and staff open what they still have the bytes of. */
it('nothing is opened of somebody who was erased, and nothing is recorded', async () => {
  const look = await aLook();
  await fixture.database.query(sql`/* test.erase */
    INSERT INTO persons_erased (citizen_id, erasure_id, report, erased_at)
    VALUES (${look.citizenId}, ${newId()}, '{}', app_now())`);
  expect(await isErased(fixture.database, look.citizenId)).toBe(true);
  expect(await open(look, await aLook())).toEqual([null, expect.any(Buffer)]);
  expect(await seen(look.citizenId)).toEqual([]);
  expect(await factsOf(look.citizenId)).toEqual([]);
});

/** The attack: the record is made to fail, and the text is read without a trace. */
it('nothing is opened where the record cannot be kept', async () => {
  const look = await aLook();
  await fixture.database.query(sql`/* test.full */
    ALTER TABLE staff_reads ADD CONSTRAINT test_full CHECK (duty IS NULL) NOT VALID`);
  expect(await open(look).catch(violatedConstraint)).toBe('test_full');
  await fixture.database.query(sql`/* test.free */ ALTER TABLE staff_reads DROP CONSTRAINT test_full`);
  expect(await leavesOf(look.citizenId)).toEqual([]);
  expect(await factsOf(look.citizenId)).toEqual([]);
});
