import { newId } from '@belgi/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { planNotice } from '../notices/plan-notice.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { affectedNotices } from './affected-notices.js';
import { readNoticesNow } from './read-notices-now.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await createFixture();
});
afterAll(() => fixture.close());

const shown = async (citizenId: string) => affectedNotices('EN', await readNoticesNow(fixture.database, citizenId));

it('counts what was planned and nobody sent, and leaves out what comes once and has come', async () => {
  const citizenId = await fixture.citizen();
  const kinds = async () => (await shown(citizenId)).map(({ kind }) => kind);
  expect(await kinds()).toContain('WELCOME');
  await fixture.transaction(async (tx) => {
    const plan = { citizenId, causeId: newId() };
    await planNotice(fixture.sender, tx, { ...plan, kind: 'WELCOME', params: {} });
    const outbid = { plate: '01 KG 777 AAA', price: '1250000' };
    for (let turn = 0; turn < 2; turn++)
      await planNotice(fixture.sender, tx, {
        citizenId,
        causeId: newId(),
        kind: 'BID_OUTBID',
        params: outbid,
        lotId: newId(),
      });
  });
  expect(await kinds()).not.toContain('WELCOME');
  const pending = (await shown(citizenId)).filter((notice) => notice.pending > 0);
  expect(pending).toMatchObject([{ kind: 'BID_OUTBID', pending: 2, paused: false, stops: true }]);
  expect((await shown(await fixture.citizen())).every((notice) => notice.pending === 0)).toBe(true);
});

it('is paused for somebody who is blocked, and named all the same', async () => {
  const citizenId = await fixture.citizen();
  const { recipient, ...now } = await readNoticesNow(fixture.database, citizenId);
  if (recipient === null) throw new Error('no recipient');
  const paused = affectedNotices('EN', { ...now, recipient: { ...recipient, status: 'BLOCKED' } });
  expect(paused.find(({ kind }) => kind === 'BID_OUTBID')).toMatchObject({ paused: true, stops: true });
});
