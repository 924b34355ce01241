import { expect, test } from 'vitest';
import { mailboxPage } from './mailbox/mailbox-page.js';
import { html, page } from './page.js';

// The attack: a sender puts markup into a message, to act on the page of whoever reads it.
test('what a stranger wrote is text, never markup', () => {
  const shown = mailboxPage(
    [
      {
        to: '"><script>',
        channel: 'email',
        subject: '<img src=x>',
        text: `<b>'"&</b>`,
        at: '2030-01-01T00:00:00.000Z',
      },
    ],
    '"><script>',
  );
  expect(shown).not.toContain('<script>');
  expect(shown).not.toContain('<img');
  expect(shown).toContain('&lt;b&gt;&#39;&quot;&amp;&lt;/b&gt;');
});

test('addresses in a message become links, and end where the address ends', () => {
  const text = 'See https://belgi.example/lots?a=1&b=2 <here>';
  const shown = mailboxPage([{ to: 'a', channel: 'sms', subject: null, text, at: '2030-01-01T00:00:00.000Z' }], '');
  expect(shown).toContain('<a href="https://belgi.example/lots?a=1&amp;b=2" rel="noreferrer">');
});

test('a page has a language, a title, one main part and says that it is a stand-in', () => {
  const shown = page({ title: 'A & B', house: 'Bank', colour: '#000', body: html`<h1>${'x'}</h1>` });
  expect(shown).toMatch(/<html lang="en">/);
  expect(shown).toContain('<title>A &amp; B · Bank</title>');
  expect(shown.match(/<main /g)).toHaveLength(1);
  expect(shown).toContain('Local stand-in');
});
