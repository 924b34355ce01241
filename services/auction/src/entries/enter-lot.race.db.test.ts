import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyAcceptance, applyAgreementEdition } from '../bidders/agreement.store.js';
import type { BidderClaims } from '../bidders/bidder.js';
import { openAuction, type TestAuction } from '../testing/open-auction.js';
import { enterLot } from './enter-lot.js';
import { entriesOfLot } from './entry.store.js';

let auction: TestAuction;
beforeAll(async () => {
  auction = await openAuction();
});
afterAll(() => auction[Symbol.asyncDispose]());

const hears = (who: BidderClaims, edition: number) =>
  auction.database.transaction((tx) => applyAcceptance(tx, { citizenId: who.id, edition }));

/** t0 somebody accepts; t1 they enter; t2 the fact arrives, before, while or after the auction asks privacy. */
it('whoever accepted and enters at once has entered, once, whichever way the auction hears of it', async () => {
  for (let round = 0; round < 12; round += 1) {
    const [who, lot] = [await auction.aCitizen({ accepts: false }), await auction.aLot()];
    const enter = () => enterLot(auction.counter, { lotId: lot.id, who });
    auction.accepted.set(who.id, 1);
    const acts = [enter, () => hears(who, 1), enter];
    const outcomes = await Promise.all([...acts.slice(round % 3), ...acts.slice(0, round % 3)].map((act) => act()));
    for (const outcome of outcomes) if (outcome !== undefined) expect(outcome).toMatchObject({ kind: 'entered' });
    expect(await entriesOfLot(auction.database, lot.id)).toMatchObject([{ bidderId: who.id, agreementEdition: 1 }]);
  }
});

/** t0 a material edition is about to take effect; t1 people enter; t2 it is in force: from then on nobody under the earlier one. */
it('a material edition that takes effect while people enter lets in, from then on, only those who accepted it', async () => {
  const lot = await auction.aLot();
  const effectiveAt = new Date((await auction.database.now()).getTime() + 10 * 60_000);
  await auction.database.transaction((tx) => applyAgreementEdition(tx, { number: 2, effectiveAt, material: true }));
  const people = await Promise.all(Array.from({ length: 60 }, () => auction.aCitizen()));
  const ahead = new Set(people.filter((_, index) => index % 4 === 0).map(({ id }) => id));
  let inForce = false;
  const moved = Promise.withResolvers<void>();
  const late = new Set<string>();
  const lanes = Array.from({ length: 4 }, async (_, lane) => {
    for (const [index, who] of people.entries()) {
      if (index % 4 !== lane) continue;
      if (ahead.has(who.id)) await hears(who, 2);
      if (index === 24)
        auction.time.advance({ minutes: 11 }).then(() => {
          inForce = true;
          moved.resolve();
        }, moved.reject);
      // The last ones come when it is in force, however busy the machine is.
      if (index >= 52) await moved.promise;
      // Known before the question: whatever is decided after it is decided by the new edition.
      if (inForce) late.add(who.id);
      await enterLot(auction.counter, { lotId: lot.id, who });
    }
  });
  await Promise.all(lanes);
  const entries = await entriesOfLot(auction.database, lot.id);
  expect(late.size).toBeGreaterThan(0);
  expect(entries.length).toBeGreaterThan(0);
  for (const { bidderId, agreementEdition } of entries)
    expect(agreementEdition).toBe(ahead.has(bidderId) ? 2 : late.has(bidderId) ? 'nobody' : 1);
  for (const id of ahead) expect(entries.map(({ bidderId }) => bidderId)).toContain(id);
});
