import { accountById } from '../accounts/account.store.js';
import type { Ports } from '../ports.js';
import { type Refused, refuse } from '../refusals.js';
import { PASSWORD_PER_ACCOUNT } from './attempt.js';
import { attempt, forgive } from './attempt.store.js';
import { PASSWORD_MAX_CHARS } from './password.js';

/** The password of somebody who is signed in, asked again before something that a borrowed phone must not do. */
export async function confirmPassword(
  { database, passwords, vault }: Ports,
  accountId: string,
  password: string,
): Promise<Refused<'PASSWORD_WRONG' | 'TOO_MANY_ATTEMPTS'> | undefined> {
  const subject = vault.lookup('limit', `account:${accountId}`);
  if (!(await attempt(database, PASSWORD_PER_ACCOUNT, subject)).within) return refuse('TOO_MANY_ATTEMPTS');
  const account = await accountById(database, accountId);
  const right = await passwords.verify(account?.passwordHash ?? null, password.slice(0, PASSWORD_MAX_CHARS * 2));
  if (!right) return refuse('PASSWORD_WRONG');
  await forgive(database, PASSWORD_PER_ACCOUNT, subject);
  return undefined;
}
