import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideEdition,
  type Edition,
  editionInForce,
  lastMaterialInForce,
  nextEdition,
  refuseAgreement,
} from './edition.js';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
const sha = (digit: string) => digit.repeat(64);
const edition = (number: number, effect: number, material = true): Edition => ({
  number,
  publishedAt: at(0),
  effectiveAt: at(effect),
  material,
  sha256: { KY: sha('a'), RU: sha('b'), EN: sha('c') },
});

describe('the edition in force', () => {
  const editions = [edition(1, 0), edition(2, 10, false), edition(3, 20), edition(4, 30)];

  it('changes at the very millisecond of the effect', () => {
    expect(editionInForce(editions, new Date(at(10).getTime() - 1))?.number).toBe(1);
    expect(editionInForce(editions, at(10))?.number).toBe(2);
  });

  it('asks anew only after a material one', () => {
    expect(lastMaterialInForce(editions, at(15))?.number).toBe(1);
    expect(lastMaterialInForce(editions, at(20))?.number).toBe(3);
  });

  it('is followed by the first that is announced', () => {
    expect(nextEdition(editions, at(15))?.number).toBe(3);
    expect(nextEdition(editions, at(31))).toBeUndefined();
  });

  it('never goes back as time passes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 20 }), (minutes) => {
        const numbers = minutes
          .sort((a, b) => a - b)
          .map((minute) => editionInForce(editions, at(minute))?.number ?? 0);
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
      }),
    );
  });
});

describe('agreeing to a text', () => {
  const editions = [edition(1, 0), edition(2, 10), edition(3, 20), edition(4, 30)];
  const wish = (number: number, textSha256 = sha('c')) => ({ edition: number, locale: 'EN' as const, textSha256 });

  it.each([
    ['the edition in force', wish(2), undefined],
    ['the next edition', wish(3), undefined],
    ['an upper-case hash of the same text', wish(2, sha('C')), undefined],
    ['an earlier edition', wish(1), 'EDITION_NOT_OPEN'],
    ['an edition after the next', wish(4), 'EDITION_NOT_OPEN'],
    ['an edition that does not exist', wish(9), 'EDITION_NOT_OPEN'],
    ['another text', wish(2, sha('d')), 'TEXT_CHANGED'],
    ['the text of another language', wish(2, sha('a')), 'TEXT_CHANGED'],
  ])('to %s', (_case, wanted, refusal) => {
    expect(refuseAgreement(wanted, editions, at(15))).toBe(refusal);
  });
});

describe('publishing', () => {
  const texts = { KY: 'к', RU: 'р', EN: 'e' };
  const editions = [edition(1, 0), edition(2, 60)];
  const editorial = { texts, material: false };
  const material = { texts, material: true };
  /** An hour, so that minutes tell. */
  const NOTICE_HOURS = 1;

  it.each([
    ['an empty text', { ...editorial, texts: { ...texts, RU: ' ' }, effectiveAt: at(70) }, 'TEXT_MISSING'],
    ['an effect in the past', { ...editorial, effectiveAt: at(5) }, 'EFFECT_IN_THE_PAST'],
    ['an effect in the far future', { ...editorial, effectiveAt: at(60 * 24 * 400) }, 'EFFECT_TOO_FAR'],
    ['an effect before an announced edition', { ...editorial, effectiveAt: at(20) }, 'EFFECT_NOT_AFTER_LAST'],
    ['no effect while another is announced', { ...editorial, effectiveAt: undefined }, 'EFFECT_NOT_AFTER_LAST'],
    ['a material effect before everybody is told', { ...material, effectiveAt: at(69) }, 'EFFECT_TOO_NEAR'],
    ['a material effect in due time', { ...material, effectiveAt: at(70) }, { number: 3, effectiveAt: at(70) }],
    ['an effect after the last', { ...editorial, effectiveAt: at(61) }, { number: 3, effectiveAt: at(61) }],
  ])('with %s', (_case, wish, outcome) => {
    expect(decideEdition(wish, editions, at(10), NOTICE_HOURS)).toEqual(outcome);
  });

  it('takes effect from posting unless it says otherwise', () => {
    const wish = { ...editorial, effectiveAt: undefined };
    expect(decideEdition(wish, [edition(1, 0)], at(3), NOTICE_HOURS)).toEqual({ number: 2, effectiveAt: at(3) });
  });

  it('needs no notice for the first edition', () => {
    const wish = { ...material, effectiveAt: undefined };
    expect(decideEdition(wish, [], at(3), NOTICE_HOURS)).toEqual({ number: 1, effectiveAt: at(3) });
  });
});
