import { disclosureTickets } from '@belgi/access';
import { newId } from '@belgi/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ReadParts, readPerson } from '../disclosures/read-person.js';
import { visibleDisclosures } from '../disclosures/visible-disclosures.store.js';
import { grantTo, kept, PIN } from '../testing/case.js';
import { delayOfDays } from '../testing/delay.js';
import { createFixture, type Fixture, keyThumbprint } from '../testing/fixture.js';
import { countLateNotices, insertNotice } from './notices.store.js';

let fixture: Fixture;
let parts: ReadParts;
let citizenId: string;
beforeAll(async () => {
  fixture = await createFixture();
  const tickets = disclosureTickets.issuer(fixture.parts.keys);
  parts = { ...fixture.parts, tickets, citizenOfPin: async () => citizenId };
});
afterAll(() => fixture.close());

const readOf = async (agencyId: string, grantId: string): Promise<string> => {
  citizenId = newId();
  kept(await readPerson(parts, { agencyId, keyThumbprint, grantId, pin: PIN, key: newId() }));
  return citizenId;
};
const delivered = (entryId: string) =>
  fixture.database.transaction(async (tx) => insertNotice(tx, entryId, await tx.now()));
const late = () => countLateNotices(fixture.database);

it('a notice is late when the term has passed and nobody was told; what may wait is not late until it may not', async () => {
  const agencyId = newId();
  const delay = await delayOfDays(fixture.database, 60);
  const [plain, waiting] = [await grantTo(parts, agencyId), await grantTo(parts, agencyId, { delay })];
  await readOf(agencyId, waiting.id);
  const inTime = await readOf(agencyId, plain.id);
  const [told] = await visibleDisclosures(fixture.database, inTime, null, 1);
  await delivered(told?.entryId ?? '');
  const forgotten = await readOf(agencyId, plain.id);
  const [untold] = await visibleDisclosures(fixture.database, forgotten, null, 1);
  expect(await late()).toEqual({ overdue: 0, late: 0 });
  // Seven working days, and the rest days among them.
  await fixture.time.advance({ days: 20 });
  expect(await late()).toEqual({ overdue: 1, late: 0 });
  await delivered(untold?.entryId ?? '');
  // Notices of other things are none of ours.
  await delivered(newId());
  expect(await late()).toEqual({ overdue: 0, late: 1 });
  await fixture.time.advance({ days: 40 });
  expect(await late()).toEqual({ overdue: 0, late: 1 });
  await fixture.time.advance({ days: 1, seconds: 1 });
  expect(await late()).toEqual({ overdue: 1, late: 1 });
});
