import type { LotPolicy } from '../lots/lot.js';

/** What follows a strike: nothing yet, a block for some months, or one that does not end. */
export type StrikeConsequence = 'NONE' | 'BLOCK' | 'BLOCK_FOR_GOOD';

/**
 * What follows when somebody has `strikes` that stand and were not counted for a block yet, the latest among them, and was
 * blocked `blocks` times before; pure. More than the limit blocks for some months, and again more than it for good.
 */
export function consequenceOf(
  { strikes, blocks }: { readonly strikes: number; readonly blocks: number },
  { strikeLimit }: Pick<LotPolicy, 'strikeLimit'>,
): StrikeConsequence {
  if (strikeLimit === 0 || strikes <= strikeLimit) return 'NONE';
  return blocks === 0 ? 'BLOCK' : 'BLOCK_FOR_GOOD';
}

/** Why somebody says that a strike is not theirs to bear. Codes alone: what is to be said in words goes to the register of inquiries. */
export const appealGrounds = ['PAID_IN_TIME', 'BANK_FAILED', 'COULD_NOT_ACT', 'NOT_MINE', 'OTHER'] as const;
export type AppealGround = (typeof appealGrounds)[number];

/** Why a strike was taken back, or was not. */
export const appealReasons = [
  'PAYMENT_FOUND',
  'BANK_AT_FAULT',
  'HARDSHIP',
  'ENTRY_NOT_THEIRS',
  'NO_GROUND_SHOWN',
] as const;
export type AppealReason = (typeof appealReasons)[number];

export type AppealOutcome = 'LIFTED' | 'UPHELD';

/** What that reason makes of the strike. */
export function outcomeOf(reason: AppealReason): AppealOutcome {
  return reason === 'NO_GROUND_SHOWN' ? 'UPHELD' : 'LIFTED';
}

/** How long after a strike it may be appealed, in days. */
export const APPEAL_WITHIN_DAYS = 30;
/** Within how many days an appeal is decided. */
export const APPEAL_ANSWER_DAYS = 7;
/** Of an inquiry or a rights request in which the person says more. */
export const APPEAL_REFERENCE = /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/;

const MS_PER_DAY = 86_400_000;
export const daysAfter = (instant: Date, days: number): Date => new Date(instant.getTime() + days * MS_PER_DAY);

export interface StrikeAppeal {
  readonly ground: AppealGround;
  readonly reference: string | null;
  readonly filedAt: Date;
  readonly dueAt: Date;
  readonly decidedAt: Date | null;
  readonly outcome: AppealOutcome | null;
  readonly reason: AppealReason | null;
}

export interface Strike {
  readonly id: string;
  readonly bidderId: string;
  readonly entryId: string;
  readonly lotId: string;
  readonly givenAt: Date;
  readonly liftedAt: Date | null;
  /** What was to be paid, in tyiyn. */
  readonly price: bigint;
  readonly appeal: StrikeAppeal | null;
}

export interface BiddingBlock {
  readonly id: string;
  readonly since: Date;
  /** Null: for good. */
  readonly until: Date | null;
  readonly liftedAt: Date | null;
}

/** Why an appeal is not taken, in the order in which it is asked. */
export const appealRefusals = ['STRIKE_UNKNOWN', 'APPEALED_ALREADY', 'APPEAL_TOO_LATE', 'REFERENCE_INVALID'] as const;
export type AppealRefusal = (typeof appealRefusals)[number];

/** Whether this person may appeal against this strike at `now`; pure, under the lock of the bidder. */
export function decideAppealing(
  strike: Strike | undefined,
  { citizenId, reference }: { readonly citizenId: string; readonly reference: string | null },
  now: Date,
): AppealRefusal | 'ALLOWED' {
  if (strike === undefined || strike.bidderId !== citizenId || strike.liftedAt !== null) return 'STRIKE_UNKNOWN';
  if (strike.appeal !== null) return 'APPEALED_ALREADY';
  if (now > daysAfter(strike.givenAt, APPEAL_WITHIN_DAYS)) return 'APPEAL_TOO_LATE';
  return reference !== null && !APPEAL_REFERENCE.test(reference) ? 'REFERENCE_INVALID' : 'ALLOWED';
}
