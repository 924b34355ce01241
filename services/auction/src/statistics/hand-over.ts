import { plateRegions, STATISTICS_ROWS_PER_PART, type StatisticsHandedOverV1 } from '@belgi/contracts';
import { type Day, patternOf, priceBandOf } from '@belgi/statistics';

/** One act of a day: a deposit was taken, or a lot was paid for. */
export interface CountedAct {
  readonly act: 'ENTERED' | 'BOUGHT';
  readonly citizenId: string;
  readonly region: string;
  readonly digits: string;
  readonly letters: string;
  /** Tyiyn: the start price where somebody entered, the price paid where somebody bought. */
  readonly amountMinor: bigint;
}

type HandedOver = ReturnType<typeof StatisticsHandedOverV1.parse>;

/** What a day's fact says, in parts; a day without acts has one empty part, so that the days follow each other. */
export function partsOf({ day, since }: { day: Day; since: Day }, acts: readonly CountedAct[]): HandedOver[] {
  const rows = acts.map(({ act, citizenId, region, digits, letters, amountMinor }) => ({
    ...{ act, citizenId, region: regionOf(region) },
    priceBand: priceBandOf(amountMinor),
    pattern: patternOf(digits, letters),
  }));
  const parts = Math.max(1, Math.ceil(rows.length / STATISTICS_ROWS_PER_PART));
  return Array.from({ length: parts }, (_, index) => ({
    day,
    since,
    part: index + 1,
    parts,
    rows: rows.slice(index * STATISTICS_ROWS_PER_PART, (index + 1) * STATISTICS_ROWS_PER_PART),
  }));
}

function regionOf(code: string): (typeof plateRegions)[number] {
  const region = plateRegions.find((known) => known === code);
  if (region === undefined) throw new RangeError('a plate of no region');
  return region;
}
