import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifiedAccountOfPin } from '../people/lookup.store.js';
import { aCitizen } from '../testing/citizens.js';
import { createIdentity, type TestIdentity } from '../testing/identity.js';
import { applyProof } from './complete-verification.js';

let identity: TestIdentity;
beforeAll(async () => {
  identity = await createIdentity();
});
afterAll(() => identity[Symbol.asyncDispose]());

test('two accounts that prove one PIN at once: one is first, then both are disputed', async () => {
  const first = await aCitizen(identity);
  const { pin } = first.person;
  const others = [await aCitizen(identity, { pin }), await aCitizen(identity, { pin })];
  const proofs = [first, ...others].map(({ citizenId }) =>
    identity.database.transaction((tx) => applyProof(identity.ports, tx, citizenId, { pin, name: null })),
  );
  const outcomes = await Promise.all(proofs);
  expect(outcomes.toSorted()).toEqual(['DISPUTED', 'DISPUTED', 'VERIFIED']);
  const lookup = identity.ports.vault.lookup('pin', pin);
  expect(await verifiedAccountOfPin(identity.database, lookup)).toBeUndefined();
});
