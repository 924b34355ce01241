import type { ServiceName } from '@belgi/contracts';
import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { ExportPiece } from '@belgi/export';
import type { KeptExport } from './export.js';

interface ExportRow {
  id: string;
  citizenId: string;
  orderedAt: Date;
  expiresAt: Date;
  readyAt: Date | null;
  givenUpAt: Date | null;
  arrived: Record<string, string> | null;
}

/** Those that have not expired by the database's clock, newest first: what the job has yet to delete is gone already. */
export async function exportsOf(db: Queryable, citizenId: string): Promise<KeptExport[]> {
  const rows = await db.query<ExportRow>(sql`/* exports.ofCitizen */
    SELECT e.id, e.citizen_id AS "citizenId", e.ordered_at AS "orderedAt", e.expires_at AS "expiresAt",
      e.ready_at AS "readyAt", e.given_up_at AS "givenUpAt",
      (SELECT json_object_agg(whole.service, whole.at) FROM (
        SELECT p.service, max(p.at) AS at FROM export_pieces p WHERE p.export_id = e.id
        GROUP BY p.service HAVING count(*) = max(p.pieces)) whole) AS arrived
    FROM exports e WHERE e.citizen_id = ${citizenId} AND e.expires_at > app_now() ORDER BY e.ordered_at DESC`);
  return rows.map(({ arrived, ...row }) => ({
    ...row,
    arrived: new Map(Object.entries(arrived ?? {}).map(([service, at]) => [service as ServiceName, new Date(at)])),
  }));
}

/** Opens an order. @returns false when another one of this person is open (`exports_one_open`) */
export async function insertExport(
  tx: Transaction,
  order: { id: string; citizenId: string; privateKeySealed: Buffer; orderedAt: Date; expiresAt: Date },
): Promise<boolean> {
  const row = await tx.one(sql`/* exports.insert */
    INSERT INTO exports (id, citizen_id, private_key_sealed, ordered_at, expires_at)
    VALUES (${order.id}, ${order.citizenId}, ${order.privateKeySealed}, ${order.orderedAt}, ${order.expiresAt})
    ON CONFLICT DO NOTHING RETURNING id`);
  return row !== undefined;
}

/** Ends what is open and late, so that the person may ask again. */
export async function giveUpOpen(tx: Transaction, citizenId: string, now: Date): Promise<void> {
  await tx.query(sql`/* exports.giveUp */
    UPDATE exports SET given_up_at = ${now}
    WHERE citizen_id = ${citizenId} AND ready_at IS NULL AND given_up_at IS NULL`);
}

/** Locked, so that the last two pieces do not each find the other missing; undefined: nobody waits for it any more. */
export function lockOpen(
  tx: Transaction,
  id: string,
): Promise<{ citizenId: string; orderedAt: Date; expiresAt: Date } | undefined> {
  return tx.one(sql`/* exports.lockOpen */
    SELECT citizen_id AS "citizenId", ordered_at AS "orderedAt", expires_at AS "expiresAt" FROM exports
    WHERE id = ${id} AND ready_at IS NULL AND given_up_at IS NULL AND expires_at > app_now() FOR UPDATE`);
}

export async function insertPiece(tx: Transaction, service: ServiceName, piece: ExportPiece): Promise<void> {
  await tx.query(sql`/* export-pieces.insert */
    INSERT INTO export_pieces (export_id, service, piece, pieces, sealed, at)
    VALUES (${piece.exportId}, ${service}, ${piece.piece}, ${piece.pieces}, ${piece.sealed}, app_now())
    ON CONFLICT DO NOTHING`);
}

/** How many services have handed in all their pieces. */
export async function countWhole(tx: Transaction, id: string): Promise<number> {
  const row = await tx.one<{ whole: number }>(sql`/* export-pieces.countWhole */
    SELECT count(*)::int AS whole FROM (
      SELECT service FROM export_pieces WHERE export_id = ${id} GROUP BY service HAVING count(*) = max(pieces)) parts`);
  return row?.whole ?? 0;
}

export async function setReady(tx: Transaction, id: string, now: Date): Promise<void> {
  await tx.query(sql`/* exports.ready */ UPDATE exports SET ready_at = ${now} WHERE id = ${id}`);
}

/** The sealed parts of a ready export, each put together again. */
export async function sealedParts(db: Queryable, id: string): Promise<{ service: ServiceName; sealed: string }[]> {
  return db.query(sql`/* export-pieces.parts */
    SELECT service, string_agg(sealed, '' ORDER BY piece) AS sealed FROM export_pieces
    WHERE export_id = ${id} GROUP BY service ORDER BY service`);
}

/** Deletes what has expired, with its pieces and links. @returns how many */
export async function deleteExpired(db: Queryable, limit: number): Promise<number> {
  const rows = await db.query(sql`/* exports.expire */
    DELETE FROM exports WHERE id IN (
      SELECT id FROM exports WHERE expires_at <= app_now() ORDER BY expires_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING id`);
  return rows.length;
}
