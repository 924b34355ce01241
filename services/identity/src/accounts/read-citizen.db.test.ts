import type { StaffRole } from '@belgi/contracts';
import { sql, violatedConstraint } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyConsentFact } from '../consents/apply-consent.js';
import { applyEntry } from '../contracts/running-contract.store.js';
import { createStaff } from '../staff/create-staff.js';
import { aCitizen, PASSWORD, signIn } from '../testing/citizens.js';
import { createIdentity, type TestIdentity } from '../testing/identity.js';

let identity: TestIdentity;
const tokens = {} as Record<StaffRole, string>;
beforeAll(async () => {
  identity = await createIdentity();
  for (const role of ['AUCTIONEER', 'PRIVACY_OFFICER', 'OPERATOR'] as const) {
    const email = `${role.toLowerCase()}@belgi.test`;
    await createStaff(identity.ports, { email, name: 'Some Body', roles: [role], password: PASSWORD });
    tokens[role] = (await signIn(identity, email, PASSWORD)).accessToken as string;
  }
});
afterAll(() => identity[Symbol.asyncDispose]());

const READ = `query ($id: ID!, $purpose: Purpose!, $case: String!) {
  citizen(id: $id, purpose: $purpose, caseNumber: $case) {
    id pinVerified personal { fullName { value } pin { value masked } phone { value masked } email { value } }
  }
}`;

async function read(id: string, purpose: string, token: string, caseNumber = '119/2026-17') {
  const actor = await identity.actorOf(token);
  return identity.execute(READ, { id, purpose, case: caseNumber }, actor);
}
const codes = (result: Awaited<ReturnType<typeof read>>) =>
  (result.errors ?? []).map(({ extensions }) => extensions['reason'] ?? extensions['code']);
const accessesOf = (citizenId: string) =>
  identity.database.query<{ outcome: string; reason: string | null; fields: string[] }>(sql`/* test.accesses */
    SELECT outcome, reason, fields FROM personal_data_accesses WHERE citizen_id = ${citizenId} ORDER BY at, id`);
const factsAbout = (citizenId: string) =>
  identity.database.query<{ type: string; data: Record<string, unknown> }>(sql`/* test.facts */
    SELECT type, data FROM outbox WHERE type LIKE 'identity.personal-data.%' AND data ->> 'citizenId' = ${citizenId} ORDER BY id`);

describe('citizen(id, purpose, caseNumber)', () => {
  test('an operator sees what the purpose needs, masked; the look is told to the person', async () => {
    const { citizenId } = await aCitizen(identity);
    const result = await read(citizenId, 'VERIFICATION', tokens.OPERATOR);
    expect(result.data).toMatchObject({
      citizen: {
        pinVerified: false,
        personal: {
          fullName: { value: 'Бекова Айдана' },
          pin: { value: null, masked: expect.stringMatching(/^\*{12}\d\d$/) },
          phone: null,
          email: null,
        },
      },
    });
    expect(codes(result)).toEqual(['PURPOSE_DENIED', 'PURPOSE_DENIED']);
    const look = { role: 'OPERATOR', purpose: 'VERIFICATION', caseNumber: '119/2026-17' };
    // What was shown is one thing, what was asked for in vain another: the person is told of each as it is.
    expect(await factsAbout(citizenId)).toMatchObject([
      { type: 'identity.personal-data.read.v1', data: { ...look, fields: ['pinVerified', 'fullName', 'pin'] } },
      {
        type: 'identity.personal-data.refused.v1',
        data: { ...look, fields: ['phone', 'email'], reason: 'PURPOSE_DENIED' },
      },
    ]);
    expect(await accessesOf(citizenId)).toEqual([
      { outcome: 'READ', reason: null, fields: ['pinVerified', 'fullName', 'pin'] },
      { outcome: 'REFUSED', reason: 'PURPOSE_DENIED', fields: ['phone', 'email'] },
    ]);
  });

  test('outside its purposes no field is shown, and no look either', async () => {
    const { citizenId } = await aCitizen(identity);
    const query = `query ($id: ID!) { citizen(id: $id, purpose: COMMUNICATION, caseNumber: "119-3") { pinVerified personal { pin { masked } } } }`;
    const result = await identity.execute(query, { id: citizenId }, await identity.actorOf(tokens.OPERATOR));
    expect(result.data).toEqual({ citizen: { pinVerified: null, personal: { pin: null } } });
    expect(codes(result)).toEqual(['PURPOSE_DENIED', 'PURPOSE_DENIED']);
    expect(await accessesOf(citizenId)).toEqual([
      { outcome: 'REFUSED', reason: 'PURPOSE_DENIED', fields: ['pinVerified', 'pin'] },
    ]);
  });

  test('what other services were asked for in vain is recorded with it, each look for itself', async () => {
    const [one, other] = await Promise.all([aCitizen(identity), aCitizen(identity)]);
    const query = `query ($one: ID!, $other: ID!) {
      one: citizen(id: $one, purpose: VERIFICATION, caseNumber: "119-4") { id personal { fullName { value } } }
      other: citizen(id: $other, purpose: VERIFICATION, caseNumber: "119-4") { id }
    }`;
    const result = await identity.execute(
      query,
      { one: one.citizenId, other: other.citizenId },
      await identity.actorOf(tokens.OPERATOR),
      { one: ['id', '__typename', 'personal', 'entries', 'inbox'], other: ['id', 'consents'] },
    );
    expect(result.errors).toBeUndefined();
    expect(await accessesOf(one.citizenId)).toEqual([
      { outcome: 'READ', reason: null, fields: ['fullName'] },
      { outcome: 'REFUSED', reason: 'PURPOSE_DENIED', fields: ['entries', 'inbox'] },
    ]);
    expect(await accessesOf(other.citizenId)).toEqual([
      { outcome: 'REFUSED', reason: 'PURPOSE_DENIED', fields: ['consents'] },
    ]);
  });

  describe('of somebody who withdrew', () => {
    const agreement = { edition: 1, locale: 'KY', textSha256: '0'.repeat(64), at: new Date().toISOString() } as const;
    const withdraw = (citizenId: string) =>
      identity.database.transaction((tx) =>
        applyConsentFact(tx, { ...agreement, citizenId, state: 'WITHDRAWN', epoch: 2 }, { republished: false }),
      );
    const bind = (citizenId: string, binds: boolean, version = 1, entryId = crypto.randomUUID()) =>
      identity.database.transaction((tx) => applyEntry(tx, { entryId, citizenId, binds, version }));

    test('nothing is read, for whatever purpose, and the attempt is recorded', async () => {
      const { citizenId } = await aCitizen(identity);
      await withdraw(citizenId);
      for (const purpose of ['IDENTIFICATION', 'COMMUNICATION', 'VERIFICATION']) {
        const result = await read(citizenId, purpose, tokens.OPERATOR);
        expect(result.data).toEqual({ citizen: null });
        expect(codes(result)).toEqual(['PURPOSE_DENIED']);
      }
      expect((await accessesOf(citizenId)).map(({ outcome }) => outcome)).toEqual(['REFUSED', 'REFUSED', 'REFUSED']);
    });

    test('a party to a contract that runs is identified, and no more once it is settled', async () => {
      const { citizenId } = await aCitizen(identity);
      await withdraw(citizenId);
      const entryId = crypto.randomUUID();
      await bind(citizenId, true, 2, entryId);
      expect((await read(citizenId, 'IDENTIFICATION', tokens.OPERATOR)).data).toMatchObject({
        citizen: { personal: { fullName: { value: 'Бекова Айдана' } } },
      });
      expect((await read(citizenId, 'COMMUNICATION', tokens.OPERATOR)).data).toEqual({ citizen: null });
      // An older fact that arrives late changes nothing.
      await bind(citizenId, false, 1, entryId);
      expect((await read(citizenId, 'IDENTIFICATION', tokens.OPERATOR)).errors).toBeUndefined();
      await bind(citizenId, false, 3, entryId);
      expect((await read(citizenId, 'IDENTIFICATION', tokens.OPERATOR)).data).toEqual({ citizen: null });
    });
  });

  test.each([
    ['ROLE_REQUIRED', 'AUCTIONEER', 'IDENTIFICATION'],
    ['PURPOSE_DENIED', 'OPERATOR', 'STATISTICS'],
  ] as const)('%s: nothing is shown, and the attempt is recorded and told', async (reason, role, purpose) => {
    const { citizenId } = await aCitizen(identity);
    const result = await read(citizenId, purpose, tokens[role]);
    expect(result.data).toEqual({ citizen: null });
    expect(codes(result)).toEqual([reason]);
    expect(await factsAbout(citizenId)).toMatchObject([
      { type: 'identity.personal-data.refused.v1', data: { reason, role } },
    ]);
  });

  test('another citizen is refused and recorded, without a fact', async () => {
    const [citizen, other] = [await aCitizen(identity), await aCitizen(identity)];
    const result = await read(citizen.citizenId, 'IDENTIFICATION', other.accessToken);
    expect(codes(result)).toEqual(['ROLE_REQUIRED']);
    const rows = await identity.database.query(sql`/* test.accesses */
      SELECT outcome FROM personal_data_accesses WHERE citizen_id = ${citizen.citizenId}`);
    expect(rows).toEqual([{ outcome: 'REFUSED' }]);
    expect(await factsAbout(citizen.citizenId)).toEqual([]);
  });

  test.each([[''], ['12106199012345'], ['letter 11506199012345/7'], ['x'.repeat(65)], ['a\nb']])(
    'the case number %j is none',
    async (caseNumber) => {
      const { citizenId } = await aCitizen(identity);
      expect(codes(await read(citizenId, 'IDENTIFICATION', tokens.OPERATOR, caseNumber))).toEqual(['BAD_USER_INPUT']);
      expect(await factsAbout(citizenId)).toEqual([]);
    },
  );

  test('nobody by that id', async () => {
    for (const id of [crypto.randomUUID(), 'nobody'])
      expect((await read(id, 'IDENTIFICATION', tokens.OPERATOR)).data).toEqual({ citizen: null });
  });

  // The attack: somebody who speaks with the service's own rights removes the trace of a look, or of all.
  test.each([
    [sql`/* test.tamper */ UPDATE personal_data_accesses SET case_number = 'x'`],
    [sql`/* test.tamper */ DELETE FROM personal_data_accesses`],
    [sql`/* test.tamper */ TRUNCATE personal_data_accesses`],
    [sql`/* test.tamper */ TRUNCATE personal_data_accesses RESTART IDENTITY CASCADE`],
  ])('the trace cannot be changed: $text', async (statement) => {
    const { citizenId } = await aCitizen(identity);
    await read(citizenId, 'IDENTIFICATION', tokens.OPERATOR);
    const failure = await identity.database.query(statement).catch(violatedConstraint);
    expect(failure).toBe('personal_data_accesses_are_append_only');
  });
});

describe('Citizen as an entity', () => {
  const ENTITY = `query ($id: ID!) {
    _entities(representations: [{ __typename: "Citizen", id: $id }]) { ... on Citizen { id pinVerified personal { fullName { value } } } }
  }`;

  test('shows the citizen themselves', async () => {
    const { citizenId, accessToken } = await aCitizen(identity);
    const result = await identity.execute(ENTITY, { id: citizenId }, await identity.actorOf(accessToken));
    expect(result.errors).toBeUndefined();
    expect(result.data).toMatchObject({ _entities: [{ personal: { fullName: { value: 'Бекова Айдана' } } }] });
  });

  test.each([
    ['signed out', async () => ({ kind: 'anonymous' }) as const, 'SIGN_IN_REQUIRED'],
    ['another citizen', async () => identity.actorOf((await aCitizen(identity)).accessToken), 'NOT_YOURS'],
    ['staff without purpose and case', async () => identity.actorOf(tokens.OPERATOR), 'PURPOSE_DENIED'],
    [
      'an agency',
      async () =>
        ({
          kind: 'agency',
          id: 'a',
          clientId: 'a',
          name: 'A',
          scopes: ['disclosures:read'],
          keyThumbprint: 'k',
          xRoadMember: null,
          grants: [],
        }) as const,
      'ROLE_REQUIRED',
    ],
  ])('shows %s nothing', async (_, actor, reason) => {
    const { citizenId } = await aCitizen(identity);
    const result = await identity.execute(ENTITY, { id: citizenId }, await actor());
    expect(result.data).toEqual({ _entities: [{ id: citizenId, pinVerified: null, personal: null }] });
    expect(codes(result)).toEqual([reason, reason]);
  });
});
