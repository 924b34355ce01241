import { parseArgs } from 'node:util';

export interface StormOptions {
  /** Of kills at random; 0: none. */
  readonly seconds: number;
  /** Whether each fault befalls in its turn before that. */
  readonly faults: boolean;
  /** How often each citizen begins a bid, in ms; 0: as soon as the last one is answered. */
  readonly everyMs: number;
  readonly citizens: number;
  readonly lots: number;
}

/** `--slice` fits into `npm test`; in full each fault befalls in its turn, and then processes are killed at random for two minutes. */
const SLICE: StormOptions = { seconds: 20, citizens: 3, lots: 2, faults: false, everyMs: 0 };
const FULL: StormOptions = { seconds: 120, citizens: 8, lots: 20, faults: true, everyMs: 400 };

export function readStormOptions(args: readonly string[] = process.argv.slice(2)): StormOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { slice: { type: 'boolean' }, seconds: { type: 'string' } },
  });
  const options = values.slice ? SLICE : FULL;
  return values.seconds === undefined ? options : { ...options, seconds: Number(values.seconds) };
}
