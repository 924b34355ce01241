import { expect, test } from 'vitest';
import { callbackPage } from './callback-page.js';

const ACCOUNT = '+996 *** *** *42';

test.each(['KY', 'RU', 'EN'] as const)(
  "in %s: names the account, and what to do if it is not the visitor's",
  (locale) => {
    for (const outcome of ['VERIFIED', 'DISPUTED', 'PIN_DIFFERS'] as const) {
      const page = callbackPage(locale, { outcome, account: ACCOUNT });
      expect(page).toContain(`data-outcome="${outcome}"`);
      expect(page).toContain(ACCOUNT);
      expect(page).toContain('119');
    }
  },
);

test('names none where nothing came back', () => {
  const page = callbackPage('EN', { outcome: 'FAILED', account: null });
  expect(page).not.toContain('119');
  expect(page).not.toContain('null');
});
