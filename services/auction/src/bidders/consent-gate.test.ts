import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consentIsLive, type KnownEdition, requiredEdition, withdrawnBy } from './consent-gate.js';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
const first: KnownEdition = { number: 1, effectiveAt: at(0), material: true };
const editorial: KnownEdition = { number: 2, effectiveAt: at(10), material: false };
const material: KnownEdition = { number: 3, effectiveAt: at(20), material: true };
const editions = [first, editorial, material];

describe('the edition one must have agreed to', () => {
  it('is none while none is known', () => expect(requiredEdition([], at(0))).toBeUndefined());
  it('changes to the millisecond', () => {
    expect(requiredEdition(editions, new Date(at(20).getTime() - 1))).toBe(1);
    expect(requiredEdition(editions, at(20))).toBe(3);
  });
  it('is not changed by an editorial edition', () => expect(requiredEdition(editions, at(15))).toBe(1));
  it('is the first one where none is material', () =>
    expect(requiredEdition([editorial, { ...first, material: false }], at(30))).toBe(1));
});

describe('the gate', () => {
  const none = { edition: null, epoch: 0 };
  it('keeps out who never agreed', () => expect(consentIsLive(none, null, editions, at(5))).toBe(false));
  it('lets in who agreed', () => expect(consentIsLive({ edition: 1, epoch: 1 }, null, editions, at(5))).toBe(true));
  it('asks everyone anew when a material edition takes effect', () =>
    expect(consentIsLive({ edition: 2, epoch: 2 }, null, editions, at(20))).toBe(false));
  it('knows who agreed to the next edition beforehand', () =>
    expect(consentIsLive({ edition: 3, epoch: 2 }, null, editions, at(5))).toBe(true));
  it('believes the token where the projection is behind', () =>
    expect(consentIsLive(none, { edition: 1, epoch: 1 }, editions, at(5))).toBe(true));
  it('believes the projection where it is ahead: withdrawn since the token was issued', () =>
    expect(consentIsLive({ edition: null, epoch: 2 }, { edition: 1, epoch: 1 }, editions, at(5))).toBe(false));
  it('keeps everyone out while no edition is known', () =>
    expect(consentIsLive({ edition: 1, epoch: 1 }, null, [], at(5))).toBe(false));

  it('a token never outlives a change that was applied', () =>
    fc.assert(
      fc.property(fc.nat(9), fc.nat(9), fc.integer({ min: 1, max: 3 }), (projectedEpoch, tokenEpoch, edition) => {
        const withdrawn = { edition: null, epoch: projectedEpoch };
        const live = consentIsLive(withdrawn, { edition, epoch: tokenEpoch }, [first], at(5));
        expect(live).toBe(tokenEpoch > projectedEpoch);
      }),
    ));
});

describe('what a consent fact says of withdrawals', () => {
  it.each([
    ['a withdrawal', 'WITHDRAWN', 4, 4],
    ['a first consent, which follows none', 'GIVEN', 1, 0],
    ['a consent given later, which follows one', 'GIVEN', 5, 4],
    ['a renewal, which follows a live consent', 'RENEWED', 5, 0],
  ] as const)('%s', (_, state, epoch, expected) => expect(withdrawnBy({ state, epoch })).toBe(expected));
});
