import { isObject } from '../evidence.js';
import { type Prices, pricesOf } from './ladder.js';
import type { LineBody, LineKind, Placed, ReadLine } from './lines.js';
import { Reservations } from './reservations.js';
import { Broken, demand, money, ms, type RuleCode, text, whole } from './rules.js';

export interface Replayed {
  readonly plate: string;
  readonly saleMode: 'AUCTION' | 'FIXED_PRICE';
  readonly startPrice: string;
  readonly bids: number;
  readonly extensions: number;
  readonly entries: number;
  readonly closedAt: string;
  readonly ended: 'CLOSED' | 'CANCELLED';
  readonly winner: Placed | null;
  readonly runnerUp: Placed | null;
}

export type Replay =
  | { readonly ok: true; readonly replayed: Replayed }
  /** `line` from 1. */
  | { readonly ok: false; readonly line: number; readonly rule: RuleCode };

type Terms = Extract<LineBody, { kind: 'TERMS' }>;
type Bid = Extract<LineBody, { kind: 'BID' }>;

/**
 * Follows a protocol line by line and decides anew whatever can be decided by what stands in it: who may bid when and how much, how
 * far each bid moves the end, who wins. Shares no code with the auction. What a protocol does not say is not asked: consents,
 * deposits, confirmed jumps, and maxima, of which only the bids made by them stand here.
 */
export function replay(lines: readonly ReadLine[]): Replay {
  const auction = new Auction();
  for (const [index, line] of lines.entries()) {
    try {
      auction.take(line as unknown as LineBody, index === 0);
    } catch (error) {
      // Whatever else is thrown is thrown by reading a line that has not its form.
      return { ok: false, line: index + 1, rule: error instanceof Broken ? error.rule : 'LINE_UNKNOWN' };
    }
  }
  const replayed = auction.replayed();
  return replayed === undefined ? { ok: false, line: lines.length, rule: 'ORDER' } : { ok: true, replayed };
}

/** Lines of one way of selling alone. */
const SALE_MODES: Readonly<Partial<Record<LineKind, Terms['saleMode']>>> = {
  ...{ BID: 'AUCTION', EXTENDED: 'AUCTION', PAUSED: 'AUCTION', RESUMED: 'AUCTION' },
  ...{ RESERVED: 'FIXED_PRICE', RESERVATION_ENDED: 'FIXED_PRICE', SOLD: 'FIXED_PRICE' },
};

class Auction {
  #terms: Terms | undefined;
  #reservations: Reservations | undefined;
  #prices: Prices | undefined;
  #endMs = 0;
  #hardStopMs = 0;
  #nowMs = Number.NEGATIVE_INFINITY;
  #pausedMs: number | undefined;
  /** What the end must be moved to by the next line. */
  #dueEndMs: number | undefined;
  #sequence = 0;
  #extensions = 0;
  #winner: Placed | null = null;
  #runnerUp: Placed | null = null;
  #bidders = new Set<number>();
  #closedAt: string | undefined;
  #isSold = false;
  #entries: ReadonlySet<number> | undefined;
  #ended: Replayed['ended'] | undefined;

  replayed(): Replayed | undefined {
    if (this.#ended === undefined || this.#terms === undefined) return undefined;
    return {
      plate: this.#terms.plate,
      saleMode: this.#terms.saleMode,
      startPrice: this.#terms.startPrice,
      bids: this.#sequence,
      extensions: this.#extensions,
      entries: this.#entries?.size ?? this.#bidders.size,
      closedAt: this.#closedAt ?? '',
      ended: this.#ended,
      winner: this.#ended === 'CLOSED' ? this.#winner : null,
      runnerUp: this.#ended === 'CLOSED' ? this.#runnerUp : null,
    };
  }

  take(line: LineBody, isFirst: boolean): void {
    demand((line.kind === 'TERMS') === isFirst && this.#ended === undefined, 'ORDER');
    const isAfterwards = line.kind === 'ENTRIES' || line.kind === 'RESULT';
    demand(isAfterwards === (this.#closedAt !== undefined), 'ORDER');
    demand((line.kind === 'EXTENDED') === (this.#dueEndMs !== undefined), 'END');
    const saleMode = SALE_MODES[line.kind];
    demand(saleMode === undefined || saleMode === this.#terms?.saleMode, 'ORDER');
    switch (line.kind) {
      case 'TERMS':
        this.#begin(line);
        break;
      case 'BID':
        this.#bid(line);
        break;
      case 'EXTENDED':
        demand(ms(line.closesAt) === this.#dueEndMs, 'END');
        this.#endMs = ms(line.closesAt);
        this.#dueEndMs = undefined;
        this.#extensions += 1;
        break;
      case 'PAUSED':
        this.#tick(line.at);
        demand(this.#pausedMs === undefined, 'ORDER');
        demand(this.#nowMs < this.#endMs && text(line.reason), 'OUTSIDE_TIME');
        this.#pausedMs = this.#nowMs;
        break;
      case 'RESUMED':
        this.#resume(line.at, ms(line.closesAt), ms(line.hardStopAt));
        break;
      case 'RESERVED':
        this.#tick(line.at);
        demand(this.#isOpen(), 'OUTSIDE_TIME');
        demand(this.#held().begin(this.#nowMs, ms(line.until)), 'RESERVATION');
        break;
      case 'RESERVATION_ENDED':
        this.#tick(line.at);
        demand(this.#held().end(this.#nowMs), 'RESERVATION');
        break;
      case 'SOLD':
        this.#sell(ms(line.until), line.at);
        break;
      case 'CLOSED':
        this.#tick(line.at);
        demand(this.#pausedMs === undefined && this.#reservations?.isHeld !== true, 'ORDER');
        demand(this.#nowMs >= this.#endMs, 'OUTSIDE_TIME');
        this.#closedAt = line.at;
        break;
      case 'ENTRIES':
        this.#enter(line.bidderNumbers);
        break;
      case 'RESULT':
        demand(this.#entries !== undefined, 'ORDER');
        if (this.#reservations) this.#winner = this.#buyer(line.winner);
        demand(same(line.winner, this.#winner) && same(line.runnerUp, this.#runnerUp), 'RESULT');
        this.#ended = 'CLOSED';
        break;
      case 'CANCELLED':
        this.#tick(line.at);
        // Of what nobody bid for it is not told whether it had opened.
        demand(this.#sequence === 0 || this.#pausedMs !== undefined || this.#nowMs < this.#endMs, 'OUTSIDE_TIME');
        this.#closedAt = line.at;
        this.#ended = 'CANCELLED';
        break;
      default:
        throw new Broken('LINE_UNKNOWN');
    }
  }

  #begin(terms: Terms): void {
    this.#terms = terms;
    this.#prices = pricesOf(BigInt(terms.startPrice), terms.policy);
    this.#endMs = ms(terms.closesAt);
    this.#hardStopMs = ms(terms.hardStopAt);
    demand(ms(terms.opensAt) < this.#endMs && this.#endMs <= this.#hardStopMs, 'OUTSIDE_TIME');
    whole(terms.policy.softCloseWindowSeconds);
    whole(terms.policy.softCloseExtensionSeconds);
    demand(terms.saleMode === 'AUCTION' || terms.saleMode === 'FIXED_PRICE', 'LINE_UNKNOWN');
    if (terms.saleMode === 'FIXED_PRICE') this.#reservations = new Reservations(whole(terms.policy.reservationSeconds));
  }

  #isOpen(): boolean {
    return this.#pausedMs === undefined && this.#nowMs >= ms(this.#terms?.opensAt) && this.#nowMs < this.#endMs;
  }

  #held(): Reservations {
    if (this.#reservations === undefined) throw new Broken('ORDER');
    return this.#reservations;
  }

  /** To who holds it, past the end too; while nobody does, to somebody whose reservation ran out. */
  #sell(untilMs: number, at: string): void {
    this.#tick(at);
    const paid = this.#held().mayBePaid(untilMs, this.#nowMs);
    demand(paid === 'RUNS' || (paid === 'RAN_OUT' && this.#isOpen()), 'RESERVATION');
    this.#isSold = true;
    this.#closedAt = at;
  }

  /** Whose a reservation was stands in no line: the buyer is one of those who took part, at the price. */
  #buyer(said: unknown): Placed | null {
    if (!this.#isSold) return null;
    const number = isObject(said) ? said['bidderNumber'] : undefined;
    demand(typeof number === 'number' && this.#entries?.has(number) === true, 'RESULT');
    return { bidderNumber: number as number, price: this.#terms?.startPrice ?? '' };
  }

  #bid({ sequence, bidderNumber, amount, automatic, at }: Bid): void {
    const { startPrice, policy } = this.#terms as Terms;
    const prices = this.#prices as Prices;
    demand(whole(sequence) === this.#sequence + 1, 'SEQUENCE');
    this.#tick(at);
    demand(this.#isOpen(), 'OUTSIDE_TIME');
    const least = this.#winner === null ? BigInt(startPrice) : prices.next(BigInt(this.#winner.price));
    const price = money(amount);
    demand(price >= least && prices.has(price), 'AMOUNT');
    const leads = this.#winner?.bidderNumber === whole(bidderNumber);
    demand(typeof automatic === 'boolean' && (!leads || automatic), 'OWN_BID');
    this.#sequence = sequence;
    this.#bidders.add(bidderNumber);
    if (!leads) this.#runnerUp = this.#winner;
    this.#winner = { bidderNumber, price: amount };
    if (this.#endMs - this.#nowMs > policy.softCloseWindowSeconds * 1_000) return;
    const wanted = Math.min(this.#nowMs + policy.softCloseExtensionSeconds * 1_000, this.#hardStopMs);
    if (wanted > this.#endMs) this.#dueEndMs = wanted;
  }

  /** Nobody loses time by a pause, and the window of the soft close is left at least. */
  #resume(at: string, closesMs: number, hardStopMs: number): void {
    this.#tick(at);
    if (this.#pausedMs === undefined) throw new Broken('ORDER');
    const stopped = this.#nowMs - this.#pausedMs;
    const window = (this.#terms as Terms).policy.softCloseWindowSeconds * 1_000;
    this.#endMs = Math.max(this.#endMs + stopped, this.#nowMs + window);
    this.#hardStopMs = Math.max(this.#hardStopMs + stopped, this.#endMs);
    this.#pausedMs = undefined;
    demand(closesMs === this.#endMs && hardStopMs === this.#hardStopMs, 'END');
  }

  #enter(numbers: readonly number[]): void {
    demand(this.#entries === undefined, 'ORDER');
    const rise = numbers.every((one, index) => whole(one) > (numbers[index - 1] ?? 0));
    const entered = new Set(numbers);
    demand(rise && [...this.#bidders].every((one) => entered.has(one)), 'ENTRIES');
    this.#entries = entered;
  }

  #tick(at: string): void {
    demand(ms(at) >= this.#nowMs, 'TIME_BACK');
    this.#nowMs = ms(at);
  }
}

function same(said: unknown, found: Placed | null): boolean {
  if (said === null || found === null) return said === found;
  return isObject(said) && said['bidderNumber'] === found.bidderNumber && said['price'] === found.price;
}
