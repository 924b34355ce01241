import type { ErasureObstacle } from '@belgi/contracts';
import { describe, expect, it } from 'vitest';
import { decideErasure, refuseErasure, refuseGiving } from './erasure.js';
import { refusalReason } from './erasure-words.js';

describe('an erasure is opened', () => {
  it.each([
    ['for nobody', undefined, false, 'CONSENT_NOT_RECORDED_YET'],
    ['twice', { state: 'WITHDRAWN' }, true, 'PERSON_ERASED'],
    ['beside a live consent', { state: 'GIVEN' }, false, 'CONSENT_LIVE'],
    ['beside a renewed consent', { state: 'RENEWED' }, false, 'CONSENT_LIVE'],
    ['after a withdrawal', { state: 'WITHDRAWN' }, false, undefined],
  ] as const)('%s', (_case, consent, erased, refusal) => {
    expect(refuseErasure(consent, erased)).toBe(refusal);
  });
});

it.each([
  [undefined, undefined],
  ['REFUSED', undefined],
  ['ASKED', 'ERASURE_UNDER_WAY'],
  ['ORDERED', 'PERSON_ERASED'],
  ['CERTIFIED', 'PERSON_ERASED'],
] as const)('beside an erasure that is %s, giving consent is %s', (state, refusal) => {
  expect(refuseGiving(state)).toBe(refusal);
});

describe('weighing', () => {
  const won: ErasureObstacle = {
    ...{ entryId: 'e', lotId: 'l', plateNumber: '01 KG 777 AAA', reason: 'AWAITING_PAYMENT' },
    ...{ amountDue: '1170050', dueAt: '2026-01-15T18:00:00.000Z' },
  };
  const led: ErasureObstacle = {
    ...won,
    plateNumber: '02 KG 001 BBB',
    reason: 'LEADING',
    amountDue: null,
    dueAt: null,
  };

  it('orders where nothing binds, and refuses where anything does', () => {
    expect(decideErasure([])).toEqual({ kind: 'order' });
    expect(decideErasure([won])).toEqual({ kind: 'refuse', obstacles: [won] });
  });

  it.each(['KY', 'RU', 'EN'] as const)('names each lot and payment in %s', (locale) => {
    const reason = refusalReason(locale, [won, led, { ...led, reason: 'DEPOSIT_HELD', plateNumber: '03 KG 002 CCC' }]);
    for (const named of ['01 KG 777 AAA', '11700.50', '2026-01-16 00:00', '02 KG 001 BBB', '03 KG 002 CCC'])
      expect(reason).toContain(named);
    expect(reason).not.toMatch(/[{}]|undefined|null/);
  });
});
