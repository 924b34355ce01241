import { newId } from '@belgi/contracts';
import { applyHold, sql } from '@belgi/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { correctMyData } from '../accounts/correct-my-data.js';
import { accountSnapshots } from '../accounts/republish.js';
import { citizenOfPin } from '../asks/citizen-of-pin.js';
import { contact } from '../asks/contact.js';
import { applyConsentFact } from '../consents/apply-consent.js';
import { applyEntry } from '../contracts/running-contract.store.js';
import { keepPart } from '../statistics/statistics.store.js';
import { aCitizen, aPerson, PASSWORD, refresh, type SignedIn, signIn } from '../testing/citizens.js';
import { createIdentity, type TestIdentity } from '../testing/identity.js';
import { applyProof } from '../verification/complete-verification.js';
import { erasePerson } from './erase-person.js';

let identity: TestIdentity;
beforeAll(async () => {
  identity = await createIdentity();
});
afterAll(() => identity[Symbol.asyncDispose]());

const erase = (citizenId: string, erasureId = newId()) =>
  identity.database.transaction((tx) => erasePerson(tx, { citizenId, erasureId }));

const withdrawn = (citizenId: string) => ({
  ...({ citizenId, epoch: 2, state: 'WITHDRAWN', edition: 1, locale: 'KY', textSha256: 'a'.repeat(64) } as const),
  at: new Date().toISOString(),
});

const prove = (citizen: { citizenId: string; person: { pin: string } }) =>
  identity.database.transaction((tx) =>
    applyProof(identity.ports, tx, citizen.citizenId, { pin: citizen.person.pin, name: null }),
  );

const correction = { fullName: 'Бекова Айжан', pin: null, idDocument: null, address: null, email: null, locale: null };

/** The facts of a service about this person, oldest first. */
const factsOf = (citizenId: string, like: string) =>
  identity.database.query<{ type: string; data: Record<string, unknown> }>(sql`/* test.facts */
    SELECT type, data FROM outbox WHERE aggregate_id = ${citizenId} AND type LIKE ${like} ORDER BY position`);

/** In which tables a value stands, looked for in every row of every table. */
async function tablesWith(value: string): Promise<string[]> {
  const rows = await identity.database.query<{ name: string }>(sql`/* test.tables */
    SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
      AND query_to_xml(format('SELECT 1 AS one FROM %I t WHERE position(%L IN t::text) > 0 LIMIT 1', relname, ${value}::text),
        true, false, '')::text LIKE '%<one>%'
    ORDER BY relname`);
  return rows.map(({ name }) => name);
}

async function leaver(): Promise<SignedIn & { person: ReturnType<typeof aPerson> }> {
  const citizen = await aCitizen(identity);
  await prove(citizen);
  await correctMyData(identity.ports, citizen.citizenId, { ...correction, phone: null, password: null }, '192.0.2.1');
  await correctMyData(
    identity.ports,
    citizen.citizenId,
    { ...correction, fullName: null, phone: aPerson().phone, password: PASSWORD },
    '192.0.2.1',
  );
  return citizen;
}

test('destroys the key, every value, hash, login and session, and says how many', async () => {
  const { citizenId, person } = await leaver();
  await identity.database.transaction(async (tx) => {
    await applyEntry(tx, { entryId: newId(), citizenId, binds: false, version: 1 });
    await applyConsentFact(tx, withdrawn(citizenId), { republished: false });
  });
  const session = await signIn(identity, person.phone, PASSWORD);
  // An agency asked, and the notice of it may wait: the report, which ends in a certificate, does not count it.
  await citizenOfPin(identity.ports, { pin: person.pin, duty: 'OFFICIAL_REQUEST', case: newId() });
  const erasureId = newId();
  await erase(citizenId, erasureId);

  expect(await tablesWith(citizenId)).toEqual(['accounts', 'outbox', 'personal_data_accesses', 'persons_erased']);
  const [applied, ...more] = await factsOf(citizenId, 'identity.erasure.%');
  expect(more).toEqual([]);
  expect(applied).toMatchObject({
    type: 'identity.erasure.applied.v1',
    data: {
      erasureId,
      destroyed: [
        { table: 'accounts (key and password)', rows: 1 },
        { table: 'consents', rows: 1 },
        { table: 'attributes', rows: 6 },
        { table: 'attribute_history', rows: 2 },
        { table: 'logins', rows: 2 },
        { table: 'pins', rows: 1 },
        { table: 'sessions', rows: 2 },
        { table: 'phone_changes', rows: 1 },
        { table: 'restrictions', rows: 0 },
        { table: 'questioned_attributes', rows: 0 },
        { table: 'running_contracts', rows: 1 },
        { table: 'statistics_acts', rows: 0 },
        { table: 'doubts', rows: 0 },
        { table: 'disputes', rows: 0 },
        { table: 'disputes (look-up hash and reason)', rows: 0 },
      ],
      kept: [
        { table: 'personal_data_accesses', rows: 0, rule: 'ACCESS_TRACE' },
        { table: 'accounts', rows: 1, rule: 'TOMBSTONE' },
      ],
    },
  });
  expect((await factsOf(citizenId, 'identity.account.%')).at(-1)).toMatchObject({
    type: 'identity.account.erased.v1',
    data: { status: 'ERASED', pinVerified: false, disputed: false },
  });
  expect(await signIn(identity, person.phone, PASSWORD)).toMatchObject({ code: 'CREDENTIALS_WRONG' });
  expect(await refresh(identity, session.refreshToken ?? '')).not.toHaveProperty('accessToken');
  const question = { about: { citizenId }, basis: { duty: 'PERSONS_OWN_RIGHTS' }, case: 'n' } as const;
  expect(await contact(identity.ports, question)).toEqual({ found: false });
  const wish = { ...correction, phone: null, password: null };
  expect(await correctMyData(identity.ports, citizenId, wish, '192.0.2.1')).toEqual({ refused: 'NOTHING_TO_CORRECT' });
});

// t0 an erasure is ordered; t1 a legal hold is placed; t2 the order is heard here: what a court asked to keep is kept.
test('destroys nothing of somebody who is held, until the hold is lifted and the order comes again', async () => {
  const { citizenId, person } = await leaver();
  const hold = { id: newId(), scope: 'PERSON', subject: citizenId } as const;
  const held = (version: number, liftedAt: Date | null) =>
    identity.database.transaction((tx) => applyHold(tx, { ...hold, version, liftedAt }));
  await held(1, null);
  const erasureId = newId();
  await erase(citizenId, erasureId);
  expect(await factsOf(citizenId, 'identity.erasure.%')).toEqual([]);
  expect(await signIn(identity, person.phone, PASSWORD)).toMatchObject({ citizenId });
  await held(2, new Date());
  await erase(citizenId, erasureId);
  expect(await factsOf(citizenId, 'identity.erasure.%')).toMatchObject([{ data: { erasureId } }]);
  expect(await signIn(identity, person.phone, PASSWORD)).toMatchObject({ code: 'CREDENTIALS_WRONG' });
  // Done is done: a hold that comes now changes nothing, and the report is said again.
  await held(3, null);
  await erase(citizenId, erasureId);
  expect(await factsOf(citizenId, 'identity.erasure.%')).toHaveLength(2);
});

test('reports the same when the order is heard again', async () => {
  const { citizenId } = await aCitizen(identity);
  const erasureId = newId();
  await erase(citizenId, erasureId);
  await erase(citizenId, erasureId);
  const [first, second] = await factsOf(citizenId, 'identity.erasure.%');
  expect(second).toEqual(first);
  expect(await factsOf(citizenId, 'identity.account.erased%')).toHaveLength(1);
});

test('lets the same PIN, phone and e-mail register anew, as somebody else', async () => {
  const former = await leaver();
  await erase(former.citizenId);
  const anew = await aCitizen(identity, former.person);
  expect(anew.citizenId).not.toBe(former.citizenId);
  expect(await prove(anew)).toBe('VERIFIED');
  expect(await signIn(identity, former.person.email ?? '', PASSWORD)).toMatchObject({ citizenId: anew.citizenId });
});

test('makes nothing anew of what is told late', async () => {
  const { citizenId } = await aCitizen(identity);
  await erase(citizenId);
  const day = { day: '2026-01-02', since: '2026-01-01', part: 1, parts: 1 };
  const act = { act: 'ENTERED', citizenId, region: '01', priceBand: 'A', pattern: 'AAA' } as never;
  await identity.database.transaction(async (tx) => {
    await applyConsentFact(tx, withdrawn(citizenId), { republished: false });
    await applyEntry(tx, { entryId: newId(), citizenId, binds: true, version: 3 });
    await keepPart(tx, { ...day, rows: [act] });
  });
  expect(await tablesWith(citizenId)).toEqual(['accounts', 'outbox', 'persons_erased']);
  // Privacy waits for each epoch: a late consent is acknowledged all the same.
  expect(await factsOf(citizenId, 'identity.consent.%')).toHaveLength(1);
  const [snapshot] = await identity.database.transaction((tx) => accountSnapshots(tx, citizenId, null, 10));
  expect(snapshot?.data).toMatchObject({ status: 'ERASED' });
});

test('ends a dispute about a PIN: the other goes to the portal once more, and holds it', async () => {
  const holder = await aCitizen(identity);
  const challenger = await aCitizen(identity, { pin: holder.person.pin });
  expect(await prove(holder)).toBe('VERIFIED');
  expect(await prove(challenger)).toBe('DISPUTED');
  await erase(holder.citizenId);
  expect(await tablesWith(holder.citizenId)).not.toContain('disputes');
  expect((await factsOf(challenger.citizenId, 'identity.account.%')).at(-1)).toMatchObject({
    data: { disputed: false, pinVerified: false },
  });
  expect(await prove(challenger)).toBe('VERIFIED');
});
