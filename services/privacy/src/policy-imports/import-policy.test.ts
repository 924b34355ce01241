import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clausesOf } from '../editions/clauses.js';
import { renderMarkdown } from '../editions/render-markdown.js';
import { anyPlainDocument, wrapped } from '../testing/policy-documents.js';
import { anyPolicyText } from '../testing/policy-texts.js';
import { importPolicy, MAX_IMPORT_FAULTS } from './import-policy.js';

/** Words of a rendered page as a browser shows them: lists numbered by `start` and `value`. Knows nothing of the importer. */
function shownWords(html: string): string[] {
  const lists: { ordered: boolean; next: number; mark: string }[] = [];
  const attribute = (tag: string, name: string) => new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1];
  const text = html.replace(/<[^>]+>/g, (tag) => {
    if (/^<[ou]l/.test(tag))
      lists.push({
        ordered: tag.startsWith('<ol'),
        next: Number(attribute(tag, 'start') ?? 1),
        mark: tag.includes('parenthesis') ? ')' : '.',
      });
    else if (/^<\/[ou]l/.test(tag)) lists.pop();
    else if (tag.startsWith('<li')) {
      const list = lists.at(-1);
      if (!list?.ordered) return ' ';
      const number = Number(attribute(tag, 'value') ?? list.next);
      list.next = number + 1;
      return ` ${number}${list.mark} `;
    } else if (/^<\/?(strong|em|code|a)\b/.test(tag)) return '';
    return ' ';
  });
  const plain = text.replace(
    /&(lt|gt|quot|amp);/g,
    (_, name) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name as 'lt'],
  );
  return plain.split(/\s+/).filter((word) => word !== '');
}

const imported = (text: string, format: 'MARKDOWN' | 'PLAIN_TEXT' = 'PLAIN_TEXT'): string => {
  const outcome = importPolicy(text, format);
  if (typeof outcome !== 'string') throw new Error(JSON.stringify(outcome));
  return outcome;
};
const wordsOf = (text: string) => text.split(/\s+/).filter((word) => word !== '');

describe('a plain text', () => {
  it('is rendered with each of its words and numbers, in their order, and has its clauses', () => {
    fc.assert(
      fc.property(anyPlainDocument, fc.boolean(), ({ text, numbers }, wraps) => {
        const given = wraps ? wrapped(text) : text;
        const markdown = imported(given);
        expect(shownWords(renderMarkdown(markdown))).toEqual(wordsOf(given));
        const ids = clausesOf(markdown).map(({ id }) => id);
        expect(ids.filter((id) => /^\d+(\.\d+)?$/.test(id))).toEqual(numbers);
      }),
      { numRuns: 150 },
    );
  });

  it('becomes Markdown that imports as itself', () => {
    fc.assert(
      fc.property(anyPlainDocument, ({ text }) => {
        const markdown = imported(text);
        expect(imported(markdown, 'MARKDOWN')).toBe(markdown);
      }),
    );
  });

  it('has headings, clauses, letters and lists', () => {
    const text = `ПОЛИТИКА

Преамбула

Общие слова политики,
в две строки.

1. Общие положения
1.1. Информация – это:
а) то, что дано
при регистрации;
б) иные данные.

1.2 Цели:
1) связь;
3) статистика.
• одно;
– другое.
`;
    expect(imported(text)).toBe(`# ПОЛИТИКА

## Преамбула

Общие слова политики, в две строки.

## 1. Общие положения

1.1. Информация – это:

- а) то, что дано при регистрации;
- б) иные данные.

1.2 Цели:

1) связь;
3) статистика.

- одно;
- другое.
`);
  });
});

describe('Markdown', () => {
  it.each(['ky', 'ru', 'en'])('of edition 1 in %s imports as itself', (language) => {
    const text = readFileSync(new URL(`../../editions/1/${language}.md`, import.meta.url), 'utf8');
    expect(imported(text, 'MARKDOWN')).toBe(text);
  });

  it.each([
    ['an underlined title', 'Policy\n===\n\nWords', '# Policy\n\nWords\n'],
    ['an emphasised number', '**3.4.** Words *here*', '3.4. Words *here*\n'],
    ['an emphasised heading', '**1. First**\n\n**1.1. Said.** More', '## 1. First\n\n1.1. **Said.** More\n'],
    ['an escaped number', '2\\. Second\n\n2\\.1\\. Words', '## 2. Second\n\n2.1. Words\n'],
    ['clauses on lines that touch', '1.1. One\n1.2. Two\nmore', '1.1. One\n\n1.2. Two more\n'],
    ['a section that is a list', '1. First\n   1.1. One\n   1.2. Two', '## 1. First\n\n1.1. One\n\n1.2. Two\n'],
    ['letters on lines that touch', '1.1. Is:\nа) one\nб) two', '1.1. Is:\n\n- а) one\n- б) two\n'],
    ['a clause in a list with letters below', '* 1.1. Is:\n  * а) one', '1.1. Is:\n\n- а) one\n'],
    ['lists in lists', '1. One\n   - two\n     more', '1. One\n\n   - two more\n'],
    ['a rule, which says nothing', 'One\n\n***\n\nTwo', 'One\n\nTwo\n'],
  ])('with %s is written as an edition is', (_case, given, expected) => {
    expect(imported(given, 'MARKDOWN')).toBe(expected);
  });
});

describe('a fault', () => {
  it.each([
    ['CHARACTER_NOT_ALLOWED', 'a hidden direction', 'PLAIN_TEXT', '1.1. One\n1.2. T\u202ewo', 2],
    ['CHARACTER_NOT_ALLOWED', 'bytes that were no text', 'PLAIN_TEXT', 'T\ufffd', 1],
    ['MARKUP_NOT_SUPPORTED', 'HTML', 'MARKDOWN', 'One\n\n<div>Two</div>', 3],
    ['MARKUP_NOT_SUPPORTED', 'HTML in a line', 'MARKDOWN', 'One <b>two</b>', 1],
    ['MARKUP_NOT_SUPPORTED', 'a picture', 'MARKDOWN', '![seal](seal.png)', 1],
    ['MARKUP_NOT_SUPPORTED', 'a line pushed in so far that it is code', 'MARKDOWN', 'One\n\n    1.1. Two', 3],
    ['MARKUP_NOT_SUPPORTED', 'a quotation', 'MARKDOWN', '> 1.1. One', 1],
    ['MARKUP_NOT_SUPPORTED', 'a link by reference', 'MARKDOWN', 'See [law].\n\n[law]: https://example.kg', 3],
    ['NUMBER_REPEATED', 'one number twice', 'PLAIN_TEXT', '1.1. One\n\n1.1. Two', 3],
    [
      'NUMBER_OUT_OF_ORDER',
      'a reference that stands first in its line',
      'PLAIN_TEXT',
      '3.4. As said in\n2.1. of this',
      2,
    ],
    ['LINE_NOT_KEPT', 'a clause in a list in a list', 'MARKDOWN', 'One\n\n2. - 3.4. Words', 3],
  ] as const)('%s: %s', (code, _case, format, text, line) => {
    expect(importPolicy(text, format)).toEqual([{ line, code }]);
  });

  it('stands for each line that has one, the first fifty', () => {
    const text = Array.from({ length: 80 }, () => '1.1. One').join('\n\n');
    const faults = importPolicy(text, 'PLAIN_TEXT');
    expect(faults).toHaveLength(MAX_IMPORT_FAULTS);
    expect(faults[1]).toEqual({ line: 5, code: 'NUMBER_REPEATED' });
  });
});

it('never changes a word, whatever is imported: it keeps all of them or says which line it could not keep', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), anyPolicyText), fc.boolean(), (text, plain) => {
      const outcome = importPolicy(text, plain ? 'PLAIN_TEXT' : 'MARKDOWN');
      if (typeof outcome !== 'string') expect(outcome.length).toBeGreaterThan(0);
      else if (!plain)
        expect(shownWords(renderMarkdown(outcome))).toEqual(shownWords(renderMarkdown(text.normalize('NFC'))));
    }),
    { numRuns: 200 },
  );
});
