import { newId } from '@belgi/contracts';
import { sql } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contact } from '../asks/contact.js';
import { erasePerson } from '../erasure/erase-person.js';
import { createStaff } from '../staff/create-staff.js';
import { aCitizen, PASSWORD, refresh, signIn } from '../testing/citizens.js';
import { createIdentity, type TestIdentity } from '../testing/identity.js';
import { applyRestriction } from './apply-restriction.js';

let identity: TestIdentity;
let officer: string;
beforeAll(async () => {
  identity = await createIdentity();
  const email = 'operator@belgi.test';
  await createStaff(identity.ports, { email, name: 'Some Body', roles: ['OPERATOR'], password: PASSWORD });
  officer = (await signIn(identity, email, PASSWORD)).accessToken as string;
});
afterAll(() => identity[Symbol.asyncDispose]());

const change = (citizenId: string, version: number, restricted: boolean, republished = false) =>
  identity.database.transaction((tx) =>
    applyRestriction(
      tx,
      { citizenId, version, restricted, by: 'PERSON', at: new Date().toISOString() },
      { republished },
    ),
  );
const acknowledged = async (citizenId: string) =>
  (
    await identity.database.query<{ version: number }>(sql`/* test.acks */
      SELECT (data ->> 'version')::int AS version FROM outbox
      WHERE type = 'identity.restriction.applied.v1' AND data ->> 'citizenId' = ${citizenId} ORDER BY position`)
  ).map(({ version }) => version);

const READ = `query ($id: ID!, $purpose: Purpose!) {
  citizen(id: $id, purpose: $purpose, caseNumber: "119/2026-17") { personal { fullName { value } } }
}`;
async function look(id: string, purpose: string): Promise<unknown> {
  const { errors } = await identity.execute(READ, { id, purpose }, await identity.actorOf(officer));
  return errors?.[0]?.extensions['code'];
}

describe('data that are kept and not used', () => {
  test('are read by nobody of the staff, for no purpose, and the person is told of the attempt', async () => {
    const { citizenId } = await aCitizen(identity);
    expect(await look(citizenId, 'VERIFICATION')).toBeUndefined();
    await change(citizenId, 1, true);
    for (const purpose of ['VERIFICATION', 'COMMUNICATION', 'IDENTIFICATION'])
      expect(await look(citizenId, purpose)).toBe('PROCESSING_RESTRICTED');
    const refused = await identity.database.query(sql`/* test.refused */
      SELECT reason FROM personal_data_accesses WHERE citizen_id = ${citizenId} AND outcome = 'REFUSED'`);
    expect(refused).toEqual(Array(3).fill({ reason: 'PROCESSING_RESTRICTED' }));
    await change(citizenId, 2, false);
    expect(await look(citizenId, 'VERIFICATION')).toBeUndefined();
  });

  test('give their owner a session for rights alone, and a whole one when it is lifted', async () => {
    const { citizenId, refreshToken } = await aCitizen(identity);
    await change(citizenId, 1, true);
    const during = await refresh(identity, refreshToken);
    expect(during.restricted).toBe(true);
    await change(citizenId, 2, false);
    expect((await refresh(identity, during.refreshToken as string)).restricted).toBe(false);
  });

  test('are no address for what rests on consent, and one for a contract and for rights', async () => {
    const { citizenId } = await aCitizen(identity);
    await change(citizenId, 1, true);
    const ask = (basis: Parameters<typeof contact>[1]['basis']) =>
      contact(identity.ports, { about: { citizenId }, basis, case: newId() });
    expect(await ask({ purpose: 'COMMUNICATION' })).toEqual({ found: false });
    expect(await ask({ purpose: 'IDENTIFICATION' })).toMatchObject({ found: true });
    expect(await ask({ duty: 'PERSONS_OWN_RIGHTS' })).toMatchObject({ found: true });
  });
});

test('a change that was overtaken is acknowledged and changes nothing; a republished one only if it was news', async () => {
  const { citizenId } = await aCitizen(identity);
  await change(citizenId, 2, false);
  await change(citizenId, 1, true);
  expect(await look(citizenId, 'VERIFICATION')).toBeUndefined();
  await change(citizenId, 2, false, true);
  await change(citizenId, 3, true, true);
  expect(await acknowledged(citizenId)).toEqual([2, 1, 3]);
});

test('of somebody who was erased nothing is kept', async () => {
  const { citizenId } = await aCitizen(identity);
  await change(citizenId, 1, true);
  await identity.database.transaction((tx) => erasePerson(tx, { citizenId, erasureId: newId() }));
  await change(citizenId, 2, true);
  const left = await identity.database.query(sql`/* test.left */
    SELECT 1 AS left FROM restrictions WHERE citizen_id = ${citizenId}`);
  expect(left).toEqual([]);
});
