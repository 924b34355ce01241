import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { correctMyData } from '../accounts/correct-my-data.js';
import { attributesOf } from '../people/attribute.store.js';
import { aCitizen } from '../testing/citizens.js';
import { anEmployee, type Employee, step } from '../testing/doubts.js';
import { createIdentity, type TestIdentity } from '../testing/identity.js';
import { applyProof } from '../verification/complete-verification.js';

let identity: TestIdentity;
let first: Employee;
let second: Employee;
beforeAll(async () => {
  identity = await createIdentity();
  [first, second] = [await anEmployee(identity, 'OPERATOR'), await anEmployee(identity, 'OPERATOR')];
});
afterAll(() => identity[Symbol.asyncDispose]());

const NAME = 'Бекова Айдана';
type Citizen = Awaited<ReturnType<typeof aCitizen>>;
const prove = ({ citizenId, person }: Citizen) =>
  identity.database.transaction((tx) => applyProof(identity.ports, tx, citizenId, { pin: person.pin, name: NAME }));
const doubt = async ({ citizenId }: Citizen, attributes: string[]): Promise<string> => {
  const input = { citizenId, attributes, caseNumber: '119/2026-32', reason: 'The register knows another.' };
  return (await step(identity, 'doubtData', input, first.token))['doubtId'] as string;
};
const say = ({ accessToken }: Citizen, doubtId: string) =>
  step(identity, 'answerDataDoubt', { doubtId, statement: 'It is as I wrote it.' }, accessToken);
const findFalse = (doubtId: string) =>
  step(identity, 'decideDataDoubt', { doubtId, outcome: 'FALSE', reason: 'The register says so.' }, second.token);
const correctName = ({ citizenId }: Citizen, fullName: string) => {
  const none = { pin: null, idDocument: null, address: null, email: null, phone: null, locale: null, password: null };
  return correctMyData(identity.ports, citizenId, { ...none, fullName }, '192.0.2.1');
};
async function worths({ citizenId }: Citizen): Promise<Record<string, string>> {
  const found = (await attributesOf(identity.database, identity.ports.vault, [citizenId])).get(citizenId) ?? [];
  return Object.fromEntries(found.map(({ name, assurance }) => [name, assurance]));
}
const answerOf = async ({ accessToken }: Citizen): Promise<unknown> => {
  const mine = await identity.run<{ myDataDoubts: { answer: unknown }[] }>(
    '{ myDataDoubts { answer } }',
    {},
    accessToken,
  );
  return mine.myDataDoubts[0]?.answer;
};

describe('the same value once more', () => {
  test('is no answer, and no way out of what was found false', async () => {
    const citizen = await aCitizen(identity);
    const doubtId = await doubt(citizen, ['fullName']);
    await correctName(citizen, NAME);
    expect(await answerOf(citizen)).toBeNull();
    await say(citizen, doubtId);
    await findFalse(doubtId);
    await correctName(citizen, NAME);
    expect(await worths(citizen)).toMatchObject({ fullName: 'DISPUTED' });
    await correctName(citizen, 'Бекова Айсулуу');
    expect(await worths(citizen)).toMatchObject({ fullName: 'SELF_ASSERTED' });
  });
});

describe('a proof at the portal', () => {
  test('is the answer to a doubt of a PIN that was proved before', async () => {
    const citizen = await aCitizen(identity);
    await prove(citizen);
    const doubtId = await doubt(citizen, ['pin']);
    expect(await prove(citizen)).toBe('VERIFIED');
    expect(await answerOf(citizen)).toBe('CORRECTED');
    await findFalse(doubtId);
    expect(await worths(citizen)).toMatchObject({ pin: 'VERIFIED', fullName: 'VERIFIED' });
  });

  test('is doubted whole where its PIN was found false, and heals both when it is given anew', async () => {
    const citizen = await aCitizen(identity);
    await prove(citizen);
    const doubtId = await doubt(citizen, ['pin']);
    await say(citizen, doubtId);
    await findFalse(doubtId);
    expect(await worths(citizen)).toMatchObject({ pin: 'DISPUTED', fullName: 'DISPUTED' });
    expect(await prove(citizen)).toBe('VERIFIED');
    expect(await worths(citizen)).toMatchObject({ pin: 'VERIFIED', fullName: 'VERIFIED' });
  });

  test('heals a name that was found false while the PIN stood', async () => {
    const citizen = await aCitizen(identity);
    await prove(citizen);
    const doubtId = await doubt(citizen, ['fullName']);
    await say(citizen, doubtId);
    await findFalse(doubtId);
    expect(await worths(citizen)).toMatchObject({ pin: 'VERIFIED', fullName: 'DISPUTED' });
    await prove(citizen);
    expect(await worths(citizen)).toMatchObject({ fullName: 'VERIFIED' });
  });
});
