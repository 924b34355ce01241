import type { RunnerUp } from '../lots/lot.js';

/** A line of the log of bids, as far as who wins goes. */
export interface LoggedBid {
  readonly entryId: string;
  readonly bidderNumber: number;
  readonly amount: bigint;
}

/** Who wins by a log, and who is next. */
export interface Outcome {
  readonly winner: RunnerUp | null;
  readonly runnerUp: RunnerUp | null;
}

const nobody: Outcome = { winner: null, runnerUp: null };

/** The outcome of a log, in the order of its sequence; a pure fold: the last bid wins, and the last of somebody else is next. */
export function outcomeOf(log: Iterable<LoggedBid>): Outcome {
  let outcome = nobody;
  for (const { entryId, bidderNumber, amount } of log) {
    const winner = { entryId, bidderNumber, price: amount };
    const passed = outcome.winner?.entryId === entryId ? outcome.runnerUp : outcome.winner;
    outcome = { winner, runnerUp: passed };
  }
  return outcome;
}
