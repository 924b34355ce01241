import { type Queryable, sql, type Transaction } from '@belgi/database';
import { type AcknowledgingService, acknowledgingServices } from '../consents/acknowledgements.store.js';
import { holdCurrent } from '../consents/consents.store.js';
import type { Citation } from '../legal-acts/legal-act.js';
import type { Restriction } from './restriction.js';

export interface KeptRestriction extends Restriction {
  readonly citizenId: string;
  readonly staffId: string | null;
  readonly reasonSealed: Buffer | null;
  readonly requestId: string | null;
  readonly citation: Citation | null;
  readonly at: Date;
}

interface Row extends Omit<KeptRestriction, 'citation'> {
  readonly actCode: string | null;
  readonly actRevision: number | null;
  readonly article: string | null;
}

const columns = sql`citizen_id AS "citizenId", version, restricted, by, staff_id AS "staffId", reason_sealed AS "reasonSealed",
  request_id AS "requestId", act_code AS "actCode", act_revision AS "actRevision", article, at`;

function keptOf<R extends Row>({ actCode: code, actRevision: revision, article, ...row }: R) {
  return {
    ...row,
    citation: code === null || revision === null || article === null ? null : { code, revision, article },
  };
}

/** The last change; undefined: the person was never restricted. Decided on under the head of the person's consent. */
export async function lastRestriction(db: Queryable, citizenId: string): Promise<KeptRestriction | undefined> {
  const row = await db.one<Row>(sql`/* restrictions.last */
    SELECT ${columns} FROM restrictions WHERE citizen_id = ${citizenId} ORDER BY version DESC LIMIT 1`);
  return row && keptOf(row);
}

/** With when the last of the services said that it acts by it; null: not all have. */
export interface RestrictionInForce extends KeptRestriction {
  readonly inForceAt: Date | null;
}

/** Newest first. */
export async function restrictionsOf(db: Queryable, citizenId: string, limit: number): Promise<RestrictionInForce[]> {
  const rows = await db.query<Row & { inForceAt: Date | null }>(sql`/* restrictions.of */
    SELECT ${columns}, (
      SELECT CASE WHEN count(*) = ${acknowledgingServices.length} THEN max(first) END FROM (
        SELECT min(a.recorded_at) AS first FROM restriction_acknowledgements a
        WHERE a.citizen_id = r.citizen_id AND a.version >= r.version GROUP BY a.service) heard) AS "inForceAt"
    FROM restrictions r WHERE citizen_id = ${citizenId} ORDER BY version DESC LIMIT ${limit}`);
  return rows.map(keptOf);
}

export async function insertRestriction(tx: Transaction, row: KeptRestriction): Promise<void> {
  await tx.query(sql`/* restrictions.insert */
    INSERT INTO restrictions (citizen_id, version, restricted, by, staff_id, reason_sealed, request_id, act_code, act_revision, article, at)
    VALUES (${row.citizenId}, ${row.version}, ${row.restricted}, ${row.by}, ${row.staffId}, ${row.reasonSealed}, ${row.requestId},
      ${row.citation?.code ?? null}, ${row.citation?.revision ?? null}, ${row.citation?.article ?? null}, ${row.at})`);
}

/**
 * Whether the person's data may be kept only; keeps a restriction from being imposed until the transaction ends, so that
 * nothing is released after it was.
 */
export async function isRestrictedFor(tx: Transaction, citizenId: string): Promise<boolean> {
  await holdCurrent(tx, citizenId);
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
  const rows = await tx.query<Row>(sql`/* restrictions.snapshots */
    SELECT DISTINCT ON (citizen_id) ${columns} FROM restrictions
    WHERE (${page.citizenId}::uuid IS NULL OR citizen_id = ${page.citizenId}::uuid)
      AND (${page.after}::uuid IS NULL OR citizen_id > ${page.after}::uuid)
    ORDER BY citizen_id, version DESC LIMIT ${page.limit}`);
  return rows.map(keptOf);
}
