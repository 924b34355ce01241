import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { Day } from '@belgi/statistics';
import type { CountedAct } from './hand-over.js';

/** Held to the end of the transaction: one replica hands over at a time. */
export async function lockHandOvers(tx: Transaction): Promise<void> {
  await tx.query(sql`/* statistics_hand_overs.lock */ SELECT pg_advisory_xact_lock(hashtext('statistics_hand_overs'))`);
}

/** The first and the last day that were handed over; undefined: none was. */
export async function handedOver(db: Queryable): Promise<{ readonly first: Day; readonly last: Day } | undefined> {
  return db.one<{ first: Day; last: Day }>(sql`/* statistics_hand_overs.span */
    SELECT min(day)::text AS first, max(day)::text AS last FROM statistics_hand_overs HAVING count(*) > 0`);
}

/** When the first deposit ever was taken, or the first lot sold at a fixed price, which knows no deposit. */
export async function firstActAt(db: Queryable): Promise<Date | undefined> {
  const row = await db.one<{ at: Date | null }>(sql`/* statistics.first-act */
    SELECT least((SELECT min(paid_at) FROM bank_orders WHERE purpose = 'DEPOSIT' AND paid_at IS NOT NULL),
      (SELECT min(settled_at) FROM lots WHERE state = 'SOLD' AND sale_mode = 'FIXED_PRICE')) AS at`);
  return row?.at ?? undefined;
}

/**
 * Who entered and who bought between two instants. An entry counts with its first deposit, unless it came after the end;
 * one that had to be made anew is not a second entry.
 */
export async function actsBetween(db: Queryable, from: Date, until: Date): Promise<CountedAct[]> {
  const rows = await db.query<{
    act: CountedAct['act'];
    citizen: string;
    region: string;
    digits: string;
    letters: string;
    amount: bigint;
  }>(sql`/* statistics.acts */
    SELECT 'ENTERED' AS act, e.bidder_id AS citizen, l.region, l.digits, l.letters, l.start_price AS amount
    FROM bank_orders o JOIN entries e ON e.id = o.entry_id JOIN lots l ON l.id = o.lot_id
    WHERE o.purpose = 'DEPOSIT' AND o.paid_at >= ${from} AND o.paid_at < ${until} AND o.paid_at < l.closes_at
      AND NOT EXISTS (SELECT 1 FROM bank_orders earlier WHERE earlier.entry_id = o.entry_id
        AND earlier.purpose = 'DEPOSIT' AND (earlier.paid_at, earlier.id) < (o.paid_at, o.id))
    UNION ALL
    SELECT 'BOUGHT', e.bidder_id, l.region, l.digits, l.letters, coalesce(l.sale_price, l.start_price)
    FROM lots l JOIN entries e ON e.lot_id = l.id AND e.state = 'PAID'
    WHERE l.state = 'SOLD' AND l.settled_at >= ${from} AND l.settled_at < ${until}
    ORDER BY act, citizen`);
  return rows.map(({ citizen, amount, ...rest }) => ({ ...rest, citizenId: citizen, amountMinor: amount }));
}

/**
 * Of these people those whose data may be kept and not used. All of their rows are held until the transaction ends: a restriction
 * that is applied meanwhile waits, so that nobody is handed over after theirs was acknowledged.
 */
export async function holdKeptOnly(tx: Transaction, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string; restricted: boolean }>(sql`/* statistics.hold-kept-only */
    SELECT id, processing_restricted AS restricted FROM bidders WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR SHARE`);
  return new Set(rows.filter(({ restricted }) => restricted).map(({ id }) => id));
}

export async function noteHandOver(tx: Transaction, day: Day, rows: number): Promise<void> {
  await tx.query(sql`/* statistics_hand_overs.note */
    INSERT INTO statistics_hand_overs (day, rows, handed_over_at) VALUES (${day}::date, ${rows}, app_now())`);
}
