import { describe, expect, it } from 'vitest';
import { lotAt } from '../testing/lot-at.js';
import {
  decideWatchLot,
  decideWatchPattern,
  isWorthTelling,
  MAX_WATCHED_LOTS,
  MAX_WATCHED_PATTERNS,
  type PatternWish,
  type WatchRefusal,
  watchKinds,
} from './watch.js';

const who = { staff: false, consentLive: true, keptOnly: false, blocked: false };
const lot = lotAt(new Date());
const nothing: PatternWish = { region: null, pattern: null, digitsClass: null, lettersClass: null, maxPrice: null };
const sevens: PatternWish = { ...nothing, pattern: { digits: '7*7', letters: null } };

describe('who may keep a watch list', () => {
  it.each<[string, object, WatchRefusal | 'ALLOWED']>([
    ['somebody who agreed', {}, 'ALLOWED'],
    ['staff', { staff: true, consentLive: false }, 'BIDDER_IS_STAFF'],
    ['somebody who withdrew', { consentLive: false, keptOnly: true }, 'CONSENT_REQUIRED'],
    ['somebody whose data are kept only', { keptOnly: true, blocked: true }, 'PROCESSING_RESTRICTED'],
    ['somebody who is blocked', { blocked: true }, 'BIDDER_BLOCKED'],
  ])('%s: %s', (_who, changed, code) => {
    expect(decideWatchLot({ ...who, ...changed }, lot, 0)).toBe(code);
    expect(decideWatchPattern({ ...who, ...changed }, sevens, 0)).toBe(code);
  });
});

describe('a lot', () => {
  it('that is not there, or is over, is not watched', () => {
    expect(decideWatchLot(who, undefined, 0)).toBe('LOT_UNKNOWN');
    for (const state of ['SOLD', 'UNSOLD', 'CANCELLED'] as const)
      expect(decideWatchLot(who, { state }, 0)).toBe('LOT_CLOSED');
  });
  it('is one of two hundred at most', () => {
    expect(decideWatchLot(who, lot, MAX_WATCHED_LOTS - 1)).toBe('ALLOWED');
    expect(decideWatchLot(who, lot, MAX_WATCHED_LOTS)).toBe('WATCHED_LOTS_FULL');
  });
  it('is told of while it still is what is told', () => {
    const told = (state: 'PLANNED' | 'OPEN' | 'CANCELLED') =>
      watchKinds.filter((kind) => isWorthTelling(kind, { state }));
    expect(told('PLANNED')).toEqual(['PLANNED']);
    expect(told('OPEN')).toEqual(['PLANNED', 'OPENED', 'CLOSES_SOON']);
    expect(told('CANCELLED')).toEqual(['CANCELLED']);
  });
});

describe('a pattern', () => {
  it.each<[string, PatternWish, WatchRefusal | 'ALLOWED']>([
    ['of digits', sevens, 'ALLOWED'],
    ['of a region', { ...nothing, region: '01' }, 'ALLOWED'],
    ['of a class', { ...nothing, digitsClass: 'ALL_EQUAL' }, 'ALLOWED'],
    ['that asks nothing', nothing, 'PATTERN_INVALID'],
    ['of a price alone', { ...nothing, maxPrice: 1_000n }, 'PATTERN_INVALID'],
    ['that is none', { ...sevens, pattern: undefined }, 'PATTERN_INVALID'],
    ['for nothing', { ...sevens, maxPrice: 0n }, 'PATTERN_INVALID'],
  ])('%s: %s', (_what, wish, code) => expect(decideWatchPattern(who, wish, 0)).toBe(code));
  it('is one of twenty at most', () => {
    expect(decideWatchPattern(who, sevens, MAX_WATCHED_PATTERNS - 1)).toBe('ALLOWED');
    expect(decideWatchPattern(who, sevens, MAX_WATCHED_PATTERNS)).toBe('WATCHED_PATTERNS_FULL');
  });
});
