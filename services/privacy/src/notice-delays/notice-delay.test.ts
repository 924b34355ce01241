import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startOf } from '../deadlines/working-day.js';
import type { LegalAct } from '../legal-acts/legal-act.js';
import {
  type Delay,
  type DelayWish,
  delayOf,
  endOf,
  isDelayWidened,
  MAX_DELAY_DAYS,
  reviewedEnd,
} from './notice-delay.js';

const now = new Date('2026-03-01T06:00:00Z');
const titles = { KY: 'а', RU: 'б', EN: 'c' };
const act: LegalAct = {
  ...{ code: 'KG-TEST', revision: 1, number: '1', titles, adoptedOn: '2020-01-01', inForceFrom: '2020-02-01' },
  ...{ inForceUntil: null, registeredAt: now },
  articles: [
    { article: '5', titles, allowsNoticeDelay: false },
    { article: '15', titles, allowsNoticeDelay: true },
  ],
};
const wish: DelayWish = {
  ...{ legalAct: { code: 'KG-TEST', article: '15' }, days: 60, reviewOn: '2026-04-01', reason: 'the inquiry runs' },
};

describe('a wish to let the notice wait', () => {
  it.each([
    ['without a reason', { reason: ' ' }, 'REASON_REQUIRED'],
    ['on an act that is not known', { legalAct: { code: 'KG-NONE', article: '15' } }, 'ACT_UNKNOWN'],
    ['on an article that is not known', { legalAct: { code: 'KG-TEST', article: '16' } }, 'ARTICLE_UNKNOWN'],
    ['on an article that allows none', { legalAct: { code: 'KG-TEST', article: '5' } }, 'DELAY_NOT_ALLOWED'],
    ['of no day', { days: 0 }, 'DELAY_TERM_OUT_OF_RANGE'],
    ['of 91 days', { days: MAX_DELAY_DAYS + 1 }, 'DELAY_TERM_OUT_OF_RANGE'],
    ['looked at on no day', { reviewOn: '2026-02-30' }, 'DELAY_REVIEW_INVALID'],
    ['looked at today', { reviewOn: '2026-03-01' }, 'DELAY_REVIEW_INVALID'],
    ['looked at when it is over', { reviewOn: '2026-04-30', days: 60 }, undefined],
    ['looked at a day after it is over', { reviewOn: '2026-05-01', days: 60 }, 'DELAY_REVIEW_INVALID'],
    ['of 90 days', { days: MAX_DELAY_DAYS }, undefined],
  ])('%s', (_case, change, refusal) => {
    const outcome = delayOf({ ...wish, ...change }, [act], now);
    expect(typeof outcome === 'string' ? outcome : undefined).toBe(refusal);
  });

  it('on an act that is over', () => {
    expect(delayOf(wish, [{ ...act, inForceUntil: '2026-02-01' }], now)).toBe('ACT_NOT_IN_FORCE');
  });

  it('is decided as prepared, shorter, or not at all', () => {
    const prepared = delayOf(wish, [act], now) as Delay;
    expect(isDelayWidened(prepared, prepared)).toBe(false);
    expect(isDelayWidened(null, prepared)).toBe(false);
    expect(isDelayWidened({ ...prepared, days: 10 }, prepared)).toBe(false);
    expect(isDelayWidened({ ...prepared, days: 61 }, prepared)).toBe(true);
    expect(isDelayWidened(prepared, null)).toBe(true);
    const other = { ...prepared, legalAct: { ...prepared.legalAct, article: '16' } };
    expect(isDelayWidened(other, prepared)).toBe(true);
  });
});

describe('a review', () => {
  const endsAt = startOf('2026-04-01');
  const at = (day: string) => startOf(day);
  it.each([
    ['of no delay', { endsAt: undefined, wished: null }, 'DELAY_NOT_IN_FORCE'],
    ['of one that is over', { endsAt: now, wished: null }, 'DELAY_NOT_IN_FORCE'],
    ['without a reason', { endsAt, wished: null, reason: '' }, 'REASON_REQUIRED'],
    ['that would extend it', { endsAt, wished: at('2026-04-02') }, 'DELAY_NEVER_EXTENDED'],
    ['that leaves it', { endsAt, wished: undefined }, endsAt],
    ['that shortens it', { endsAt, wished: at('2026-03-10') }, at('2026-03-10')],
    ['that lifts it', { endsAt, wished: null }, now],
    ['that would have lifted it before', { endsAt, wished: at('2026-02-01') }, now],
  ])('%s', (_case, review, outcome) => {
    expect(reviewedEnd({ reason: 'looked at', ...review }, now)).toEqual(outcome);
  });

  it('never leaves an end that is later, whatever is wished', () => {
    const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(day, day, fc.option(day, { nil: null }), (end, clock, wished) => {
        const outcome = reviewedEnd({ endsAt: end, wished, reason: 'x' }, clock);
        if (typeof outcome !== 'string') expect(outcome.getTime()).toBeLessThanOrEqual(end.getTime());
      }),
    );
    expect(endOf(MAX_DELAY_DAYS, now).getTime() - now.getTime()).toBe(90 * 86_400_000);
  });
});
