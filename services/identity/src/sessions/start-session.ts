import { randomBytes } from 'node:crypto';
import { ACCESS_TOKEN_AUDIENCE, ACCESS_TOKEN_TTL_SECONDS, ACCESS_TOKEN_TYPE } from '@belgi/access';
import { newId } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import type { StoredAccount } from '../accounts/account.store.js';
import { consentStanding } from '../consents/consent.js';
import { allEditions, consentOf, lockConsent } from '../consents/consent.store.js';
import type { Ports } from '../ports.js';
import { isRestrictedPerson } from '../restrictions/restriction.store.js';
import { rolesOf } from '../staff/staff.store.js';
import { claimsOf, isRestricted, SESSION_DAYS, type Session } from './session.js';
import { insertRefreshToken, insertSession, prolongSession } from './session.store.js';

/** A session as its holder gets it. */
export interface IssuedSession {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** When the access token ends, by the process clock. */
  readonly expiresAt: Date;
  readonly citizenId: string;
  readonly restricted: boolean;
}

/** 256 bits: guessing is no attack, so a hash without salt finds it again. */
const REFRESH_TOKEN_BYTES = 32;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A new session with its first pair of tokens. */
export async function startSession(ports: Ports, tx: Transaction, account: StoredAccount): Promise<IssuedSession> {
  await lockConsent(tx, account.id);
  const now = await tx.now();
  const id = newId();
  await insertSession(tx, { id, accountId: account.id, expiresAt: sessionEnd(now) }, now);
  return issueTokens(ports, tx, account, { id, startedAt: now }, now);
}

/** The next pair of tokens of a session; the consent is looked at anew each time. */
export async function continueSession(
  ports: Ports,
  tx: Transaction,
  account: StoredAccount,
  session: Pick<Session, 'id' | 'startedAt'>,
  now: Date,
): Promise<IssuedSession> {
  await prolongSession(tx, session.id, sessionEnd(now));
  return issueTokens(ports, tx, account, session, now);
}

const sessionEnd = (now: Date) => new Date(now.getTime() + SESSION_DAYS * DAY_MS);

async function issueTokens(
  ports: Ports,
  tx: Transaction,
  account: StoredAccount,
  session: Pick<Session, 'id' | 'startedAt'>,
  now: Date,
): Promise<IssuedSession> {
  const consent = await consentOf(tx, account.id);
  const keptOnly = await isRestrictedPerson(tx, account.id);
  const restricted = isRestricted(account, consentStanding(consent, await allEditions(tx), now), keptOnly);
  const roles = account.kind === 'STAFF' ? await rolesOf(tx, account.id) : [];
  const refreshToken = randomBytes(REFRESH_TOKEN_BYTES).toString('base64url');
  const hash = ports.vault.lookup('refresh-token', refreshToken);
  await insertRefreshToken(tx, { hash, sessionId: session.id, expiresAt: sessionEnd(now) }, now);
  const accessToken = await ports.keys.sign(
    ACCESS_TOKEN_TYPE,
    {
      ...claimsOf(account, { id: session.id, restricted, startedAt: session.startedAt }, { consent, roles }),
      iss: ports.settings.issuer,
      aud: ACCESS_TOKEN_AUDIENCE,
    },
    ACCESS_TOKEN_TTL_SECONDS,
  );
  const expiresAt = new Date(Date.now() + ACCESS_TOKEN_TTL_SECONDS * 1000);
  return { accessToken, refreshToken, expiresAt, citizenId: account.id, restricted };
}
