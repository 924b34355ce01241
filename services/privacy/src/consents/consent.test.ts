import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edition } from '../editions/edition.js';
import {
  type Consent,
  type ConsentDecision,
  decideFirst,
  decideGive,
  decideWithdraw,
  renewalRequired,
} from './consent.js';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
const TEXT = 'c'.repeat(64);
const sha256 = { KY: TEXT, RU: TEXT, EN: TEXT };
const editions: Edition[] = [
  { number: 1, publishedAt: at(0), effectiveAt: at(0), material: true, sha256 },
  { number: 2, publishedAt: at(0), effectiveAt: at(10), material: false, sha256 },
  { number: 3, publishedAt: at(0), effectiveAt: at(20), material: true, sha256 },
];
const agreement = (edition: number, textSha256 = TEXT) => ({ edition, locale: 'RU' as const, textSha256 });
const consent = (state: Consent['state'], edition: number, epoch = 4): Consent => ({
  id: 'c',
  citizenId: 'p',
  epoch,
  state,
  at: at(1),
  ...agreement(edition),
});
const outcome = (decision: ConsentDecision) =>
  decision.kind === 'append'
    ? `${decision.state} ${decision.epoch}`
    : decision.kind === 'refused'
      ? decision.code
      : decision.kind;

describe('giving consent', () => {
  it.each([
    ['before the registration was heard of', undefined, agreement(2), 'CONSENT_NOT_RECORDED_YET'],
    ['to an edition that is past', consent('WITHDRAWN', 1), agreement(1), 'EDITION_NOT_OPEN'],
    ['to another text', consent('GIVEN', 1), agreement(2, 'd'.repeat(64)), 'TEXT_CHANGED'],
    ['to an earlier edition than agreed ahead', consent('GIVEN', 3), agreement(2), 'LATER_EDITION_AGREED'],
    ['twice', consent('GIVEN', 2), agreement(2), 'repeated'],
    ['to the next edition ahead', consent('GIVEN', 2), agreement(3), 'RENEWED 5'],
    ['to a later edition', consent('RENEWED', 1), agreement(2), 'RENEWED 5'],
    ['after a withdrawal, same edition', consent('WITHDRAWN', 2), agreement(2), 'GIVEN 5'],
  ])('%s', (_case, current, wanted, expected) => {
    expect(outcome(decideGive(current, wanted, editions, at(15)))).toBe(expected);
  });
});

describe('withdrawing consent', () => {
  it.each([
    ['before the registration was heard of', undefined, 'CONSENT_NOT_RECORDED_YET'],
    ['that is given', consent('GIVEN', 1), 'WITHDRAWN 5'],
    ['that is renewed', consent('RENEWED', 2), 'WITHDRAWN 5'],
    ['twice', consent('WITHDRAWN', 1), 'repeated'],
  ])('%s', (_case, current, expected) => {
    expect(outcome(decideWithdraw(current))).toBe(expected);
  });
});

describe('renewal', () => {
  it.each([
    ['not asked for by an editorial edition', consent('GIVEN', 1), at(15), false],
    ['asked for from the millisecond of a material one', consent('GIVEN', 2), at(20), true],
    ['not asked for a millisecond before', consent('GIVEN', 2), new Date(at(20).getTime() - 1), false],
    ['not asked of whoever agreed ahead', consent('RENEWED', 3), at(20), false],
    ['not asked of whoever left', consent('WITHDRAWN', 1), at(20), false],
  ])('is %s', (_case, current, now, required) => {
    expect(renewalRequired(current, editions, now)).toBe(required);
  });
});

describe('any history', () => {
  it('has epochs 1, 2, 3 …, a state that changes with each, and editions that never go back while consent lives', () => {
    const step = fc.record({ give: fc.boolean(), edition: fc.integer({ min: 1, max: 4 }), later: fc.nat(6) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let minute = 0;
        const history: Consent[] = [];
        const append = (decision: ConsentDecision) => {
          if (decision.kind !== 'append') return;
          history.push({
            id: 'c',
            citizenId: 'p',
            epoch: decision.epoch,
            state: decision.state,
            at: at(minute),
            ...decision.agreement,
          });
        };
        append(decideFirst(agreement(1)));
        for (const { give, edition, later } of steps) {
          minute += later;
          append(
            give
              ? decideGive(history.at(-1), agreement(edition), editions, at(minute))
              : decideWithdraw(history.at(-1)),
          );
        }
        expect(history.map((entry) => entry.epoch)).toEqual(history.map((_, index) => index + 1));
        for (const [before, after] of history.slice(1).map((entry, i) => [history[i] as Consent, entry] as const)) {
          expect(after.state === 'WITHDRAWN' && before.state === 'WITHDRAWN').toBe(false);
          if (after.state === 'RENEWED') expect(after.edition).toBeGreaterThan(before.edition);
          if (after.state === 'GIVEN') expect(before.state).toBe('WITHDRAWN');
        }
      }),
    );
  });
});
