import {
  type DataCategory,
  newId,
  type RightsKind,
  RightsRequestAnsweredV1,
  RightsRequestOpenedV1,
} from '@belgi/contracts';
import { sql } from '@belgi/database';
import type { Handler } from '@belgi/messaging';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { erasePerson } from '../erasure/erase-person.js';
import { attributesOf } from '../people/attribute.store.js';
import { createStaff } from '../staff/create-staff.js';
import { rightsRequestHandlers } from '../subscribers/rights-request.subscriber.js';
import { aCitizen, PASSWORD, signIn } from '../testing/citizens.js';
import { createIdentity, type TestIdentity } from '../testing/identity.js';

let identity: TestIdentity;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  identity = await createIdentity();
  for (const role of ['PRIVACY_OFFICER', 'OPERATOR'] as const) {
    const email = `${role.toLowerCase()}@belgi.test`;
    await createStaff(identity.ports, { email, name: 'Some Body', roles: [role], password: PASSWORD });
    tokens[role] = (await signIn(identity, email, PASSWORD)).accessToken as string;
  }
});
afterAll(() => identity[Symbol.asyncDispose]());

interface Asked {
  readonly requestId: string;
  readonly reference: string;
  readonly citizenId: string;
  readonly kind: RightsKind;
  readonly about: DataCategory | null;
}
const asks = (citizenId: string, kind: RightsKind, about: DataCategory | null): Asked => ({
  ...{ requestId: newId(), reference: newId().slice(-14), citizenId },
  ...{ kind, about },
});
async function hears(asked: Asked, state: 'OPEN' | 'GRANTED' | 'REFUSED'): Promise<void> {
  const fact = state === 'OPEN' ? RightsRequestOpenedV1 : RightsRequestAnsweredV1;
  const at = new Date().toISOString();
  const data = fact.parse({ ...asked, state, dueAt: at, at });
  const handler = rightsRequestHandlers().find((one) => one.type === fact.type) as Handler;
  const version = state === 'OPEN' ? 1 : 2;
  await identity.database.transaction((tx) => handler.run(tx, { id: newId(), version, data } as never));
}
async function worth(citizenId: string, name: string): Promise<string | undefined> {
  const found = (await attributesOf(identity.database, identity.ports.vault, [citizenId])).get(citizenId) ?? [];
  return found.find((one) => one.name === name)?.assurance;
}

describe('a value that its person says is not true', () => {
  test.each(['DISPUTE', 'CORRECTION'] as const)(
    'is DISPUTED while a %s is open, and what it was before after it',
    async (kind) => {
      const { citizenId } = await aCitizen(identity);
      const asked = asks(citizenId, kind, 'NAME');
      expect(await worth(citizenId, 'fullName')).toBe('SELF_ASSERTED');
      await hears(asked, 'OPEN');
      expect(await worth(citizenId, 'fullName')).toBe('DISPUTED');
      expect(await worth(citizenId, 'address')).toBe('SELF_ASSERTED');
      await hears(asked, 'REFUSED');
      expect(await worth(citizenId, 'fullName')).toBe('SELF_ASSERTED');
    },
  );

  test('is not DISPUTED by an answer that came before its opening, nor by another right', async () => {
    const { citizenId } = await aCitizen(identity);
    const asked = asks(citizenId, 'DISPUTE', 'NAME');
    await hears(asked, 'GRANTED');
    await hears(asked, 'OPEN');
    await hears(asks(citizenId, 'ACCESS', 'NAME'), 'OPEN');
    await hears(asks(citizenId, 'DISPUTE', 'BID_HISTORY'), 'OPEN');
    expect(await worth(citizenId, 'fullName')).toBe('SELF_ASSERTED');
  });

  test('is shown as such to staff who read it', async () => {
    const { citizenId } = await aCitizen(identity);
    await hears(asks(citizenId, 'DISPUTE', 'NAME'), 'OPEN');
    const query = `query ($id: ID!) { citizen(id: $id, purpose: VERIFICATION, caseNumber: "119-5") { personal { fullName { assurance } } } }`;
    const read = await identity.execute(query, { id: citizenId }, await identity.actorOf(tokens['OPERATOR'] as string));
    expect(read.data).toEqual({ citizen: { personal: { fullName: { assurance: 'DISPUTED' } } } });
  });

  test('leaves nothing of somebody who was erased', async () => {
    const { citizenId } = await aCitizen(identity);
    await hears(asks(citizenId, 'DISPUTE', 'NAME'), 'OPEN');
    await identity.database.transaction((tx) => erasePerson(tx, { citizenId, erasureId: newId() }));
    await hears(asks(citizenId, 'DISPUTE', 'ADDRESS'), 'OPEN');
    const left = await identity.database.query(sql`/* test.left */
      SELECT 1 AS left FROM questioned_attributes WHERE account_id = ${citizenId}`);
    expect(left).toEqual([]);
  });
});

const CORRECT = `mutation ($input: CorrectionOnRequestInput!) {
  correctOnRequest(input: $input) { ... on CorrectedOnRequest { name } ... on CorrectionRefused { code } }
}`;
const corrects = async (role: string, input: { citizenId: string; reference: string; value: string }) =>
  identity.execute(CORRECT, { input }, await identity.actorOf(tokens[role] as string));

describe('an officer', () => {
  test('puts right what the person asked for: what was, what is, and by whose decision', async () => {
    const { citizenId, accessToken } = await aCitizen(identity);
    const asked = asks(citizenId, 'CORRECTION', 'NAME');
    await hears(asked, 'OPEN');
    const input = { citizenId, reference: asked.reference, value: 'Бекова Айдана Маратовна' };
    expect((await corrects('PRIVACY_OFFICER', input)).data).toEqual({ correctOnRequest: { name: 'fullName' } });
    await hears(asked, 'GRANTED');
    const mine = await identity.run<Record<string, unknown>>(
      `{ me { personal { fullName { value assurance source } } }
         myDataHistory { name replacedAt attribute { value source } } }`,
      {},
      accessToken,
    );
    expect(mine).toMatchObject({
      me: { personal: { fullName: { value: 'Бекова Айдана Маратовна', assurance: 'SELF_ASSERTED', source: 'STAFF' } } },
      myDataHistory: [{ name: 'fullName', attribute: { value: 'Бекова Айдана', source: 'REGISTRATION' } }],
    });
  });

  test.each<[string, RightsKind, DataCategory, string, boolean]>([
    ['CORRECTION_NOT_ASKED', 'DISPUTE', 'NAME', 'Another Name', true],
    ['CORRECTION_NOT_ASKED', 'CORRECTION', 'NAME', 'Another Name', false],
    ['PERSON_CORRECTS_THIS', 'CORRECTION', 'PIN', '11106199000001', true],
    ['NAME_INVALID', 'CORRECTION', 'NAME', '?', true],
    ['DOCUMENT_INVALID', 'CORRECTION', 'ID_DOCUMENT', '', true],
    ['ADDRESS_INVALID', 'CORRECTION', 'ADDRESS', '', true],
  ])('%s: a %s about %s', async (code, kind, about, value, open) => {
    const { citizenId } = await aCitizen(identity);
    const asked = asks(citizenId, kind, about);
    await hears(asked, 'OPEN');
    if (!open) await hears(asked, 'GRANTED');
    const input = { citizenId, reference: asked.reference, value };
    expect((await corrects('PRIVACY_OFFICER', input)).data).toEqual({ correctOnRequest: { code } });
  });

  /** The attack: an officer changes somebody under the reference of another, or one who is not an officer tries. */
  test('changes nobody but who asked, and nobody else changes anybody', async () => {
    const [one, other] = [await aCitizen(identity), await aCitizen(identity)];
    const asked = asks(one.citizenId, 'CORRECTION', 'NAME');
    await hears(asked, 'OPEN');
    const input = { citizenId: other.citizenId, reference: asked.reference, value: 'Another Name' };
    expect((await corrects('PRIVACY_OFFICER', input)).data).toEqual({
      correctOnRequest: { code: 'CORRECTION_NOT_ASKED' },
    });
    const refused = await corrects('OPERATOR', { ...input, citizenId: one.citizenId });
    expect(refused.errors?.[0]?.extensions['reason']).toBe('ROLE_REQUIRED');
  });
});
