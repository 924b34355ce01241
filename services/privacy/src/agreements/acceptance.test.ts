import { expect, it } from 'vitest';
import type { Edition } from '../editions/edition.js';
import { decideAcceptance } from './acceptance.js';

const now = new Date('2026-11-24T00:00:00Z');
const edition = (number: number, days: number): Edition => {
  const at = new Date(now.getTime() + days * 86_400_000);
  return { number, publishedAt: at, effectiveAt: at, material: true, sha256: { KY: 'k', RU: `r${number}`, EN: 'e' } };
};
const editions = [edition(1, -9), edition(2, -1), edition(3, 5), edition(4, 9)];
const wish = (number: number) => ({ edition: number, locale: 'RU', textSha256: `r${number}` }) as const;

it.each([
  ['the edition in force', undefined, wish(2), 'ACCEPT'],
  ['the next one ahead', 2, wish(3), 'ACCEPT'],
  ['what was accepted already', 2, wish(2), 'REPEAT'],
  ['an edition that is over', undefined, wish(1), 'EDITION_NOT_OPEN'],
  ['the one after the next', undefined, wish(4), 'EDITION_NOT_OPEN'],
  ['other words', undefined, { ...wish(2), textSha256: 'r1' }, 'TEXT_CHANGED'],
  ['an earlier one than was accepted', 3, wish(2), 'LATER_EDITION_AGREED'],
] as const)('%s', (_case, latest, given, expected) => {
  expect(decideAcceptance(latest, given, editions, now)).toBe(expected);
});
