import { describe, expect, it } from 'vitest';
import { allKinds, ruleOf } from '../notices/notice-kind.js';
import { entitlement } from '../recipients/standing.js';
import { affectedNotices, NAMES } from './affected-notices.js';

const shown = affectedNotices('EN');

it('every kind that reaches an account is named', () =>
  expect(Object.keys(NAMES).sort()).toEqual(allKinds.filter((kind) => ruleOf(kind).inbox).sort()));

it('those that stop come first', () =>
  expect(shown.map(({ stops }) => stops)).toEqual(
    shown.map(({ stops }) => stops).sort((a, b) => Number(b) - Number(a)),
  ));

// What the person is told and what is sent are one rule, asked twice.
describe.each(allKinds.filter((kind) => ruleOf(kind).inbox))('%s', (kind) => {
  it('is said to stop exactly when it is not sent to whoever withdrew', () => {
    const withdrawn = {
      status: 'ACTIVE',
      consent: { state: 'WITHDRAWN', edition: 1 },
      materialEdition: 1,
      keptOnly: false,
    } as const;
    const told = shown.find((notice) => notice.kind === kind);
    expect(told?.stops).toBe(entitlement(kind, withdrawn) !== 'YES');
    expect(told?.text).toMatch(told?.stops ? /it stops/ : /it stays/);
  });
  it.each(['KY', 'RU'] as const)('has words in %s', (locale) => {
    const told = affectedNotices(locale).find((notice) => notice.kind === kind);
    expect([told?.name, told?.text].every((text) => /\p{Script=Cyrillic}/u.test(text ?? ''))).toBe(true);
  });
});
