import type { Lot, LotState } from '../lots/lot.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A lot that demo data keeps at hand. Offsets in ms from the moment of seeding. */
export interface DemoLot {
  readonly region: string;
  readonly digits: string;
  /** The first of them that is free is used: a plate that was sold is not offered again. */
  readonly letters: readonly string[];
  /** At a fixed price, nobody enters and nobody bids. An auction when left out. */
  readonly saleMode?: 'FIXED_PRICE';
  readonly startPriceSom: number;
  readonly state: Extract<LotState, 'PLANNED' | 'OPEN' | 'AWAITING_PAYMENT' | 'SOLD' | 'UNSOLD' | 'CANCELLED'>;
  readonly opensInMs: number;
  readonly closesInMs: number;
  /** Bids in the log, by the lot's bidders in turn. */
  readonly bids: number;
  /** For an open lot: it is renewed when it closes sooner than this. */
  readonly leftMs?: number;
}

const spare = (first: string): string[] => [
  first,
  ...[...'BCDEFHKMNPRSTXYZ'].map((letter) => `${first.slice(0, 2)}${letter}`),
];

/** Lots of every state, some open for hours and one closing within minutes. */
export const demoLots: readonly DemoLot[] = [
  {
    region: '01',
    digits: '777',
    letters: spare('AAA'),
    startPriceSom: 100_000,
    state: 'OPEN',
    opensInMs: -HOUR_MS,
    closesInMs: 6 * HOUR_MS,
    leftMs: HOUR_MS,
    bids: 5,
  },
  {
    region: '01',
    digits: '001',
    letters: spare('BBB'),
    startPriceSom: 250_000,
    state: 'OPEN',
    opensInMs: -2 * HOUR_MS,
    closesInMs: 10 * HOUR_MS,
    leftMs: 2 * HOUR_MS,
    bids: 0,
  },
  {
    region: '08',
    digits: '070',
    letters: spare('ABA'),
    startPriceSom: 30_000,
    state: 'OPEN',
    opensInMs: -HOUR_MS,
    closesInMs: 24 * HOUR_MS,
    leftMs: 3 * HOUR_MS,
    bids: 3,
  },
  {
    region: '09',
    digits: '555',
    letters: spare('KKK'),
    startPriceSom: 50_000,
    state: 'OPEN',
    opensInMs: -HOUR_MS,
    closesInMs: 5 * MINUTE_MS,
    leftMs: 2 * MINUTE_MS,
    bids: 2,
  },
  {
    region: '01',
    digits: '250',
    letters: spare('KGA'),
    saleMode: 'FIXED_PRICE',
    startPriceSom: 12_000,
    state: 'OPEN',
    opensInMs: -HOUR_MS,
    closesInMs: 7 * DAY_MS,
    leftMs: DAY_MS,
    bids: 0,
  },
  {
    region: '02',
    digits: '100',
    letters: spare('OOA'),
    startPriceSom: 20_000,
    state: 'PLANNED',
    opensInMs: DAY_MS,
    closesInMs: 2 * DAY_MS,
    bids: 0,
  },
  {
    region: '04',
    digits: '444',
    letters: spare('DAD'),
    startPriceSom: 40_000,
    state: 'PLANNED',
    opensInMs: 3 * HOUR_MS,
    closesInMs: 27 * HOUR_MS,
    bids: 0,
  },
  {
    region: '01',
    digits: '888',
    letters: spare('XXX'),
    startPriceSom: 120_000,
    state: 'AWAITING_PAYMENT',
    opensInMs: -DAY_MS,
    closesInMs: -HOUR_MS,
    bids: 6,
  },
  {
    region: '03',
    digits: '333',
    letters: spare('TTT'),
    startPriceSom: 60_000,
    state: 'SOLD',
    opensInMs: -3 * DAY_MS,
    closesInMs: -2 * DAY_MS,
    bids: 8,
  },
  {
    region: '07',
    digits: '123',
    letters: spare('ABC'),
    startPriceSom: 15_000,
    state: 'SOLD',
    opensInMs: -9 * DAY_MS,
    closesInMs: -8 * DAY_MS,
    bids: 4,
  },
  {
    region: '05',
    digits: '050',
    letters: spare('NNA'),
    startPriceSom: 10_000,
    state: 'UNSOLD',
    opensInMs: -4 * DAY_MS,
    closesInMs: -3 * DAY_MS,
    bids: 0,
  },
  {
    region: '06',
    digits: '600',
    letters: spare('OSH'),
    startPriceSom: 25_000,
    state: 'CANCELLED',
    opensInMs: -2 * DAY_MS,
    closesInMs: -DAY_MS,
    bids: 2,
  },
];

/** Whether this lot still shows what the demo lot is there for. */
export function isCurrent(demo: DemoLot, lot: Lot, now: Date): boolean {
  // One that somebody holds is for sale again in a quarter of an hour.
  const state = lot.state === 'RESERVED' ? 'OPEN' : lot.state;
  if (state !== demo.state) return false;
  return demo.state !== 'OPEN' || lot.closesAt.getTime() - now.getTime() >= (demo.leftMs ?? 0);
}
