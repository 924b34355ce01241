import { disclosureTickets } from '@belgi/access';
import { newId } from '@belgi/contracts';
import { sql } from '@belgi/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dueOf } from '../deadlines/calendar.store.js';
import { readPerson } from '../disclosures/read-person.js';
import type { Edition } from '../editions/edition.js';
import { findPersonKey } from '../ledger/ledger.store.js';
import { openEntry } from '../ledger/proof-files.js';
import { registerAct } from '../legal-acts/register-act.js';
import { grantTo, PIN } from '../testing/case.js';
import { createFixture, type Fixture, keyThumbprint } from '../testing/fixture.js';
import { answerRequest, reasonPlace } from './answer-request.js';
import { openRequest, wordsPlace } from './open-request.js';
import { recipientsOf } from './recipients.js';
import { MAX_DAILY } from './rights-request.js';
import { type KeptRightsRequest, openRequests, questionedOf, stepsOf } from './rights-requests.store.js';

let fixture: Fixture;
let edition: Edition;
beforeAll(async () => {
  fixture = await createFixture();
  edition = await fixture.publish();
});
afterAll(() => fixture.close());

const WORDS = 'The second letter of my name is missing';
const correction = { kind: 'CORRECTION', about: 'NAME', words: WORDS } as const;
const refused = {
  outcome: 'REFUSED',
  reason: 'The portal says otherwise',
  cites: { code: 'KG-2008-58', article: '15' },
} as const;

async function person(): Promise<string> {
  const citizenId = newId();
  await fixture.registered(citizenId, edition);
  return citizenId;
}

function kept(outcome: KeptRightsRequest | string): KeptRightsRequest {
  if (typeof outcome === 'string') throw new Error(outcome);
  return outcome;
}

const factsOf = (id: string) =>
  fixture.database.query<{ type: string; data: { state: string; kind: string } }>(
    sql`/* test */ SELECT type, data FROM outbox WHERE aggregate = ${`privacy.rights-request.${id}`} ORDER BY aggregate_version`,
  );

async function leavesOf(citizenId: string, kind: string): Promise<{ data: unknown }[]> {
  const key = (await findPersonKey(fixture.database, citizenId))?.key ?? null;
  const rows = await fixture.database.query<{ id: string; entry: Buffer }>(
    sql`/* test */ SELECT id, entry FROM ledger_entries WHERE key_of = ${citizenId} AND kind = ${kind}`,
  );
  return rows.map(({ id, entry }) =>
    JSON.parse(String(openEntry(fixture.parts.sealer, { id, entry, sealedFor: 'PERSON', wrappedKey: key }))),
  );
}

it('is opened with a reference, a term in working days, a leaf, a fact, and its words sealed', async () => {
  const citizenId = await person();
  const request = kept(await openRequest(fixture.parts, citizenId, correction));
  expect(request).toMatchObject({ state: 'OPEN', version: 1, citizenId });
  expect(request.dueAt).toEqual(await dueOf(fixture.database, 'RIGHTS_ANSWER', request.openedAt));
  const key = await findPersonKey(fixture.database, citizenId);
  const sealed = request.wordsSealed ?? Buffer.alloc(0);
  expect(sealed.includes(WORDS)).toBe(false);
  expect(fixture.parts.sealer.openText(key?.key ?? null, sealed, wordsPlace(request.id))).toBe(WORDS);
  expect(await factsOf(request.id)).toMatchObject([
    { type: 'privacy.rights-request.opened.v1', data: { state: 'OPEN', kind: 'CORRECTION' } },
  ]);
  const leaves = await leavesOf(citizenId, 'RIGHTS_REQUEST_OPENED');
  expect(leaves).toMatchObject([{ data: { right: 'CORRECTION', about: 'NAME', reference: request.reference } }]);
});

it('waits in the queue by deadline until it is answered', async () => {
  const request = kept(await openRequest(fixture.parts, await person(), correction));
  const waiting = async () => (await openRequests(fixture.database, null, 1_000)).map(({ id }) => id);
  expect(await waiting()).toContain(request.id);
  kept(await answerRequest(fixture.parts, newId(), request.reference, refused));
  expect(await waiting()).not.toContain(request.id);
});

it('is refused with a reason and an article in the revision that is in force today', async () => {
  const titles = { KY: 'к', RU: 'р', EN: 'e' };
  const wording = {
    ...{ code: 'KG-TEST', titles, number: '1', adoptedOn: '2001-01-10', inForceFrom: '2001-02-01', inForceUntil: null },
    articles: [{ article: '7', titles, allowsNoticeDelay: false }],
  };
  await registerAct(fixture.database, wording, newId());
  await registerAct(fixture.database, { ...wording, inForceFrom: '2010-01-01' }, newId());
  const citizenId = await person();
  const request = kept(await openRequest(fixture.parts, citizenId, correction));
  const cites = { code: 'KG-TEST', article: '7' };
  const typed = ` ${request.reference.toLowerCase().replaceAll('-', '')} `;
  const staffId = newId();
  kept(await answerRequest(fixture.parts, staffId, typed, { ...refused, cites }));

  const [opened, answered] = await stepsOf(fixture.database, [request.id]);
  expect(opened).toMatchObject({ state: 'OPEN', by: 'PERSON', citation: null });
  expect(answered).toMatchObject({ state: 'REFUSED', by: 'STAFF', staffId, citation: { ...cites, revision: 2 } });
  const key = await findPersonKey(fixture.database, citizenId);
  const reason = answered?.reasonSealed ?? Buffer.alloc(0);
  const place = reasonPlace(request.id, 2);
  expect(fixture.parts.sealer.openText(key?.key ?? null, reason, place)).toBe('The portal says otherwise');
  expect((await factsOf(request.id)).at(-1)).toMatchObject({
    type: 'privacy.rights-request.answered.v1',
    data: { state: 'REFUSED' },
  });
  const leaves = await leavesOf(citizenId, 'RIGHTS_REQUEST_ANSWERED');
  expect(leaves).toMatchObject([{ data: { outcome: 'REFUSED', article: 'KG-TEST, 7 (2)' } }]);
});

it.each([
  ['an act nobody registered', { code: 'KG-1900-1', article: '1' }, 'ACT_UNKNOWN'],
  ['an article the act does not have', { code: 'KG-2008-58', article: '99' }, 'ARTICLE_UNKNOWN'],
  ['no law at all', null, 'CITATION_REQUIRED'],
])('is not refused by %s', async (_case, cites, refusal) => {
  const request = kept(await openRequest(fixture.parts, await person(), correction));
  expect(await answerRequest(fixture.parts, newId(), request.reference, { ...refused, cites })).toBe(refusal);
  expect(await factsOf(request.id)).toHaveLength(1);
});

it('is limited per day, and not for ever', async () => {
  const citizenId = await person();
  for (let count = 0; count < MAX_DAILY; count += 1) {
    const { reference } = kept(await openRequest(fixture.parts, citizenId, correction));
    kept(await answerRequest(fixture.parts, newId(), reference, refused));
  }
  expect(await openRequest(fixture.parts, citizenId, correction)).toBe('TOO_MANY_RIGHTS_TODAY');
  await fixture.time.advance({ days: 1 });
  expect(kept(await openRequest(fixture.parts, citizenId, correction)).state).toBe('OPEN');
});

it('is not opened by somebody whose registration was not heard of', async () => {
  expect(await openRequest(fixture.parts, newId(), correction)).toBe('CONSENT_NOT_RECORDED_YET');
});

it('says of which data it is that they are not true, and until when', async () => {
  const citizenId = await person();
  const request = kept(await openRequest(fixture.parts, citizenId, correction));
  kept(await openRequest(fixture.parts, citizenId, { kind: 'DISPUTE', about: 'BID_HISTORY', words: WORDS }));
  kept(await openRequest(fixture.parts, citizenId, { kind: 'ACCESS', about: 'PHONE', words: null }));
  expect(await questionedOf(fixture.database, citizenId)).toEqual(['BID_HISTORY', 'NAME']);
  expect(await factsOf(request.id)).toMatchObject([{ data: { about: 'NAME' } }]);
  kept(await answerRequest(fixture.parts, newId(), request.reference, refused));
  expect(await questionedOf(fixture.database, citizenId)).toEqual(['BID_HISTORY']);
});

/** Whoever acted on a wrong value is to be told: an agency that read it before the answer, and not one that read since. */
it('lists which agencies read what a person says is not true, until it was answered', async () => {
  const citizenId = await person();
  const agencyId = newId();
  const tickets = disclosureTickets.issuer(fixture.parts.keys);
  const parts = { ...fixture.parts, tickets, citizenOfPin: async () => citizenId };
  const grant = await grantTo(parts, agencyId, { categories: ['NAME'], readsCap: 5 });
  const reads = (key: string) => readPerson(parts, { agencyId, keyThumbprint, grantId: grant.id, pin: PIN, key });
  const recipients = async (about: 'NAME' | 'PHONE', until: Date | undefined) =>
    (await recipientsOf(fixture.database, { citizenId, about }, until)).map(({ letterNumber }) => letterNumber);
  await reads('one');
  const request = kept(await openRequest(fixture.parts, citizenId, correction));
  await reads('two');
  expect(await recipients('NAME', undefined)).toEqual(['12/34', '12/34']);
  kept(await answerRequest(fixture.parts, newId(), request.reference, refused));
  const answeredAt = (await stepsOf(fixture.database, [request.id])).at(-1)?.at;
  await fixture.time.advance({ minutes: 1 });
  await reads('three');
  expect(await recipients('NAME', answeredAt)).toEqual(['12/34', '12/34']);
  expect(await recipients('PHONE', undefined)).toEqual([]);
});
