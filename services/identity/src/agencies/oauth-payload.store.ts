import { type Queryable, sql } from '@belgi/database';

export interface OauthPayload {
  readonly payload: Record<string, unknown>;
  readonly consumed: boolean;
}

/** False when there is one already: that is how a second use of a client assertion is noticed. */
export async function insertPayload(
  db: Queryable,
  entry: { model: string; id: string; payload: object; expiresInSeconds: number },
): Promise<boolean> {
  const rows = await db.query(sql`/* oauth_payloads.insert */
    INSERT INTO oauth_payloads (model, id, payload, expires_at)
    VALUES (${entry.model}, ${entry.id}, ${sql.json(entry.payload)},
      clock_timestamp() + make_interval(secs => ${entry.expiresInSeconds}))
    ON CONFLICT ON CONSTRAINT oauth_payloads_are_used_once DO NOTHING RETURNING id`);
  return rows.length > 0;
}

export async function replacePayload(
  db: Queryable,
  entry: { model: string; id: string; payload: object; expiresInSeconds: number },
): Promise<void> {
  await db.query(sql`/* oauth_payloads.replace */
    INSERT INTO oauth_payloads (model, id, payload, expires_at)
    VALUES (${entry.model}, ${entry.id}, ${sql.json(entry.payload)},
      clock_timestamp() + make_interval(secs => ${entry.expiresInSeconds}))
    ON CONFLICT ON CONSTRAINT oauth_payloads_are_used_once
    DO UPDATE SET payload = excluded.payload, expires_at = excluded.expires_at`);
}

/** By the real clock, not app_now(): oidc-provider counts by the process clock. */
export function findPayload(db: Queryable, model: string, id: string): Promise<OauthPayload | undefined> {
  return db.one<OauthPayload>(sql`/* oauth_payloads.find */
    SELECT payload, consumed FROM oauth_payloads
    WHERE model = ${model} AND id = ${id} AND expires_at > clock_timestamp()`);
}

export function findPayloadBy(db: Queryable, model: string, key: 'uid' | 'userCode', value: string) {
  return db.one<OauthPayload>(sql`/* oauth_payloads.findBy */
    SELECT payload, consumed FROM oauth_payloads
    WHERE model = ${model} AND payload ->> ${key} = ${value} AND expires_at > clock_timestamp()`);
}

export async function consumePayload(db: Queryable, model: string, id: string): Promise<void> {
  await db.query(sql`/* oauth_payloads.consume */
    UPDATE oauth_payloads SET consumed = true WHERE model = ${model} AND id = ${id}`);
}

export async function deletePayload(db: Queryable, model: string, id: string): Promise<void> {
  await db.query(sql`/* oauth_payloads.delete */ DELETE FROM oauth_payloads WHERE model = ${model} AND id = ${id}`);
}

export async function deletePayloadsOfGrant(db: Queryable, grantId: string): Promise<void> {
  await db.query(
    sql`/* oauth_payloads.deleteOfGrant */ DELETE FROM oauth_payloads WHERE payload ->> 'grantId' = ${grantId}`,
  );
}

export async function purgePayloads(db: Queryable): Promise<number> {
  const rows = await db.query(
    sql`/* oauth_payloads.purge */ DELETE FROM oauth_payloads WHERE expires_at < clock_timestamp() RETURNING id`,
  );
  return rows.length;
}
