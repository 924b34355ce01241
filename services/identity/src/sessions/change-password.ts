import { savePasswordHash } from '../accounts/account.store.js';
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
  const wrong = await confirmPassword(ports, caller.id, input.current);
  if (wrong !== undefined) return wrong;
  const attributes = (await attributesOf(database, vault, [caller.id])).get(caller.id) ?? [];
  const personal = attributes.map(({ value }) => value);
  if (!passwords.isStrong(input.next, personal)) return refuse('PASSWORD_WEAK');
  const passwordHash = await passwords.hash(input.next);
  return database.transaction(async (tx) => {
    await savePasswordHash(tx, caller.id, passwordHash, await tx.now());
    await endSessionsOf(tx, caller.id, 'PASSWORD_CHANGED', caller.session);
    return { changed: true as const };
  });
}
