import { afterAll, beforeAll, expect, test } from 'vitest';
import { aCitizen, aPerson, startRegistration } from '../testing/citizens.js';
import { createIdentity, type TestIdentity } from '../testing/identity.js';
import { purge } from './purge.js';

let identity: TestIdentity;
beforeAll(async () => {
  identity = await createIdentity();
});
afterAll(() => identity[Symbol.asyncDispose]());

test('a registration that was never completed is gone an hour after it expired, its ticket stays used', async () => {
  const acceptance = await identity.tickets.acceptance();
  await startRegistration(identity, aPerson(), acceptance);
  await identity.time.advance({ minutes: 69 });
  expect((await purge(identity.database))['registrations']).toBe(0);
  await identity.time.advance({ minutes: 2 });
  expect((await purge(identity.database))['registrations']).toBe(1);
  expect(await startRegistration(identity, aPerson(), acceptance)).toMatchObject({ code: 'POLICY_NOT_ACCEPTED' });
});

test('what is alive stays, what has had its time goes', async () => {
  await aCitizen(identity);
  expect(await purge(identity.database)).toMatchObject({ sessions: 0, refreshTokens: 0 });
  await identity.time.advance({ minutes: 31 * 24 * 60 });
  expect(await purge(identity.database)).toMatchObject({ refreshTokens: 1, usedAcceptances: 2 });
  await identity.time.advance({ minutes: 31 * 24 * 60 });
  const removed = await purge(identity.database);
  expect(removed['sessions']).toBe(1);
});
