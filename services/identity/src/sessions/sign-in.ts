import { accountById, lockAccount, type StoredAccount } from '../accounts/account.store.js';
import { lockConsent } from '../consents/consent.store.js';
import { parseEmail } from '../people/email.js';
import { accountOfLogin } from '../people/lookup.store.js';
import { parsePhone } from '../people/phone.js';
import type { Vault } from '../people/vault.js';
import type { Ports } from '../ports.js';
import { type Refused, refuse } from '../refusals.js';
import { SIGN_IN_PER_ADDRESS, SIGN_IN_PER_LOGIN } from './attempt.js';
import { attempt, forgive } from './attempt.store.js';
import { PASSWORD_MAX_CHARS } from './password.js';
import { maySignIn } from './session.js';
import { type IssuedSession, startSession } from './start-session.js';

type Login = { readonly kind: 'PHONE' | 'EMAIL'; readonly lookup: Buffer };

/**
 * Signs in by phone or e-mail. Unknown login, wrong password, blocked staff: one answer, after the same work
 * (two counters, one look-up, one Argon2id), so that neither words nor time tell who is registered.
 */
export async function signIn(
  ports: Ports,
  input: { login: string; password: string },
  clientAddress: string,
): Promise<IssuedSession | Refused<'CREDENTIALS_WRONG' | 'TOO_MANY_ATTEMPTS'>> {
  const { database, vault, passwords } = ports;
  const login = readLogin(vault, input.login);
  const address = vault.lookup('limit', `address:${clientAddress}`);
  // The attempt is counted under the login as typed when it is none: that, too, costs what a real one costs.
  const subject = vault.lookup('limit', `login:${login ? login.lookup.toString('hex') : input.login}`);
  const perLogin = await attempt(database, SIGN_IN_PER_LOGIN, subject);
  const perAddress = await attempt(database, SIGN_IN_PER_ADDRESS, address);
  if (!perLogin.within || !perAddress.within) return refuse('TOO_MANY_ATTEMPTS');

  const account = await accountByLogin(ports, login ?? { kind: 'EMAIL', lookup: subject });
  const password = input.password.slice(0, PASSWORD_MAX_CHARS * 2);
  const right = await passwords.verify(account?.passwordHash ?? null, password);
  if (account === undefined || !right || !maySignIn(account)) return refuse('CREDENTIALS_WRONG');

  await forgive(database, SIGN_IN_PER_LOGIN, subject);
  await perAddress.withdraw();
  return database.transaction(async (tx) => {
    // The race: t0 the old password is found right, t1 it is changed (or the account blocked) and all sessions end,
    // t2 a session would begin from what was read at t0. The consent first, then the account, as everywhere.
    await lockConsent(tx, account.id);
    const current = await lockAccount(tx, account.id);
    const isAsRead = current !== undefined && current.passwordHash === account.passwordHash && maySignIn(current);
    return isAsRead ? startSession(ports, tx, current) : refuse('CREDENTIALS_WRONG');
  });
}

function readLogin(vault: Vault, text: string): Login | undefined {
  const email = parseEmail(text);
  if (email !== undefined) return { kind: 'EMAIL', lookup: vault.lookup('email', email) };
  const phone = parsePhone(text);
  return phone === undefined ? undefined : { kind: 'PHONE', lookup: vault.lookup('phone', phone) };
}

async function accountByLogin({ database }: Ports, login: Login): Promise<StoredAccount | undefined> {
  const id = await accountOfLogin(database, login.kind, login.lookup);
  // The nil id belongs to nobody: an unknown login costs the second query as well.
  return accountById(database, id ?? '00000000-0000-0000-0000-000000000000');
}
