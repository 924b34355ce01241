import { type Lot, type LotPolicy, untouched } from '../lots/lot.js';

/** Steps of 500 som, and the times of the policy that lots are announced under. */
export const policyAt: LotPolicy = {
  version: 1,
  stepMinor: 50_000n,
  stepBands: [],
  depositShareBasisPoints: 1_000,
  paymentDays: 5,
  requireVerifiedPin: true,
  jumpLimitSteps: 10,
  softCloseWindowSeconds: 300,
  softCloseExtensionSeconds: 300,
  hardStopSeconds: 7_200,
  secondOffer: true,
  reminderHours: [72, 12],
  strikeLimit: 3,
  strikeBlockMonths: 6,
  reservationSeconds: 900,
};

/** For tests of rules: a lot in the middle of its two hours at `now`, from 10 000 som, nobody has bid. */
export function lotAt(
  now: Date,
  { policy = {}, ...other }: Partial<Omit<Lot, 'policy'>> & { policy?: Partial<LotPolicy> } = {},
): Lot {
  const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
  return {
    id: 'lot',
    plate: { id: 'plate', region: '01', digits: '777', letters: 'AAA' },
    saleMode: 'AUCTION',
    state: 'OPEN',
    policy: { ...policyAt, ...policy },
    startPrice: 1_000_000n,
    deposit: 100_000n,
    ...untouched,
    opensAt: hours(-1),
    closesAt: hours(1),
    hardStopAt: hours(3),
    version: 2,
    ...other,
  };
}
