const TYIYN_PER_SOM = 100n;

/** Whole som in tyiyn, the unit of the graph: `som(12_000)`. */
export function som(amount: number): bigint {
  return BigInt(amount) * TYIYN_PER_SOM;
}
