import { newId } from '@belgi/contracts';
import { sql } from '@belgi/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Edition } from '../editions/edition.js';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { answerRequest } from './answer-request.js';
import { openRequest } from './open-request.js';
import { MAX_OPEN } from './rights-request.js';

let fixture: Fixture;
let edition: Edition;
beforeAll(async () => {
  fixture = await createFixture({ poolSize: 20 });
  edition = await fixture.publish();
});
afterAll(() => fixture.close());

async function person(): Promise<string> {
  const citizenId = newId();
  await fixture.registered(citizenId, edition);
  return citizenId;
}

const count = async (citizenId: string) =>
  Number(
    (
      await fixture.database.one<{ n: bigint }>(
        sql`/* test */ SELECT count(*) AS n FROM rights_requests WHERE citizen_id = ${citizenId}`,
      )
    )?.n,
  );

it('opens one of many at once that ask for the same', async () => {
  const citizenId = await person();
  const wish = { kind: 'DISPUTE', about: 'NAME', words: 'not me' } as const;
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => openRequest(fixture.parts, citizenId, wish)));
  expect(outcomes.filter((outcome) => outcome === 'RIGHTS_ALREADY_OPEN')).toHaveLength(7);
  expect(await count(citizenId)).toBe(1);
});

it('opens no more at once than there may be', async () => {
  const citizenId = await person();
  const abouts = ['NAME', 'PIN', 'ID_DOCUMENT', 'PHONE', 'EMAIL', 'ADDRESS', 'PAYMENT'] as const;
  const outcomes = await Promise.all(
    abouts.map((about) => openRequest(fixture.parts, citizenId, { kind: 'CORRECTION', about, words: 'wrong' })),
  );
  expect(outcomes.filter((outcome) => outcome === 'TOO_MANY_RIGHTS_OPEN')).toHaveLength(abouts.length - MAX_OPEN);
  expect(await count(citizenId)).toBe(MAX_OPEN);
});

it('keeps one of two answers', async () => {
  const request = await openRequest(fixture.parts, await person(), { kind: 'ACCESS', about: null, words: null });
  if (typeof request === 'string') throw new Error(request);
  const granted = { outcome: 'GRANTED', reason: 'Here it is', cites: null } as const;
  const refused = { outcome: 'REFUSED', reason: 'No', cites: { code: 'KG-2008-58', article: '15' } } as const;
  const outcomes = await Promise.all(
    [granted, refused, granted, refused].map((answer) =>
      answerRequest(fixture.parts, newId(), request.reference, answer),
    ),
  );
  expect(outcomes.filter((outcome) => outcome === 'RIGHTS_REQUEST_ANSWERED')).toHaveLength(3);
  const steps = await fixture.database.query(
    sql`/* test */ SELECT version FROM rights_request_steps WHERE request_id = ${request.id} ORDER BY version`,
  );
  expect(steps).toEqual([{ version: 1 }, { version: 2 }]);
});
