import { sql } from '@belgi/database';
import { waitFor } from '@belgi/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lockAccount, savePasswordHash } from '../accounts/account.store.js';
import { setStatus } from '../accounts/set-status.js';
import type { Ports } from '../ports.js';
import { createStaff } from '../staff/create-staff.js';
import { aCitizen, PASSWORD } from '../testing/citizens.js';
import { createIdentity, type TestIdentity } from '../testing/identity.js';
import { changePassword } from './change-password.js';
import { endSessionsOf } from './session.store.js';
import { signIn } from './sign-in.js';

/**
 * The attack: somebody knows the old password and signs in while the owner changes it, or while the account is blocked.
 * t0 the old password is found right, t1 it is changed and all sessions end, t2 a session would begin from what was
 * read at t0, and would live for thirty days.
 */
const ADDRESS = '192.0.2.11';
const NEXT = 'seven walnut yurts beside 40 lakes';

let identity: TestIdentity;
beforeAll(async () => {
  identity = await createIdentity();
});
afterAll(() => identity[Symbol.asyncDispose]());

/** Ports for which this happens at t1: after a password was found right, before anything else. */
function meanwhile(happens: () => Promise<unknown>): Ports {
  const { passwords } = identity.ports;
  let once = false;
  const verify: typeof passwords.verify = async (hash, password) => {
    const right = await passwords.verify(hash, password);
    if (!once) await happens();
    once = true;
    return right;
  };
  return { ...identity.ports, passwords: { ...passwords, verify } };
}

const openSessions = async (accountId: string): Promise<string[]> => {
  const rows = await identity.database.query<{ id: string }>(sql`/* test.open */
    SELECT id FROM sessions WHERE account_id = ${accountId} AND ended_at IS NULL`);
  return rows.map(({ id }) => id);
};

async function owner() {
  const citizen = await aCitizen(identity);
  const [session] = await openSessions(citizen.citizenId);
  return { ...citizen, caller: { id: citizen.citizenId, session: session as string } };
}

const changes = (caller: { id: string; session: string }, ports = identity.ports, next = NEXT) =>
  changePassword(ports, caller, { current: PASSWORD, next });

describe('signing in with a password that was right a moment ago', () => {
  test('leaves no session when it was changed in between', async () => {
    const { person, caller } = await owner();
    const ports = meanwhile(() => changes(caller));
    expect(await signIn(ports, { login: person.phone, password: PASSWORD }, ADDRESS)).toEqual({
      refused: 'CREDENTIALS_WRONG',
    });
    expect(await openSessions(caller.id)).toEqual([caller.session]);
  });

  test('waits for a change that is being written, and then sees it', async () => {
    const { person, caller } = await owner();
    const passwordHash = await identity.ports.passwords.hash(NEXT);
    let signingIn: ReturnType<typeof signIn> | undefined;
    await identity.database.transaction(async (tx) => {
      await lockAccount(tx, caller.id);
      signingIn = signIn(identity.ports, { login: person.phone, password: PASSWORD }, ADDRESS);
      await waitFor(() =>
        identity.database.one(sql`/* test.waiting */ SELECT 1 AS waits FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%accounts.lock%'`),
      );
      await savePasswordHash(tx, caller.id, passwordHash, await tx.now());
      await endSessionsOf(tx, caller.id, 'PASSWORD_CHANGED', caller.session);
    });
    expect(await signingIn).toEqual({ refused: 'CREDENTIALS_WRONG' });
    expect(await openSessions(caller.id)).toEqual([caller.session]);
  });

  test('of many at once none outlives the change, whoever came first', async () => {
    const { person, caller } = await owner();
    const tries = Array.from({ length: 4 }, () =>
      signIn(identity.ports, { login: person.phone, password: PASSWORD }, ADDRESS),
    );
    await Promise.all([...tries, changes(caller)]);
    expect(await openSessions(caller.id)).toEqual([caller.session]);
  });

  test('leaves no session of staff who were blocked in between', async () => {
    const staff = { email: 'blocked@belgi.test', name: 'Some Body', roles: ['OPERATOR'] as const, password: PASSWORD };
    const created = await createStaff(identity.ports, staff);
    if ('fault' in created) throw new Error(created.fault);
    const ports = meanwhile(() => setStatus(identity.database, created.id, 'BLOCKED'));
    expect(await signIn(ports, { login: staff.email, password: PASSWORD }, ADDRESS)).toEqual({
      refused: 'CREDENTIALS_WRONG',
    });
    expect(await openSessions(created.id)).toEqual([]);
  });

  test('gives a citizen who was blocked in between a restricted session, never a full one', async () => {
    const { person, caller } = await owner();
    const ports = meanwhile(() => setStatus(identity.database, caller.id, 'BLOCKED'));
    expect(await signIn(ports, { login: person.phone, password: PASSWORD }, ADDRESS)).toMatchObject({
      restricted: true,
    });
  });
});

// The attack: whoever knows the old password and holds a session changes it at the same moment, and throws the owner out.
describe('two who change one password at once', () => {
  test('the second is told that the password is wrong, and ends nobody', async () => {
    const { person, caller } = await owner();
    const thief = await signIn(identity.ports, { login: person.phone, password: PASSWORD }, ADDRESS);
    if ('refused' in thief) throw new Error(thief.refused);
    const actor = await identity.actorOf(thief.accessToken);
    if (actor.kind !== 'citizen') throw new Error('no citizen');
    const ports = meanwhile(() => changes(caller));
    expect(await changes(actor, ports, 'another 95 saddles under snow')).toEqual({ refused: 'PASSWORD_WRONG' });
    expect(await openSessions(caller.id)).toEqual([caller.session]);
    expect(await signIn(identity.ports, { login: person.phone, password: NEXT }, ADDRESS)).toHaveProperty(
      'accessToken',
    );
  });
});
