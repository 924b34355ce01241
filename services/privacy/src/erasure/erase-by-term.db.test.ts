import { type ErasureObstacle, newId } from '@belgi/contracts';
import { applyHold, sql } from '@belgi/database';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { upsertBindingEntry } from '../consents/binding-entries.store.js';
import { giveConsent, withdrawConsent } from '../consents/change-consent.js';
import { dueOf } from '../deadlines/calendar.store.js';
import type { Edition } from '../editions/edition.js';
import { changeOwnRestriction } from '../restrictions/change-restriction.js';
import { openRequest } from '../rights/open-request.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { decideWeighed } from './decide-erasure.js';
import { countOver } from './due-erasures.store.js';
import { beginOverdue, overBefore } from './erase-by-term.js';
import { requestErasure } from './request-erasure.js';

/** Past any term of fourteen working days, whatever feasts lie in it. */
const LONG = { days: 45 };

let fixture: Fixture;
let edition: Edition;
beforeAll(async () => {
  fixture = await createFixture();
  edition = await fixture.publish();
});
afterAll(() => fixture.close());

let citizenId = '';
beforeEach(async () => {
  citizenId = newId();
  await fixture.registered(citizenId, edition);
  await withdrawConsent(fixture.parts, citizenId, undefined);
});

const erasures = (of = citizenId) =>
  fixture.database.query<{ id: string; state: string; cause: string }>(
    sql`/* test */ SELECT request_id AS id, state, cause FROM erasures WHERE citizen_id = ${of} ORDER BY version`,
  );
const weighed = (erasureId: string, obstacles: ErasureObstacle[] = []) =>
  fixture.database.transaction((tx) => decideWeighed(tx, fixture.parts, { citizenId, erasureId, obstacles }));
const entered = (version: number, state: string) =>
  fixture.database.transaction((tx) =>
    upsertBindingEntry(tx, {
      ...{ entryId: '0198c0de-0000-7000-8000-0000000000aa', lotId: newId(), citizenId, plateNumber: '01 KG 777 AAA' },
      ...{ version, state, amountDue: null, dueAt: null, deposit: null },
    }),
  );
const counted = async () => countOver(fixture.database, await overBefore(fixture.database));

it('begins at the midnight that ends the term, not before', async () => {
  const now = await fixture.database.now();
  const due = await dueOf(fixture.database, 'DESTRUCTION_AFTER_WITHDRAWAL', now);
  await fixture.time.advance({ milliseconds: due.getTime() - now.getTime() - 60_000 });
  await beginOverdue(fixture.database);
  expect(await erasures()).toEqual([]);
  await fixture.time.advance({ minutes: 2 });
  await beginOverdue(fixture.database);
  const [begun] = await erasures();
  expect(begun).toMatchObject({ state: 'ASKED', cause: 'TERM' });
  // Nobody agrees anew, or asks a second time, while the auction is asked.
  expect(await giveConsent(fixture.parts, citizenId, fixture.agreementTo(edition))).toBe('ERASURE_UNDER_WAY');
  expect(await requestErasure(fixture.parts, citizenId, null)).toBe('RIGHTS_ALREADY_OPEN');
  await weighed(begun?.id ?? '');
  expect(await erasures()).toMatchObject([{ state: 'ORDERED', cause: 'TERM' }]);
  expect(
    await fixture.database.query(sql`/* test */ SELECT 1 FROM rights_requests WHERE citizen_id = ${citizenId}`),
  ).toEqual([]);
  const key = sql`/* test */ SELECT wrapped_key AS key FROM person_keys WHERE citizen_id = ${citizenId}`;
  expect(await fixture.database.query(key)).toEqual([{ key: null }]);
});

it('leaves alone who came back, who is bound and who is held, and counts them', async () => {
  const [bound, held] = [citizenId, newId()];
  await entered(1, 'WON');
  await fixture.registered(held, edition);
  await withdrawConsent(fixture.parts, held, undefined);
  const returned = newId();
  await fixture.registered(returned, edition);
  await withdrawConsent(fixture.parts, returned, undefined);
  await giveConsent(fixture.parts, returned, fixture.agreementTo(edition));
  const hold = { id: newId(), scope: 'PERSON', subject: held } as const;
  await fixture.database.transaction((tx) => applyHold(tx, { ...hold, version: 1, liftedAt: null }));
  await fixture.time.advance(LONG);
  expect(await counted()).toMatchObject({ due: 0, held: 1, bound: 1 });
  await beginOverdue(fixture.database);
  expect([await erasures(bound), await erasures(held), await erasures(returned)]).toEqual([[], [], []]);
  // The contract is over, the hold is lifted: both have waited long enough.
  await entered(2, 'SETTLED');
  const liftedAt = await fixture.database.now();
  await fixture.database.transaction((tx) => applyHold(tx, { ...hold, version: 2, liftedAt }));
  expect(await counted()).toMatchObject({ due: 2, held: 0, bound: 0 });
  await beginOverdue(fixture.database);
  expect((await erasures(bound)).length + (await erasures(held)).length).toBe(2);
});

it('leaves alone who had the use of their data stopped, and who waits for an answer', async () => {
  const restricting = citizenId;
  const asking = newId();
  await fixture.registered(asking, edition);
  await withdrawConsent(fixture.parts, asking, undefined);
  expect(typeof (await changeOwnRestriction(fixture.parts, restricting, { restricted: true, words: null }))).not.toBe(
    'string',
  );
  await openRequest(fixture.parts, asking, { kind: 'DISPUTE', about: 'NAME', words: 'not my name' });
  await fixture.time.advance(LONG);
  await beginOverdue(fixture.database);
  expect([await erasures(restricting), await erasures(asking)]).toEqual([[], []]);
});

it('asks again a day after the auction named something that privacy had not heard of', async () => {
  await fixture.time.advance(LONG);
  await beginOverdue(fixture.database);
  const won: ErasureObstacle = {
    ...{ entryId: newId(), lotId: newId(), plateNumber: '01 KG 777 AAA', reason: 'AWAITING_PAYMENT' },
    ...{ amountDue: '1170050', dueAt: '2026-01-15T18:00:00.000Z' },
  };
  await weighed((await erasures())[0]?.id ?? '', [won]);
  await beginOverdue(fixture.database);
  expect(await erasures()).toMatchObject([{ state: 'REFUSED' }]);
  await fixture.time.advance({ days: 1, minutes: 1 });
  await beginOverdue(fixture.database);
  expect(await erasures()).toMatchObject([{ state: 'REFUSED' }, { state: 'ASKED' }]);
});

it('is begun once, by however many replicas', async () => {
  await fixture.time.advance(LONG);
  await Promise.all([1, 2, 3].map(() => beginOverdue(fixture.database)));
  expect(await erasures()).toHaveLength(1);
});
