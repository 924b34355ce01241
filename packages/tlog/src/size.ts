/**
 * Sizes and indexes are numbers: whole, not negative, at most 2^53 − 1, which at a million entries a second are filled
 * after 285 years. Larger ones of other logs are refused as malformed, never rounded.
 */
export function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** ASCII decimal without leading zeroes (tlog-checkpoint, "Note text"). */
export function parseSize(text: string): number | undefined {
  if (!/^(0|[1-9]\d{0,15})$/.test(text)) return undefined;
  const value = Number(text);
  return isSize(value) ? value : undefined;
}

/** @throws RangeError when it is not one: the caller's mistake, not a visitor's */
export function assertSize(value: number, what: string): void {
  if (!isSize(value)) throw new RangeError(`${what} is not a whole number from 0 to 2^53 - 1`);
}

/** The exponent of the largest power of two that is at most `n`; `n` ≥ 1. Exact, which `Math.log2` is not. */
export function floorLog2(n: number): number {
  let exponent = 0;
  for (let rest = n; rest > 1; rest = Math.floor(rest / 2)) exponent += 1;
  return exponent;
}
