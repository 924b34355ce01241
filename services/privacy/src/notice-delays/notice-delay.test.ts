import { plusDays, startOf } from '@belgi/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LegalAct } from '../legal-acts/legal-act.js';
import {
  type Delay,
  type DelayWish,
  delayOf,
  endOf,
  isDelayWidened,
  MAX_DELAY_DAYS,
  type RunningDelay,
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
    // The day of review ends a delay that nobody carries on: a later one hides longer on the word of one.
    expect(isDelayWidened({ ...prepared, reviewOn: plusDays(prepared.reviewOn, 1) }, prepared)).toBe(true);
    expect(isDelayWidened({ ...prepared, reviewOn: plusDays(prepared.reviewOn, -1) }, prepared)).toBe(false);
    expect(isDelayWidened(prepared, null)).toBe(true);
    const other = { ...prepared, legalAct: { ...prepared.legalAct, article: '16' } };
    expect(isDelayWidened(other, prepared)).toBe(true);
  });
});

describe('a review', () => {
  const at = (day: string) => startOf(day);
  const delay: RunningDelay = {
    ...{ endsAt: at('2026-03-05'), reviewAt: at('2026-03-05'), longestUntil: at('2026-04-01'), decidedBy: 'decider' },
  };
  const review = { delay, reviewedBy: 'another', wished: undefined, reason: 'looked at' };
  const far = { ...delay, endsAt: at('2026-03-20'), reviewAt: at('2026-03-20') };
  const carriedOn = { ...delay, endsAt: at('2026-04-01') };
  it.each([
    ['of no delay', { delay: undefined }, 'DELAY_NOT_IN_FORCE'],
    ['of one that is over', { delay: { ...delay, endsAt: now } }, 'DELAY_NOT_IN_FORCE'],
    ['without a reason', { wished: null, reason: ' ' }, 'REASON_REQUIRED'],
    ['that would extend it', { wished: at('2026-04-02') }, 'DELAY_NEVER_EXTENDED'],
    ['that carries on what one has decided oneself', { reviewedBy: 'decider' }, 'DELAY_DECIDER_CANNOT_CARRY_ON'],
    ['that carries it on weeks before its day', { delay: far }, 'DELAY_REVIEW_OUT_OF_TIME'],
    [
      'that carries it on in the last minutes',
      { delay: { ...delay, reviewAt: new Date(now.getTime() + 300_000), endsAt: new Date(now.getTime() + 300_000) } },
      'DELAY_REVIEW_OUT_OF_TIME',
    ],
    ['that carries it on', {}, at('2026-04-01')],
    ['that carries it on for some days', { wished: at('2026-03-10') }, at('2026-03-10')],
    ['that leaves it to its day of review', { delay: far, wished: at('2026-03-20') }, at('2026-03-20')],
    ['that shortens what was carried on', { delay: carriedOn, wished: at('2026-03-10') }, at('2026-03-10')],
    ['that shortens one’s own', { wished: at('2026-03-03'), reviewedBy: 'decider' }, at('2026-03-03')],
    ['that lifts one’s own, far ahead', { delay: far, wished: null, reviewedBy: 'decider' }, now],
    ['that would have lifted it before', { wished: at('2026-02-01') }, now],
  ])('%s', (_case, change, outcome) => {
    expect(reviewedEnd({ ...review, ...change }, now)).toEqual(outcome);
  });

  it('never makes an end that is later than was decided, whatever is wished', () => {
    const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(day, day, day, fc.option(day, { nil: null }), (longestUntil, reviewAt, clock, wished) => {
        const endsAt = new Date(Math.min(reviewAt.getTime(), longestUntil.getTime()));
        const outcome = reviewedEnd({ ...review, delay: { ...delay, endsAt, reviewAt, longestUntil }, wished }, clock);
        if (typeof outcome !== 'string') expect(outcome.getTime()).toBeLessThanOrEqual(longestUntil.getTime());
      }),
    );
    expect(endOf(MAX_DELAY_DAYS, now).getTime() - now.getTime()).toBe(90 * 86_400_000);
  });
});
