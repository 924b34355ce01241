import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { LotPolicy } from '../lots/lot.js';
import { bandsOf } from '../lots/lot.store.js';

/** A default for lots that are announced from an instant on. */
export interface AdoptedPolicy {
  readonly effectiveAt: Date;
  readonly policy: LotPolicy;
}

interface PolicyRow {
  version: number;
  effective_at: Date;
  step: bigint;
  band_starts: bigint[];
  band_steps: bigint[];
  deposit_share_bp: number;
  payment_days: number;
  require_verified_pin: boolean;
  jump_limit_steps: number;
  soft_close_window_s: number;
  soft_close_extension_s: number;
  hard_stop_s: number;
  second_offer: boolean;
  reminder_hours: number[];
  strike_limit: number;
  strike_block_months: number;
  reservation_s: number;
}

const columns = sql`version, effective_at, step, band_starts, band_steps, deposit_share_bp, payment_days, require_verified_pin,
  jump_limit_steps, soft_close_window_s, soft_close_extension_s, hard_stop_s, second_offer, reminder_hours, strike_limit,
  strike_block_months, reservation_s`;

function policyOf(row: PolicyRow): LotPolicy {
  return {
    version: row.version,
    stepMinor: row.step,
    stepBands: bandsOf(row.band_starts, row.band_steps),
    depositShareBasisPoints: row.deposit_share_bp,
    paymentDays: row.payment_days,
    requireVerifiedPin: row.require_verified_pin,
    jumpLimitSteps: row.jump_limit_steps,
    softCloseWindowSeconds: row.soft_close_window_s,
    softCloseExtensionSeconds: row.soft_close_extension_s,
    hardStopSeconds: row.hard_stop_s,
    secondOffer: row.second_offer,
    reminderHours: row.reminder_hours,
    strikeLimit: row.strike_limit,
    strikeBlockMonths: row.strike_block_months,
    reservationSeconds: row.reservation_s,
  };
}

/** The rules for lots announced now: the latest version in effect. */
export async function currentPolicy(db: Queryable): Promise<LotPolicy> {
  const row = await db.one<PolicyRow>(sql`/* policies.current */
    SELECT ${columns} FROM auction_policies WHERE effective_at <= app_now() ORDER BY version DESC LIMIT 1`);
  if (!row) throw new Error('no auction policy is in effect');
  return policyOf(row);
}

/** Every default there was or will be, the latest version first. */
export async function adoptedPolicies(db: Queryable): Promise<AdoptedPolicy[]> {
  const rows = await db.query<PolicyRow>(
    sql`/* policies.adopted */ SELECT ${columns} FROM auction_policies ORDER BY version DESC`,
  );
  return rows.map((row) => ({ effectiveAt: row.effective_at, policy: policyOf(row) }));
}

/** @throws a violated constraint where somebody adopted this version meanwhile */
export async function insertPolicy(tx: Transaction, { effectiveAt, policy }: AdoptedPolicy): Promise<void> {
  await tx.query(sql`/* policies.insert */
    INSERT INTO auction_policies (${columns})
    VALUES (${policy.version}, ${effectiveAt}, ${policy.stepMinor}, ${policy.stepBands.map(({ from }) => from)}::bigint[],
      ${policy.stepBands.map(({ step }) => step)}::bigint[], ${policy.depositShareBasisPoints}, ${policy.paymentDays},
      ${policy.requireVerifiedPin}, ${policy.jumpLimitSteps}, ${policy.softCloseWindowSeconds}, ${policy.softCloseExtensionSeconds},
      ${policy.hardStopSeconds}, ${policy.secondOffer}, ${policy.reminderHours}::int[], ${policy.strikeLimit},
      ${policy.strikeBlockMonths}, ${policy.reservationSeconds})`);
}
