import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { AcknowledgingService } from '../consents/acknowledgements.store.js';
import type { Restriction } from './restriction.js';

export interface KeptRestriction extends Restriction {
  readonly citizenId: string;
  readonly staffId: string | null;
  readonly reasonSealed: Buffer | null;
  readonly requestId: string | null;
  readonly at: Date;
}

const columns = sql`citizen_id AS "citizenId", version, restricted, by, staff_id AS "staffId", reason_sealed AS "reasonSealed",
  request_id AS "requestId", at`;

/** The last change; undefined: the person was never restricted. Decided on under the head of the person's consent. */
export function lastRestriction(db: Queryable, citizenId: string): Promise<KeptRestriction | undefined> {
  return db.one<KeptRestriction>(sql`/* restrictions.last */
    SELECT ${columns} FROM restrictions WHERE citizen_id = ${citizenId} ORDER BY version DESC LIMIT 1`);
}

/** Newest first. */
export function restrictionsOf(db: Queryable, citizenId: string, limit: number): Promise<KeptRestriction[]> {
  return db.query<KeptRestriction & Record<string, unknown>>(sql`/* restrictions.of */
    SELECT ${columns} FROM restrictions WHERE citizen_id = ${citizenId} ORDER BY version DESC LIMIT ${limit}`);
}

export async function insertRestriction(tx: Transaction, row: KeptRestriction): Promise<void> {
  await tx.query(sql`/* restrictions.insert */
    INSERT INTO restrictions (citizen_id, version, restricted, by, staff_id, reason_sealed, request_id, at)
    VALUES (${row.citizenId}, ${row.version}, ${row.restricted}, ${row.by}, ${row.staffId}, ${row.reasonSealed}, ${row.requestId}, ${row.at})`);
}

/**
 * Whether the person's data may be kept only; keeps a restriction from being imposed until the transaction ends, so that
 * nothing is released after it was.
 */
export async function isRestrictedFor(tx: Transaction, citizenId: string): Promise<boolean> {
  await tx.query(sql`/* restrictions.hold */
    SELECT 1 AS held FROM consent_heads WHERE citizen_id = ${citizenId} FOR SHARE`);
  return (await lastRestriction(tx, citizenId))?.restricted === true;
}

/** Keeps what a service said; a repeated fact changes nothing. */
export async function insertRestrictionAck(
  tx: Transaction,
  row: { citizenId: string; version: number; service: AcknowledgingService; appliedAt: Date },
): Promise<void> {
  await tx.query(sql`/* restriction-acknowledgements.insert */
    INSERT INTO restriction_acknowledgements (citizen_id, version, service, applied_at, recorded_at)
    VALUES (${row.citizenId}, ${row.version}, ${row.service}, ${row.appliedAt}, app_now())
    ON CONFLICT DO NOTHING`);
}

/** Per service when privacy first heard that it acts by this version, or a later one. */
export function restrictionAcksFrom(
  db: Queryable,
  citizenId: string,
  version: number,
): Promise<{ service: AcknowledgingService; recordedAt: Date }[]> {
  return db.query(sql`/* restriction-acknowledgements.from */
    SELECT service, min(recorded_at) AS "recordedAt" FROM restriction_acknowledgements
    WHERE citizen_id = ${citizenId} AND version >= ${version} GROUP BY service`);
}

/** The state of each person that was ever restricted, by their ids, to be published again. */
export async function restrictionSnapshots(
  tx: Transaction,
  page: { citizenId: string | null; after: string | null; limit: number },
): Promise<KeptRestriction[]> {
  return tx.query<KeptRestriction & Record<string, unknown>>(sql`/* restrictions.snapshots */
    SELECT DISTINCT ON (citizen_id) ${columns} FROM restrictions
    WHERE (${page.citizenId}::uuid IS NULL OR citizen_id = ${page.citizenId}::uuid)
      AND (${page.after}::uuid IS NULL OR citizen_id > ${page.after}::uuid)
    ORDER BY citizen_id, version DESC LIMIT ${page.limit}`);
}
