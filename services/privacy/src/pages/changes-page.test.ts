import { describe, expect, it } from 'vitest';
import { changesPage } from './changes-page.js';

const page = (before: string, after: string) =>
  changesPage({
    locale: 'EN',
    base: '/policy',
    path: '/policy/editions/1/changes/2',
    from: { number: 1, markdown: before },
    to: { number: 2, markdown: after },
  });

describe('the page of changes', () => {
  it('marks what went and what came, with a link to the clause', () => {
    const html = page('3.1. Kept for ten days.\n', '3.1. Kept for five days.\n\n3.2. New.\n');
    expect(html).toContain('<a href="/policy/editions/2?lang=en#clause-3.1">3.1</a> – changed');
    expect(html).toContain('<del>ten</del><ins>five</ins>');
    expect(html).toContain('3.2</a> – added');
  });

  it('links what was removed to where it stood, and tells what moved', () => {
    const html = page('3.1. Out.\n\n3.2. Stays.\n', '3.1. Stays.\n');
    expect(html).toContain('<a href="/policy/editions/1?lang=en#clause-3.1">3.1</a> – removed');
    expect(html).toContain('moved to another number (3.2 → 3.1)');
  });

  it('shows a script of a text as words', () => {
    const html = page('', '1.1. <script>alert("x")</script>\n');
    expect(html).not.toContain('<script');
    expect(html).toContain('&#60;script&#62;');
  });

  it('says so when nothing changed', () => {
    expect(page('1.1. One.\n', '1.1. One.\n')).toContain('did not change');
  });
});
