import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ActWording, citeArticle, type LegalAct, refuseAct } from './legal-act.js';

const titles = { KY: 'к', RU: 'р', EN: 'e' };
const articles = (...numbers: string[]) => numbers.map((article) => ({ article, titles, allowsNoticeDelay: false }));
const wording: ActWording = {
  ...{ code: 'KG-2001-1', titles, number: '1', adoptedOn: '2001-01-10', inForceFrom: '2001-02-01', inForceUntil: null },
  articles: articles('5', '15-1'),
};
const revision = (number: number, change: Partial<ActWording>): LegalAct => ({
  ...{ ...wording, ...change, revision: number, registeredAt: new Date(0) },
});

describe('an article is cited', () => {
  // First as adopted, then amended, then repealed from a day.
  const acts = [
    revision(1, {}),
    revision(2, { inForceFrom: '2010-01-01', articles: articles('5', '6') }),
    revision(3, { inForceFrom: '2010-01-01', inForceUntil: '2020-07-01', articles: articles('5', '6') }),
  ];

  it.each([
    ['before the act', '5', '2001-01-31', 'ACT_NOT_IN_FORCE'],
    ['on its first day', '5', '2001-02-01', 1],
    ['on the last day of the first wording', '15-1', '2009-12-31', 1],
    ['once the amendment dropped it', '15-1', '2010-01-01', 'ARTICLE_UNKNOWN'],
    ['in the new wording', '6', '2010-01-01', 3],
    ['on its last day', '6', '2020-06-30', 3],
    ['after the repeal', '6', '2020-07-01', 'ACT_NOT_IN_FORCE'],
    ['that never was', '99', '2005-01-01', 'ARTICLE_UNKNOWN'],
  ])('%s', (_case, article, on, outcome) => {
    const expected = typeof outcome === 'number' ? { code: 'KG-2001-1', revision: outcome, article } : outcome;
    expect(citeArticle(acts, 'KG-2001-1', article, on)).toEqual(expected);
  });

  it('of an act that is registered', () => {
    expect(citeArticle(acts, 'KG-1900-1', '5', '2005-01-01')).toBe('ACT_UNKNOWN');
  });

  it('alike whatever order the revisions come in', () => {
    const shuffled = fc.shuffledSubarray(acts, { minLength: acts.length });
    const day = fc
      .date({ min: new Date('2000-01-01'), max: new Date('2022-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(shuffled, day, (some, on) => {
        expect(citeArticle(some, 'KG-2001-1', '5', on)).toEqual(citeArticle(acts, 'KG-2001-1', '5', on));
      }),
    );
  });
});

describe('registering', () => {
  it.each([
    ['a code in small letters', { code: 'kg-1' }, 'ACT_CODE_INVALID'],
    ['no number', { number: ' ' }, 'ACT_TEXT_MISSING'],
    ['a title in two languages', { titles: { ...titles, KY: ' ' } }, 'ACT_TEXT_MISSING'],
    [
      'an article without a title',
      { articles: [{ article: '1', titles: { ...titles, EN: '' }, allowsNoticeDelay: false }] },
      'ACT_TEXT_MISSING',
    ],
    ['an endless title', { titles: { ...titles, EN: 'x'.repeat(501) } }, 'FIELD_TOO_LONG'],
    ['an endless number', { number: '1'.repeat(51) }, 'FIELD_TOO_LONG'],
    ['a day that is none', { inForceFrom: '2001-02-30' }, 'ACT_DATE_INVALID'],
    ['an end that is none', { inForceUntil: 'never' }, 'ACT_DATE_INVALID'],
    ['an end on its first day', { inForceUntil: '2001-02-01' }, 'ACT_PERIOD_INVALID'],
    ['no article', { articles: [] }, 'ARTICLES_EMPTY'],
    ['an article in words', { articles: articles('five') }, 'ARTICLE_INVALID'],
    ['an article twice', { articles: articles('5', '5') }, 'ARTICLE_INVALID'],
    ['a day before a known revision', { inForceFrom: '2001-01-31' }, 'ACT_OUT_OF_ORDER'],
    ['the next wording', { inForceFrom: '2005-01-01' }, undefined],
    ['a repeal', { inForceUntil: '2005-01-01' }, undefined],
    ['another act, earlier', { code: 'KG-1999-1', inForceFrom: '1999-01-01' }, undefined],
  ])('%s', (_case, change, refusal) => {
    expect(refuseAct({ ...wording, ...change }, [revision(1, {})])).toBe(refusal);
  });
});
