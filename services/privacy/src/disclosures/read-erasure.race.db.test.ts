import { disclosureTickets } from '@belgi/access';
import { newId } from '@belgi/contracts';
import { sql } from '@belgi/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withdrawConsent } from '../consents/change-consent.js';
import type { Edition } from '../editions/edition.js';
import { decideWeighed } from '../erasure/decide-erasure.js';
import { requestErasure } from '../erasure/request-erasure.js';
import { grantTo, kept, PIN } from '../testing/case.js';
import { createFixture, type Fixture, keyThumbprint } from '../testing/fixture.js';
import { readPerson } from './read-person.js';
import { visibleDisclosures } from './visible-disclosures.store.js';

const READERS = 10;
const ROUNDS = 6;
let fixture: Fixture;
let edition: Edition;
beforeAll(async () => {
  fixture = await createFixture({ poolSize: 16 });
  edition = await fixture.publish();
});
afterAll(() => fixture.close());

interface Access {
  readonly entryId: string;
  readonly citizenId: string | null;
  readonly sealedFor: string;
  readonly told: string;
}
const accessesOf = (grantId: string) =>
  fixture.database.query<Access>(sql`/* test.accesses */
    SELECT a.entry_id AS "entryId", a.citizen_id AS "citizenId", e.sealed_for AS "sealedFor",
      (SELECT o.data->>'citizenId' FROM outbox o WHERE o.aggregate_id = a.entry_id::text) AS told
    FROM disclosure_accesses a JOIN ledger_entries e ON e.id = a.entry_id WHERE a.grant_id = ${grantId}`);
/** What the erasure saw, in its own transaction. */
const countedByErasure = async (citizenId: string): Promise<number> => {
  const row = await fixture.database.one<{ rows: number }>(sql`/* test.report */
    SELECT (kept->>'rows')::int AS rows FROM persons_erased, jsonb_array_elements(report->'kept') AS kept
    WHERE citizen_id = ${citizenId} AND kept->>'table' = 'disclosure_accesses'`);
  return row?.rows ?? -1;
};

/**
 * t0 identity names the account to each reader; t1 the erasure of that person is ordered, while readers are on their way to
 * the same person's lock. Whoever has it first commits first: a read that names the person is one that the erasure counted,
 * is a leaf under their key, and is shown; every other read is answered, counted and sealed as one of an unknown PIN.
 */
it('a read against an erasure: none that names the person commits after it', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const citizenId = newId();
    await fixture.registered(citizenId, edition);
    kept(await withdrawConsent(fixture.parts, citizenId, undefined));
    const { request } = kept(await requestErasure(fixture.parts, citizenId, 'all of it'));
    const agencyId = newId();
    const tickets = disclosureTickets.issuer(fixture.parts.keys);
    const parts = { ...fixture.parts, tickets, citizenOfPin: async () => citizenId };
    const grants = await Promise.all(Array.from({ length: READERS }, () => grantTo(parts, agencyId, { readsCap: 1 })));
    const reads = grants.map(
      (grant) => () => readPerson(parts, { agencyId, keyThumbprint, grantId: grant.id, pin: PIN, key: newId() }),
    );
    const erase = () =>
      fixture.database.transaction((tx) =>
        decideWeighed(tx, fixture.parts, { citizenId, erasureId: request.id, obstacles: [] }),
      );
    // The later the round, the more readers begin before it; in the last one they are through.
    const before = Promise.all(reads.slice(0, round * 2).map((read) => read()));
    if (round === ROUNDS - 1) await before;
    const [, ...after] = await Promise.all([erase(), ...reads.slice(round * 2).map((read) => read())]);
    const outcomes = [...(await before), ...after].map((outcome) => kept(outcome));

    const accesses = (await Promise.all(grants.map(({ id }) => accessesOf(id)))).flat();
    expect(accesses).toHaveLength(READERS);
    const ofPerson = accesses.filter((access) => access.citizenId !== null);
    expect(ofPerson).toHaveLength(outcomes.filter(({ held }) => held).length);
    expect(await countedByErasure(citizenId)).toBe(ofPerson.length);
    const seen = await visibleDisclosures(fixture.database, citizenId, null, READERS);
    expect(seen.map(({ entryId }) => entryId).sort()).toEqual(ofPerson.map(({ entryId }) => entryId).sort());
    for (const access of accesses) {
      const names = access.citizenId !== null;
      expect(access).toMatchObject({ sealedFor: names ? 'PERSON' : 'CASE', told: names ? citizenId : null });
    }
    // And none ever after.
    const late = await grantTo(parts, agencyId, { readsCap: 1 });
    const read = { agencyId, keyThumbprint, grantId: late.id, pin: PIN, key: newId() };
    expect(kept(await readPerson(parts, read)).held).toBe(false);
    if (round === ROUNDS - 1) expect(ofPerson).toHaveLength(READERS);
  }
}, 120_000);
