import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyAcceptance, applyAgreementEdition } from '../bidders/agreement.store.js';
import type { BidderClaims } from '../bidders/bidder.js';
import type { Lot } from '../lots/lot.js';
import { openAuction, START, type TestAuction } from '../testing/open-auction.js';
import { enterLot } from './enter-lot.js';

let auction: TestAuction;
beforeAll(async () => {
  auction = await openAuction();
});
afterAll(() => auction[Symbol.asyncDispose]());

const enters = (who: BidderClaims, lot: Lot, counter = auction.counter) => enterLot(counter, { lotId: lot.id, who });
const hears = (who: BidderClaims, edition: number) =>
  auction.database.transaction((tx) => applyAcceptance(tx, { citizenId: who.id, edition }));
const publish = (number: number, inMinutes: number, material: boolean) =>
  auction.database.transaction(async (tx) => {
    const effectiveAt = new Date((await tx.now()).getTime() + inMinutes * 60_000);
    await applyAgreementEdition(tx, { number, effectiveAt, material });
  });
const refused = { kind: 'refused', code: 'AGREEMENT_REQUIRED' };

describe('the user agreement', () => {
  it('lets nobody enter who did not accept it, and leaves no entry', async () => {
    const [who, lot] = [await auction.aCitizen({ accepts: false }), await auction.aLot()];
    expect(await enters(who, lot)).toEqual(refused);
    await hears(who, 1);
    expect(await enters(who, lot)).toMatchObject({ kind: 'entered', entry: { agreementEdition: 1, version: 1 } });
  });

  it('is asked of privacy where the acceptance was not heard of yet, and asked once', async () => {
    const [who, lot, other] = [
      await auction.aCitizen({ accepts: false }),
      await auction.aLot(),
      await auction.aLot(),
    ] as const;
    let asked = 0;
    const acceptedAgreement = async () => {
      asked += 1;
      return 1;
    };
    const counter = { ...auction.counter, acceptedAgreement };
    expect(await enters(who, lot, counter)).toMatchObject({ kind: 'entered', entry: { agreementEdition: 1 } });
    expect(await enters(who, other, counter)).toMatchObject({ kind: 'entered' });
    expect(asked).toBe(1);
    // The fact that comes behind changes nothing.
    await hears(who, 1);
    expect(await enters(who, other, counter)).toMatchObject({ kind: 'entered' });
  });

  it('lets nobody enter while privacy does not answer', async () => {
    const [who, lot] = [await auction.aCitizen({ accepts: false }), await auction.aLot()];
    const away = { ...auction.counter, acceptedAgreement: () => Promise.reject(new Error('privacy is away')) };
    await expect(enters(who, lot, away)).rejects.toThrow('privacy is away');
    expect(await enters(who, lot)).toEqual(refused);
  });

  it('asks anew when a material edition is in force, and settles what was entered before by the earlier one', async () => {
    const [who, lot, next, last] = [
      await auction.aCitizen(),
      await auction.aLot(),
      await auction.aLot(),
      await auction.aLot(),
    ] as const;
    await auction.enters(who, lot);
    await publish(2, 5, false);
    await publish(3, 10, true);
    await auction.time.advance({ minutes: 6 });
    // An editorial edition asks nobody.
    expect(await enters(who, next)).toMatchObject({ kind: 'entered', entry: { agreementEdition: 1 } });
    await auction.time.advance({ minutes: 5 });
    expect(await enters(who, last)).toEqual(refused);
    expect(await enters(who, next)).toMatchObject({ kind: 'entered', entry: { agreementEdition: 1 } });
    expect(await auction.bids(who, lot, START)).toMatchObject({ kind: 'accepted' });
    await hears(who, 3);
    // An older acceptance that arrives late takes nothing back.
    await hears(who, 1);
    expect(await enters(who, last)).toMatchObject({ kind: 'entered', entry: { agreementEdition: 3 } });
  });
});
