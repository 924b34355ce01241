import { parseArgs } from 'node:util';

export interface StormOptions {
  readonly seconds: number;
  readonly citizens: number;
  readonly lots: number;
}

/** `--slice` fits into `npm test`; the full storm blows for ten minutes. */
const SLICE: StormOptions = { seconds: 20, citizens: 3, lots: 2 };
const FULL: StormOptions = { seconds: 600, citizens: 8, lots: 4 };

export function readStormOptions(args: readonly string[] = process.argv.slice(2)): StormOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { slice: { type: 'boolean' }, seconds: { type: 'string' } },
  });
  const options = values.slice ? SLICE : FULL;
  return values.seconds === undefined ? options : { ...options, seconds: Number(values.seconds) };
}
