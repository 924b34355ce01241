import { locales } from '@belgi/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AgencyUse, findUsages, type StaffUse } from './usage.js';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 10, 12, minute));
const agency = (minute: number): AgencyUse => ({
  at: at(minute),
  agencyId: 'a-1',
  agencyName: 'Body of inquiry',
  letterNumber: '17-3/402',
  legalBasis: 'Act on inquiry, article 12',
  categories: ['NAME', 'PHONE'],
});
const staff = (minute: number): StaffUse => ({
  at: at(minute),
  role: 'OPERATOR',
  purpose: 'COMMUNICATION',
  duty: null,
});
const everything = { periodStart: undefined, periodEnd: undefined, offset: 0, limit: 1_000 };

describe('usages', () => {
  it('tell who, when and why, in the names of the protocol', () => {
    expect(findUsages({ agencies: [agency(1)], staff: [staff(2)] }, everything, 'EN')).toEqual({
      totalUsages: 2,
      usages: [
        {
          logtime: '2026-01-10T12:02:00.000Z',
          action: 'Looked at by staff: call-centre operator. Purpose: communication',
          receiverCode: 'operator',
          receiverName: 'Operator of the number plate auction',
          receiverSystem: 'Belgi',
        },
        {
          logtime: '2026-01-10T12:01:00.000Z',
          action: 'Disclosed on official letter No. 17-3/402: name, phone. Legal basis: Act on inquiry, article 12',
          receiverCode: 'a-1',
          receiverName: 'Body of inquiry',
          receiverSystem: 'Body of inquiry',
        },
      ],
    });
  });

  it('of staff who answered the person name the duty, which is no purpose', () => {
    const answering = { ...staff(2), purpose: null, duty: 'PERSONS_OWN_RIGHTS' };
    expect(findUsages({ agencies: [], staff: [answering] }, everything, 'EN').usages).toMatchObject([
      { action: 'Looked at by staff: call-centre operator. Duty: your own rights' },
    ]);
  });

  it.each(locales)('are worded in %s', (locale) => {
    const duty = { ...staff(3), purpose: null, duty: 'SECURITY' };
    const { usages } = findUsages({ agencies: [agency(1)], staff: [staff(2), duty] }, everything, locale);
    for (const { action } of usages) expect(action).not.toMatch(/[{}]|undefined/);
  });

  it('come newest first, page by page, each once, within the period', () => {
    const minutes = fc.array(fc.nat(59), { maxLength: 40 });
    fc.assert(
      fc.property(minutes, minutes, fc.nat(59), fc.nat(59), fc.integer({ min: 1, max: 9 }), (a, s, from, to, limit) => {
        const uses = { agencies: a.map(agency), staff: s.map(staff) };
        const period = { periodStart: at(from), periodEnd: at(to) };
        const expected = [...a, ...s].filter((minute) => minute >= from && minute <= to).sort((x, y) => y - x);
        const seen: string[] = [];
        for (let offset = 0; ; offset += limit) {
          const { totalUsages, usages } = findUsages(uses, { ...period, offset, limit }, 'KY');
          expect(totalUsages).toBe(expected.length);
          seen.push(...usages.map(({ logtime }) => logtime));
          if (usages.length < limit) break;
        }
        expect(seen).toEqual(expected.map((minute) => at(minute).toISOString()));
      }),
    );
  });
});
