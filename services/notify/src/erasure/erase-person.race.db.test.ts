import { newId } from '@belgi/contracts';
import { applyHold, sql } from '@belgi/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyEntry } from '../lots/apply-lot.js';
import { planNotice } from '../notices/plan-notice.js';
import { setPreferences } from '../preferences/set-preferences.js';
import { applyAccount } from '../recipients/apply-account.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { erasePerson } from './erase-person.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await createFixture([], 16);
});
afterAll(() => fixture.close());

const erase = (citizenId: string, erasureId = newId()) =>
  fixture.transaction((tx) => erasePerson(tx, { citizenId, erasureId }));
const account = (citizenId: string) =>
  ({ citizenId, status: 'ACTIVE', pinVerified: true, disputed: false, locale: 'EN' }) as const;
const won = { plate: 'p', price: '1', amountDue: '1', dueAt: new Date().toISOString(), deposit: 'HELD' };
const entryOf = (citizenId: string) => ({
  ...{ entryId: newId(), lotId: newId(), citizenId, bidderNumber: 12_345, state: 'ENTERED' as const },
  ...{ plateNumber: '01 KG 777 AAA', currentPrice: null, amountDue: null, dueAt: null, certificateNumber: null },
});

const about = (citizenId: string) => [
  () =>
    fixture.transaction((tx) =>
      planNotice(fixture.sender, tx, { citizenId, kind: 'LOT_WON', causeId: newId(), params: won }),
    ),
  () =>
    fixture.transaction((tx) =>
      planNotice(fixture.sender, tx, {
        ...{ citizenId, kind: 'BID_OUTBID', causeId: newId() },
        params: { plate: 'p', price: '1' },
      }),
    ),
  () => fixture.transaction((tx) => applyAccount(fixture.sender, tx, account(citizenId), 7, null)),
  () => fixture.transaction((tx) => applyEntry(fixture.sender, tx, entryOf(citizenId), 1)),
  () => fixture.consent(citizenId, 'GIVEN'),
  () =>
    setPreferences(
      { database: fixture.database, newKey: () => fixture.sender.sealer.newDataKey().wrapped },
      citizenId,
      {
        changes: [{ kind: 'BID_OUTBID', email: false, sms: null }],
        quiet: { from: '22:00', until: '07:00' },
      } as never,
    ),
];

async function leftOf(citizenId: string): Promise<unknown> {
  return fixture.database.one(sql`/* test.left */
    SELECT account_status AS status, wrapped_key AS key, consent_state AS consent, quiet_from_minute AS quiet,
      (SELECT count(*)::int FROM notices WHERE citizen_id = ${citizenId}) AS notices,
      (SELECT count(*)::int FROM deliveries WHERE person_id = ${citizenId}) AS deliveries,
      (SELECT count(*)::int FROM preferences WHERE citizen_id = ${citizenId}) AS preferences,
      (SELECT count(*)::int FROM entries WHERE citizen_id = ${citizenId}) AS entries
    FROM recipients WHERE citizen_id = ${citizenId}`);
}
const TOMBSTONE = {
  ...{ status: 'ERASED', key: null, consent: null, quiet: null },
  ...{ notices: 0, deliveries: 0, preferences: 0, entries: 0 },
};

it('destroys inbox, deliveries, preferences and key, and says how many', async () => {
  const citizenId = await fixture.citizen();
  for (const act of about(citizenId)) await act();
  await erase(citizenId);
  expect(await leftOf(citizenId)).toEqual(TOMBSTONE);
  const applied = (await fixture.facts()).filter(
    ({ type, data }) => type === 'notify.erasure.applied.v1' && data['citizenId'] === citizenId,
  );
  expect(applied.map(({ data }) => data['destroyed'])).toEqual([
    [
      { table: 'recipients (key, consent, quiet hours)', rows: 1 },
      { table: 'deliveries', rows: 4 },
      { table: 'notices', rows: 2 },
      { table: 'preferences', rows: 1 },
      { table: 'entries', rows: 1 },
    ],
  ]);
});

it('makes nothing anew of what is told late, nor of somebody it never heard of', async () => {
  const [known, unknown] = [await fixture.citizen(), newId()];
  for (const citizenId of [known, unknown]) {
    await erase(citizenId);
    for (const act of about(citizenId)) await act();
    expect(await leftOf(citizenId)).toEqual(TOMBSTONE);
  }
});

it('nothing that crosses an erasure outlives it', async () => {
  for (let round = 0; round < 14; round += 1) {
    const citizenId = await fixture.citizen();
    const all = [() => erase(citizenId), ...about(citizenId)];
    await Promise.all([...all.slice(round % all.length), ...all.slice(0, round % all.length)].map((act) => act()));
    expect(await leftOf(citizenId)).toEqual(TOMBSTONE);
  }
});

// t0 an erasure is ordered; t1 a legal hold is placed; t2 the order is heard here: what a court asked to keep is kept.
it('destroys nothing of somebody who is held, until the hold is lifted and the order comes again', async () => {
  const citizenId = await fixture.citizen();
  for (const act of about(citizenId)) await act();
  const hold = { id: newId(), scope: 'PERSON', subject: citizenId } as const;
  const reports = async () =>
    (await fixture.facts()).filter(
      ({ type, data }) => type === 'notify.erasure.applied.v1' && data['citizenId'] === citizenId,
    );
  await fixture.transaction((tx) => applyHold(tx, { ...hold, version: 1, liftedAt: null }));
  const before = await leftOf(citizenId);
  await erase(citizenId);
  expect(await leftOf(citizenId)).toEqual(before);
  expect(await reports()).toEqual([]);
  await fixture.transaction((tx) => applyHold(tx, { ...hold, version: 2, liftedAt: new Date() }));
  await erase(citizenId);
  expect(await leftOf(citizenId)).toEqual(TOMBSTONE);
  expect(await reports()).toHaveLength(1);
});

it('reports the same when the order is heard again', async () => {
  const citizenId = await fixture.citizen();
  const erasureId = newId();
  await erase(citizenId, erasureId);
  await erase(citizenId, erasureId);
  const [first, second] = (await fixture.facts()).filter(({ data }) => data['erasureId'] === erasureId);
  expect(second).toEqual(first);
});
