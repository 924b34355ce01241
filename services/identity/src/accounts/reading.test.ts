import { purposes } from '@belgi/contracts';
import { describe, expect, it } from 'vitest';
import { judgeFields, readingBasis, readingRules } from './reading.js';

describe('staff read a person', () => {
  it.each([
    ['IDENTIFICATION', 'LIVE', false, 'CONSENT'],
    ['COMMUNICATION', 'LIVE', true, 'CONSENT'],
    ['VERIFICATION', 'LIVE', false, 'CONSENT'],
    // Who left is still the other party of what binds them, and nothing more.
    ['IDENTIFICATION', 'WITHDRAWN', true, 'CONTRACT'],
    ['IDENTIFICATION', 'RENEWAL_DUE', true, 'CONTRACT'],
    ['IDENTIFICATION', 'WITHDRAWN', false, undefined],
    ['COMMUNICATION', 'WITHDRAWN', true, undefined],
    ['VERIFICATION', 'WITHDRAWN', true, undefined],
    ['COMMUNICATION', 'RENEWAL_DUE', false, undefined],
    ['IDENTIFICATION', 'ABSENT', false, undefined],
    ['STATISTICS', 'LIVE', true, undefined],
    ['STATISTICS', 'WITHDRAWN', true, undefined],
  ] as const)('for %s, consent %s, bound %s: on %s', (purpose, standing, isBound, basis) => {
    expect(readingBasis(purpose, standing, isBound)).toBe(basis);
  });

  it.each(Object.entries(readingRules))('%s for its own purposes and no other', (field, rule) => {
    const shown = purposes.filter((purpose) => judgeFields([field], purpose, 'CONSENT').shown.length > 0);
    expect(shown).toEqual(rule.purposes.toSorted((a, b) => purposes.indexOf(a) - purposes.indexOf(b)));
    for (const purpose of purposes) expect(judgeFields([field], purpose, undefined).refused).toEqual([field]);
  });

  it('and are refused what is no field of a person', () => {
    expect(judgeFields(['phone', 'passwordHash', 'constructor'], 'COMMUNICATION', 'CONSENT')).toEqual({
      shown: ['phone'],
      refused: ['passwordHash', 'constructor'],
    });
  });
});
