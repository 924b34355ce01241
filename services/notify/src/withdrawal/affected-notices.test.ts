import { describe, expect, it } from 'vitest';
import { allKinds, ruleOf } from '../notices/notice-kind.js';
import { NO_PREFERENCES } from '../preferences/preference.js';
import { entitlement, type Recipient } from '../recipients/standing.js';
import { affectedNotices, NAMES, type NoticesNow } from './affected-notices.js';

const live = {
  status: 'ACTIVE',
  consent: { state: 'GIVEN', edition: 1 },
  materialEdition: 1,
  keptOnly: false,
} as const;
const at = new Date('2026-11-22T06:00:00.000Z');
const now = { recipient: live, preferences: NO_PREFERENCES, pending: [], behind: [], at };
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

  it('count what is on its way once, by however many ways, and not what would be skipped', () => {
    const minutesAgo = (minutes: number) => new Date(at.getTime() - minutes * 60_000);
    const outbid = {
      ...({ noticeId: 'a', kind: 'BID_OUTBID', channel: 'EMAIL', leadsAgain: false } as const),
      ...{ plannedAt: minutesAgo(5), expiresAt: null },
    };
    const pending = [
      outbid,
      { ...outbid, channel: 'SMS' } as const,
      { ...outbid, noticeId: 'b', leadsAgain: true },
      { ...outbid, noticeId: 'c', plannedAt: minutesAgo(24 * 60) },
      { ...outbid, noticeId: 'd', kind: 'LOT_WON', plannedAt: minutesAgo(24 * 60) } as const,
    ];
    const counted = (change: Partial<NoticesNow>) =>
      affectedNotices('EN', { ...now, pending, ...change })
        .filter((notice) => notice.pending > 0)
        .map((notice) => [notice.kind, notice.stops, notice.pending]);
    expect(counted({})).toEqual([
      ['BID_OUTBID', true, 1],
      ['LOT_WON', false, 1],
    ]);
    const off = [{ kind: 'BID_OUTBID', channel: 'EMAIL' }] as const;
    expect(counted({ preferences: { ...NO_PREFERENCES, off } })).toHaveLength(2);
    const both = [...off, { kind: 'BID_OUTBID', channel: 'SMS' }] as const;
    expect(counted({ preferences: { ...NO_PREFERENCES, off: both } })).toEqual([['LOT_WON', false, 1]]);
  });

  it('say of what does not come at present, and would come again, that it is paused: it stops as well', () => {
    const pausedOf = (change: Partial<Recipient>) =>
      affectedNotices('EN', { ...now, recipient: { ...live, ...change } })
        .filter(({ paused }) => paused)
        .map(({ kind }) => kind);
    expect(pausedOf({})).toEqual([]);
    const renewal = ['POLICY_CHANGED', 'AGREEMENT_CHANGED'];
    expect(pausedOf({ materialEdition: 2 })).toEqual(optional.filter((kind) => !renewal.includes(kind)));
    for (const change of [{ status: 'BLOCKED' }, { keptOnly: true }] as const) {
      expect(pausedOf(change)).toEqual(optional);
      expect(kindsOf({ ...live, ...change })).toEqual([...optional, ...mandatory]);
    }
  });

  it('leave out what comes once and is behind, and what ended already', () => {
    const kinds = affectedNotices('EN', { ...now, behind: ['WELCOME'] }).map(({ kind }) => kind);
    expect(kinds).toEqual([...optional.filter((kind) => kind !== 'WELCOME'), ...mandatory]);
    expect(kindsOf({ ...live, consent: { state: 'WITHDRAWN', edition: 1 } })).toEqual(mandatory);
    expect(kindsOf({ ...live, status: 'ERASED' })).toEqual([]);
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
