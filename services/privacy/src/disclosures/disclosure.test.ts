import { describe, expect, it } from 'vitest';
import { channelOf, type Filing, isPersonalPin, refuseFiling, stateAt } from './disclosure.js';

const at = (hour: number) => new Date(Date.UTC(2026, 0, 10, hour));

describe('filing', () => {
  const filing: Filing = {
    agencyName: 'Agency',
    officer: 'Officer',
    letterNumber: '1/2',
    letterDate: '2026-01-09',
    unit: null,
    channel: null,
    legalAct: { code: 'KG-2008-58', article: '24' },
    duty: 'Inquiry 3',
    categories: ['NAME'],
    pins: ['20101199000001'],
    period: null,
    urgency: 'ORDINARY',
    termDays: 30,
    readsCap: 1,
  };
  it.each([
    ['nothing wrong', {}, undefined],
    ['an empty word', { duty: ' ' }, 'FIELD_EMPTY'],
    ['a letter of tomorrow', { letterDate: '2026-01-11' }, 'LETTER_DATE_INVALID'],
    ['a letter of today, in Bishkek', { letterDate: '2026-01-11' }, undefined, at(18)],
    [
      'a letter of tomorrow, in Bishkek',
      { letterDate: '2026-01-11' },
      'LETTER_DATE_INVALID',
      new Date(at(18).getTime() - 1),
    ],
    ['a date that is none', { letterDate: '2025-02-30' }, 'LETTER_DATE_INVALID'],
    ['no act', { legalAct: null }, 'LEGAL_ACT_REQUIRED'],
    ['no category', { categories: [] }, 'CATEGORIES_EMPTY'],
    ['no person', { pins: [] }, 'SUBJECTS_EMPTY'],
    ['a list of persons in bulk', { pins: Array<string>(51).fill('20101199000001') }, 'TOO_MANY_SUBJECTS'],
    ['a legal entity', { pins: ['00101199000001'] }, 'PIN_INVALID'],
    ['a history of all time', { categories: ['CONSENT_HISTORY'] as const }, 'PERIOD_REQUIRED'],
    ['days that end before they begin', { period: { from: '2026-01-02', until: '2026-01-01' } }, 'PERIOD_INVALID'],
    ['a day that is none', { period: { from: '2025-02-30', until: '2026-01-01' } }, 'PERIOD_INVALID'],
    ['days to come', { period: { from: '2026-01-01', until: '2026-01-11' } }, 'PERIOD_INVALID'],
    ['five years', { period: { from: '2021-01-10', until: '2026-01-10' } }, undefined],
    ['a day more than five years', { period: { from: '2021-01-09', until: '2026-01-10' } }, 'PERIOD_TOO_LONG'],
    ['a term of 31 days', { termDays: 31 }, 'TERM_OUT_OF_RANGE'],
    ['no read at all', { readsCap: 0 }, 'READS_OUT_OF_RANGE'],
  ])('with %s', (_case, change, refusal, now = at(12)) => {
    expect(refuseFiling({ ...filing, ...change }, now)).toBe(refusal);
  });

  it.each([
    ['20101199000001', true],
    ['13111198500001', false],
    ['12902202000001', true],
    ['12902202100001', false],
    ['02011199000001', false],
    ['2010119900000', false],
  ])('knows a PIN from %s', (pin, valid) => {
    expect(isPersonalPin(pin)).toBe(valid);
  });
});

it.each([
  ['an officer', 'STAFF', null, 'PAPER'],
  ['an officer, said to come directly', 'STAFF', 'API', 'CHANNEL_INVALID'],
  ['an agency', 'AGENCY', null, 'API'],
  ['an agency over the exchange layer', 'AGENCY', 'EXCHANGE_LAYER', 'EXCHANGE_LAYER'],
  ['an agency, said to be on paper', 'AGENCY', 'PAPER', 'CHANNEL_INVALID'],
] as const)('the letter of %s', (_case, filer, wished, channel) => {
  expect(channelOf(filer, wished)).toBe(channel);
});

it('a request is expired once the term of its grant has passed', () => {
  expect(stateAt('NARROWED', at(3), at(3))).toBe('EXPIRED');
  expect(stateAt('NARROWED', at(3), at(2))).toBe('NARROWED');
  expect(stateAt('REVOKED', at(3), at(4))).toBe('REVOKED');
});
