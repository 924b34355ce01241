import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keptUntil, retentionRules } from '@belgi/contracts';
import { describe, expect, it } from 'vitest';
import { withTerms } from './data-inventory.mjs';
import { root } from './repository.mjs';

const row = (/** @type {string} */ tables) => `| what | ${tables} | X | use | y | – | for ever |`;
const rules = retentionRules.filter(({ service }) => service === 'notify' || service === 'auction');
const one = rules.filter(({ service, table }) => service === 'notify' && table === 'deliveries');

describe('docs/DATA.md', () => {
  it('says the terms that are enforced', async () => {
    const text = await readFile(join(root, 'docs/DATA.md'), 'utf8');
    expect(withTerms(text, retentionRules)).toEqual({ text, faults: [] });
  });

  it('gets its last column from the rule of the table it names', () => {
    const [rule] = one;
    if (rule === undefined) throw new Error('no rule');
    const { text, faults } = withTerms(`## notify\n${row('`deliveries.state` (no text)')}`, one);
    expect(text).toBe(`## notify\n${row('`deliveries.state` (no text)').replace('for ever', keptUntil(rule))}`);
    expect(faults).toEqual([]);
  });

  it('leaves what is in no table as it stands', () => {
    expect(withTerms(`## notify\n${row('never stored')}`, []).text).toContain('for ever');
  });

  it.each([
    ['a rule that no row shows', '## auction\n', one, /no row under "notify" names `deliveries`/],
    ['a row of another service', `## auction\n${row('`deliveries`')}`, one, /no row under "notify"/],
    [
      'two terms in one row',
      `## notify\n${row('`deliveries`, `notices`')}`,
      rules.filter(({ table }) => table === 'deliveries' || table === 'notices'),
      /"what" names tables with different terms/,
    ],
  ])('%s is told', (_case, text, given, told) => {
    expect(withTerms(text, given).faults).toEqual([expect.stringMatching(told)]);
  });
});
