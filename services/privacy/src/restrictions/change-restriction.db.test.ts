import { disclosureTickets } from '@belgi/access';
import { newId } from '@belgi/contracts';
import { sql, violatedConstraint } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ReadParts, readPerson } from '../disclosures/read-person.js';
import { findRequest } from '../disclosures/requests.store.js';
import type { Edition } from '../editions/edition.js';
import { findPersonKey } from '../ledger/ledger.store.js';
import { requestsOf, stepsOf } from '../rights/rights-requests.store.js';
import { grantTo, PIN } from '../testing/case.js';
import { createFixture, type Fixture, keyThumbprint } from '../testing/fixture.js';
import { changeOwnRestriction, changeRestrictionByStaff, restrictionReasonPlace } from './change-restriction.js';
import { insertRestriction, insertRestrictionAck, restrictionsOf } from './restrictions.store.js';

let fixture: Fixture;
let edition: Edition;
beforeAll(async () => {
  fixture = await createFixture();
  edition = await fixture.publish();
});
afterAll(() => fixture.close());

async function citizen(): Promise<string> {
  const citizenId = newId();
  await fixture.registered(citizenId, edition);
  return citizenId;
}
const own = (citizenId: string, restricted: boolean, words: string | null = null) =>
  changeOwnRestriction(fixture.parts, citizenId, { restricted, words });
const byStaff = (citizenId: string, restricted: boolean, cites: { code: string; article: string } | null = null) =>
  changeRestrictionByStaff(fixture.parts, newId(), { citizenId, restricted, reason: 'while it is looked into', cites });
const history = (citizenId: string) => restrictionsOf(fixture.database, citizenId, 10);
const LIMITS = { code: 'KG-2008-58', article: '15' };

const facts = async (citizenId: string) =>
  (
    await fixture.database.query<{ type: string }>(
      sql`/* test */ SELECT type FROM outbox WHERE aggregate = ${`privacy.restriction.${citizenId}`} ORDER BY position`,
    )
  ).map(({ type }) => type);

describe('a person', () => {
  it('restricts the use of their data and lifts it again: each is a right that is granted at once', async () => {
    const citizenId = await citizen();
    expect(await own(citizenId, false)).toBe('NOT_RESTRICTED');
    expect(await own(citizenId, true, 'they are wrong')).toMatchObject({ version: 1, restricted: true, by: 'PERSON' });
    expect(await own(citizenId, true)).toBe('ALREADY_RESTRICTED');
    expect(await own(citizenId, false)).toMatchObject({ version: 2, restricted: false });
    expect(await facts(citizenId)).toEqual(['privacy.restriction.imposed.v1', 'privacy.restriction.lifted.v1']);
    const requests = await requestsOf(fixture.database, citizenId, null, 10);
    expect(requests.map(({ kind, state }) => [kind, state])).toEqual([
      ['RESTRICTION_LIFT', 'GRANTED'],
      ['RESTRICTION', 'GRANTED'],
    ]);
    const steps = await stepsOf(fixture.database, [requests[1]?.id ?? '']);
    expect(steps).toMatchObject([{ by: 'PERSON' }, { state: 'GRANTED', by: 'RULE' }]);
  });

  it('cannot be known by nobody', async () => {
    expect(await own(newId(), true)).toBe('CONSENT_NOT_RECORDED_YET');
  });

  it('sees since when every service acts by it, once the last has said so', async () => {
    const citizenId = await citizen();
    await own(citizenId, true);
    const says = (service: 'identity' | 'auction' | 'notify') =>
      fixture.database.transaction(async (tx) =>
        insertRestrictionAck(tx, { citizenId, version: 1, service, appliedAt: await tx.now() }),
      );
    await says('auction');
    await says('notify');
    await says('notify');
    expect(await history(citizenId)).toMatchObject([{ inForceAt: null }]);
    await says('identity');
    expect(await history(citizenId)).toMatchObject([{ inForceAt: expect.any(Date) }]);
  });
});

describe('staff', () => {
  it('restrict with a reason, sealed, and lift what they imposed; the person cannot', async () => {
    const citizenId = await citizen();
    await byStaff(citizenId, true);
    expect(await own(citizenId, false)).toBe('RESTRICTED_BY_STAFF');
    const [kept] = await history(citizenId);
    const key = (await findPersonKey(fixture.database, citizenId))?.key ?? null;
    const place = restrictionReasonPlace(citizenId, 1);
    expect(fixture.parts.sealer.openText(key, kept?.reasonSealed ?? Buffer.alloc(0), place)).toBe(
      'while it is looked into',
    );
    expect(await byStaff(citizenId, false)).toMatchObject({ version: 2, restricted: false, citation: null });
  });

  it.each([
    ['', 'REASON_REQUIRED'],
    ['x'.repeat(2_001), 'REASON_TOO_LONG'],
  ])('say why, in so many words', async (reason, refusal) => {
    const wish = { citizenId: await citizen(), restricted: true, reason, cites: null };
    expect(await changeRestrictionByStaff(fixture.parts, newId(), wish)).toBe(refusal);
  });

  it('lift what the person imposed on an article that is in force, and on nothing less', async () => {
    const citizenId = await citizen();
    await own(citizenId, true);
    expect(await byStaff(citizenId, false)).toBe('CITATION_REQUIRED');
    expect(await byStaff(citizenId, false, { ...LIMITS, article: '999' })).toBe('ARTICLE_UNKNOWN');
    expect(await byStaff(citizenId, false, LIMITS)).toMatchObject({ citation: { ...LIMITS, revision: 1 } });
    expect(await history(citizenId)).toMatchObject([{ by: 'STAFF', citation: LIMITS }, { by: 'PERSON' }]);
  });

  /** The attack: code that forgets the rule, or somebody who writes to the table. */
  it('do so in the database as well', async () => {
    const citizenId = await citizen();
    await own(citizenId, true);
    const [kept] = await history(citizenId);
    if (kept === undefined) throw new Error('nothing was kept');
    const lifted = { ...kept, version: 2, restricted: false, by: 'STAFF', staffId: newId(), requestId: null } as const;
    const row = { ...lifted, reasonSealed: Buffer.from('sealed') };
    const constraint = (change: Partial<typeof kept>) =>
      fixture.database
        .transaction((tx) => insertRestriction(tx, { ...row, ...change }))
        .then(() => null, violatedConstraint);
    expect(await constraint({})).toBe('restrictions_lifted_by_law');
    expect(await constraint({ restricted: true })).toBe('restrictions_alternate');
    expect(await constraint({ version: 3 })).toBe('restrictions_alternate');
  });
});

describe('an official request', () => {
  let parts: ReadParts;
  let citizenId: string;
  const agencyId = newId();
  const read = (grantId: string, key: string) => readPerson(parts, { agencyId, keyThumbprint, grantId, pin: PIN, key });
  beforeAll(async () => {
    citizenId = await citizen();
    const tickets = disclosureTickets.issuer(fixture.parts.keys);
    parts = { ...fixture.parts, tickets, citizenOfPin: async () => citizenId };
  });

  it('releases nothing while the data are restricted, not even again, and counts nothing', async () => {
    const grant = await grantTo(parts, agencyId, { readsCap: 3 });
    expect(await read(grant.id, 'before')).toMatchObject({ held: true });
    await own(citizenId, true);
    expect(await read(grant.id, 'during')).toBe('PROCESSING_RESTRICTED');
    expect(await read(grant.id, 'before')).toBe('PROCESSING_RESTRICTED');
    expect((await findRequest(fixture.database, grant.requestId))?.grant?.readsUsed).toBe(1);
    await own(citizenId, false);
    expect(await read(grant.id, 'during')).toMatchObject({ held: true });
  });

  /** t0 the read finds the person free; t1 the restriction is answered; t2 the ticket is made. */
  it('that meets the restriction is recorded before it, or refused', async () => {
    for (let round = 0; round < 10; round++) {
      const grant = await grantTo(parts, agencyId);
      const [outcome, change] = await Promise.all([read(grant.id, `round ${round}`), own(citizenId, true)]);
      if (typeof change === 'string') throw new Error(change);
      const accesses = await fixture.database.query<{ at: Date }>(sql`/* test.accesses */
        SELECT at FROM disclosure_accesses WHERE grant_id = ${grant.id}`);
      if (outcome === 'PROCESSING_RESTRICTED') expect(accesses).toEqual([]);
      else expect(accesses[0]?.at.getTime()).toBeLessThanOrEqual(change.at.getTime());
      // A restriction of one's own is lifted by staff here: the register takes ten of a person a day.
      await byStaff(citizenId, false, LIMITS);
      await fixture.time.advance({ days: 1 });
    }
  });
});
