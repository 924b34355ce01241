import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { Session, SessionEnd } from './session.js';

const columns = sql`id, account_id AS "accountId", started_at AS "startedAt", ended_at AS "endedAt", expires_at AS "expiresAt"`;

export async function insertSession(
  tx: Transaction,
  session: { id: string; accountId: string; expiresAt: Date },
  now: Date,
): Promise<void> {
  await tx.query(sql`/* sessions.insert */
    INSERT INTO sessions (id, account_id, started_at, expires_at)
    VALUES (${session.id}, ${session.accountId}, ${now}, ${session.expiresAt})`);
}

export function sessionById(db: Queryable, id: string): Promise<Session | undefined> {
  return db.one<Session>(sql`/* sessions.byId */ SELECT ${columns} FROM sessions WHERE id = ${id}`);
}

/** True while the session's row says so: asked on every request that carries a token. */
export async function isSessionOpen(db: Queryable, id: string): Promise<boolean> {
  const row = await db.one(sql`/* sessions.isOpen */
    SELECT 1 AS open FROM sessions WHERE id = ${id} AND ended_at IS NULL AND expires_at > app_now()`);
  return row !== undefined;
}

export async function countOpenSessions(db: Queryable, accountId: string): Promise<number> {
  const row = await db.one<{ open: number }>(sql`/* sessions.countOpen */
    SELECT count(*)::int AS open FROM sessions WHERE account_id = ${accountId} AND ended_at IS NULL AND expires_at > app_now()`);
  return row?.open ?? 0;
}

export async function endSession(db: Queryable, id: string, reason: SessionEnd): Promise<void> {
  await db.query(sql`/* sessions.end */
    UPDATE sessions SET ended_at = app_now(), end_reason = ${reason} WHERE id = ${id} AND ended_at IS NULL`);
}

/** Ends all open sessions of an account but perhaps one; gives how many. */
export async function endSessionsOf(
  tx: Queryable,
  accountId: string,
  reason: SessionEnd,
  except: string | null = null,
): Promise<number> {
  const rows = await tx.query(sql`/* sessions.endAll */
    UPDATE sessions SET ended_at = app_now(), end_reason = ${reason}
    WHERE account_id = ${accountId} AND ended_at IS NULL AND (${except}::uuid IS NULL OR id <> ${except}::uuid)
    RETURNING id`);
  return rows.length;
}

export async function insertRefreshToken(
  tx: Transaction,
  token: { hash: Buffer; sessionId: string; expiresAt: Date },
  now: Date,
): Promise<void> {
  await tx.query(sql`/* refresh_tokens.insert */
    INSERT INTO refresh_tokens (hash, session_id, issued_at, expires_at)
    VALUES (${token.hash}, ${token.sessionId}, ${now}, ${token.expiresAt})`);
}

/** The session of a refresh token. */
export function sessionOfToken(tx: Transaction, hash: Buffer): Promise<Session | undefined> {
  return tx.one<Session>(sql`/* sessions.ofToken */
    SELECT ${columns} FROM sessions WHERE id = (SELECT session_id FROM refresh_tokens WHERE hash = ${hash})`);
}

/** Locked: two uses of one token come one after the other. */
export function lockSession(tx: Transaction, id: string): Promise<Session | undefined> {
  return tx.one<Session>(sql`/* sessions.lock */ SELECT ${columns} FROM sessions WHERE id = ${id} FOR UPDATE`);
}

/** Read after the session is locked. */
export function refreshToken(tx: Transaction, hash: Buffer) {
  return tx.one<{ usedAt: Date | null; expiresAt: Date }>(sql`/* refresh_tokens.byHash */
    SELECT used_at AS "usedAt", expires_at AS "expiresAt" FROM refresh_tokens WHERE hash = ${hash}`);
}

export async function useRefreshToken(tx: Transaction, hash: Buffer, now: Date): Promise<void> {
  await tx.query(sql`/* refresh_tokens.use */ UPDATE refresh_tokens SET used_at = ${now} WHERE hash = ${hash}`);
}

export async function prolongSession(tx: Transaction, id: string, expiresAt: Date): Promise<void> {
  await tx.query(sql`/* sessions.prolong */ UPDATE sessions SET expires_at = ${expiresAt} WHERE id = ${id}`);
}

/** Removes sessions that ended or expired before the cut, with their tokens; gives how many. */
export async function purgeSessions(db: Queryable, olderThanDays: number): Promise<number> {
  const rows = await db.query(sql`/* sessions.purge */
    DELETE FROM sessions
    WHERE coalesce(ended_at, expires_at) < app_now() - make_interval(days => ${olderThanDays}) RETURNING id`);
  return rows.length;
}

/** Used refresh tokens older than any session are no evidence of anything. */
export async function purgeRefreshTokens(db: Queryable, olderThanDays: number): Promise<number> {
  const rows = await db.query(sql`/* refresh_tokens.purge */
    DELETE FROM refresh_tokens
    WHERE expires_at < app_now() OR used_at < app_now() - make_interval(days => ${olderThanDays}) RETURNING session_id`);
  return rows.length;
}
