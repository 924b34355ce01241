import { sql } from '@belgi/database';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BidderClaims } from '../bidders/bidder.js';
import { applyEdition } from '../bidders/bidder.store.js';
import { followConsent } from '../bidders/follow-consent.js';
import type { Entry } from '../entries/entry.js';
import { firstViolation } from '../testing/bid-log-checker.js';
import { openAuction, START, STEP, type TestAuction } from '../testing/open-auction.js';
import { decideBids } from './decide-bids.js';
import { maximaOf } from './maximum.store.js';

// Editions are for everybody: an auction for each test.
let auction: TestAuction;
beforeEach(async () => {
  auction = await openAuction();
});
afterEach(() => auction[Symbol.asyncDispose]());

const steps = (count: number) => START + BigInt(count) * STEP;
const agreed = (who: BidderClaims, edition: number, epoch: number): BidderClaims => ({
  ...who,
  consent: { edition, epoch },
});
const hears = (who: BidderClaims, state: 'RENEWED' | 'WITHDRAWN', epoch: number, edition: number) =>
  auction.database.transaction((tx) =>
    followConsent(tx, {
      ...{ citizenId: who.id, epoch, state, edition, locale: 'KY', textSha256: '0'.repeat(64) },
      at: new Date().toISOString(),
    }),
  );
const shown = async (entry: Entry) => (await maximaOf(auction.database, [entry.id])).map(({ amount }) => amount);

/** Edition 2 asks everybody anew. Ann renewed, and signed in since: the auction knows it from her token alone. Ben's renewal has arrived. */
async function annRenewed() {
  const lot = await auction.aLot();
  const [ann, ben] = [await auction.aCitizen(), await auction.aCitizen()];
  const [anns, bens] = [await auction.enters(ann, lot), await auction.enters(ben, lot)];
  const effectiveAt = await auction.database.now();
  await auction.database.transaction((tx) => applyEdition(tx, { number: 2, effectiveAt, material: true }));
  await hears(ben, 'RENEWED', 2, 2);
  await auction.leavesMaximum(agreed(ann, 2, 2), lot, steps(10));
  return { lot, ann: agreed(ann, 2, 2), ben, anns, bens };
}
const leads = (entry: Entry, price: bigint) => ({
  kind: 'accepted',
  lot: { currentPrice: price, leader: { entryId: entry.id } },
});

describe('the maximum of somebody whose consent is known from their token alone', () => {
  it('counts, and goes on to when the consent arrives', async () => {
    const { lot, ann, ben, anns } = await annRenewed();
    expect(await shown(anns)).toEqual([steps(10)]);
    expect(await auction.bids(ben, lot, steps(1))).toMatchObject(leads(anns, steps(2)));
    await hears(ann, 'RENEWED', 2, 2);
    expect(await auction.bids(ben, lot, steps(3))).toMatchObject(leads(anns, steps(4)));
    expect(await firstViolation(auction.database, lot.id)).toBeUndefined();
  });

  it('counts for who has just registered and of whom no consent has arrived at all', async () => {
    const lot = await auction.aLot();
    const [ann, ben] = [await auction.aCitizen(), await auction.aCitizen()];
    await auction.database.query(
      sql`/* test.unheard */ UPDATE bidders SET consent_epoch = 0, consent_edition = NULL WHERE id = ${ann.id}`,
    );
    const [anns] = [await auction.enters(ann, lot), await auction.enters(ben, lot)];
    await auction.leavesMaximum(ann, lot, steps(10));
    expect(await auction.bids(ben, lot, steps(1))).toMatchObject(leads(anns, steps(2)));
  });

  it('stands on the consent of its own request, whatever another one in the same batch brings', async () => {
    const { lot, ann, ben, anns } = await annRenewed();
    const request = (who: BidderClaims, key: string) => {
      const intent = {
        kind: 'MAXIMUM',
        lotId: lot.id,
        bidderId: who.id,
        amount: steps(20),
        confirmJump: false,
      } as const;
      return { who, intent: { ...intent, key, bodyHash: key } };
    };
    // Raised by the session that agreed, while her former one tries as well.
    const batch = [request(ann, 'now'), request(agreed(ann, 1, 1), 'former')];
    const answers = await decideBids(auction.database, lot.id, batch);
    expect(answers).toMatchObject([{ kind: 'accepted' }, { code: 'CONSENT_REQUIRED' }]);
    expect(await shown(anns)).toEqual([steps(20)]);
    expect(await auction.bids(ben, lot, steps(12))).toMatchObject(leads(anns, steps(13)));
  });

  it.each(['WITHDRAWN', 'RENEWED'] as const)('gives way to a later fact: %s to the former edition', async (state) => {
    const { lot, ann, ben, anns, bens } = await annRenewed();
    await hears(ann, state, 3, 1);
    expect(await shown(anns)).toEqual([]);
    expect(await auction.bids(ben, lot, steps(1))).toMatchObject(leads(bens, steps(1)));
    expect(await auction.database.query(sql`/* test.maxima */ SELECT 1 AS one FROM maximum_bids`)).toEqual([]);
  });

  it('is not shown while the system would not bid by it', async () => {
    const { anns } = await annRenewed();
    const { id } = (await auction.database.one<{ id: string }>(sql`/* test.who */
      SELECT bidder_id AS id FROM entries WHERE id = ${anns.id}`)) as { id: string };
    const blocked = (status: string) =>
      auction.database.query(sql`/* test.block */ UPDATE bidders SET status = ${status} WHERE id = ${id}`);
    await blocked('BLOCKED');
    expect(await shown(anns)).toEqual([]);
    await blocked('ACTIVE');
    expect(await shown(anns)).toEqual([steps(10)]);
  });
});
