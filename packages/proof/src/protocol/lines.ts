import type { JsonValue } from '../canonical-json.js';

/** The rules a lot is sold under, as its protocol begins. Amounts are decimal strings in tyiyn, here and in every line. */
export type ProtocolPolicy = {
  readonly version: number;
  readonly step: string;
  /** From the price `from` on, prices rise by `step`; rising by `from`. */
  readonly stepBands: readonly { readonly from: string; readonly step: string }[];
  readonly depositShareBasisPoints: number;
  readonly paymentDays: number;
  readonly requireVerifiedPin: boolean;
  readonly jumpLimitSteps: number;
  readonly softCloseWindowSeconds: number;
  readonly softCloseExtensionSeconds: number;
  readonly secondOffer: boolean;
  readonly reminderHours: readonly number[];
  readonly strikeLimit: number;
  readonly strikeBlockMonths: number;
  /** How long a reservation at a fixed price holds the lot. */
  readonly reservationSeconds: number;
};

/** Somebody under the random number of this lot, with the last that they bid. */
export type Placed = {
  readonly bidderNumber: number;
  readonly price: string;
};

/**
 * What a line of a closing protocol says. Instants are ISO 8601 UTC with milliseconds, by the database's clock under the lot's lock.
 * Who stands behind a number, and how far a maximum would have gone, is in none of them.
 */
export type LineBody =
  | {
      readonly kind: 'TERMS';
      readonly lotId: string;
      readonly plate: string;
      readonly saleMode: 'AUCTION' | 'FIXED_PRICE';
      /** At a fixed price: the price. */
      readonly startPrice: string;
      readonly deposit: string;
      readonly opensAt: string;
      readonly closesAt: string;
      readonly hardStopAt: string;
      readonly policy: ProtocolPolicy;
    }
  | {
      readonly kind: 'BID';
      readonly sequence: number;
      readonly bidderNumber: number;
      readonly amount: string;
      readonly automatic: boolean;
      readonly at: string;
    }
  /** The bid before it moved the end. */
  | { readonly kind: 'EXTENDED'; readonly closesAt: string }
  | { readonly kind: 'PAUSED'; readonly reason: string; readonly at: string }
  | { readonly kind: 'RESUMED'; readonly at: string; readonly closesAt: string; readonly hardStopAt: string }
  /**
   * At a fixed price: somebody holds the lot before `until`. Not by number: the bank knows when who paid, and would learn what else they
   * reserved, and when.
   */
  | { readonly kind: 'RESERVED'; readonly at: string; readonly until: string }
  /** It was not paid for in time: the lot was free from then on. */
  | { readonly kind: 'RESERVATION_ENDED'; readonly at: string }
  /** At a fixed price: the first payment that counted, of the reservation until then. */
  | { readonly kind: 'SOLD'; readonly until: string; readonly at: string }
  | { readonly kind: 'CLOSED'; readonly at: string }
  /** Everybody who took part, sorted: when each entered is not told. */
  | { readonly kind: 'ENTRIES'; readonly bidderNumbers: readonly number[] }
  | { readonly kind: 'RESULT'; readonly winner: Placed | null; readonly runnerUp: Placed | null }
  | { readonly kind: 'CANCELLED'; readonly reason: string; readonly at: string };

export type LineKind = LineBody['kind'];

/** Where a line stands: `previous` is the SHA-256 of the line before it, lower-case hexadecimal. */
export interface LinePlace {
  readonly number: number;
  readonly previous: string | null;
}

/** The text of a line, which is what is hashed: RFC 8785. */
export { canonicalJson as lineText } from '../canonical-json.js';

/** A line as anybody may have written it. */
export type ReadLine = Readonly<Record<string, JsonValue>>;
