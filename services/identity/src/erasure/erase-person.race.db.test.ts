import { newId } from '@belgi/contracts';
import { sql } from '@belgi/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { correctMyData } from '../accounts/correct-my-data.js';
import { applyConsentFact } from '../consents/apply-consent.js';
import { applyEntry } from '../contracts/running-contract.store.js';
import { signIn } from '../sessions/sign-in.js';
import { aCitizen, PASSWORD } from '../testing/citizens.js';
import { createIdentity, type TestIdentity } from '../testing/identity.js';
import { erasePerson } from './erase-person.js';

/**
 * The attack: something about the person is under way while they are erased, and commits after it: t0 it reads, t1 the
 * erasure destroys, t2 it writes. Whoever comes second must find nobody.
 */
const ADDRESS = '192.0.2.12';
const ROUNDS = 12;

let identity: TestIdentity;
beforeAll(async () => {
  identity = await createIdentity();
});
afterAll(() => identity[Symbol.asyncDispose]());

async function leftOf(citizenId: string): Promise<Record<string, number>> {
  const row = await identity.database.one<Record<string, number>>(sql`/* test.left */
    SELECT (SELECT count(*)::int FROM attributes WHERE account_id = ${citizenId}) AS attributes,
      (SELECT count(*)::int FROM attribute_history WHERE account_id = ${citizenId}) AS history,
      (SELECT count(*)::int FROM logins WHERE account_id = ${citizenId}) AS logins,
      (SELECT count(*)::int FROM sessions WHERE account_id = ${citizenId}) AS sessions,
      (SELECT count(*)::int FROM consents WHERE citizen_id = ${citizenId}) AS consents,
      (SELECT count(*)::int FROM running_contracts WHERE citizen_id = ${citizenId}) AS contracts`);
  return row ?? {};
}

const NOTHING = { attributes: 0, history: 0, logins: 0, sessions: 0, consents: 0, contracts: 0 };

test('nothing that crosses an erasure outlives it: corrections, signing in, facts', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { citizenId, person } = await aCitizen(identity);
    const fullName = 'Бекова Айжан';
    const blank = {
      pin: null,
      idDocument: null,
      address: null,
      email: null,
      phone: null,
      locale: null,
      password: null,
    };
    const consent = { citizenId, epoch: 2, state: 'WITHDRAWN', edition: 1, locale: 'KY' } as const;
    const fact = { ...consent, textSha256: 'a'.repeat(64), at: new Date().toISOString() };
    const { database, ports } = identity;
    const all = [
      () => database.transaction((tx) => erasePerson(tx, { citizenId, erasureId: newId() })),
      () => correctMyData(ports, citizenId, { ...blank, fullName }, ADDRESS),
      () => signIn(ports, { login: person.phone, password: PASSWORD }, `192.0.2.${round}`),
      () => database.transaction((tx) => applyConsentFact(tx, fact, { republished: false })),
      () => database.transaction((tx) => applyEntry(tx, { entryId: newId(), citizenId, binds: true, version: 1 })),
    ];
    // Another order each time: whoever is first is first.
    await Promise.all([...all.slice(round % all.length), ...all.slice(0, round % all.length)].map((act) => act()));
    expect(await leftOf(citizenId)).toEqual(NOTHING);
  }
});

test('two orders at once destroy once and report the same', async () => {
  const { citizenId } = await aCitizen(identity);
  const order = { citizenId, erasureId: newId() };
  await Promise.all([0, 1, 2].map(() => identity.database.transaction((tx) => erasePerson(tx, order))));
  const facts = await identity.database.query<{ type: string; data: { at: string } }>(sql`/* test.facts */
    SELECT type, data FROM outbox WHERE aggregate_id = ${citizenId} AND (type LIKE '%erasure%' OR type LIKE '%erased%')`);
  expect(facts.filter(({ type }) => type === 'identity.account.erased.v1')).toHaveLength(1);
  const reports = facts.filter(({ type }) => type === 'identity.erasure.applied.v1');
  expect(reports).toHaveLength(3);
  expect(new Set(reports.map(({ data }) => JSON.stringify(data))).size).toBe(1);
});

test('a phone is free to register with the moment the erasure commits', async () => {
  const former = await aCitizen(identity);
  const order = { citizenId: former.citizenId, erasureId: newId() };
  await identity.database.transaction((tx) => erasePerson(tx, order));
  const [first, second] = await Promise.allSettled([
    aCitizen(identity, former.person),
    aCitizen(identity, former.person),
  ]);
  const ids = [first, second].flatMap((one) => (one?.status === 'fulfilled' ? [one.value.citizenId] : []));
  expect(ids).toHaveLength(1);
  expect(ids[0]).not.toBe(former.citizenId);
});
