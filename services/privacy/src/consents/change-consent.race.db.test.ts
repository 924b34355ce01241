import { newId } from '@belgi/contracts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Edition } from '../editions/edition.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { giveConsent, withdrawConsent } from './change-consent.js';
import { consentsBelow } from './consents.store.js';

let fixture: Fixture;
let first: Edition;
beforeAll(async () => {
  fixture = await createFixture();
  first = await fixture.publish();
});
afterAll(() => fixture.close());

/** t0 the person withdraws on the phone; t1 agrees anew on the laptop: whoever locks the head first, epochs stay in a row. */
it('keeps epochs 1, 2, 3 … and alternating states, however giving and withdrawing cross', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 2, maxLength: 12 }), async (gives) => {
      const citizenId = newId();
      await fixture.registered(citizenId, first);
      const agreement = fixture.agreementTo(first);
      await Promise.all(
        gives.map((give) =>
          give
            ? giveConsent(fixture.parts, citizenId, agreement)
            : withdrawConsent(fixture.parts, citizenId, undefined),
        ),
      );
      const history = (await consentsBelow(fixture.database, citizenId, null, 100)).reverse();
      expect(history.map(({ epoch }) => epoch)).toEqual(history.map((_, index) => index + 1));
      expect(history.map(({ state }) => state)).toEqual(
        history.map((_, index) => (index % 2 === 0 ? 'GIVEN' : 'WITHDRAWN')),
      );
      for (const [index, entry] of history.entries())
        expect(entry.at.getTime()).toBeGreaterThanOrEqual(history[index - 1]?.at.getTime() ?? 0);
    }),
    { numRuns: 25 },
  );
});

it('counts twenty withdrawals at once as one', async () => {
  const citizenId = newId();
  await fixture.registered(citizenId, first);
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () => withdrawConsent(fixture.parts, citizenId, undefined)),
  );
  expect(new Set(outcomes.map((outcome) => typeof outcome !== 'string' && outcome.id)).size).toBe(1);
  expect(await consentsBelow(fixture.database, citizenId, null, 100)).toHaveLength(2);
});
