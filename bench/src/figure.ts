import type { TestSystem } from '@belgi/testkit';

/** `slice`: seconds, inside `npm test`, to show that the measurement works. `full`: what we publish. */
export type Size = 'slice' | 'full';

/** Longest loop of a slice, in seconds: a figure has two or three, and `npm test` has a minute for it. */
export const SLICE_SECONDS = 6;

/** For `closedLoop`. */
export function timeFor(size: Size): { atMostSeconds?: number } {
  return size === 'slice' ? { atMostSeconds: SLICE_SECONDS } : {};
}

export interface Row {
  readonly what: string;
  readonly value: number;
  /** Unit, e.g. `ms`, `1/s`, `×`; empty for a count. */
  readonly unit: string;
  /** What we promise on 2 cores; measured sizes below `full` are not held to it. */
  readonly target?: { readonly atLeast: number } | { readonly atMost: number };
}

/** One figure that we publish: one file in `figures/`. */
export interface Figure {
  readonly name: string;
  /** What the figure answers, in one sentence. */
  readonly question: string;
  /**
   * Measures on a running system, whose other figures have come and gone before.
   * @throws when something was wrong rather than slow: a figure of a broken system is worth nothing
   */
  measure(system: TestSystem, size: Size, say: (text: string) => void): Promise<readonly Row[]>;
}

export function meets({ value, target }: Row): boolean | undefined {
  if (target === undefined) return undefined;
  return 'atLeast' in target ? value >= target.atLeast : value <= target.atMost;
}

/** The value below which `share` (0–1) of the sorted-by-size samples lie (nearest rank). @throws on no samples */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))];
  if (value === undefined) throw new Error('no samples');
  return value;
}
