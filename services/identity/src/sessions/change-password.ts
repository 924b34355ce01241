import { accountById, lockAccount, savePasswordHash } from '../accounts/account.store.js';
import { attributesOf } from '../people/attribute.store.js';
import type { Ports } from '../ports.js';
import { type Refused, refuse } from '../refusals.js';
import { confirmPassword } from './confirm-password.js';
import { endSessionsOf } from './session.store.js';

/** A new password; all other sessions end, because the old one may be why it is changed. */
export async function changePassword(
  ports: Ports,
  caller: { id: string; session: string },
  input: { current: string; next: string },
): Promise<{ changed: true } | Refused<'PASSWORD_WRONG' | 'TOO_MANY_ATTEMPTS' | 'PASSWORD_WEAK'>> {
  const { database, vault, passwords } = ports;
  const before = await accountById(database, caller.id);
  const wrong = await confirmPassword(ports, caller.id, input.current);
  if (wrong !== undefined) return wrong;
  const attributes = (await attributesOf(database, vault, [caller.id])).get(caller.id) ?? [];
  const personal = attributes.map(({ value }) => value);
  if (!passwords.isStrong(input.next, personal)) return refuse('PASSWORD_WEAK');
  const passwordHash = await passwords.hash(input.next);
  return database.transaction(async (tx) => {
    // The race: t0 the owner and a thief who knows the old password both confirm it, t1 the owner's new one is saved and
    // the thief's session ends, t2 the thief's would take its place and end the owner's.
    const account = await lockAccount(tx, caller.id);
    if (account === undefined || account.passwordHash !== before?.passwordHash) return refuse('PASSWORD_WRONG');
    await savePasswordHash(tx, caller.id, passwordHash, await tx.now());
    await endSessionsOf(tx, caller.id, 'PASSWORD_CHANGED', caller.session);
    return { changed: true as const };
  });
}
