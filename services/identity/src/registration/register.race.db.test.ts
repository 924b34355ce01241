import { sql } from '@belgi/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aPerson, register, startRegistration } from '../testing/citizens.js';
import { createIdentity, type TestIdentity } from '../testing/identity.js';
import { MAX_WRONG_CODES } from './registration.js';

let identity: TestIdentity;
beforeAll(async () => {
  identity = await createIdentity();
});
afterAll(() => identity[Symbol.asyncDispose]());

const AT_ONCE = 6;

async function waiting(changes: Parameters<typeof aPerson>[0] = {}) {
  const person = aPerson(changes);
  const acceptance = await identity.tickets.acceptance();
  const started = await startRegistration(identity, person, acceptance);
  if (started.registrationId === undefined) throw new Error(started.code);
  return { person, acceptance, registrationId: started.registrationId };
}

const count = async (table: string) => (await identity.countRows())[table];

test('one ticket at once by many: one registration begins, the others leave no row', async () => {
  const acceptance = await identity.tickets.acceptance();
  const before = { attempts: await count('attempts'), outbox: await count('outbox') };
  const answers = await Promise.all(
    Array.from({ length: AT_ONCE }, () => startRegistration(identity, aPerson(), acceptance)),
  );
  expect(answers.filter(({ registrationId }) => registrationId !== undefined)).toHaveLength(1);
  expect(answers.filter(({ code }) => code === 'POLICY_NOT_ACCEPTED')).toHaveLength(AT_ONCE - 1);
  // One order: two counters (phone and address), one fact.
  expect(await count('attempts')).toBe((before.attempts ?? 0) + 2);
  expect(await count('outbox')).toBe((before.outbox ?? 0) + 1);
});

test('two registrations of one phone at once: one account, the other is told', async () => {
  const first = await waiting();
  const second = await waiting({ phone: first.person.phone });
  const answers = await Promise.all([
    register(identity, first.person, first),
    register(identity, second.person, second),
  ]);
  expect(answers.filter(({ accessToken }) => accessToken !== undefined)).toHaveLength(1);
  expect(answers.filter(({ code }) => code === 'PHONE_IN_USE')).toHaveLength(1);
  const accounts = await identity.database.query(sql`/* test.accounts */
    SELECT 1 AS row FROM pins WHERE lookup = ${identity.ports.vault.lookup('pin', second.person.pin)}
      OR lookup = ${identity.ports.vault.lookup('pin', first.person.pin)}`);
  expect(accounts).toHaveLength(1);
});

test('one registration completed at once by many makes one account', async () => {
  const registration = await waiting();
  const answers = await Promise.all(
    Array.from({ length: AT_ONCE }, () => register(identity, registration.person, registration)),
  );
  expect(answers.filter(({ accessToken }) => accessToken !== undefined)).toHaveLength(1);
});

// The attack: guessing a code with many requests at once, so that each reads the counter before the others write it.
test('wrong codes at once are all counted', async () => {
  const registration = await waiting();
  const guesses = Array.from({ length: MAX_WRONG_CODES * 2 }, () =>
    register(identity, registration.person, { ...registration, code: 'wrong' }),
  );
  const answers = await Promise.all(guesses);
  expect(answers.filter(({ code }) => code === 'CODE_WRONG')).toHaveLength(MAX_WRONG_CODES);
  expect(await register(identity, registration.person, registration)).toMatchObject({ code: 'CODE_EXPIRED' });
});

test('codes ordered at once for one phone stay within the limit', async () => {
  const { phone } = aPerson();
  const answers = await Promise.all(
    Array.from({ length: AT_ONCE }, async () =>
      startRegistration(identity, aPerson({ phone }), await identity.tickets.acceptance()),
    ),
  );
  expect(answers.filter(({ registrationId }) => registrationId !== undefined)).toHaveLength(3);
});
