/** From the price `from` on, prices rise by `step`. Both in tyiyn. */
export interface StepBand {
  readonly from: bigint;
  readonly step: bigint;
}

/** Where prices begin and how they rise: by one step, or by a larger one from each band on. */
export interface StepRule {
  readonly stepMinor: bigint;
  /** Rising by `from`. */
  readonly stepBands: readonly StepBand[];
}

/** Whether each band has a larger step than what is below it, as `Lot.stepBands` promises. */
export function stepsRise({ stepMinor, stepBands }: StepRule): boolean {
  return stepBands.every(({ step }, index) => step > (stepBands[index - 1]?.step ?? stepMinor));
}

/** A stretch of prices with one step: they stand on `anchor` plus whole steps, up to the anchor of the next stretch. */
interface Stretch {
  readonly anchor: bigint;
  readonly step: bigint;
}

/**
 * The prices that a lot may have: the start price and everything that steps lead to from there. Each band begins at the first
 * price that steps of the band before it lead to, so that every price has a next one.
 */
export class Ladder {
  readonly #stretches: readonly Stretch[];

  /** @throws where no prices could stand on these steps: a broken row, better stopped at than bid by */
  constructor(startPrice: bigint, { stepMinor, stepBands }: StepRule) {
    const stand = stepBands.every(({ from, step }, index) => step > 0n && from > (stepBands[index - 1]?.from ?? 0n));
    if (stepMinor <= 0n || !stand) throw new Error('the steps of a lot are broken');
    const below = stepBands.findLast(({ from }) => from <= startPrice);
    const stretches: Stretch[] = [{ anchor: startPrice, step: below?.step ?? stepMinor }];
    for (const { from, step } of stepBands) {
      const last = stretches.at(-1) as Stretch;
      if (from <= startPrice) continue;
      // A band so narrow that no price falls into it gives way to the next one.
      if (from <= last.anchor) stretches.splice(-1, 1, { anchor: last.anchor, step });
      else stretches.push({ anchor: last.anchor + ceilDiv(from - last.anchor, last.step) * last.step, step });
    }
    this.#stretches = stretches;
  }

  /** The least price above this one. */
  next(price: bigint): bigint {
    return price + this.stepAt(price);
  }

  /** What a bid on this price must rise by. */
  stepAt(price: bigint): bigint {
    return this.stretchAt(price).step;
  }

  /** The stretch that this amount falls into. */
  stretchAt(amount: bigint): Stretch {
    return this.#stretches.findLast(({ anchor }) => anchor <= amount) ?? (this.#stretches[0] as Stretch);
  }

  has(amount: bigint): boolean {
    const { anchor, step } = this.stretchAt(amount);
    return amount >= anchor && (amount - anchor) % step === 0n;
  }

  /** How many steps lead to this price from the start; of an amount between two prices, to the lower one. */
  rungOf(amount: bigint): bigint {
    let rungs = 0n;
    for (const [index, { anchor, step }] of this.#stretches.entries()) {
      const end = this.#stretches[index + 1]?.anchor;
      if (end === undefined || amount < end) return rungs + (amount - anchor) / step;
      rungs += (end - anchor) / step;
    }
    return rungs;
  }
}

const ceilDiv = (dividend: bigint, divisor: bigint): bigint => (dividend + divisor - 1n) / divisor;
