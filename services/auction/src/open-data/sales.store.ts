import { type Queryable, sql } from '@belgi/database';
import type { Lot } from '../lots/lot.js';
import { type LotRow, lotColumns, lotOf } from '../lots/lot.store.js';

/** A sale, without who bought. */
export interface Sale {
  readonly lot: Lot;
  readonly settledAt: Date;
  /** Whose deposit had come, or who reserved it. */
  readonly tenderers: number;
  /** Of its sealed protocol, lower-case hexadecimal; null where there is none. */
  readonly protocolSha256: string | null;
}

/** Where a page ended. */
export interface SalePlace {
  readonly settledAt: Date;
  readonly id: string;
}

/**
 * Sales by their settlement, oldest first. The newest minute is left for later: a sale that commits now may have been settled by the clock
 * before one that stands here already, and whoever reads on would miss it.
 */
export async function salesPage(
  db: Queryable,
  { since, after, limit }: { readonly since: Date | null; readonly after: SalePlace | null; readonly limit: number },
): Promise<Sale[]> {
  const from = since === null ? sql.empty : sql`AND l.settled_at >= ${since}`;
  const next =
    after === null ? sql.empty : sql`AND (l.settled_at, l.id) > (${after.settledAt}::timestamptz, ${after.id}::uuid)`;
  const rows = await db.query<LotRow & { tenderers: number; protocol: string | null }>(sql`/* sales.page */
    SELECT ${lotColumns}, e.tenderers, encode(p.protocol_sha256, 'hex') AS protocol
    FROM lots l LEFT JOIN protocols p ON p.lot_id = l.id CROSS JOIN LATERAL (
      SELECT count(*)::int AS tenderers FROM entries WHERE lot_id = l.id AND state <> 'DEPOSIT_DUE') e
    WHERE l.state = 'SOLD' AND l.settled_at < app_now() - ${`${SETTLING_SECONDS} seconds`}::interval ${from} ${next}
    ORDER BY l.settled_at, l.id LIMIT ${limit}`);
  return rows.map(({ tenderers, protocol, ...row }) => {
    const lot = lotOf(row);
    if (lot.settledAt === null) throw new Error('a lot is sold and not settled');
    return { lot, settledAt: lot.settledAt, tenderers, protocolSha256: protocol };
  });
}

/** Longer than a transaction may take. */
export const SETTLING_SECONDS = 60;
