import type { ProtocolPolicy } from './lines.js';

/** The prices that a lot may have, from its start price on; written apart from the auction, so that one checks the other. */
export interface Prices {
  /** The least price above this one. */
  next(price: bigint): bigint;
  has(price: bigint): boolean;
}

/** @throws where no prices could stand on these steps */
export function pricesOf(startPrice: bigint, { step, stepBands }: Pick<ProtocolPolicy, 'step' | 'stepBands'>): Prices {
  const rules = [
    { from: 0n, step: BigInt(step) },
    ...stepBands.map((band) => ({ from: BigInt(band.from), step: BigInt(band.step) })),
  ];
  if (rules.some((rule) => rule.step <= 0n)) throw new RangeError('a step that does not rise');
  /** Where each band truly begins: at the first price that the steps below lead to. */
  const anchors = [{ at: startPrice, step: rules.findLast(({ from }) => from <= startPrice)?.step ?? 1n }];
  for (const rule of rules.filter(({ from }) => from > startPrice)) {
    const last = anchors[anchors.length - 1] as (typeof anchors)[number];
    if (rule.from <= last.at) last.step = rule.step;
    else {
      const missing = rule.from - last.at;
      anchors.push({ at: last.at + ((missing + last.step - 1n) / last.step) * last.step, step: rule.step });
    }
  }
  const below = (price: bigint) =>
    anchors.findLast(({ at }) => at <= price) ?? (anchors[0] as (typeof anchors)[number]);
  return {
    next: (price) => price + below(price).step,
    has: (price) => price >= startPrice && (price - below(price).at) % below(price).step === 0n,
  };
}
