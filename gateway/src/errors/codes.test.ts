import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../operation/limits.js';
import { messageOf, OWN_CODES, type OwnCodeName, SUBGRAPH_CODES } from './codes.js';

const page = readFileSync(new URL('../../../docs/GATEWAY.md', import.meta.url), 'utf8');

describe('docs/GATEWAY.md', () => {
  it.each(Object.keys(OWN_CODES))('explains %s', (code) => expect(page).toContain(`\`${code}\``));
  it.each([...SUBGRAPH_CODES])('names %s of subgraphs', (code) => expect(page).toContain(`\`${code}\``));
  it.each([LIMITS.tokens, LIMITS.depth, LIMITS.fields, LIMITS.aliases, LIMITS.rootFields, LIMITS.directives])(
    'has the limit %i',
    (limit) => expect(page).toContain(`| ${limit.toLocaleString('en-US')} |`),
  );
});

it.each(Object.keys(OWN_CODES) as OwnCodeName[])('%s says the same in three languages', (code) => {
  const placeholders = Object.values(OWN_CODES[code].message).map((text) => text.match(/\{\w+\}/g)?.sort() ?? []);
  expect(placeholders[1]).toEqual(placeholders[0]);
  expect(placeholders[2]).toEqual(placeholders[0]);
});

it('fills placeholders and leaves none', () => {
  expect(messageOf('TOO_DEEP', 'en', { limit: 12 })).toContain('12 levels');
  expect(messageOf('RATE_LIMITED', 'ky')).not.toContain('{');
});
