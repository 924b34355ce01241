/** The rules that a line can break, in words of the protocol. */
export const RULE_CODES = [
  /** Not a line that this verifier knows, or a member of it is missing. */
  'LINE_UNKNOWN',
  /** Terms first and once, a close or a cancellation last, a result after the entries. */
  'ORDER',
  'SEQUENCE',
  'TIME_BACK',
  /** Before the opening, at or after the end, or while bidding was paused. */
  'OUTSIDE_TIME',
  'AMOUNT',
  /** Whoever leads bid by hand. */
  'OWN_BID',
  /** The end was not moved as the rules say, or it was moved where they do not. */
  'END',
  /** A number that bid and did not enter, or the numbers are not in order. */
  'ENTRIES',
  /** Held already, not for as long as the rules say, or paid for while another runs. */
  'RESERVATION',
  /** The winner, or who bid second, is another one by the bids. */
  'RESULT',
] as const;
export type RuleCode = (typeof RULE_CODES)[number];

/** What reading a line that breaks a rule throws. */
export class Broken extends Error {
  constructor(readonly rule: RuleCode) {
    super(rule);
  }
}

/** @throws Broken */
export function demand(holds: boolean, rule: RuleCode): void {
  if (!holds) throw new Broken(rule);
}

/** An instant in its one form, in milliseconds since 1970. @throws Broken */
export function ms(at: unknown): number {
  const time = typeof at === 'string' ? Date.parse(at) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString() !== at) throw new Broken('LINE_UNKNOWN');
  return time;
}

/** An amount above zero in tyiyn. @throws Broken */
export function money(amount: unknown): bigint {
  if (typeof amount !== 'string' || !/^[1-9][0-9]{0,17}$/.test(amount)) throw new Broken('LINE_UNKNOWN');
  return BigInt(amount);
}

/** A whole number, not negative. @throws Broken */
export function whole(value: unknown): number {
  if (!Number.isSafeInteger(value) || Number(value) < 0) throw new Broken('LINE_UNKNOWN');
  return Number(value);
}

export const text = (value: unknown): boolean => typeof value === 'string' && value !== '';
