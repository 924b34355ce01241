import { newId } from '@belgi/contracts';
import { sql, violatedConstraint } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepTime } from '../closing/timekeeper.js';
import { firstViolation } from '../testing/bid-log-checker.js';
import { openAuction, type TestAuction } from '../testing/open-auction.js';
import { createLot } from './create-lot.js';
import { findLots } from './lot.store.js';

let auction: TestAuction;
beforeAll(async () => {
  auction = await openAuction();
});
afterAll(() => auction[Symbol.asyncDispose]());

const adopt = (version: number, starts: readonly bigint[], steps: readonly bigint[]) =>
  auction.database.query(sql`/* test.policy */
    INSERT INTO auction_policies (version, effective_at, step, deposit_share_bp, payment_days, require_verified_pin, jump_limit_steps,
      soft_close_window_s, soft_close_extension_s, hard_stop_s, band_starts, band_steps)
    SELECT ${version}, app_now(), step, deposit_share_bp, payment_days, require_verified_pin, jump_limit_steps,
      soft_close_window_s, soft_close_extension_s, hard_stop_s, ${starts}::bigint[], ${steps}::bigint[]
    FROM auction_policies WHERE version = 1`);

async function announce(letters: string, step: bigint | null) {
  const now = await auction.database.now();
  const outcome = await createLot(
    { database: auction.database, alphabet: 'ABC' },
    {
      ...{ plate: { region: '01', digits: '001', letters }, saleMode: 'AUCTION', startPrice: 100_000n, step },
      ...{ opensAt: now, closesAt: new Date(now.getTime() + 3_600_000), hardStopAt: null },
    },
    newId(),
  );
  if (outcome.kind !== 'created') throw new Error(outcome.code);
  await keepTime(auction.database);
  return outcome.lot;
}

describe('steps by price band', () => {
  it('are those of the policy that a lot was announced under, whatever is adopted later', async () => {
    await adopt(3, [200_000n, 1_000_000n], [100_000n, 500_000n]);
    const lot = await announce('AAA', null);
    await adopt(4, [], []);
    const [ann, ben] = [await auction.aCitizen(), await auction.aCitizen()];
    for (const one of [ann, ben]) await auction.enters(one, lot);
    await auction.bids(ann, lot, 100_000n);
    expect(await auction.bids(ben, lot, 150_000n)).toMatchObject({ kind: 'accepted' });
    expect(await auction.bids(ann, lot, 200_000n)).toMatchObject({ kind: 'accepted' });
    expect(await auction.bids(ben, lot, 250_000n)).toMatchObject({
      code: 'BID_BELOW_MINIMUM',
      values: { minimum: '300000' },
    });
    expect(await auction.leavesMaximum(ben, lot, 1_500_000n)).toMatchObject({ bid: { amount: 300_000n } });
    expect(await auction.bids(ann, lot, 1_000_000n)).toMatchObject({ lot: { currentPrice: 1_500_000n } });
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
    expect((await findLots(auction.database, [lot.id]))[0]?.policy).toMatchObject({
      version: 3,
      stepBands: [
        { from: 200_000n, step: 100_000n },
        { from: 1_000_000n, step: 500_000n },
      ],
    });
  });

  it('give way to one step that the auctioneer names', async () => {
    await adopt(5, [200_000n], [100_000n]);
    expect((await announce('BBB', 10_000n)).policy).toMatchObject({ stepMinor: 10_000n, stepBands: [] });
  });

  it('are held by the database: rising, whole, above zero, and never changed', async () => {
    const refused = (work: Promise<unknown>) => work.then(() => 'taken', violatedConstraint);
    expect(await refused(adopt(9, [2n, 1n], [1n, 1n]))).toBe('auction_policies_bands_rise');
    expect(await refused(adopt(9, [0n], [1n]))).toBe('auction_policies_bands_rise');
    expect(await refused(adopt(9, [1n], []))).toBe('auction_policies_bands_whole');
    expect(await refused(adopt(9, [1n], [0n]))).toBe('auction_policies_band_steps_positive');
    const change = sql`/* test.change */ UPDATE lots SET policy_band_starts = '{7}', policy_band_steps = '{7}'`;
    expect(await refused(auction.database.query(change))).toBe('lots_terms_frozen');
  });
});
