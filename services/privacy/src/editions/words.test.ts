import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wordsBetween } from './words.js';

const text = fc.oneof(
  fc.string(),
  fc.array(fc.constantFrom('a', 'b', 'c', ' ', '\n'), { maxLength: 30 }).map((parts) => parts.join(' ')),
);

it('holds both texts whole', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = wordsBetween(before, after);
      const without = (kind: string) =>
        parts
          .filter((part) => part.kind !== kind)
          .map((part) => part.text)
          .join('');
      expect(without('ADDED')).toBe(before);
      expect(without('REMOVED')).toBe(after);
    }),
  );
});

it('marks the word that changed and no other', () => {
  expect(wordsBetween('kept for ten days', 'kept for five days')).toEqual([
    { kind: 'SAME', text: 'kept for ' },
    { kind: 'REMOVED', text: 'ten' },
    { kind: 'ADDED', text: 'five' },
    { kind: 'SAME', text: ' days' },
  ]);
});

it('answers at once for texts that have nothing in common, however long', () => {
  const many = (word: string) => Array.from({ length: 20_000 }, () => word).join(' ');
  expect(wordsBetween(many('a'), many('b')).map(({ kind }) => kind)).toContain('REMOVED');
});
