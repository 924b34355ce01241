import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyPolicyText } from '../testing/policy-texts.js';
import { clausesOf } from './clauses.js';
import { applyDifferences, differencesOf } from './differences.js';

const told = (before: string, after: string) =>
  differencesOf(before, after)
    .filter(({ kind }) => kind !== 'SAME')
    .map(({ kind, before: from, after: to }) => [kind, from?.id ?? null, to?.id ?? null]);

describe('differences', () => {
  it('applied to the earlier text give the later one, and each clause of both stands once', () => {
    fc.assert(
      fc.property(fc.oneof(anyPolicyText, fc.string()), fc.oneof(anyPolicyText, fc.string()), (before, after) => {
        const changes = differencesOf(before, after);
        expect(applyDifferences(before, changes)).toBe(after);
        const count = (texts: (string | undefined)[]) => texts.filter((id) => id !== undefined).sort();
        expect(count(changes.map((change) => change.before?.id))).toEqual(
          clausesOf(before)
            .map(({ id }) => id)
            .sort(),
        );
        expect(changes.flatMap(({ after: to }) => to?.id ?? [])).toEqual(clausesOf(after).map(({ id }) => id));
      }),
    );
  });

  it('of a text to itself are none', () => {
    const text = readFileSync(new URL('../../editions/1/ky.md', import.meta.url), 'utf8');
    expect(told(text, text)).toEqual([]);
  });

  const before = '## 3. Keeping\n\n3.1. Rules.\n\n3.2. Confidential.\n\n3.3. Law.\n';

  it.each([
    ['a changed clause', before.replace('Rules', 'Other rules'), [['CHANGED', '3.1', '3.1']]],
    ['a clause at the end', `${before}\n3.4. New.\n`, [['ADDED', null, '3.4']]],
    ['a clause that is gone', before.replace('\n3.3. Law.\n', ''), [['REMOVED', '3.3', null]]],
    [
      'a clause put in before others, which keep their words under new numbers',
      '## 3. Keeping\n\n3.1. New.\n\n3.2. Rules.\n\n3.3. Confidential.\n\n3.4. Law.\n',
      [
        ['ADDED', null, '3.1'],
        ['MOVED', '3.1', '3.2'],
        ['MOVED', '3.2', '3.3'],
        ['MOVED', '3.3', '3.4'],
      ],
    ],
    [
      'a clause taken out, with its words nowhere else',
      '## 3. Keeping\n\n3.1. Rules.\n\n3.2. Law.\n',
      [
        ['REMOVED', '3.2', null],
        ['MOVED', '3.3', '3.2'],
      ],
    ],
    ['another heading', before.replace('Keeping', 'How it is kept'), [['CHANGED', '3', '3']]],
  ])('tell %s', (_case, after, changes) => {
    expect(told(before, after)).toEqual(changes);
  });
});
