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

const RESEND = `mutation ($id: ID!, $acceptance: String!) {
  resendRegistrationCode(registrationId: $id, acceptance: $acceptance) {
    ... on RegistrationStarted { registrationId } ... on RegistrationRefused { code }
  }
}`;

async function waiting() {
  const person = aPerson();
  const acceptance = await identity.tickets.acceptance();
  const started = await startRegistration(identity, person, acceptance);
  if (started.registrationId === undefined) throw new Error(started.code);
  return { person, acceptance, registrationId: started.registrationId };
}

async function resend(id: string, acceptance: string) {
  const result = await identity.run<{ resendRegistrationCode: { registrationId?: string; code?: string } }>(RESEND, {
    id,
    acceptance,
  });
  return result.resendRegistrationCode;
}

test('orders the message again, and the code lives anew', async () => {
  const { person, acceptance, registrationId } = await waiting();
  await identity.time.advance({ minutes: 9 });
  expect(await resend(registrationId, acceptance)).toEqual({ registrationId });
  await identity.time.advance({ minutes: 9 });
  const facts = await identity.database.query<{ version: bigint }>(sql`/* test.facts */
    SELECT aggregate_version AS version FROM outbox WHERE aggregate_id = ${registrationId} ORDER BY position`);
  expect(facts.map(({ version }) => version)).toEqual([1n, 2n]);
  expect(await register(identity, person, { registrationId, acceptance })).toHaveProperty('accessToken');
});

test('TOO_MANY_CODES counts it like any other', async () => {
  const { acceptance, registrationId } = await waiting();
  for (let order = 1; order < 3; order += 1) await resend(registrationId, acceptance);
  expect(await resend(registrationId, acceptance)).toEqual({ code: 'TOO_MANY_CODES' });
});

test('POLICY_NOT_ACCEPTED with another ticket, or for a registration that is none', async () => {
  const { acceptance, registrationId } = await waiting();
  expect(await resend(registrationId, await identity.tickets.acceptance())).toEqual({ code: 'POLICY_NOT_ACCEPTED' });
  expect(await resend(crypto.randomUUID(), acceptance)).toEqual({ code: 'POLICY_NOT_ACCEPTED' });
  expect(await resend('none', acceptance)).toEqual({ code: 'POLICY_NOT_ACCEPTED' });
});

// The attack: ordering a new message to get five more guesses at the same code.
test('CODE_EXPIRED once too many wrong codes were given: they stay counted', async () => {
  const { person, acceptance, registrationId } = await waiting();
  for (let attempt = 0; attempt < MAX_WRONG_CODES; attempt += 1)
    await register(identity, person, { registrationId, acceptance, code: 'wrong' });
  expect(await resend(registrationId, acceptance)).toEqual({ code: 'CODE_EXPIRED' });
});
