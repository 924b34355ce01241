import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mandatoryKinds } from '../notices/notice-kind.js';
import { allows, clockText, decidePreferences, minuteOfDay, NO_PREFERENCES, quietUntil } from './preference.js';

const off = (kind: string) => ({ kind, email: false, sms: null });

describe('decidePreferences refuses, in this order', () => {
  it('NOTICE_KIND_UNKNOWN', () => {
    const request = { changes: [off('LOT_WON'), off('NO_SUCH')], quiet: { from: 'x', until: 'y' } };
    expect(decidePreferences(request)).toEqual({ accepted: false, code: 'NOTICE_KIND_UNKNOWN' });
  });

  it.each([...mandatoryKinds, 'POLICY_CHANGED'])('NOTICE_MANDATORY for %s', (kind) => {
    const request = { changes: [off('BID_OUTBID'), off(kind)], quiet: { from: 'x', until: 'y' } };
    expect(decidePreferences(request)).toEqual({ accepted: false, code: 'NOTICE_MANDATORY' });
  });

  it.each([
    ['22:00', null],
    [null, '07:00'],
    ['24:00', '07:00'],
    ['7:00', '08:00'],
    ['08:00', '08:00'],
  ])('QUIET_HOURS_INVALID for %s–%s', (from, until) => {
    const request = { changes: [off('BID_OUTBID')], quiet: { from, until } };
    expect(decidePreferences(request)).toEqual({ accepted: false, code: 'QUIET_HOURS_INVALID' });
  });
});

it('decides what changes and leaves alone what is not named', () => {
  const request = {
    changes: [{ kind: 'BID_OUTBID', email: true, sms: false }],
    quiet: { from: '22:00', until: '07:30' },
  };
  expect(decidePreferences(request)).toEqual({
    accepted: true,
    switches: [
      { kind: 'BID_OUTBID', channel: 'EMAIL', on: true },
      { kind: 'BID_OUTBID', channel: 'SMS', on: false },
    ],
    quiet: { fromMinute: 1320, untilMinute: 450 },
  });
  expect(decidePreferences({ changes: [] })).toEqual({ accepted: true, switches: [] });
  expect(decidePreferences({ changes: [], quiet: { from: null, until: null } })).toEqual({
    accepted: true,
    switches: [],
    quiet: null,
  });
});

it('never silences what cannot be switched, whatever rows say', () => {
  const preferences = { ...NO_PREFERENCES, off: [{ kind: 'LOT_WON', channel: 'SMS' }] } as const;
  expect(allows(preferences, 'LOT_WON', 'SMS')).toBe(true);
});

describe('quiet hours', () => {
  const night = { fromMinute: 22 * 60, untilMinute: 7 * 60 };
  const bishkek = (clock: string) => new Date(`2026-11-22T${clock}:00+06:00`);

  it.each([
    ['21:59', null],
    ['22:00', '2026-11-23T07:00:00+06:00'],
    ['06:59', '2026-11-22T07:00:00+06:00'],
    ['07:00', null],
  ])('over midnight, at %s in Bishkek, end at %s', (clock, until) => {
    expect(quietUntil(night, bishkek(clock))).toEqual(until === null ? null : new Date(until));
  });

  it('hold nobody for longer than they last, and end in the future, outside of them', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    const instant = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(minute, minute, instant, (fromMinute, untilMinute, now) => {
        fc.pre(fromMinute !== untilMinute);
        const until = quietUntil({ fromMinute, untilMinute }, now);
        if (until === null) return;
        const length = ((untilMinute - fromMinute + 1440) % 1440) * 60_000;
        expect(until.getTime()).toBeGreaterThan(now.getTime());
        expect(until.getTime() - now.getTime()).toBeLessThanOrEqual(length);
        expect(quietUntil({ fromMinute, untilMinute }, until)).toBeNull();
      }),
    );
  });

  it('are told back as they were given', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), (minute) => {
        expect(minuteOfDay(clockText(minute))).toBe(minute);
      }),
    );
  });
});
