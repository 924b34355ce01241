import { sql } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD_PER_ACCOUNT } from '../sessions/attempt.js';
import { aCitizen, aPerson, PASSWORD, signIn } from '../testing/citizens.js';
import { createIdentity, type TestIdentity } from '../testing/identity.js';
import { completeVerification } from '../verification/complete-verification.js';
import { setStatus } from './set-status.js';

let identity: TestIdentity;
beforeAll(async () => {
  identity = await createIdentity();
});
afterAll(() => identity[Symbol.asyncDispose]());

const CORRECT = `mutation ($input: CorrectionInput!) {
  correctMyData(input: $input) {
    __typename ... on CorrectionRefused { code }
    ... on DataCorrected { phoneCodeExpiresAt citizen { personal { fullName { value assurance } email { value } phone { masked } } } }
  }
}`;
const CONFIRM =
  'mutation ($code: String!) { confirmMyPhone(code: $code) { __typename ... on CorrectionRefused { code } } }';
const REVEAL = `mutation ($name: String!, $password: String!) {
  revealMyAttribute(name: $name, password: $password) { ... on AttributeRevealed { name value } ... on RevealRefused { code } }
}`;

const correct = async (token: string, input: object) =>
  (await identity.run<{ correctMyData: Record<string, unknown> }>(CORRECT, { input }, token)).correctMyData;
const confirm = async (token: string, code: string) =>
  (await identity.run<{ confirmMyPhone: Record<string, unknown> }>(CONFIRM, { code }, token)).confirmMyPhone;
const reveal = async (token: string, name: string, password: string) =>
  (await identity.run<{ revealMyAttribute: Record<string, unknown> }>(REVEAL, { name, password }, token))
    .revealMyAttribute;

/** The code that was sent to the new phone of a citizen. */
async function codeOfPhoneChange(citizenId: string): Promise<string> {
  const row = await identity.database.one<{ id: string }>(
    sql`/* test.change */ SELECT id FROM phone_changes WHERE account_id = ${citizenId}`,
  );
  return identity.ports.vault.codeOf(row?.id as string);
}

describe('correctMyData', () => {
  test('corrects, and keeps what stood there', async () => {
    const { accessToken } = await aCitizen(identity);
    const result = await correct(accessToken, { fullName: 'Бекова Айдана Маратовна', address: 'Ош, Ленин 2' });
    expect(result).toMatchObject({
      citizen: { personal: { fullName: { value: 'Бекова Айдана Маратовна', assurance: 'SELF_ASSERTED' } } },
    });
    const { myDataHistory } = await identity.run<{ myDataHistory: { name: string; attribute: { value: string } }[] }>(
      '{ myDataHistory { name attribute { value } } }',
      {},
      accessToken,
    );
    expect(myDataHistory.map(({ name, attribute }) => [name, attribute.value]).toSorted()).toEqual([
      ['address', 'Бишкек, Чүй проспектиси 1'],
      ['fullName', 'Бекова Айдана'],
    ]);
  });

  test.each([
    ['NOTHING_TO_CORRECT', {}],
    ['NAME_INVALID', { fullName: '?' }],
    ['PIN_INVALID', { pin: '1' }],
    ['DOCUMENT_INVALID', { idDocument: '' }],
    ['ADDRESS_INVALID', { address: '' }],
    ['EMAIL_INVALID', { email: 'x' }],
    ['PHONE_INVALID', { phone: '+1' }],
    ['PASSWORD_WRONG', { phone: '+996555999999' }],
  ])('%s, and nothing is changed', async (code, input) => {
    const { accessToken } = await aCitizen(identity);
    expect(await correct(accessToken, { locale: null, ...input })).toMatchObject({ code });
  });

  test('a verified PIN stays; another name than the verified one is self-asserted again', async () => {
    const citizen = await aCitizen(identity);
    const start = await identity.run<{ startVerification: { url: string } }>(
      'mutation { startVerification { ... on VerificationStarted { url } } }',
      {},
      citizen.accessToken,
    );
    const back = identity.portal.signIn(start.startVerification.url, {
      pin: citizen.person.pin,
      name: 'Бекова Айдана',
    });
    await completeVerification(identity.ports, back);
    expect(await correct(citizen.accessToken, { pin: aPerson().pin })).toMatchObject({ code: 'PIN_IS_VERIFIED' });
    expect(await correct(citizen.accessToken, { fullName: 'Айдана Бекова' })).toMatchObject({
      citizen: { personal: { fullName: { assurance: 'SELF_ASSERTED' } } },
    });
  });

  test('a new e-mail is the login from then on, the old one no longer', async () => {
    const { accessToken, citizenId, person } = await aCitizen(identity);
    await correct(accessToken, { email: 'new.address@example.kg' });
    expect(await signIn(identity, 'new.address@example.kg', PASSWORD)).toMatchObject({ citizenId });
    expect(await signIn(identity, person.email as string, PASSWORD)).toMatchObject({ code: 'CREDENTIALS_WRONG' });
  });

  test('a new phone counts once its code was given', async () => {
    const { accessToken, citizenId, person } = await aCitizen(identity);
    const { phone } = aPerson();
    const started = await correct(accessToken, { phone, password: PASSWORD });
    expect(started).toHaveProperty('phoneCodeExpiresAt', expect.any(String));
    expect(await signIn(identity, phone, PASSWORD)).toMatchObject({ code: 'CREDENTIALS_WRONG' });
    expect(await confirm(accessToken, 'wrong')).toMatchObject({ code: 'CODE_WRONG' });
    expect(await confirm(accessToken, await codeOfPhoneChange(citizenId))).toEqual({ __typename: 'DataCorrected' });
    expect(await signIn(identity, phone, PASSWORD)).toMatchObject({ citizenId });
    expect(await signIn(identity, person.phone, PASSWORD)).toMatchObject({ code: 'CREDENTIALS_WRONG' });
    expect(await confirm(accessToken, 'again')).toMatchObject({ code: 'CODE_EXPIRED' });
  });

  test("another account's phone gets the same answer and no code that works", async () => {
    const [citizen, other] = [await aCitizen(identity), await aCitizen(identity)];
    const started = await correct(citizen.accessToken, { phone: other.person.phone, password: PASSWORD });
    expect(started).toHaveProperty('phoneCodeExpiresAt', expect.any(String));
    expect(await confirm(citizen.accessToken, await codeOfPhoneChange(citizen.citizenId))).toMatchObject({
      code: 'CODE_WRONG',
    });
  });

  test('the language of messages is told to the others', async () => {
    const { accessToken, citizenId } = await aCitizen(identity);
    await correct(accessToken, { locale: 'RU' });
    const facts = await identity.database.query<{ data: { locale: string } }>(sql`/* test.facts */
      SELECT data FROM outbox WHERE aggregate_id = ${citizenId} AND type = 'identity.account.changed.v1'`);
    expect(facts.map(({ data }) => data.locale)).toEqual(['RU']);
  });
});

describe('revealMyAttribute', () => {
  test('shows the value after the password, and leaves a trace', async () => {
    const { accessToken, citizenId, person } = await aCitizen(identity);
    expect(await reveal(accessToken, 'pin', PASSWORD)).toEqual({ name: 'pin', value: person.pin });
    const rows = await identity.database.query(sql`/* test.accesses */
      SELECT actor_kind AS actor, duty, fields FROM personal_data_accesses WHERE citizen_id = ${citizenId}`);
    expect(rows).toEqual([{ actor: 'CITIZEN', duty: 'PERSONS_OWN_RIGHTS', fields: ['pin'] }]);
  });

  test('ATTRIBUTE_UNKNOWN', async () => {
    const { accessToken } = await aCitizen(identity);
    expect(await reveal(accessToken, 'password', PASSWORD)).toEqual({ code: 'ATTRIBUTE_UNKNOWN' });
  });

  test('PASSWORD_WRONG a few times, then TOO_MANY_ATTEMPTS with the right one too', async () => {
    const { accessToken } = await aCitizen(identity);
    for (let attempt = 0; attempt < PASSWORD_PER_ACCOUNT.attempts; attempt += 1)
      expect(await reveal(accessToken, 'pin', 'wrong')).toEqual({ code: 'PASSWORD_WRONG' });
    expect(await reveal(accessToken, 'pin', PASSWORD)).toEqual({ code: 'TOO_MANY_ATTEMPTS' });
  });
});

describe('a restricted session', () => {
  test('sees and corrects its data, and goes no further', async () => {
    const { citizenId, person } = await aCitizen(identity);
    await setStatus(identity.database, citizenId, 'BLOCKED');
    const { accessToken } = await signIn(identity, person.phone, PASSWORD);
    const token = accessToken as string;
    expect(await identity.run('{ me { id personal { email { value } } } }', {}, token)).toMatchObject({
      me: { id: citizenId },
    });
    expect(await correct(token, { address: 'Талас, Манас 3' })).toMatchObject({ __typename: 'DataCorrected' });
    const verification = await identity.execute(
      'mutation { startVerification { __typename } }',
      {},
      await identity.actorOf(token),
    );
    expect(verification.errors?.[0]?.extensions).toMatchObject({ reason: 'RESTRICTED_SESSION' });
  });
});
