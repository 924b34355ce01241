import { describe, expect, it } from 'vitest';
import { type BidderClaims, type BidderRecord, entitlementOf, mayBidFor } from './bidder.js';

const now = new Date('2026-01-01T12:00:00.000Z');
const editions = [{ number: 1, effectiveAt: new Date('2026-01-01T00:00:00.000Z'), material: true }];
const claims: BidderClaims = { id: 'b', staff: false, restricted: false, consent: { edition: 1, epoch: 1 } };
const record: BidderRecord = {
  id: 'b',
  status: 'ACTIVE',
  pinVerified: true,
  disputed: false,
  consent: { edition: 1, epoch: 1 },
  withdrawnEpoch: 0,
  keptOnly: false,
  struckUntil: null,
  agreementEdition: 1,
};

describe('who may take part', () => {
  it('a citizen who agreed and is verified', () =>
    expect(entitlementOf(claims, record, editions, now)).toEqual({
      consentLive: true,
      keptOnly: false,
      blocked: false,
      staff: false,
      pinVerified: true,
    }));
  it('somebody just registered, by the token alone, but unverified', () =>
    expect(entitlementOf(claims, undefined, editions, now)).toMatchObject({ consentLive: true, pinVerified: false }));
  it.each(['BLOCKED', 'ERASED'] as const)('nobody who is %s', (status) =>
    expect(entitlementOf(claims, { ...record, status }, editions, now).blocked).toBe(true),
  );
  it('whose data are restricted is known by it', () =>
    expect(entitlementOf(claims, { ...record, keptOnly: true }, editions, now).keptOnly).toBe(true));
  it('a disputed PIN is no verified one', () =>
    expect(entitlementOf(claims, { ...record, disputed: true }, editions, now).pinVerified).toBe(false));
  it('staff are refused as staff, not for want of consent', () =>
    expect(entitlementOf({ ...claims, staff: true, consent: null }, undefined, editions, now)).toMatchObject({
      consentLive: true,
      staff: true,
    }));
  it('a restricted session is refused although the consent it knew of is still projected', () =>
    expect(entitlementOf({ ...claims, restricted: true }, record, editions, now).consentLive).toBe(false));
  it('a session restricted by a block is refused for the block, not for a consent', () =>
    expect(
      entitlementOf({ ...claims, restricted: true }, { ...record, status: 'BLOCKED' }, editions, now),
    ).toMatchObject({ consentLive: true, blocked: true }));
  it('a restricted session that names no epoch stays restricted', () =>
    expect(
      entitlementOf(
        { ...claims, restricted: true, consent: null },
        { ...record, consent: { edition: 1, epoch: 9 } },
        editions,
        now,
      ).consentLive,
    ).toBe(false));
  it('a restricted session is freed by a consent given since', () =>
    expect(
      entitlementOf({ ...claims, restricted: true }, { ...record, consent: { edition: 1, epoch: 2 } }, editions, now)
        .consentLive,
    ).toBe(true));
});

describe('whom the system may bid for', () => {
  const consents = (epoch: number, changed: Partial<BidderRecord> = {}, edition: number | null = 1) =>
    mayBidFor({ ...record, consent: { edition: 1, epoch: 3 }, ...changed }, { edition, epoch }, editions, now);
  it('who consents, under whatever epoch they left the maximum', () =>
    expect([consents(1), consents(3)]).toEqual([true, true]));
  it('nobody by a maximum from before their last withdrawal, or from that very epoch', () =>
    expect([1, 2, 3].map((epoch) => consents(epoch, { withdrawnEpoch: 2 }))).toEqual([false, false, true]));
  it.each<[string, Partial<BidderRecord>]>([
    ['withdrew', { consent: { edition: null, epoch: 3 } }],
    ['is blocked', { status: 'BLOCKED' }],
    ['is erased', { status: 'ERASED' }],
    ['is restricted', { keptOnly: true }],
  ])('nobody who %s', (_, changed) => expect(consents(3, changed)).toBe(false));
  it('nobody of whom nothing is known', () =>
    expect(mayBidFor(undefined, { edition: 1, epoch: 1 }, editions, now)).toBe(false));
  it('who has just registered or renewed, by the consent under which they left it, until more is heard', () => {
    expect(consents(1, { consent: { edition: null, epoch: 0 } })).toBe(true);
    const renewal = { consent: { edition: 1, epoch: 1 } };
    const asksAnew = [...editions, { number: 2, effectiveAt: now, material: true }];
    const renewed = (leftUnder: { edition: number | null; epoch: number }, changed: Partial<BidderRecord> = renewal) =>
      mayBidFor({ ...record, ...changed }, leftUnder, asksAnew, now);
    expect(renewed({ edition: 2, epoch: 2 })).toBe(true);
    expect(renewed({ edition: 1, epoch: 1 })).toBe(false);
    expect(renewed({ edition: 2, epoch: 2 }, { consent: { edition: null, epoch: 3 }, withdrawnEpoch: 3 })).toBe(false);
    expect(renewed({ edition: 2, epoch: 2 }, { consent: { edition: 1, epoch: 3 } })).toBe(false);
  });
  it('by the row alone where it is not known which edition a maximum was left under', () => {
    expect(consents(3, {}, null)).toBe(true);
    expect(consents(4, {}, null)).toBe(true);
    expect(consents(1, { consent: { edition: null, epoch: 0 } }, null)).toBe(false);
  });
});
