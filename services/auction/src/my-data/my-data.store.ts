import { type Queryable, type Sql, sql } from '@belgi/database';
import type { ExportRecord } from '@belgi/export';

/** `01 KG 777 AAA` of lot `l`. */
const plate: Sql = sql`l.region || ' KG ' || l.digits || ' ' || l.letters AS "plateNumber"`;

export const bidderOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.bidder */
    SELECT status, pin_verified AS "pinVerified", disputed, processing_restricted AS "processingRestricted", consent_epoch AS "consentEpoch",
      consent_edition AS "consentEdition", withdrawn_epoch AS "withdrawnEpoch", struck_until AS "struckUntil", agreement_edition AS "agreementEdition" FROM bidders WHERE id = ${id}`);

export const entriesOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.entries */
    SELECT e.id AS "entryId", e.lot_id AS "lotId", ${plate}, e.bidder_number AS "bidderNumber", e.state,
      e.agreement_edition AS "agreementEdition",
      e.certificate_number AS "certificateNumber", e.certificate_issued_at AS "certificateIssuedAt",
      e.reserved_until AS "reservedUntil", e.created_at AS "createdAt"
    FROM entries e JOIN lots l ON l.id = e.lot_id WHERE e.bidder_id = ${id} ORDER BY e.created_at, e.id`);

/** The person's own bids; those of others stand in the public log under their numbers. */
export const bidsOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.bids */
    SELECT b.lot_id AS "lotId", b.entry_id AS "entryId", ${plate}, b.bidder_number AS "bidderNumber", b.sequence, b.amount,
      b.step, b.automatic, b.at
    FROM bids b JOIN entries e ON e.id = b.entry_id JOIN lots l ON l.id = b.lot_id
    WHERE e.bidder_id = ${id} ORDER BY b.at, b.id`);

/** Those left since their last withdrawal: one from before it counts no more. Whether the system bids by one now is not said here. */
export const maximaOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.maxima */
    SELECT m.lot_id AS "lotId", m.entry_id AS "entryId", ${plate}, m.amount, m.consent_epoch AS "consentEpoch",
      m.consent_edition AS "consentEdition", m.set_at AS "setAt"
    FROM maximum_bids m JOIN entries e ON e.id = m.entry_id JOIN lots l ON l.id = m.lot_id JOIN bidders b ON b.id = e.bidder_id
    WHERE e.bidder_id = ${id} AND m.consent_epoch > b.withdrawn_epoch ORDER BY m.set_at, m.lot_id`);

export const strikesOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.strikes */
    SELECT s.id AS "strikeId", s.entry_id AS "entryId", ${plate}, s.given_at AS "givenAt", s.lifted_at AS "liftedAt", s.block_id AS "blockId",
      a.ground, a.reference, a.filed_at AS "filedAt", a.due_at AS "dueAt", a.decided_at AS "decidedAt", a.outcome, a.reason
    FROM strikes s JOIN entries e ON e.id = s.entry_id JOIN lots l ON l.id = e.lot_id LEFT JOIN strike_appeals a ON a.strike_id = s.id
    WHERE s.bidder_id = ${id} ORDER BY s.given_at, s.id`);

export const blocksOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.blocks */
    SELECT b.id AS "blockId", b.since, b.until, b.lifted_at AS "liftedAt" FROM bidding_blocks b
    WHERE b.bidder_id = ${id} ORDER BY b.since, b.id`);

export const watchedLotsOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.watchedLots */
    SELECT w.lot_id AS "lotId", ${plate}, w.since FROM watched_lots w JOIN lots l ON l.id = w.lot_id
    WHERE w.watcher_id = ${id} ORDER BY w.since, w.id`);

export const watchedPatternsOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.watchedPatterns */
    SELECT region, digits, letters, digits_class AS "digitsClass", letters_class AS "lettersClass", max_price AS "maxPrice", since
    FROM watched_patterns WHERE watcher_id = ${id} ORDER BY since, id`);

export const answersOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.answers */
    SELECT a.lot_id AS "lotId", ${plate}, a.answer, a.decided_at AS "decidedAt"
    FROM bid_answers a JOIN lots l ON l.id = a.lot_id WHERE a.bidder_id = ${id} ORDER BY a.decided_at, a.key`);

export const paymentsOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.payments */
    SELECT o.lot_id AS "lotId", o.entry_id AS "entryId", ${plate}, o.purpose, o.provider, o.amount, o.state,
      o.created_at AS "createdAt", o.paid_at AS "paidAt", o.refunded_at AS "refundedAt"
    FROM bank_orders o JOIN entries e ON e.id = o.entry_id JOIN lots l ON l.id = o.lot_id
    WHERE e.bidder_id = ${id} ORDER BY o.created_at, o.id`);

export const bankReportsOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.bankReports */
    SELECT o.lot_id AS "lotId", ${plate}, b.provider, b.kind, b.received_at AS "receivedAt"
    FROM bank_events b JOIN bank_orders o ON o.id = b.order_id JOIN entries e ON e.id = o.entry_id
      JOIN lots l ON l.id = o.lot_id
    WHERE e.bidder_id = ${id} ORDER BY b.received_at, b.event_id`);
