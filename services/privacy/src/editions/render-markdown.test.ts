import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from './render-markdown.js';

describe('rendering', () => {
  it('shows raw HTML as text: an officer cannot publish a script', () => {
    const html = renderMarkdown('1.1. <script>alert(1)</script> [x](javascript:alert(1))');
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('href="javascript');
  });

  it('gives each clause an anchor', () => {
    const html = renderMarkdown('## 3. Keeping\n\n3.4. Words.\n\n- a) one\n- b) two\n\nMore.');
    expect(html).toContain('<p id="clause-3.4">3.4. Words.</p>');
    for (const id of ['3', '3.4.a', '3.4.b', '3.4.end']) expect(html).toContain(`id="clause-${id}"`);
  });

  it('keeps the numbers of a list as they stand in the text, which Markdown would count anew', () => {
    expect(renderMarkdown('3. three\n4. four\n6. six\n7. seven')).toContain(
      '<ol start="3">\n<li id="clause-title.3">three</li>\n<li id="clause-title.4">four</li>\n<li id="clause-title.6" value="6">six</li>\n<li id="clause-title.7">',
    );
    expect(renderMarkdown('1) one')).toContain('<ol class="parenthesis">');
  });
});

describe.each(['ky', 'ru', 'en'])('edition 1 in %s', (language) => {
  const text = readFileSync(new URL(`../../editions/1/${language}.md`, import.meta.url), 'utf8');
  const html = renderMarkdown(text);

  it('has every clause of the policy, in order', () => {
    expect([...html.matchAll(/<p id="clause-([\d.]+)"/g)].map((match) => match[1])).toEqual([
      '1.1',
      '2.1',
      '3.1',
      '3.2',
      '3.3',
      '3.4',
      '4.1',
      '5.1',
      '5.2',
      '6.1',
    ]);
  });

  it('names exactly four purposes and the call centre', () => {
    const purposes = html.slice(html.indexOf('clause-2.1'), html.indexOf('clause-3.1'));
    expect(purposes.match(/<li id="clause-2\.1\.\d">/g)).toHaveLength(4);
    expect(html.slice(html.indexOf('clause-6.1'))).toContain('119');
  });
});
