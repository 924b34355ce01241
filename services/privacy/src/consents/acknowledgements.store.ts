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
    ON CONFLICT DO NOTHING`,
  );
}

/** For each change, in their order, per service the first acknowledgement of its epoch or a later one: who acts by 3 no longer acts by 1. */
export async function acknowledgementsFrom(
  db: Queryable,
  changes: readonly { readonly citizenId: string; readonly epoch: number }[],
): Promise<AcknowledgementRow[][]> {
  const rows = await db.query<{ place: string; service: AcknowledgingService; recorded_at: Date }>(
    sql`/* acknowledgements.from */
    SELECT place, service, min(recorded_at) AS recorded_at
    FROM unnest(${changes.map(({ citizenId }) => citizenId)}::uuid[], ${changes.map(({ epoch }) => epoch)}::int[])
      WITH ORDINALITY AS change (citizen, from_epoch, place)
    JOIN acknowledgements ON citizen_id = citizen AND epoch >= from_epoch GROUP BY place, service`,
  );
  const found = changes.map((): AcknowledgementRow[] => []);
  for (const row of rows) found[Number(row.place) - 1]?.push({ service: row.service, recordedAt: row.recorded_at });
  return found;
}
