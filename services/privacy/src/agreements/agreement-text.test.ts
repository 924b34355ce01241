import { expect, it } from 'vitest';
import { firstEdition } from '../edition-files.js';
import { clausesOf } from '../editions/clauses.js';

it('has the same clauses in every language, among them what false data leads to', async () => {
  const texts = await firstEdition('USER_AGREEMENT');
  const [ky, ru, en] = [texts.KY, texts.RU, texts.EN].map((text) => clausesOf(text).map(({ id }) => id));
  expect(ky).toEqual(en);
  expect(ru).toEqual(en);
  for (const id of ['2.1', '3.3', '4.2', '4.3', '4.4', '4.5', '4.6', '5.1']) expect(en).toContain(id);
});
