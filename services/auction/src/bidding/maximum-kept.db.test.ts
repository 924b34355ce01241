import { type Sql, sql, violatedConstraint } from '@belgi/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAuction, START, STEP, type TestAuction } from '../testing/open-auction.js';

let auction: TestAuction;
beforeAll(async () => {
  auction = await openAuction();
});
afterAll(() => auction[Symbol.asyncDispose]());

const refused = (statement: Sql) => auction.database.query(statement).then(() => 'taken', violatedConstraint);

/** Ann leads at a step above the start price with a maximum of ten steps more; Ben bid before her. */
async function annLeads() {
  const lot = await auction.aLot();
  const [ann, ben] = [await auction.aCitizen(), await auction.aCitizen()];
  const [anns, bens] = [await auction.enters(ann, lot), await auction.enters(ben, lot)];
  await auction.bids(ben, lot, START);
  await auction.leavesMaximum(ann, lot, START + 11n * STEP);
  return { lot, anns, bens };
}

describe('the database holds a maximum', () => {
  it('to who leads', async () => {
    const { lot, bens } = await annLeads();
    expect(await refused(sql`/* test */ UPDATE maximum_bids SET entry_id = ${bens.id} WHERE lot_id = ${lot.id}`)).toBe(
      'maximum_bids_of_the_leader',
    );
    const passed = sql`/* test */ UPDATE lots SET leading_entry_id = ${bens.id}, leading_bidder_number = ${bens.bidderNumber}
      WHERE id = ${lot.id}`;
    expect(await refused(passed)).toBe('maximum_bids_of_the_leader');
  });

  it('to the price that it covers', async () => {
    const { lot } = await annLeads();
    const lowered = (amount: bigint) =>
      refused(sql`/* test */ UPDATE maximum_bids SET amount = ${amount} WHERE lot_id = ${lot.id}`);
    expect(await lowered(START)).toBe('maximum_bids_of_the_leader');
    expect(await lowered(START + STEP)).toBe('taken');
  });

  it('to the time of bidding', async () => {
    const { lot } = await annLeads();
    const called = sql`/* test */ UPDATE lots SET state = 'CANCELLED', settled_at = app_now(), cancel_reason = 'gone' WHERE id = ${lot.id}`;
    expect(await refused(called)).toBe('maximum_bids_of_the_leader');
  });

  it('to a lot that somebody leads', async () => {
    const lot = await auction.aLot();
    const entry = await auction.enters(await auction.aCitizen(), lot);
    const left = sql`/* test */ INSERT INTO maximum_bids (lot_id, entry_id, amount, consent_epoch, consent_edition, set_at)
      VALUES (${lot.id}, ${entry.id}, ${START}, 1, 1, app_now())`;
    expect(await refused(left)).toBe('maximum_bids_of_the_leader');
  });
});

describe('the database holds the bands of a policy', () => {
  const adopt = (starts: string, steps: string) =>
    refused(sql`/* test */
      INSERT INTO auction_policies (version, effective_at, step, deposit_share_bp, payment_days, require_verified_pin, jump_limit_steps,
        soft_close_window_s, soft_close_extension_s, hard_stop_s, band_starts, band_steps)
      SELECT 90, app_now(), 50000, deposit_share_bp, payment_days, require_verified_pin, jump_limit_steps,
        soft_close_window_s, soft_close_extension_s, hard_stop_s, ${starts}::bigint[], ${steps}::bigint[]
      FROM auction_policies WHERE version = 1`);
  it.each([
    ['a start that is not known', '{NULL}', '{60000}', 'auction_policies_bands_known'],
    ['a step that is not known', '{200000}', '{NULL}', 'auction_policies_bands_known'],
    ['a step that is no larger than below the band', '{200000}', '{50000}', 'auction_policies_steps_rise'],
    [
      'a step that is smaller than in the band before',
      '{200000,300000}',
      '{90000,60000}',
      'auction_policies_steps_rise',
    ],
  ])('refuses %s', async (_, starts, steps, constraint) => expect(await adopt(starts, steps)).toBe(constraint));

  it('and those of a lot that is announced', async () => {
    const lot = await auction.aLot();
    const broken = sql`/* test */ UPDATE lots SET policy_band_starts = '{NULL}', policy_band_steps = '{NULL}' WHERE id = ${lot.id}`;
    expect(['lots_bands_known', 'lots_terms_frozen']).toContain(await refused(broken));
    const copied = sql`/* test */ INSERT INTO lots (id, plate_id, region, digits, letters, sale_mode, state, policy_version, policy_step,
        policy_band_starts, policy_band_steps, policy_deposit_share_bp, policy_payment_days, policy_require_verified_pin,
        policy_jump_limit_steps, policy_soft_close_window_s, policy_soft_close_extension_s, policy_hard_stop_s, start_price, deposit,
        opens_at, closes_at, hard_stop_at, settled_at, version, created_by)
      SELECT gen_random_uuid(), plate_id, region, digits, letters, sale_mode, 'UNSOLD', policy_version, policy_step,
        '{NULL}', '{60000}', policy_deposit_share_bp, policy_payment_days, policy_require_verified_pin, policy_jump_limit_steps,
        policy_soft_close_window_s, policy_soft_close_extension_s, policy_hard_stop_s, start_price, deposit, opens_at, closes_at,
        hard_stop_at, app_now(), 1, created_by FROM lots WHERE id = ${lot.id}`;
    expect(await refused(copied)).toBe('lots_bands_known');
  });
});
