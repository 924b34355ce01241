import { type Queryable, sql, type Transaction } from '@belgi/database';

/** Locked, so that two requests for a link count each other. @returns how many links were made to it */
export async function lockAndCountLinks(tx: Transaction, exportId: string): Promise<number | undefined> {
  const locked = await tx.one(sql`/* exports.lock */ SELECT id FROM exports WHERE id = ${exportId} FOR UPDATE`);
  if (locked === undefined) return undefined;
  const row = await tx.one<{ links: number }>(sql`/* export-links.count */
    SELECT count(*)::int AS links FROM export_links WHERE export_id = ${exportId}`);
  return row?.links ?? 0;
}

/** A new link; those before it that nobody used are over. */
export async function insertLink(
  tx: Transaction,
  link: { hash: Buffer; exportId: string; madeAt: Date; expiresAt: Date },
): Promise<void> {
  await tx.query(sql`/* export-links.supersede */
    UPDATE export_links SET used_at = ${link.madeAt} WHERE export_id = ${link.exportId} AND used_at IS NULL`);
  await tx.query(sql`/* export-links.insert */
    INSERT INTO export_links (token_hash, export_id, made_at, expires_at)
    VALUES (${link.hash}, ${link.exportId}, ${link.madeAt}, ${link.expiresAt})`);
}

/** An export whose link was just used. */
export interface TakenExport {
  readonly id: string;
  readonly citizenId: string;
  readonly privateKeySealed: Buffer;
  /** Null: destroyed, and the export with it. */
  readonly wrappedKey: Buffer | null;
  readonly orderedAt: Date;
  readonly readyAt: Date;
  readonly expiresAt: Date;
}

/**
 * Uses the link up: one statement, so that of two who come at once one gets the file. Undefined: unknown, used, over,
 * or the export is gone.
 */
export function takeLink(db: Queryable, hash: Buffer): Promise<TakenExport | undefined> {
  return db.one<TakenExport>(sql`/* export-links.take */
    WITH taken AS (
      UPDATE export_links l SET used_at = app_now() FROM exports e
      WHERE l.token_hash = ${hash} AND l.used_at IS NULL AND l.expires_at > app_now()
        AND e.id = l.export_id AND e.ready_at IS NOT NULL AND e.expires_at > app_now()
      RETURNING e.id, e.citizen_id, e.private_key_sealed, e.ordered_at, e.ready_at, e.expires_at)
    SELECT t.id, t.citizen_id AS "citizenId", t.private_key_sealed AS "privateKeySealed", k.wrapped_key AS "wrappedKey",
      t.ordered_at AS "orderedAt", t.ready_at AS "readyAt", t.expires_at AS "expiresAt"
    FROM taken t LEFT JOIN person_keys k ON k.citizen_id = t.citizen_id`);
}

/** Whether there was such a link: whoever used it, or came late, is told so. */
export async function isKnownLink(db: Queryable, hash: Buffer): Promise<boolean> {
  return (
    (await db.one(sql`/* export-links.known */ SELECT 1 AS known FROM export_links WHERE token_hash = ${hash}`)) !==
    undefined
  );
}
