import { sql } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyConsentFact } from '../consents/apply-consent.js';
import { aCitizen, aPerson, startRegistration } from '../testing/citizens.js';
import { createIdentity, TEXT_SHA256, type TestIdentity } from '../testing/identity.js';
import { applyProof } from '../verification/complete-verification.js';
import { citizenOfPin } from './citizen-of-pin.js';
import { contact } from './contact.js';

let identity: TestIdentity;
beforeAll(async () => {
  identity = await createIdentity();
});
afterAll(() => identity[Symbol.asyncDispose]());

const traces = (caseNumber: string) =>
  identity.database.query(sql`/* test.traces */
    SELECT citizen_id AS citizen, actor, purpose, duty, outcome FROM personal_data_accesses WHERE case_number = ${caseNumber}`);

describe('contact', () => {
  test('of a citizen, with a trace', async () => {
    const { citizenId, person } = await aCitizen(identity);
    const answer = await contact(identity.ports, {
      about: { citizenId },
      basis: { purpose: 'COMMUNICATION' },
      case: 'notice-1',
    });
    expect(answer).toEqual({ found: true, locale: 'KY', phone: person.phone, email: person.email, code: null });
    expect(await traces('notice-1')).toEqual([
      { citizen: citizenId, actor: 'notify', purpose: 'COMMUNICATION', duty: null, outcome: 'READ' },
    ]);
  });

  // The race: notify has not heard of the withdrawal that identity acts by already, and asks for an optional message.
  test('of somebody who left: not for what rests on consent, still for a contract and for their rights', async () => {
    const { citizenId, person } = await aCitizen(identity);
    const told = {
      citizenId,
      epoch: 2,
      state: 'WITHDRAWN',
      edition: 1,
      locale: 'KY',
      textSha256: TEXT_SHA256,
    } as const;
    await identity.database.transaction((tx) =>
      applyConsentFact(tx, { ...told, at: '2026-01-01T00:00:00.000Z' }, { republished: false }),
    );
    const ask = (basis: Parameters<typeof contact>[1]['basis'], caseNumber: string) =>
      contact(identity.ports, { about: { citizenId }, basis, case: caseNumber });
    expect(await ask({ purpose: 'COMMUNICATION' }, 'left-1')).toEqual({ found: false });
    expect(await ask({ purpose: 'IDENTIFICATION' }, 'left-2')).toMatchObject({ found: true, phone: person.phone });
    expect(await ask({ duty: 'PERSONS_OWN_RIGHTS' }, 'left-3')).toMatchObject({ found: true, phone: person.phone });
    expect(await traces('left-1')).toMatchObject([{ citizen: citizenId, outcome: 'REFUSED' }]);
  });

  test('of a registration: phone and code while it waits, nothing afterwards', async () => {
    const person = aPerson();
    const started = await startRegistration(identity, person, await identity.tickets.acceptance());
    const registrationId = started.registrationId as string;
    const question = { about: { registrationId }, basis: { duty: 'SECURITY' }, case: 'code-1' } as const;
    expect(await contact(identity.ports, question)).toEqual({
      found: true,
      locale: 'KY',
      phone: person.phone,
      email: null,
      code: expect.stringMatching(/^\d{6}$/),
    });
    await identity.time.advance({ minutes: 10 });
    expect(await contact(identity.ports, question)).toEqual({ found: false });
  });

  test('of a phone that has an account: no code', async () => {
    const { person } = await aCitizen(identity);
    const started = await startRegistration(
      identity,
      aPerson({ phone: person.phone }),
      await identity.tickets.acceptance(),
    );
    const answer = await contact(identity.ports, {
      about: { registrationId: started.registrationId as string },
      basis: { duty: 'SECURITY' },
      case: 'code-2',
    });
    expect(answer).toMatchObject({ found: true, phone: person.phone, code: null });
  });
});

describe('citizen of a PIN', () => {
  const ask = (pin: string, grant: string) =>
    citizenOfPin(identity.ports, { pin, duty: 'OFFICIAL_REQUEST', case: grant });

  test('is the account that proved it, never one that only claims it', async () => {
    const { citizenId, person } = await aCitizen(identity);
    expect(await ask(person.pin, 'grant-1')).toEqual({ citizenId: null });
    await identity.database.transaction((tx) =>
      applyProof(identity.ports, tx, citizenId, { pin: person.pin, name: null }),
    );
    expect(await ask(person.pin, 'grant-2')).toEqual({ citizenId });
    expect(await traces('grant-1')).toMatchObject([{ citizen: null, outcome: 'REFUSED', duty: 'OFFICIAL_REQUEST' }]);
    expect(await traces('grant-2')).toMatchObject([{ citizen: citizenId, outcome: 'READ', actor: 'privacy' }]);
  });

  test('is nobody for a PIN that cannot be one', async () => {
    expect(await ask('00101199012345', 'grant-3')).toEqual({ citizenId: null });
  });
});
