import { newId } from '@belgi/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { planNotice } from '../notices/plan-notice.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { applyRestriction } from './apply-restriction.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await createFixture();
});
afterAll(() => fixture.close());

const change = (citizenId: string, version: number, restricted: boolean, by: 'PERSON' | 'STAFF' = 'PERSON') => {
  const data = { citizenId, version, restricted, by, at: new Date().toISOString() };
  return fixture.transaction((tx) => applyRestriction(fixture.sender, tx, data, newId()));
};
const plan = (citizenId: string, kind: 'BID_OUTBID' | 'LOT_WON') => {
  const params = {
    plate: '01 KG 777 AAA',
    price: '1',
    amountDue: '1',
    dueAt: new Date().toISOString(),
    deposit: 'HELD',
  };
  return fixture.transaction((tx) => planNotice(fixture.sender, tx, { citizenId, kind, causeId: newId(), params }));
};
const sentTo = async (citizenId: string) =>
  (await fixture.deliveries()).filter(({ person }) => person === citizenId).map(({ kind }) => kind);

it('stops what is optional, and keeps what settles a contract', async () => {
  const citizenId = await fixture.citizen();
  await change(citizenId, 1, true);
  await plan(citizenId, 'BID_OUTBID');
  await plan(citizenId, 'LOT_WON');
  expect(new Set(await sentTo(citizenId))).toEqual(new Set(['LOT_WON']));
  await change(citizenId, 2, false);
  await plan(citizenId, 'BID_OUTBID');
  expect(await sentTo(citizenId)).toContain('BID_OUTBID');
});

it('tells the person what staff did, once, and not what they did themselves', async () => {
  const citizenId = await fixture.citizen();
  await change(citizenId, 1, true, 'STAFF');
  await change(citizenId, 1, true, 'STAFF');
  await change(citizenId, 2, false, 'PERSON');
  const told = (await sentTo(citizenId)).filter((kind) => kind === 'RESTRICTION_CHANGED');
  expect(told.length).toBeGreaterThan(0);
  const before = told.length;
  await change(citizenId, 3, true, 'STAFF');
  expect((await sentTo(citizenId)).filter((kind) => kind === 'RESTRICTION_CHANGED')).toHaveLength(2 * before);
});

it('is acknowledged with its version, an overtaken one as well', async () => {
  const citizenId = await fixture.citizen();
  await change(citizenId, 2, true);
  await change(citizenId, 1, false);
  const said = (await fixture.facts()).filter(
    ({ type, data }) => type === 'notify.restriction.applied.v1' && data['citizenId'] === citizenId,
  );
  expect(said.map(({ data }) => data['version'])).toEqual([2, 1]);
  await plan(citizenId, 'BID_OUTBID');
  expect(await sentTo(citizenId)).toEqual([]);
});
