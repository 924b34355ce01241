import type { DestroyedByErasure, ErasingService, KeptAfterErasure } from '@belgi/contracts';
import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { ErasureCause, ErasureState } from './erasure.js';

export interface KeptErasure {
  /** Its id; also that of the request, where somebody asked. */
  readonly requestId: string;
  readonly citizenId: string;
  readonly version: number;
  readonly state: ErasureState;
  readonly cause: ErasureCause;
  readonly orderedAt: Date | null;
  readonly certificate: string | null;
  readonly entryId: string | null;
  readonly takenAt: Date | null;
}

/** What a service said it destroyed and keeps. */
export interface ErasureReport {
  readonly service: ErasingService;
  readonly destroyed: readonly DestroyedByErasure[];
  readonly kept: readonly KeptAfterErasure[];
  readonly appliedAt: Date;
}

const columns = sql`request_id AS "requestId", citizen_id AS "citizenId", version, state, cause, ordered_at AS "orderedAt",
  certificate, entry_id AS "entryId", taken_at AS "takenAt"`;

export async function insertErasure(
  tx: Transaction,
  asked: {
    requestId: string;
    citizenId: string;
    version: number;
    cause: ErasureCause;
    secretHash: Buffer | null;
    at: Date;
  },
): Promise<void> {
  await tx.query(sql`/* erasures.insert */
    INSERT INTO erasures (request_id, citizen_id, version, state, cause, secret_hash, asked_at)
    VALUES (${asked.requestId}, ${asked.citizenId}, ${asked.version}, 'ASKED', ${asked.cause}, ${asked.secretHash}, ${asked.at})`);
}

/** The person's last erasure, if they ever asked. The head of their consent is held where it is decided on. */
export function lastErasureOf(db: Queryable, citizenId: string): Promise<KeptErasure | undefined> {
  return db.one<KeptErasure>(sql`/* erasures.last */
    SELECT ${columns} FROM erasures WHERE citizen_id = ${citizenId} ORDER BY version DESC LIMIT 1`);
}

export function lockErasure(tx: Transaction, requestId: string): Promise<KeptErasure | undefined> {
  return tx.one<KeptErasure>(sql`/* erasures.lock */
    SELECT ${columns} FROM erasures WHERE request_id = ${requestId} FOR UPDATE`);
}

export function lockBySecret(tx: Transaction, secretHash: Buffer): Promise<KeptErasure | undefined> {
  return tx.one<KeptErasure>(sql`/* erasures.lockBySecret */
    SELECT ${columns} FROM erasures WHERE secret_hash = ${secretHash} FOR UPDATE`);
}

export async function setRefused(tx: Transaction, requestId: string): Promise<void> {
  await tx.query(sql`/* erasures.refuse */ UPDATE erasures SET state = 'REFUSED' WHERE request_id = ${requestId}`);
}

export async function setOrdered(tx: Transaction, requestId: string, version: number, at: Date): Promise<void> {
  await tx.query(sql`/* erasures.order */
    UPDATE erasures SET state = 'ORDERED', version = ${version}, ordered_at = ${at} WHERE request_id = ${requestId}`);
}

export async function setCertified(
  tx: Transaction,
  certified: { requestId: string; certificate: string; entryId: string; at: Date },
): Promise<void> {
  await tx.query(sql`/* erasures.certify */
    UPDATE erasures SET state = 'CERTIFIED', certified_at = ${certified.at}, certificate = ${certified.certificate},
      entry_id = ${certified.entryId}
    WHERE request_id = ${certified.requestId}`);
}

export async function setTaken(tx: Transaction, requestId: string): Promise<void> {
  await tx.query(sql`/* erasures.take */ UPDATE erasures SET taken_at = app_now() WHERE request_id = ${requestId}`);
}

/** Keeps what a service reported; said again, it changes nothing. */
export async function insertReport(tx: Transaction, requestId: string, report: ErasureReport): Promise<void> {
  await tx.query(sql`/* erasure-acknowledgements.insert */
    INSERT INTO erasure_acknowledgements (request_id, service, destroyed, kept, applied_at, recorded_at)
    VALUES (${requestId}, ${report.service}, ${sql.json(report.destroyed)}, ${sql.json(report.kept)}, ${report.appliedAt}, app_now())
    ON CONFLICT DO NOTHING`);
}

export function reportsOf(db: Queryable, requestId: string): Promise<ErasureReport[]> {
  return db.query<ErasureReport & Record<string, unknown>>(sql`/* erasure-acknowledgements.of */
    SELECT service, destroyed, kept, applied_at AS "appliedAt" FROM erasure_acknowledgements
    WHERE request_id = ${requestId} ORDER BY service`);
}

/**
 * Orders that not every service has carried out, given before an instant, of persons whom no hold keeps any more; those that
 * another replica looks at are left to it.
 */
export function unfinishedOrders(tx: Transaction, before: Date, limit: number): Promise<KeptErasure[]> {
  return tx.query<KeptErasure & Record<string, unknown>>(sql`/* erasures.unfinished */
    SELECT ${columns} FROM erasures
    WHERE state = 'ORDERED' AND ordered_at < ${before} AND NOT retention_held(ARRAY[citizen_id], NULL, NULL)
    ORDER BY ordered_at LIMIT ${limit} FOR UPDATE SKIP LOCKED`);
}

/** Orders in the order of persons' ids, to be published again. */
export function ordersAfter(
  tx: Transaction,
  page: { citizenId: string | null; after: string | null; limit: number },
): Promise<KeptErasure[]> {
  return tx.query<KeptErasure & Record<string, unknown>>(sql`/* erasures.orders */
    SELECT ${columns} FROM erasures
    WHERE state IN ('ORDERED', 'CERTIFIED') AND (${page.citizenId}::uuid IS NULL OR citizen_id = ${page.citizenId}::uuid)
      AND (${page.after}::uuid IS NULL OR citizen_id > ${page.after}::uuid)
    ORDER BY citizen_id LIMIT ${page.limit} FOR SHARE`);
}
