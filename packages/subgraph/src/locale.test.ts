import { describe, expect, it } from 'vitest';
import { localeOf } from './locale.js';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'KY'],
    ['', 'KY'],
    ['de', 'KY'],
    ['*', 'KY'],
    ['ru', 'RU'],
    ['ru-KG,ru;q=0.9,en;q=0.8', 'RU'],
    ['en;q=0.5, ru;q=0.7', 'RU'],
    ['de, en;q=0.3', 'EN'],
    ['ru;q=0, en;q=0.1', 'EN'],
    ['EN-us', 'EN'],
    ['en;q=0.7;x=1, ky;Q=0.8', 'KY'],
    ['ru;q=9, en;q=0.2', 'EN'],
    ['ru;q=, en', 'EN'],
    [`${'x,'.repeat(10_000)}en`, 'KY'],
  ])('%s → %s', (header, locale) => {
    expect(localeOf(header)).toBe(locale);
  });
});
