import { describe, expect, it } from 'vitest';
import { paymentRefusals } from './bank/pay-for-lot.js';
import { bidRefusals } from './bidding/bid.js';
import { entryRefusals } from './entries/entry.js';
import { lotPlanRefusals } from './lots/lot-plan.js';
import { inSom, refusals, shownValues } from './refusals.js';
import { reservationRefusals } from './reservations/reservation.js';
import { watchRefusals } from './watching/watch.js';

describe('the register of refusals', () => {
  it.each([
    ...bidRefusals,
    ...entryRefusals,
    ...paymentRefusals,
    ...lotPlanRefusals,
    ...reservationRefusals,
    ...watchRefusals,
  ])('knows %s in three languages', (code) => {
    expect(Object.keys(refusals.texts[code])).toEqual(['ky', 'ru', 'en']);
  });
  it('shows amounts in som', () => {
    expect(inSom('1250000')).toBe('12\u00a0500');
    expect(inSom('5')).toBe('0.05');
    expect(inSom('123456789050')).toBe('1\u00a0234\u00a0567\u00a0890.50');
    const values = shownValues({ minimum: '1050000' });
    expect(refusals.refusal('RU', 'BID_BELOW_MINIMUM', values).message).toBe('Наименьшая ставка: 10\u00a0500 сом.');
  });
});
