import { type Queryable, sql, type Transaction } from '@belgi/database';

/** Who must act on every change of consent. */
export const acknowledgingServices = ['identity', 'auction', 'notify'] as const;
export type AcknowledgingService = (typeof acknowledgingServices)[number];

export interface AcknowledgementRow {
  readonly service: AcknowledgingService;
  /** When privacy heard of it, by privacy's database clock. */
  readonly recordedAt: Date;
}

/** Keeps what a service said; a repeated fact changes nothing. */
export async function insertAcknowledgement(
  tx: Transaction,
  row: { citizenId: string; epoch: number; service: AcknowledgingService; appliedAt: Date },
): Promise<void> {
  await tx.query(
    sql`/* acknowledgements.insert */
    INSERT INTO acknowledgements (citizen_id, epoch, service, applied_at, recorded_at)
    VALUES (${row.citizenId}, ${row.epoch}, ${row.service}, ${row.appliedAt}, app_now())
    ON CONFLICT DO NOTHING`.prepared(),
  );
}

/** Per service the first acknowledgement of this epoch or a later one: who acts by epoch 3 no longer acts by 1. */
export async function acknowledgementsFrom(
  db: Queryable,
  citizenId: string,
  epoch: number,
): Promise<AcknowledgementRow[]> {
  const rows = await db.query<{ service: AcknowledgingService; recorded_at: Date }>(
    sql`/* acknowledgements.from */
    SELECT service, min(recorded_at) AS recorded_at FROM acknowledgements
    WHERE citizen_id = ${citizenId} AND epoch >= ${epoch} GROUP BY service`.prepared(),
  );
  return rows.map((row) => ({ service: row.service, recordedAt: row.recorded_at }));
}
