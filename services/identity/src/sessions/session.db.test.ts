import { sql } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setStatus } from '../accounts/set-status.js';
import { applyConsentFact } from '../consents/apply-consent.js';
import type { Ports } from '../ports.js';
import { createStaff } from '../staff/create-staff.js';
import { aCitizen, aPerson, PASSWORD, refresh, signIn } from '../testing/citizens.js';
import { createIdentity, publishEdition, TEXT_SHA256, type TestIdentity } from '../testing/identity.js';
import { SIGN_IN_PER_LOGIN } from './attempt.js';
import { SESSION_DAYS } from './session.js';
import { countOpenSessions, isSessionOpen } from './session.store.js';
import { signIn as signInCase } from './sign-in.js';

let identity: TestIdentity;
beforeAll(async () => {
  identity = await createIdentity();
});
afterAll(() => identity[Symbol.asyncDispose]());

const consentFact = (citizenId: string, epoch: number, state: 'GIVEN' | 'WITHDRAWN', edition = 1) =>
  identity.database.transaction((tx) =>
    applyConsentFact(
      tx,
      { citizenId, epoch, state, edition, locale: 'KY', textSha256: TEXT_SHA256, at: '2026-01-01T00:00:00.000Z' },
      { republished: false },
    ),
  );

/** Passwords that count what is asked of them: real work, watched. */
function watched(ports: Ports): { ports: Ports; verified: (string | null)[] } {
  const verified: (string | null)[] = [];
  const passwords = {
    ...ports.passwords,
    verify: (hash: string | null, password: string) => {
      verified.push(hash);
      return ports.passwords.verify(hash, password);
    },
  };
  return { ports: { ...ports, passwords }, verified };
}

test('the sessions that a withdrawal would end are counted, and ended', async () => {
  const { person, citizenId } = await aCitizen(identity);
  const before = await countOpenSessions(identity.database, citizenId);
  await signIn(identity, person.phone, person.password);
  expect(await countOpenSessions(identity.database, citizenId)).toBe(before + 1);
  await consentFact(citizenId, 2, 'WITHDRAWN');
  expect(await countOpenSessions(identity.database, citizenId)).toBe(0);
});

describe('signIn', () => {
  test.each(['phone', 'email'] as const)('by %s', async (login) => {
    const { person, citizenId } = await aCitizen(identity);
    expect(await signIn(identity, person[login] as string, person.password)).toMatchObject({
      citizenId,
      restricted: false,
    });
  });

  test('a phone may be written as people write it', async () => {
    const { person, citizenId } = await aCitizen(identity);
    const written = `0${person.phone.slice(4, 7)} ${person.phone.slice(7)}`;
    expect(await signIn(identity, written, person.password)).toMatchObject({ citizenId });
  });

  // The attack: asking for a login and reading from words or time whether it is registered.
  test('an unknown login and a wrong password get one answer after the same work', async () => {
    const { person } = await aCitizen(identity);
    const { ports, verified } = watched(identity.ports);
    const wrong = await signInCase(ports, { login: person.phone, password: 'wrong' }, '192.0.2.7');
    const unknown = await signInCase(ports, { login: aPerson().phone, password: 'wrong' }, '192.0.2.7');
    const nonsense = await signInCase(ports, { login: 'nobody', password: 'wrong' }, '192.0.2.7');
    expect(wrong).toEqual({ refused: 'CREDENTIALS_WRONG' });
    expect([unknown, nonsense]).toEqual([wrong, wrong]);
    // One Argon2id each: against the account's hash, and against one that nothing matches.
    expect(verified.map((hash) => hash === null)).toEqual([false, true, true]);
  });

  test('after too many wrong ones the right one is refused too, known or not, until the window has passed', async () => {
    const { person } = await aCitizen(identity);
    const unknown = aPerson().phone;
    for (let attempt = 0; attempt < SIGN_IN_PER_LOGIN.attempts; attempt += 1) {
      expect(await signIn(identity, person.phone, 'wrong')).toMatchObject({ code: 'CREDENTIALS_WRONG' });
      expect(await signIn(identity, unknown, 'wrong')).toMatchObject({ code: 'CREDENTIALS_WRONG' });
    }
    expect(await signIn(identity, person.phone, person.password)).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    expect(await signIn(identity, unknown, 'wrong')).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    await identity.time.advance({ minutes: SIGN_IN_PER_LOGIN.windowMinutes });
    expect(await signIn(identity, person.phone, person.password)).toHaveProperty('accessToken');
  });

  test('staff sign in by e-mail and are staff; once disabled they are nobody', async () => {
    const staff = {
      email: 'officer1@belgi.test',
      name: 'An Officer',
      roles: ['PRIVACY_OFFICER'] as const,
      password: PASSWORD,
    };
    const created = await createStaff(identity.ports, staff);
    const session = await signIn(identity, staff.email, PASSWORD);
    expect(await identity.actorOf(session.accessToken as string)).toMatchObject({
      kind: 'staff',
      roles: ['PRIVACY_OFFICER'],
    });
    await setStatus(identity.database, (created as { id: string }).id, 'BLOCKED');
    expect(await signIn(identity, staff.email, PASSWORD)).toMatchObject({ code: 'CREDENTIALS_WRONG' });
    expect(await refresh(identity, session.refreshToken as string)).toMatchObject({ code: 'SESSION_ENDED' });
  });

  test('a blocked citizen keeps their rights', async () => {
    const { person, citizenId } = await aCitizen(identity);
    await setStatus(identity.database, citizenId, 'BLOCKED');
    expect(await signIn(identity, person.phone, person.password)).toMatchObject({ restricted: true });
  });
});

describe('refreshSession', () => {
  test('rotates', async () => {
    const citizen = await aCitizen(identity);
    const second = await refresh(identity, citizen.refreshToken);
    expect(second).toMatchObject({ citizenId: citizen.citizenId });
    expect(second.refreshToken).not.toBe(citizen.refreshToken);
    expect(await refresh(identity, second.refreshToken as string)).toHaveProperty('accessToken');
  });

  // The attack: a stolen refresh token is used beside its owner.
  test('a token used twice ends the whole family', async () => {
    const citizen = await aCitizen(identity);
    const second = await refresh(identity, citizen.refreshToken);
    expect(await refresh(identity, citizen.refreshToken)).toMatchObject({ code: 'SESSION_ENDED' });
    expect(await refresh(identity, second.refreshToken as string)).toMatchObject({ code: 'SESSION_ENDED' });
  });

  test('an invented token and an expired one are refused alike', async () => {
    const { refreshToken } = await aCitizen(identity);
    expect(await refresh(identity, 'invented')).toMatchObject({ code: 'SESSION_ENDED' });
    await identity.time.advance({ minutes: SESSION_DAYS * 24 * 60 });
    expect(await refresh(identity, refreshToken)).toMatchObject({ code: 'SESSION_ENDED' });
  });

  test('signOut ends it', async () => {
    const { accessToken, refreshToken } = await aCitizen(identity);
    expect(await identity.run('mutation { signOut }', {}, accessToken)).toEqual({ signOut: true });
    expect(await refresh(identity, refreshToken)).toMatchObject({ code: 'SESSION_ENDED' });
    const actor = await identity.actorOf(accessToken);
    expect(actor.kind === 'citizen' && (await isSessionOpen(identity.database, actor.session))).toBe(false);
  });

  test('a new password ends all other sessions', async () => {
    const citizen = await aCitizen(identity);
    const other = await signIn(identity, citizen.person.phone, PASSWORD);
    const change =
      'mutation ($c: String!, $n: String!) { changeMyPassword(currentPassword: $c, newPassword: $n) { __typename ... on PasswordRefused { code } } }';
    const next = 'amber bugu under 54 bridges';
    expect(await identity.run(change, { c: 'wrong', n: next }, citizen.accessToken)).toMatchObject({
      changeMyPassword: { code: 'PASSWORD_WRONG' },
    });
    expect(await identity.run(change, { c: PASSWORD, n: 'password1' }, citizen.accessToken)).toMatchObject({
      changeMyPassword: { code: 'PASSWORD_WEAK' },
    });
    expect(await identity.run(change, { c: PASSWORD, n: next }, citizen.accessToken)).toMatchObject({
      changeMyPassword: { __typename: 'PasswordChanged' },
    });
    expect(await refresh(identity, other.refreshToken as string)).toMatchObject({ code: 'SESSION_ENDED' });
    expect(await refresh(identity, citizen.refreshToken)).toHaveProperty('accessToken');
    expect(await signIn(identity, citizen.person.phone, next)).toHaveProperty('accessToken');
  });
});

describe('consent', () => {
  test('a withdrawal ends the sessions, is acknowledged, and leaves a restricted session', async () => {
    const citizen = await aCitizen(identity);
    await consentFact(citizen.citizenId, 1, 'GIVEN');
    await consentFact(citizen.citizenId, 2, 'WITHDRAWN');
    expect(await refresh(identity, citizen.refreshToken)).toMatchObject({ code: 'SESSION_ENDED' });
    const restricted = await signIn(identity, citizen.person.phone, PASSWORD);
    expect(restricted.restricted).toBe(true);
    expect(await identity.actorOf(restricted.accessToken as string)).toMatchObject({ restricted: true, consent: null });
    const applied = await identity.database.query<{ data: { epoch: number } }>(sql`/* test.applied */
      SELECT data FROM outbox WHERE type = 'identity.consent.applied.v1' AND aggregate_id = ${citizen.citizenId} ORDER BY position`);
    expect(applied.map(({ data }) => data.epoch)).toEqual([1, 2]);
  });

  test('agreeing anew gives a full session at the next refresh', async () => {
    const citizen = await aCitizen(identity);
    await consentFact(citizen.citizenId, 2, 'WITHDRAWN');
    const restricted = await signIn(identity, citizen.person.phone, PASSWORD);
    await consentFact(citizen.citizenId, 3, 'GIVEN');
    const full = await refresh(identity, restricted.refreshToken as string);
    expect(full.restricted).toBe(false);
    expect(await identity.actorOf(full.accessToken as string)).toMatchObject({ consent: { edition: 1, epoch: 3 } });
  });

  test('order does not matter: what was overtaken changes nothing', async () => {
    const citizen = await aCitizen(identity);
    await consentFact(citizen.citizenId, 2, 'WITHDRAWN');
    await consentFact(citizen.citizenId, 1, 'GIVEN');
    expect((await signIn(identity, citizen.person.phone, PASSWORD)).restricted).toBe(true);
  });

  test('a material edition in force restricts who agreed to an earlier one, an editorial one does not', async () => {
    await using fresh = await createIdentity();
    const citizen = await aCitizen(fresh);
    await publishEdition(fresh.database, 2, { material: false });
    expect((await signIn(fresh, citizen.person.phone, PASSWORD)).restricted).toBe(false);
    await publishEdition(fresh.database, 3, { effectiveAt: new Date(Date.now() + 3_600_000) });
    expect((await signIn(fresh, citizen.person.phone, PASSWORD)).restricted).toBe(false);
    await fresh.time.advance({ minutes: 61 });
    expect((await signIn(fresh, citizen.person.phone, PASSWORD)).restricted).toBe(true);
  });
});
