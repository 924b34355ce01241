import { describe, expect, it } from 'vitest';
import { allKinds, ruleOf } from '../notices/notice-kind.js';
import { NO_PREFERENCES } from '../preferences/preference.js';
import { entitlement, type Recipient } from '../recipients/standing.js';
import { affectedNotices, NAMES } from './affected-notices.js';

const live = {
  status: 'ACTIVE',
  consent: { state: 'GIVEN', edition: 1 },
  materialEdition: 1,
  keptOnly: false,
} as const;
const now = { recipient: live, preferences: NO_PREFERENCES };
const shown = affectedNotices('EN', now);

it('every kind that reaches an account is named', () =>
  expect(Object.keys(NAMES).sort()).toEqual(allKinds.filter((kind) => ruleOf(kind).inbox).sort()));

it('those that stop come first', () =>
  expect(shown.map(({ stops }) => stops)).toEqual(
    shown.map(({ stops }) => stops).sort((a, b) => Number(b) - Number(a)),
  ));

describe('are the person’s own', () => {
  const optional = shown.filter(({ stops }) => stops).map(({ kind }) => kind);
  const mandatory = shown.filter(({ stops }) => !stops).map(({ kind }) => kind);
  const kindsOf = (recipient: Recipient | null) => affectedNotices('EN', { ...now, recipient }).map(({ kind }) => kind);

  it('name the ways that they switched on, of an optional kind; a mandatory one has them all', () => {
    const off = [
      { kind: 'BID_OUTBID', channel: 'SMS' },
      { kind: 'LOT_WON', channel: 'SMS' },
    ] as const;
    const own = affectedNotices('EN', { ...now, preferences: { ...NO_PREFERENCES, off } });
    const waysOf = (wanted: string) =>
      own.filter(({ kind }) => kind === wanted).map(({ email, sms }) => ({ email, sms }));
    expect(waysOf('BID_OUTBID')).toEqual([{ email: true, sms: false }]);
    expect(waysOf('WELCOME')).toEqual([{ email: true, sms: null }]);
    expect(waysOf('LOT_WON')).toEqual([{ email: true, sms: true }]);
    expect(waysOf('STAFF_READ')).toEqual([{ email: null, sms: null }]);
  });

  it('leave out what does not reach them today: it cannot stop', () => {
    expect(kindsOf({ ...live, materialEdition: 2 })).toEqual(['POLICY_CHANGED', 'AGREEMENT_CHANGED', ...mandatory]);
    for (const recipient of [{ ...live, status: 'BLOCKED' } as const, { ...live, keptOnly: true }])
      expect(kindsOf(recipient)).toEqual(mandatory);
  });

  it('are all of them where the consent is still on its way here', () => {
    expect(kindsOf(null)).toEqual([...optional, ...mandatory]);
    expect(kindsOf({ ...live, consent: null })).toEqual([...optional, ...mandatory]);
  });
});

// What the person is told and what is sent are one rule, asked twice.
describe.each(allKinds.filter((kind) => ruleOf(kind).inbox))('%s', (kind) => {
  it('is said to stop exactly when it is not sent to whoever withdrew', () => {
    const withdrawn = { ...live, consent: { state: 'WITHDRAWN', edition: 1 } } as const;
    const told = shown.find((notice) => notice.kind === kind);
    expect(told?.stops).toBe(entitlement(kind, withdrawn) !== 'YES');
    expect(told?.text).toMatch(told?.stops ? /it stops/ : /it stays/);
  });
  it.each(['KY', 'RU'] as const)('has words in %s', (locale) => {
    const told = affectedNotices(locale, now).find((notice) => notice.kind === kind);
    expect([told?.name, told?.text].every((text) => /\p{Script=Cyrillic}/u.test(text ?? ''))).toBe(true);
  });
});
