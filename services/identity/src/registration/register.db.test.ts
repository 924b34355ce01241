import { sql } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aCitizen, aPerson, register, startRegistration } from '../testing/citizens.js';
import { createIdentity, publishEdition, type TestIdentity } from '../testing/identity.js';
import { MAX_WRONG_CODES } from './registration.js';

let identity: TestIdentity;
beforeAll(async () => {
  identity = await createIdentity();
});
afterAll(() => identity[Symbol.asyncDispose]());

/** A registration that waits for its code. */
async function waiting(changes: Parameters<typeof aPerson>[0] = {}) {
  const person = aPerson(changes);
  const acceptance = await identity.tickets.acceptance();
  const started = await startRegistration(identity, person, acceptance);
  if (started.registrationId === undefined) throw new Error(started.code);
  return { person, acceptance, registrationId: started.registrationId };
}

const factTypes = async (aggregateId: string) =>
  (
    await identity.database.query<{ type: string }>(
      sql`/* test.facts */ SELECT type FROM outbox WHERE aggregate_id = ${aggregateId} ORDER BY position`,
    )
  ).map(({ type }) => type);

describe('nothing without an acceptance (preamble 1 and 2)', () => {
  test('no row in any table', async () => {
    await using fresh = await createIdentity();
    const before = await fresh.countRows();
    const other = await createIdentity();
    const stranger = await other.tickets.acceptance();
    await other[Symbol.asyncDispose]();
    const own = await fresh.tickets.acceptance();
    const bad = ['', 'not a ticket', stranger, `${own.slice(0, -4)}AAAA`, await fresh.tickets.acceptance(7)];
    for (const acceptance of bad) {
      const refused = await startRegistration(fresh, aPerson(), acceptance);
      expect(refused).toMatchObject({ code: 'POLICY_NOT_ACCEPTED' });
      const { person, ...given } = { person: aPerson(), registrationId: crypto.randomUUID(), acceptance };
      expect(await register(fresh, person, given)).toMatchObject({ code: 'POLICY_NOT_ACCEPTED' });
    }
    expect(await fresh.countRows()).toEqual(before);
  });

  test('nor with an access token in its place', async () => {
    const citizen = await aCitizen(identity);
    expect(await startRegistration(identity, aPerson(), citizen.accessToken)).toMatchObject({
      code: 'POLICY_NOT_ACCEPTED',
    });
  });

  test('a ticket serves one registration', async () => {
    const { acceptance } = await waiting();
    expect(await startRegistration(identity, aPerson(), acceptance)).toMatchObject({ code: 'POLICY_NOT_ACCEPTED' });
    const other = await waiting();
    expect(await register(identity, other.person, { ...other, acceptance })).toMatchObject({
      code: 'POLICY_NOT_ACCEPTED',
    });
  });

  test('an edition that is no longer open is refused, the next one is not', async () => {
    await using fresh = await createIdentity();
    const late = await fresh.tickets.acceptance(1);
    await publishEdition(fresh.database, 2, { effectiveAt: new Date(Date.now() + 3_600_000) });
    const early = await startRegistration(fresh, aPerson(), await fresh.tickets.acceptance(2));
    expect(early).toHaveProperty('registrationId');
    await fresh.time.advance({ minutes: 61 });
    expect(await startRegistration(fresh, aPerson(), late)).toMatchObject({ code: 'POLICY_NOT_ACCEPTED' });
  });
});

describe('startRegistration', () => {
  test('orders the code without saying it', async () => {
    const { registrationId } = await waiting();
    expect(await factTypes(registrationId)).toEqual(['identity.registration.code-requested.v1']);
  });

  test.each([
    ['PHONE_INVALID', { phone: '+77012345678' }],
    ['EMAIL_INVALID', { email: 'nobody' }],
  ])('%s', async (code, changes) => {
    const result = await startRegistration(identity, aPerson(changes), await identity.tickets.acceptance());
    expect(result).toMatchObject({ code });
  });

  test('TOO_MANY_CODES for one phone, and nothing of the attempt is kept', async () => {
    const { person } = await waiting();
    for (let order = 1; order < 3; order += 1)
      await startRegistration(identity, person, await identity.tickets.acceptance());
    const before = await identity.countRows();
    const acceptance = await identity.tickets.acceptance();
    expect(await startRegistration(identity, person, acceptance)).toMatchObject({ code: 'TOO_MANY_CODES' });
    expect(await identity.countRows()).toEqual(before);
    await identity.time.advance({ minutes: 11 });
    expect(await startRegistration(identity, person, acceptance)).toHaveProperty('registrationId');
  });

  test('a phone that has an account gets the same answer, and its owner another message', async () => {
    const { person } = await aCitizen(identity);
    const again = await waiting({ phone: person.phone });
    const [fact] = await identity.database.query<{ data: { message: string } }>(
      sql`/* test.fact */ SELECT data FROM outbox WHERE aggregate_id = ${again.registrationId}`,
    );
    expect(fact?.data.message).toBe('ALREADY_REGISTERED');
    expect(await register(identity, again.person, again)).toMatchObject({ code: 'CODE_WRONG' });
  });
});

describe('register', () => {
  test('makes an account, tells the others, and signs in', async () => {
    const { citizenId, restricted, person } = await aCitizen(identity);
    expect(restricted).toBe(false);
    expect(await factTypes(citizenId)).toEqual(['identity.account.registered.v1']);
    const rows = await identity.database.query(sql`/* test.registrations */ SELECT 1 AS row FROM registrations r
      WHERE phone_lookup = ${identity.ports.vault.lookup('phone', person.phone)}`);
    expect(rows).toEqual([]);
  });

  test('CODE_WRONG', async () => {
    const registration = await waiting();
    const code = identity.ports.vault.codeOf(registration.registrationId) === '000000' ? '000001' : '000000';
    expect(await register(identity, registration.person, { ...registration, code })).toMatchObject({
      code: 'CODE_WRONG',
    });
  });

  test.each([
    ['PIN_INVALID', { pin: '00101199012345' }],
    ['NAME_INVALID', { fullName: '7' }],
    ['DOCUMENT_INVALID', { idDocument: '?' }],
    ['ADDRESS_INVALID', { address: ' ' }],
    ['PASSWORD_WEAK', { password: 'password1234' }],
    ['PASSWORD_WEAK', { password: 'short' }],
    ['PASSWORD_WEAK', { password: 'Бекова Айдана' }],
  ])('%s: %j', async (code, changes) => {
    const registration = await waiting(changes);
    expect(await register(identity, registration.person, registration)).toMatchObject({ code });
  });

  test('a refusal after the right code can be put right', async () => {
    const registration = await waiting();
    const weak = { ...registration.person, password: 'password1234' };
    expect(await register(identity, weak, registration)).toMatchObject({ code: 'PASSWORD_WEAK' });
    expect(await register(identity, registration.person, registration)).toHaveProperty('accessToken');
  });

  test('CODE_EXPIRED after ten minutes', async () => {
    const registration = await waiting();
    await identity.time.advance({ minutes: 10 });
    expect(await register(identity, registration.person, registration)).toMatchObject({ code: 'CODE_EXPIRED' });
  });

  test('CODE_EXPIRED after too many wrong ones, though the right one is given', async () => {
    const registration = await waiting();
    for (let attempt = 0; attempt < MAX_WRONG_CODES; attempt += 1)
      await register(identity, registration.person, { ...registration, code: 'wrong' });
    expect(await register(identity, registration.person, registration)).toMatchObject({ code: 'CODE_EXPIRED' });
  });

  test('the answer is the same whether or not the PIN is known', async () => {
    const { person } = await aCitizen(identity);
    const again = await waiting({ pin: person.pin });
    expect(await register(identity, again.person, again)).toHaveProperty('accessToken');
  });

  test('an e-mail that is another login registers all the same and signs nobody else in', async () => {
    const { person, citizenId } = await aCitizen(identity);
    const other = await aCitizen(identity, { email: person.email });
    const result = await identity.run<{ signIn: { citizenId: string } }>(
      'mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { citizenId } } }',
      { input: { login: person.email, password: person.password } },
    );
    expect(result.signIn.citizenId).toBe(citizenId);
    expect(other.citizenId).not.toBe(citizenId);
  });

  test('no attribute is readable in any table, and none is in a fact', async () => {
    const { person } = await aCitizen(identity);
    const tables = ['accounts', 'attributes', 'attribute_history', 'logins', 'pins', 'outbox', 'attempts'];
    for (const table of tables) {
      const row = await identity.database.one<{ text: string | null }>(sql`/* test.dump */
        SELECT query_to_xml('SELECT * FROM ' || quote_ident(${table}), true, true, '')::text AS text`);
      for (const value of [person.pin, person.phone, person.fullName, person.idDocument, person.password])
        expect(row?.text ?? '').not.toContain(value);
    }
  });
});
