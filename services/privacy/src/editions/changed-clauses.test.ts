import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyPolicyText } from '../testing/policy-texts.js';
import { changeNodes } from './changed-clauses.js';

it('tells no clause that is the same, and both texts of each that is not', () => {
  fc.assert(
    fc.property(anyPolicyText, anyPolicyText, (before, after) => {
      expect(changeNodes(before, before)).toEqual([]);
      for (const { kind, before: from, after: to, words } of changeNodes(before, after)) {
        const without = (part: string) =>
          words
            .filter((each) => each.kind !== part)
            .map(({ text }) => text)
            .join('');
        expect(kind).not.toBe('SAME');
        expect([without('ADDED'), without('REMOVED')]).toEqual([from?.markdown ?? '', to?.markdown ?? '']);
      }
    }),
  );
});
