import { disclosureTickets } from '@belgi/access';
import { newId } from '@belgi/contracts';
import { sql } from '@belgi/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ReadParts, readPerson } from '../disclosures/read-person.js';
import { revokeGrant } from '../disclosures/revoke-grant.js';
import { visibleDisclosures } from '../disclosures/visible-disclosures.store.js';
import { grantTo, kept, PIN } from '../testing/case.js';
import { delayOfDays } from '../testing/delay.js';
import { createFixture, type Fixture, keyThumbprint } from '../testing/fixture.js';
import { revealNotice } from './reveal-notice.js';
import { reviewDelay } from './review-delay.js';

const READERS = 8;
let fixture: Fixture;
let parts: ReadParts;
const citizenId = newId();
beforeAll(async () => {
  fixture = await createFixture();
  const tickets = disclosureTickets.issuer(fixture.parts.keys);
  parts = { ...fixture.parts, tickets, citizenOfPin: async () => citizenId };
});
afterAll(() => fixture.close());

const reads = (agencyId: string, grantId: string) =>
  Array.from({ length: READERS }, () =>
    readPerson(parts, { agencyId, keyThumbprint, grantId, pin: PIN, key: newId() }),
  );
const countOf = async (grantId: string) =>
  (await fixture.database.query(sql`/* test.accesses */ SELECT 1 FROM disclosure_accesses WHERE grant_id = ${grantId}`))
    .length;

/** t0 readers and the officer are under way; t1 the grant is revoked; t2 whoever comes to its lock after that is refused. */
it('a read against a revocation: each is counted and released, or refused; after it none is', async () => {
  const agencyId = newId();
  const grant = await grantTo(parts, agencyId, { readsCap: 50 });
  const [, ...outcomes] = await Promise.all([
    revokeGrant(fixture.parts, newId(), grant.id, 'the case was closed'),
    ...reads(agencyId, grant.id),
  ]);
  const released = outcomes.filter((outcome) => typeof outcome !== 'string');
  expect(outcomes.filter((outcome) => typeof outcome === 'string' && outcome !== 'GRANT_REVOKED')).toEqual([]);
  expect(await countOf(grant.id)).toBe(released.length);
  const late = await fixture.database.query(sql`/* test.late */
    SELECT 1 FROM disclosure_accesses a JOIN disclosure_grants g ON g.id = a.grant_id
    WHERE g.id = ${grant.id} AND a.at > g.revoked_at`);
  expect(late).toEqual([]);
  expect(await Promise.all(reads(agencyId, grant.id))).toEqual(Array(READERS).fill('GRANT_REVOKED'));
});

/**
 * t0 a read sees that its notice waits; t1 the delay is lifted; t2 the read commits as one that waits. Whichever way they
 * cross, the person sees every read and is told of each once: two replicas tell at the same time.
 */
it('a read against a lift: no read stays hidden, and none is told of twice', async () => {
  const agencyId = newId();
  const delay = await delayOfDays(fixture.database, 30);
  const grant = await grantTo(parts, agencyId, { readsCap: 50, delay });
  const before = (await visibleDisclosures(fixture.database, citizenId, null, 100)).length;
  kept(await readPerson(parts, { agencyId, keyThumbprint, grantId: grant.id, pin: PIN, key: newId() }));
  expect(await visibleDisclosures(fixture.database, citizenId, null, 100)).toHaveLength(before);
  const [lifted, ...outcomes] = await Promise.all([
    reviewDelay(fixture.parts, newId(), grant.requestId, { endsAt: null, reason: 'no longer needed' }),
    ...reads(agencyId, grant.id),
  ]);
  kept(lifted);
  for (const outcome of outcomes) kept(outcome);
  expect(await visibleDisclosures(fixture.database, citizenId, null, 100)).toHaveLength(before + 1 + READERS);
  const telling = async () => {
    while (await revealNotice(fixture.parts));
  };
  await Promise.all([telling(), telling(), telling()]);
  await telling();
  const told = await fixture.database.query<{ times: string }>(sql`/* test.told */
    SELECT count(o.id) AS times FROM disclosure_accesses a
    LEFT JOIN outbox o ON o.aggregate_id = a.entry_id::text AND o.type = 'privacy.disclosure-read.recorded.v1'
    WHERE a.grant_id = ${grant.id} GROUP BY a.id`);
  expect(told.map(({ times }) => Number(times))).toEqual(Array(1 + READERS).fill(1));
});
