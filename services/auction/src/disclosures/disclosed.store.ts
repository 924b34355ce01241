import { type Queryable, sql } from '@belgi/database';
import type { OrderPurpose } from '../bank/bank-order.js';
import { plateNumber } from '../lots/plate.js';
import type { DisclosedBid, DisclosedPayment, Movement } from './disclosed-person.type.js';

/** From the first instant on, before the second. */
export interface Within {
  readonly from: Date;
  readonly until: Date;
}

interface OnLot {
  lotId: string;
  region: string;
  digits: string;
  letters: string;
}

const withPlate = <Row extends OnLot>({ region, digits, letters, ...row }: Row) => ({
  ...row,
  plate: plateNumber({ region, digits, letters }),
});

/** One person's bids within a time, newest first, below an id. */
export async function bidsOfPerson(
  db: Queryable,
  citizenId: string,
  { from, until }: Within,
  below: string | null,
  limit: number,
): Promise<DisclosedBid[]> {
  const rows = await db.query<Omit<DisclosedBid, 'plate'> & OnLot>(sql`/* disclosures.bids */
    SELECT b.id, b.lot_id AS "lotId", l.region, l.digits, l.letters, b.sequence, b.amount, b.at, b.automatic
    FROM entries e JOIN bids b ON b.lot_id = e.lot_id AND b.entry_id = e.id JOIN lots l ON l.id = e.lot_id
    WHERE e.bidder_id = ${citizenId} AND b.at >= ${from} AND b.at < ${until}
      AND (${below}::uuid IS NULL OR b.id < ${below}::uuid)
    ORDER BY b.id DESC LIMIT ${limit}`);
  return rows.map(withPlate);
}

/**
 * Money of one person that came or went back within a time: each movement is a row of its own, so that a payment within the
 * time does not tell of a refund after it. By order, newest first.
 */
export async function paymentsOfPerson(
  db: Queryable,
  citizenId: string,
  { from, until }: Within,
  below: readonly [orderId: string, movement: Movement] | null,
  limit: number,
): Promise<DisclosedPayment[]> {
  const [orderId, movement] = below ?? [null, null];
  const rows = await db.query<
    { orderId: string; movement: Movement; purpose: OrderPurpose; amount: bigint; at: Date } & OnLot
  >(sql`/* disclosures.payments */
    SELECT o.id AS "orderId", m.movement, o.purpose, o.lot_id AS "lotId", l.region, l.digits, l.letters, o.amount, m.at
    FROM entries e JOIN bank_orders o ON o.entry_id = e.id JOIN lots l ON l.id = o.lot_id
    CROSS JOIN LATERAL (VALUES ('PAID', o.paid_at), ('REFUNDED', o.refunded_at)) AS m (movement, at)
    WHERE e.bidder_id = ${citizenId} AND m.at >= ${from} AND m.at < ${until}
      AND (${orderId}::uuid IS NULL OR (o.id, m.movement) < (${orderId}::uuid, ${movement}::text))
    ORDER BY o.id DESC, m.movement DESC LIMIT ${limit}`);
  return rows.map(withPlate);
}
