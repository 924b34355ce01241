import { newId } from '@belgi/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tellMany } from '../broadcasts/tell-many.js';
import { applyEdition } from '../editions/apply-edition.js';
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

it('tells whoever it kept from hearing of an edition, once, when it is lifted', async () => {
  const [missed, heard] = [await fixture.citizen(), await fixture.citizen()];
  await change(missed, 1, true);
  const publish = (document: 'POLICY' | 'USER_AGREEMENT') => {
    const now = Date.now();
    const [publishedAt, effectiveAt] = [now, now + 86_400_000].map((at) => new Date(at).toISOString()) as [
      string,
      string,
    ];
    const edition = { number: 2, publishedAt, effectiveAt, material: true, texts: [] };
    return fixture.transaction((tx) => applyEdition(tx, document, edition, newId()));
  };
  await publish('POLICY');
  await publish('USER_AGREEMENT');
  while (await tellMany(fixture.sender, fixture.database, 1_000_000));
  const editions = async (id: string) => (await sentTo(id)).filter((kind) => kind.endsWith('_CHANGED')).sort();
  const both = ['AGREEMENT_CHANGED', 'POLICY_CHANGED'];
  expect(await editions(heard)).toEqual(both);
  expect(await editions(missed)).toEqual([]);
  await change(missed, 2, false);
  await change(missed, 2, false);
  await change(heard, 1, true);
  await change(heard, 2, false);
  expect(await editions(missed)).toEqual(both);
  expect(await editions(heard)).toEqual(both);
});
