import { sql, type Transaction } from '@belgi/database';
import type { Lot } from '../lots/lot.js';
import { type LotRow, lotColumns, lotOf } from '../lots/lot.store.js';

/** Two seeds at once would make everything twice. Held until the transaction ends. */
export async function lockSeeding(tx: Transaction): Promise<void> {
  await tx.query(
    sql`/* seed.lock */ SELECT pg_advisory_xact_lock(hashtextextended('auction.seed', 0)) IS NULL AS locked`,
  );
}

/** All lots that were ever made for one demo lot, newest first. */
export async function lotsOfDemo(
  tx: Transaction,
  region: string,
  digits: string,
  letters: readonly string[],
): Promise<Lot[]> {
  const rows = await tx.query<LotRow>(sql`/* seed.lots */
    SELECT ${lotColumns} FROM lots l WHERE l.region = ${region} AND l.digits = ${digits} AND l.letters = ANY (${letters}::text[])
    ORDER BY l.id DESC`);
  return rows.map(lotOf);
}
