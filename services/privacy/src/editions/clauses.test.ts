import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyPolicyText } from '../testing/policy-texts.js';
import { clausesOf, textOfClauses } from './clauses.js';

const idsOf = (markdown: string) => clausesOf(markdown).map(({ id }) => id);
const edition = (language: string) => readFileSync(new URL(`../../editions/1/${language}.md`, import.meta.url), 'utf8');

describe('the clauses of a text', () => {
  it('put together again are the text, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), anyPolicyText), (text) => {
        const clauses = clausesOf(text);
        expect(textOfClauses(clauses)).toBe(text);
        expect(new Set(clauses.map(({ id }) => id)).size).toBe(clauses.length);
      }),
    );
  });

  it('have ids of their numbers, letters and places', () => {
    const text =
      '# Policy\n\nIntro.\n\n## Preamble\n\nOne.\n\nTwo.\n\n## Terms\n\n- **A** – b\n\n## 1. First\n\n1.1. Means:\n\n- а) one;\nstill one\n- б) two.\n\nEnd.\n\n1.2.3 Deep.\n1. in a list\n';
    expect(idsOf(text)).toEqual([
      ...['title', 'title.1', 'preamble', 'preamble.1', 'preamble.2', 'terms', 'terms.1'],
      ...['1', '1.1', '1.1.a', '1.1.b', '1.1.end', '1.2.3', '1.2.3.1'],
    ]);
  });

  it('are called the same in every language of edition 1, and their own ids are all different', () => {
    const ids = idsOf(edition('en'));
    expect(idsOf(edition('ru'))).toEqual(ids);
    expect(idsOf(edition('ky'))).toEqual(ids);
    for (const id of ['preamble.2', '1.1.b', '1.1.end', '2.1.4', '3.4', '6.1']) expect(ids).toContain(id);
  });

  it('tell one number that stands twice from the other', () => {
    expect(idsOf('1.1. One.\n\n1.1. Two.\n')).toEqual(['1.1', '1.1~2']);
  });
});
