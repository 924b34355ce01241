import { type Queryable, type Sql, sql, type Transaction } from '@belgi/database';
import { insertLines } from '../protocol/protocol.store.js';
import type { ProtocolChain } from '../protocol/protocol-chain.js';
import type { StepBand } from './ladder.js';
import type { Lot, LotLeader, LotState, RunnerUp, SaleMode } from './lot.js';

export interface LotRow {
  id: string;
  plate_id: string;
  region: string;
  digits: string;
  letters: string;
  sale_mode: SaleMode;
  state: LotState;
  policy_version: number;
  policy_step: bigint;
  policy_band_starts: bigint[];
  policy_band_steps: bigint[];
  policy_deposit_share_bp: number;
  policy_payment_days: number;
  policy_require_verified_pin: boolean;
  policy_jump_limit_steps: number;
  policy_soft_close_window_s: number;
  policy_soft_close_extension_s: number;
  policy_hard_stop_s: number;
  policy_second_offer: boolean;
  policy_reminder_hours: number[];
  policy_strike_limit: number;
  policy_strike_block_months: number;
  policy_reservation_s: number;
  start_price: bigint;
  deposit: bigint;
  current_price: bigint | null;
  leading_entry_id: string | null;
  leading_bidder_number: number | null;
  bid_count: number;
  opens_at: Date;
  closes_at: Date;
  hard_stop_at: Date;
  closed_at: Date | null;
  payment_due_at: Date | null;
  settled_at: Date | null;
  cancel_reason: string | null;
  second_entry_id: string | null;
  second_bidder_number: number | null;
  second_price: bigint | null;
  offered_at: Date | null;
  remind_at: Date | null;
  paused_at: Date | null;
  pause_reason: string | null;
  reserved_until: Date | null;
  relist_of: string | null;
  protocol_lines: number | null;
  protocol_sha256: Buffer | null;
  version: number;
}

/** Every column of a lot, for the statements below and for pages. */
export const lotColumns: Sql = sql`l.id, l.plate_id, l.region, l.digits, l.letters, l.sale_mode, l.state, l.policy_version,
  l.policy_step, l.policy_band_starts, l.policy_band_steps, l.policy_deposit_share_bp, l.policy_payment_days, l.policy_require_verified_pin, l.policy_jump_limit_steps,
  l.policy_soft_close_window_s, l.policy_soft_close_extension_s, l.policy_hard_stop_s, l.start_price, l.deposit,
  l.current_price, l.leading_entry_id, l.leading_bidder_number, l.bid_count, l.opens_at, l.closes_at, l.hard_stop_at,
  l.closed_at, l.payment_due_at, l.settled_at, l.cancel_reason, l.policy_second_offer, l.policy_reminder_hours, l.policy_strike_limit,
  l.policy_strike_block_months, l.second_entry_id, l.second_bidder_number, l.second_price, l.offered_at, l.remind_at, l.paused_at,
  l.pause_reason, l.policy_reservation_s, l.reserved_until, l.relist_of, l.protocol_lines, l.protocol_sha256, l.version`;

export function lotOf(row: LotRow): Lot {
  return {
    id: row.id,
    plate: { id: row.plate_id, region: row.region, digits: row.digits, letters: row.letters },
    saleMode: row.sale_mode,
    state: row.state,
    policy: {
      version: row.policy_version,
      stepMinor: row.policy_step,
      stepBands: bandsOf(row.policy_band_starts, row.policy_band_steps),
      depositShareBasisPoints: row.policy_deposit_share_bp,
      paymentDays: row.policy_payment_days,
      requireVerifiedPin: row.policy_require_verified_pin,
      jumpLimitSteps: row.policy_jump_limit_steps,
      softCloseWindowSeconds: row.policy_soft_close_window_s,
      softCloseExtensionSeconds: row.policy_soft_close_extension_s,
      hardStopSeconds: row.policy_hard_stop_s,
      secondOffer: row.policy_second_offer,
      reminderHours: row.policy_reminder_hours,
      strikeLimit: row.policy_strike_limit,
      strikeBlockMonths: row.policy_strike_block_months,
      reservationSeconds: row.policy_reservation_s,
    },
    startPrice: row.start_price,
    deposit: row.deposit,
    currentPrice: row.current_price,
    leader: leaderOf(row.leading_entry_id, row.leading_bidder_number),
    bidCount: row.bid_count,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    hardStopAt: row.hard_stop_at,
    closedAt: row.closed_at,
    paymentDueAt: row.payment_due_at,
    settledAt: row.settled_at,
    cancelReason: row.cancel_reason,
    runnerUp: runnerUpOf(row),
    offeredAt: row.offered_at,
    remindAt: row.remind_at,
    pausedAt: row.paused_at,
    pauseReason: row.pause_reason,
    reservedUntil: row.reserved_until,
    relistOf: row.relist_of,
    protocol: chainOf(row.protocol_lines, row.protocol_sha256),
    version: row.version,
  };
}

function leaderOf(entryId: string | null, bidderNumber: number | null): LotLeader | null {
  return entryId !== null && bidderNumber !== null ? { entryId, bidderNumber } : null;
}

function runnerUpOf(row: LotRow): RunnerUp | null {
  const second = leaderOf(row.second_entry_id, row.second_bidder_number);
  return second && row.second_price !== null ? { ...second, price: row.second_price } : null;
}

function chainOf(lines: number | null, sha256: Buffer | null): ProtocolChain | null {
  return lines === null || sha256 === null ? null : { lines, sha256: sha256.toString('hex'), unwritten: [] };
}

/** Bands as rows have them: two lists. */
export function bandsOf(from: readonly bigint[], by: readonly bigint[]): StepBand[] {
  if (from.length !== by.length) throw new Error('bands and their steps are not of one length');
  return from.map((price, index) => ({ from: price, step: by[index] ?? 0n }));
}

/** Takes the lot's lock: the first lock of every command about a lot. */
export async function lockLot(tx: Transaction, id: string): Promise<Lot | undefined> {
  const row = await tx.one<LotRow>(sql`/* lots.lock */ SELECT ${lotColumns} FROM lots l WHERE l.id = ${id} FOR UPDATE`);
  return row && lotOf(row);
}

export async function findLots(db: Queryable, ids: readonly string[]): Promise<Lot[]> {
  const rows = await db.query<LotRow>(
    sql`/* lots.find */ SELECT ${lotColumns} FROM lots l WHERE l.id = ANY (${ids}::uuid[])`,
  );
  return rows.map(lotOf);
}

/** Whether a later lot offers this one's plate again; steady under its lock. */
export async function isRelisted(db: Queryable, id: string): Promise<boolean> {
  const row = await db.one(sql`/* lots.is-relisted */ SELECT 1 AS one FROM lots WHERE relist_of = ${id}`);
  return row !== undefined;
}

/** @throws violating `lots_plate_offered_once` when the combination is on offer or sold */
export async function insertLot(tx: Transaction, lot: Lot, createdBy: string): Promise<void> {
  const { plate, policy } = lot;
  await tx.query(sql`/* lots.insert */
    INSERT INTO lots (id, plate_id, region, digits, letters, sale_mode, state, policy_version, policy_step,
      policy_band_starts, policy_band_steps, policy_deposit_share_bp, policy_payment_days, policy_require_verified_pin, policy_jump_limit_steps,
      policy_soft_close_window_s, policy_soft_close_extension_s, policy_hard_stop_s, policy_second_offer, policy_reminder_hours,
      policy_strike_limit, policy_strike_block_months, policy_reservation_s, start_price, deposit, opens_at, closes_at, hard_stop_at, relist_of,
      protocol_lines, protocol_sha256, version, created_by)
    VALUES (${lot.id}, ${plate.id}, ${plate.region}, ${plate.digits}, ${plate.letters}, ${lot.saleMode}, ${lot.state},
      ${policy.version}, ${policy.stepMinor}, ${policy.stepBands.map(({ from }) => from)}::bigint[],
      ${policy.stepBands.map(({ step }) => step)}::bigint[], ${policy.depositShareBasisPoints}, ${policy.paymentDays},
      ${policy.requireVerifiedPin}, ${policy.jumpLimitSteps}, ${policy.softCloseWindowSeconds},
      ${policy.softCloseExtensionSeconds}, ${policy.hardStopSeconds}, ${policy.secondOffer}, ${[...policy.reminderHours]}::int[],
      ${policy.strikeLimit}, ${policy.strikeBlockMonths}, ${policy.reservationSeconds}, ${lot.startPrice}, ${lot.deposit},
      ${lot.opensAt}, ${lot.closesAt}, ${lot.hardStopAt}, ${lot.relistOf},
      ${lot.protocol?.lines ?? null}, ${sha256Of(lot)}, ${lot.version}, ${createdBy})`);
  await insertLines(tx, lot.id, lot.protocol);
}

const sha256Of = ({ protocol }: Lot): Buffer | null => protocol && Buffer.from(protocol.sha256, 'hex');

/** Writes what bids change about a lot, and the lines of its protocol; its lock is held. */
export async function updateBidding(tx: Transaction, lot: Lot): Promise<void> {
  const updated = tx.query(sql`/* lots.update-bidding */
    UPDATE lots SET current_price = ${lot.currentPrice}, leading_entry_id = ${lot.leader?.entryId ?? null},
      leading_bidder_number = ${lot.leader?.bidderNumber ?? null}, bid_count = ${lot.bidCount}, closes_at = ${lot.closesAt},
      protocol_lines = ${lot.protocol?.lines ?? null}, protocol_sha256 = ${sha256Of(lot)}, version = ${lot.version}
    WHERE id = ${lot.id}`);
  await Promise.all([updated, insertLines(tx, lot.id, lot.protocol)]);
}

/** Writes what may change about a lot, and the lines of its protocol; its lock is held. */
export async function updateLot(tx: Transaction, lot: Lot): Promise<void> {
  await tx.query(
    sql`/* lots.update */
    UPDATE lots SET state = ${lot.state}, current_price = ${lot.currentPrice}, leading_entry_id = ${lot.leader?.entryId ?? null},
      leading_bidder_number = ${lot.leader?.bidderNumber ?? null}, bid_count = ${lot.bidCount}, closes_at = ${lot.closesAt},
      hard_stop_at = ${lot.hardStopAt}, closed_at = ${lot.closedAt}, payment_due_at = ${lot.paymentDueAt}, settled_at = ${lot.settledAt},
      cancel_reason = ${lot.cancelReason}, second_entry_id = ${lot.runnerUp?.entryId ?? null},
      second_bidder_number = ${lot.runnerUp?.bidderNumber ?? null}, second_price = ${lot.runnerUp?.price ?? null},
      offered_at = ${lot.offeredAt}, remind_at = ${lot.remindAt}, paused_at = ${lot.pausedAt}, pause_reason = ${lot.pauseReason}, reserved_until = ${lot.reservedUntil},
      protocol_lines = ${lot.protocol?.lines ?? null}, protocol_sha256 = ${sha256Of(lot)}, version = ${lot.version}
    WHERE id = ${lot.id}`,
  );
  await insertLines(tx, lot.id, lot.protocol);
}

/** Answers are kept until the lot is settled; called for lots that were. */
export async function forgetAnswers(tx: Transaction, lotId: string): Promise<void> {
  await tx.query(sql`/* answers.forget */ DELETE FROM bid_answers WHERE lot_id = ${lotId}`);
}
