import { disclosureTickets } from '@belgi/access';
import { newId } from '@belgi/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { localDateOf } from '../deadlines/working-day.js';
import { type ReadParts, readPerson } from '../disclosures/read-person.js';
import { visibleDisclosures } from '../disclosures/visible-disclosures.store.js';
import { grantTo, kept, PIN } from '../testing/case.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
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

const DAY_MS = 86_400_000;
const readOf = async (agencyId: string, grantId: string): Promise<string> => {
  citizenId = newId();
  kept(await readPerson(parts, { agencyId, grantId, pin: PIN, key: newId() }));
  return citizenId;
};
const delivered = (entryId: string) =>
  fixture.database.transaction(async (tx) => insertNotice(tx, entryId, await tx.now()));
const late = () => countLateNotices(fixture.database);

it('a notice is late when the term has passed and nobody was told; what may wait is not late until it may not', async () => {
  const agencyId = newId();
  const reviewOn = localDateOf(new Date((await fixture.database.now()).getTime() + 2 * DAY_MS));
  const delay = { legalAct: { code: 'KG-2008-58', article: '15' }, days: 60, reviewOn, reason: 'the inquiry runs' };
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
