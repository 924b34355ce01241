import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allKinds, isMandatory, isSwitchable } from '../notices/notice-kind.js';
import { NO_PREFERENCES } from '../preferences/preference.js';
import type { Recipient } from '../recipients/standing.js';
import {
  CONSENT_WAIT_MS,
  decideSend,
  type HandOver,
  judgeHandOver,
  MAX_ATTEMPTS,
  mayResume,
  needsFallback,
  OPTIONAL_LIFETIME_MS,
  OVERTAKEN_AFTER_MS,
  pauseAfter,
  type SendQuestion,
} from './delivery.js';

const plannedAt = new Date('2026-11-22T12:00:00.000Z');
const live: Recipient = { status: 'ACTIVE', consent: { state: 'GIVEN', edition: 1 }, materialEdition: 1 };
const question: SendQuestion = {
  kind: 'BID_OUTBID',
  channel: 'EMAIL',
  plannedAt,
  expiresAt: null,
  leadsAgain: false,
  recipient: live,
  preferences: NO_PREFERENCES,
  now: new Date(plannedAt.getTime() + 1_000),
};
const after = (ms: number) => new Date(plannedAt.getTime() + ms);
const withdrawn: Recipient = { ...live, consent: { state: 'WITHDRAWN', edition: 1 } };

describe('decideSend', () => {
  it('sends what nothing speaks against', () => {
    expect(decideSend(question)).toEqual({ do: 'send' });
  });

  it.each<[string, Partial<SendQuestion>]>([
    ['EXPIRED', { expiresAt: after(1_000) }],
    ['ERASED', { recipient: { ...live, status: 'ERASED' } }],
    ['WITHDRAWN', { recipient: withdrawn }],
    ['RENEWAL_DUE', { recipient: { ...live, materialEdition: 2 } }],
    ['BLOCKED', { recipient: { ...live, status: 'BLOCKED' } }],
    ['CONSENT_UNKNOWN', { recipient: { ...live, consent: null }, now: after(CONSENT_WAIT_MS) }],
    ['EXPIRED', { now: after(OPTIONAL_LIFETIME_MS) }],
    ['SWITCHED_OFF', { preferences: { off: [{ kind: 'BID_OUTBID', channel: 'EMAIL' }], quiet: null } }],
    ['OVERTAKEN', { leadsAgain: true, now: after(OVERTAKEN_AFTER_MS) }],
  ])('skips: %s', (reason, change) => {
    expect(decideSend({ ...question, ...change })).toEqual({ do: 'skip', reason });
  });

  it('waits for a consent fact that is under way', () => {
    const decision = decideSend({ ...question, recipient: { ...live, consent: null } });
    expect(decision).toMatchObject({ do: 'wait' });
  });

  it('holds back in quiet hours what is optional and not urgent', () => {
    // 18:00–20:00 in Bishkek is 12:00–14:00 UTC.
    const preferences = { off: [], quiet: { fromMinute: 18 * 60, untilMinute: 20 * 60 } };
    const until = new Date('2026-11-22T14:00:00.000Z');
    expect(decideSend({ ...question, kind: 'WELCOME', preferences })).toEqual({ do: 'wait', until });
    expect(decideSend({ ...question, kind: 'BID_OUTBID', preferences })).toEqual({ do: 'send' });
    expect(decideSend({ ...question, kind: 'LOT_WON', preferences })).toEqual({ do: 'send' });
  });

  it('tells somebody who leads again only while that is fresh news', () => {
    expect(decideSend({ ...question, leadsAgain: true })).toEqual({ do: 'send' });
  });

  it('sends what is mandatory to anyone, in any hour, whatever is switched off', () => {
    const preferences = {
      off: allKinds.map((kind) => ({ kind, channel: 'EMAIL' as const })),
      quiet: { fromMinute: 0, untilMinute: 1439 },
    };
    for (const kind of allKinds.filter(isMandatory))
      for (const recipient of [live, withdrawn, { ...live, consent: null }, null])
        expect(decideSend({ ...question, kind, recipient, preferences }), kind).toEqual({ do: 'send' });
  });

  it('sends nothing optional to who withdrew, whatever else holds', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...allKinds.filter((kind) => !isMandatory(kind))),
        fc.constantFrom('EMAIL' as const, 'SMS' as const),
        fc.nat(OPTIONAL_LIFETIME_MS * 2),
        fc.boolean(),
        fc.constantFrom('ACTIVE' as const, 'BLOCKED' as const, null),
        (kind, channel, age, leadsAgain, status) => {
          const now = after(age);
          const recipient = { ...withdrawn, status };
          expect(decideSend({ ...question, kind, channel, leadsAgain, now, recipient }).do).toBe('skip');
        },
      ),
    );
  });

  it('lets preferences touch optional kinds only', () => {
    for (const kind of allKinds) {
      const preferences = { off: [{ kind, channel: 'EMAIL' as const }], quiet: null };
      const decision = decideSend({ ...question, kind, preferences });
      expect(decision.do, kind).toBe(isSwitchable(kind) ? 'skip' : 'send');
    }
  });
});

describe('judgeHandOver', () => {
  const busy: HandOver = { outcome: 'refused', permanent: false, code: 'SMTP_451' };
  const gone: HandOver = { outcome: 'refused', permanent: true, code: 'SMTP_550' };
  const away: HandOver = { outcome: 'away', code: 'SMTP_421' };
  const silent: HandOver = { outcome: 'unknown', code: 'SMTP_ETIMEDOUT' };

  it('ends what was accepted or refused for good, retries what was refused for now', () => {
    expect(judgeHandOver({ outcome: 'accepted' }, 1, false)).toEqual({ state: 'SENT' });
    expect(judgeHandOver(gone, 1, false)).toEqual({ state: 'FAILED', code: 'SMTP_550' });
    expect(judgeHandOver(busy, 1, false)).toEqual({ state: 'PLANNED', pauseMs: 1_000, code: 'SMTP_451' });
    expect(judgeHandOver(busy, MAX_ATTEMPTS, false)).toEqual({ state: 'FAILED', code: 'SMTP_451' });
  });

  it('waits for a provider that is away, however often it was tried', () => {
    for (const attempts of [1, MAX_ATTEMPTS, MAX_ATTEMPTS * 10]) {
      expect(judgeHandOver(away, attempts, false)).toEqual({ state: 'AWAY', code: 'SMTP_421' });
      expect(judgeHandOver(silent, attempts, true)).toEqual({ state: 'AWAY', code: 'SMTP_ETIMEDOUT' });
    }
  });

  it('never repeats without an answer what a provider would not recognise', () => {
    expect(judgeHandOver(silent, 1, false)).toEqual({ state: 'UNCERTAIN', code: 'SMTP_ETIMEDOUT' });
  });

  it('never repeats a mail that may have arrived: at most once', () => {
    const handOver = fc.oneof(
      fc.constant<HandOver>({ outcome: 'accepted' }),
      fc.boolean().map((permanent): HandOver => ({ outcome: 'refused', permanent, code: 'X' })),
      fc.constant<HandOver>(away),
      fc.constant<HandOver>(silent),
    );
    fc.assert(
      fc.property(handOver, fc.integer({ min: 1, max: 30 }), (said, attempts) => {
        const verdict = judgeHandOver(said, attempts, false);
        if (said.outcome !== 'refused') expect(verdict.state).not.toBe('PLANNED');
        if (said.outcome !== 'away') expect(verdict.state).not.toBe('AWAY');
      }),
    );
  });

  it('pauses longer each time, never longer than ten minutes', () => {
    for (let failures = 1; failures < 40; failures++) {
      expect(pauseAfter(failures + 1)).toBeGreaterThanOrEqual(pauseAfter(failures));
      expect(pauseAfter(failures)).toBeLessThanOrEqual(600_000);
    }
  });
});

it('resumes after a crash what had not left, and what a provider recognises', () => {
  expect(mayResume('CLAIMED', false)).toBe(true);
  expect(mayResume('SENDING', false)).toBe(false);
  expect(mayResume('SENDING', true)).toBe(true);
});

it('falls back to SMS where a mail did not surely reach somebody who must be told', () => {
  expect(needsFallback('DISCLOSURE_READ', 'SKIPPED', 'NO_ADDRESS')).toBe(true);
  expect(needsFallback('DISCLOSURE_READ', 'FAILED', null)).toBe(true);
  expect(needsFallback('DISCLOSURE_READ', 'UNCERTAIN', null)).toBe(true);
  expect(needsFallback('DISCLOSURE_READ', 'SENT', null)).toBe(false);
  expect(needsFallback('DISCLOSURE_READ', 'SKIPPED', 'ERASED')).toBe(false);
  expect(needsFallback('LOT_WON', 'FAILED', null)).toBe(false);
});
