import { sql } from '@belgi/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyConsentFact } from '../consents/apply-consent.js';
import { aCitizen, PASSWORD, refresh, signIn } from '../testing/citizens.js';
import { createIdentity, TEXT_SHA256, type TestIdentity } from '../testing/identity.js';
import { SIGN_IN_PER_LOGIN } from './attempt.js';
import { signIn as signInCase } from './sign-in.js';

let identity: TestIdentity;
beforeAll(async () => {
  identity = await createIdentity();
});
afterAll(() => identity[Symbol.asyncDispose]());

/** Enough at once to meet, few enough for the pool. */
const AT_ONCE = 6;

test('one refresh token used at once by many: one gets the next, then the family ends', async () => {
  const { refreshToken } = await aCitizen(identity);
  const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => refresh(identity, refreshToken)));
  const winners = answers.filter((answer) => answer.refreshToken !== undefined);
  expect(winners).toHaveLength(1);
  expect(await refresh(identity, winners[0]?.refreshToken as string)).toMatchObject({ code: 'SESSION_ENDED' });
});

test('of many wrong passwords at once no more are tried than the limit allows', async () => {
  const { person } = await aCitizen(identity);
  const tries = Array.from({ length: SIGN_IN_PER_LOGIN.attempts * 2 }, () =>
    signInCase(identity.ports, { login: person.phone, password: 'wrong' }, '192.0.2.9'),
  );
  const answers = (await Promise.all(tries)) as { refused: string }[];
  const tried = answers.filter(({ refused }) => refused === 'CREDENTIALS_WRONG');
  expect(tried.length).toBeLessThanOrEqual(SIGN_IN_PER_LOGIN.attempts);
});

// t0 signing in reads the consent, t1 the withdrawal ends all sessions, t2 a full session would be committed.
test('signing in while the consent is withdrawn leaves no full session open', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { person, citizenId } = await aCitizen(identity);
    const withdrawal = identity.database.transaction((tx) =>
      applyConsentFact(
        tx,
        {
          citizenId,
          epoch: 2,
          state: 'WITHDRAWN',
          edition: 1,
          locale: 'KY',
          textSha256: TEXT_SHA256,
          at: '2026-01-01T00:00:00.000Z',
        },
        { republished: false },
      ),
    );
    const answers = await Promise.all([
      ...Array.from({ length: 3 }, () => signIn(identity, person.phone, PASSWORD)),
      withdrawal,
    ]);
    for (const answer of answers) {
      if (answer === undefined || answer.restricted !== false) continue;
      expect(await refresh(identity, answer.refreshToken as string)).toMatchObject({ code: 'SESSION_ENDED' });
    }
    const open = await identity.database.query(sql`/* test.open */
      SELECT 1 AS row FROM sessions WHERE account_id = ${citizenId} AND ended_at IS NULL`);
    expect(open.length).toBeLessThanOrEqual(3);
  }
});
