import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Consent, consentClaim, consentStanding } from './consent.js';
import { type Edition, editionInForce, isAcceptable, oldestSufficientEdition, openEditions } from './edition.js';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
const edition = (number: number, effective: number, material = true): Edition => ({
  number,
  publishedAt: at(0),
  effectiveAt: at(effective),
  material,
  texts: ['KY', 'RU', 'EN'].map((locale) => ({ locale, sha256: `${number}`.repeat(64).slice(0, 64) })),
});
const consent = (changes: Partial<Consent> = {}): Consent => ({
  citizenId: 'c',
  epoch: 1,
  state: 'GIVEN',
  edition: 1,
  ...changes,
});

const editions = [edition(1, 0), edition(2, 10, false), edition(3, 20)];

describe('editions', () => {
  test.each([
    [5, 1],
    [9.999, 1],
    [10, 2],
    [25, 3],
  ])('at minute %d edition %d is in force', (minute, number) => {
    expect(editionInForce(editions, at(minute))?.number).toBe(number);
  });

  test('the one in force and later ones are open', () => {
    expect(openEditions(editions, at(15)).map(({ number }) => number)).toEqual([2, 3]);
  });

  test('only the words that were published can be accepted', () => {
    const good = { edition: 3, locale: 'KY', textSha256: '3'.repeat(64) };
    expect(isAcceptable(good, editions, at(15))).toBe(true);
    expect(isAcceptable({ ...good, textSha256: '0'.repeat(64) }, editions, at(15))).toBe(false);
    expect(isAcceptable({ ...good, edition: 1, textSha256: '1'.repeat(64) }, editions, at(15))).toBe(false);
    expect(isAcceptable({ ...good, edition: 4 }, editions, at(15))).toBe(false);
  });
});

describe('consentStanding', () => {
  test.each([
    ['LIVE', consent(), at(5)],
    ['LIVE', consent(), at(15)], // edition 2 is editorial
    ['RENEWAL_DUE', consent({ edition: 2 }), at(20)],
    ['LIVE', consent({ edition: 3 }), at(5)], // accepted beforehand
    ['WITHDRAWN', consent({ edition: 3, state: 'WITHDRAWN' }), at(5)],
    ['ABSENT', undefined, at(5)],
  ] as const)('%s', (standing, given, now) => {
    expect(consentStanding(given, editions, now)).toBe(standing);
  });

  test('whoever agreed to the edition in force is never asked', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ effective: fc.integer({ min: 0, max: 60 }), material: fc.boolean() }), { minLength: 1 }),
        fc.integer({ min: 0, max: 60 }),
        (list, minute) => {
          const all = list.map(({ effective, material }, index) => edition(index + 1, effective, material));
          const inForce = editionInForce(all, at(minute));
          if (inForce === undefined) return oldestSufficientEdition(all, at(minute)) === 0;
          return consentStanding(consent({ edition: inForce.number }), all, at(minute)) === 'LIVE';
        },
      ),
    );
  });

  test('a registration counts as the first epoch until privacy has counted it', () => {
    expect(consentClaim(consent({ epoch: 0, edition: 2 }))).toEqual({ edition: 2, epoch: 1 });
    expect(consentClaim(consent({ state: 'WITHDRAWN' }))).toBeUndefined();
  });
});
