import { type Queryable, type Sql, sql, type Transaction } from '@belgi/database';
import type { BidderRecord } from './bidder.js';
import type { KnownEdition } from './consent-gate.js';

export interface BidderRow {
  id: string;
  status: BidderRecord['status'];
  pin_verified: boolean;
  disputed: boolean;
  consent_edition: number | null;
  consent_epoch: number;
  withdrawn_epoch: number;
  processing_restricted: boolean;
  struck_until: Date | null;
  agreement_edition: number | null;
}

/** What a bidder may do stands in these. */
export const bidderColumns: Sql = sql`b.id, b.status, b.pin_verified, b.disputed, b.consent_edition, b.consent_epoch, b.withdrawn_epoch,
  b.processing_restricted, b.struck_until, b.agreement_edition`;

export function bidderOf(row: BidderRow): BidderRecord {
  return {
    id: row.id,
    status: row.status,
    pinVerified: row.pin_verified,
    disputed: row.disputed,
    consent: { edition: row.consent_edition, epoch: row.consent_epoch },
    withdrawnEpoch: row.withdrawn_epoch,
    keptOnly: row.processing_restricted,
    struckUntil: row.struck_until,
    agreementEdition: row.agreement_edition,
  };
}

/**
 * Locks these bidders, and who left the maximum that counts in the lot, against changes until the transaction ends, in the order of
 * their ids (lock order: lot, bidders).
 * t0 a batch locks bidder B, t1 B's withdrawal wants the row and waits, t2 the batch commits, t3 the withdrawal is
 * applied and acknowledged: no bid of B commits after t3.
 */
export async function lockBidders(
  tx: Transaction,
  ids: readonly string[],
  lotId: string | null = null,
): Promise<Map<string, BidderRecord>> {
  const rows = await tx.query<BidderRow>(
    sql`/* bidders.lock */
    SELECT ${bidderColumns} FROM bidders b
    WHERE b.id = ANY (${ids}::uuid[] || ARRAY(
      SELECT e.bidder_id FROM maximum_bids m JOIN entries e ON e.id = m.entry_id WHERE m.lot_id = ${lotId}::uuid))
    ORDER BY b.id FOR SHARE OF b`,
  );
  return new Map(rows.map((row) => [row.id, bidderOf(row)]));
}

/** Makes sure there is a row to lock: a withdrawal that arrives meanwhile then waits for it. */
export async function ensureBidder(tx: Transaction, id: string): Promise<void> {
  await tx.query(sql`/* bidders.ensure */ INSERT INTO bidders (id) VALUES (${id}) ON CONFLICT DO NOTHING`);
}

/**
 * Applies a consent fact where it is newer than what is there; of an older withdrawal it stays known that there was one. Waits for
 * batches in flight.
 * @param withdrawnEpoch of the last withdrawal that the fact speaks of; 0: of none
 */
export async function applyConsent(
  tx: Transaction,
  citizenId: string,
  epoch: number,
  edition: number | null,
  withdrawnEpoch = edition === null ? epoch : 0,
): Promise<void> {
  await tx.query(sql`/* bidders.apply-consent */
    INSERT INTO bidders (id, consent_epoch, consent_edition, withdrawn_epoch)
    VALUES (${citizenId}, ${epoch}, ${edition}, ${withdrawnEpoch})
    ON CONFLICT (id) DO UPDATE SET consent_epoch = greatest(bidders.consent_epoch, excluded.consent_epoch),
      consent_edition = CASE WHEN bidders.consent_epoch < excluded.consent_epoch THEN excluded.consent_edition ELSE bidders.consent_edition END,
      withdrawn_epoch = greatest(bidders.withdrawn_epoch, excluded.withdrawn_epoch)
    WHERE bidders.status <> 'ERASED'
      AND (bidders.consent_epoch < excluded.consent_epoch OR bidders.withdrawn_epoch < excluded.withdrawn_epoch)`);
}

/** Applies a restriction, or its lifting, where it is newer than what is there. Waits for batches in flight. */
export async function applyRestriction(
  tx: Transaction,
  { citizenId, version, restricted }: { citizenId: string; version: number; restricted: boolean },
): Promise<void> {
  await tx.query(sql`/* bidders.apply-restriction */
    INSERT INTO bidders (id, restriction_version, processing_restricted) VALUES (${citizenId}, ${version}, ${restricted})
    ON CONFLICT (id) DO UPDATE SET restriction_version = excluded.restriction_version,
      processing_restricted = excluded.processing_restricted
    WHERE bidders.restriction_version < excluded.restriction_version AND bidders.status <> 'ERASED'`);
}

/** Whether the person's data may be kept and not used; nobody is not. */
export async function isKeptOnly(db: Queryable, citizenId: string): Promise<boolean> {
  const row = await db.one(sql`/* bidders.is-kept-only */
    SELECT 1 AS one FROM bidders WHERE id = ${citizenId} AND processing_restricted`);
  return row !== undefined;
}

/** The same, and keeps a restriction from being applied until the transaction ends. */
export async function isKeptOnlyFor(tx: Transaction, citizenId: string): Promise<boolean> {
  const row = await tx.one<{ restricted: boolean }>(sql`/* bidders.hold-restriction */
    SELECT processing_restricted AS restricted FROM bidders WHERE id = ${citizenId} FOR SHARE`);
  return row?.restricted ?? false;
}

/** Applies an account fact where it is newer than what is there. */
export async function applyAccount(
  tx: Transaction,
  account: {
    citizenId: string;
    version: number;
    status: BidderRecord['status'];
    pinVerified: boolean;
    disputed: boolean;
  },
): Promise<void> {
  await tx.query(sql`/* bidders.apply-account */
    INSERT INTO bidders (id, account_version, status, pin_verified, disputed)
    VALUES (${account.citizenId}, ${account.version}, ${account.status}, ${account.pinVerified}, ${account.disputed})
    ON CONFLICT (id) DO UPDATE SET account_version = excluded.account_version, status = excluded.status,
      pin_verified = excluded.pin_verified, disputed = excluded.disputed
    WHERE bidders.account_version < excluded.account_version AND bidders.status <> 'ERASED'`);
}

/** Editions are immutable: the first copy stays. */
export async function applyEdition(tx: Transaction, edition: KnownEdition): Promise<void> {
  await tx.query(sql`/* editions.apply */
    INSERT INTO editions (number, effective_at, material) VALUES (${edition.number}, ${edition.effectiveAt}, ${edition.material})
    ON CONFLICT DO NOTHING`);
}

export async function allEditions(db: Queryable): Promise<KnownEdition[]> {
  const rows = await db.query<{ number: number; effective_at: Date; material: boolean }>(
    sql`/* editions.all */ SELECT number, effective_at, material FROM editions`,
  );
  return rows.map((row) => ({ number: row.number, effectiveAt: row.effective_at, material: row.material }));
}
