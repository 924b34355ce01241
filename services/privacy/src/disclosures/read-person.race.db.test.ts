import { disclosureTickets } from '@belgi/access';
import { newId } from '@belgi/contracts';
import { sql } from '@belgi/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { grantTo, PIN } from '../testing/case.js';
import { createFixture, type Fixture, keyThumbprint } from '../testing/fixture.js';
import { MAX_REPEATS } from './disclosure.js';
import { type ReadParts, readPerson } from './read-person.js';
import { findRequest } from './requests.store.js';

/** One read, its repeats, and two that are too many: every race here has losers. */
const CALLERS = 1 + MAX_REPEATS + 2;
let fixture: Fixture;
let parts: ReadParts;
/** Resolves once all callers have been judged and are on their way to the lock together. */
let gate: { arrive(): Promise<void> };
beforeAll(async () => {
  fixture = await createFixture();
  parts = {
    ...fixture.parts,
    tickets: disclosureTickets.issuer(fixture.parts.keys),
    citizenOfPin: async () => {
      await gate.arrive();
      return null;
    },
  };
});
afterAll(() => fixture.close());

function gateFor(callers: number): typeof gate {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  let arrived = 0;
  return {
    arrive: () => {
      arrived += 1;
      if (arrived === callers) open();
      return opened;
    },
  };
}

const facts = async (grantId: string) =>
  fixture.database.query<{ entry_id: string }>(
    sql`/* test.accesses */ SELECT entry_id FROM disclosure_accesses WHERE grant_id = ${grantId}`,
  );
const used = async (requestId: string) => (await findRequest(fixture.database, requestId))?.grant?.readsUsed;

/** t0 all foresee a read to count; t1 one locks and counts; t2 the others find its access, and repeat it to the bound. */
it('counts one key once and repeats it to the bound exactly, however many ask with it at once', async () => {
  const agencyId = newId();
  const grant = await grantTo(parts, agencyId, { readsCap: 5 });
  gate = gateFor(CALLERS);
  const outcomes = await Promise.all(
    Array.from({ length: CALLERS }, () =>
      readPerson(parts, { agencyId, keyThumbprint, grantId: grant.id, pin: PIN, key: 'one' }),
    ),
  );
  expect(outcomes.filter((outcome) => typeof outcome !== 'string')).toHaveLength(1 + MAX_REPEATS);
  expect(outcomes.filter((outcome) => outcome === 'KEY_REUSED')).toHaveLength(CALLERS - 1 - MAX_REPEATS);
  expect(await used(grant.requestId)).toBe(1);
  expect(await facts(grant.id)).toHaveLength(1);
});

/** t0 all see reads left; t1 the last one is taken; t2 the rest must be told it is spent. */
it('counts to the cap exactly when the last reads race', async () => {
  const agencyId = newId();
  const cap = 5;
  const grant = await grantTo(parts, agencyId, { readsCap: cap });
  gate = gateFor(CALLERS);
  const outcomes = await Promise.all(
    Array.from({ length: CALLERS }, (_, key) =>
      readPerson(parts, { agencyId, keyThumbprint, grantId: grant.id, pin: PIN, key: `key ${key}` }),
    ),
  );
  expect(outcomes.filter((outcome) => typeof outcome !== 'string')).toHaveLength(cap);
  expect(outcomes.filter((outcome) => outcome === 'GRANT_SPENT')).toHaveLength(CALLERS - cap);
  expect(await used(grant.requestId)).toBe(cap);
  expect(await facts(grant.id)).toHaveLength(cap);
});

/** One key under two grants at once: each holds its own lock, so only the constraint can stop the second. */
it('lets one key serve one grant', async () => {
  const agencyId = newId();
  const grants = [await grantTo(parts, agencyId), await grantTo(parts, agencyId)];
  gate = gateFor(grants.length);
  const outcomes = await Promise.all(
    grants.map(({ id }) => readPerson(parts, { agencyId, keyThumbprint, grantId: id, pin: PIN, key: 'shared' })),
  );
  expect(outcomes.filter((outcome) => outcome === 'KEY_REUSED')).toHaveLength(1);
  expect((await used(grants[0]?.requestId ?? '')) ?? 0).not.toBe(await used(grants[1]?.requestId ?? ''));
});
