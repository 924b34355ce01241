import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Running, startPrivacy } from '../testing/running.js';
import { transparencyWords } from './transparency-words.js';

let running: Running;
beforeAll(async () => {
  running = await startPrivacy();
});
afterAll(() => running[Symbol.asyncDispose]());

const ASK = `{ transparencyReport { day leastPeople roundedTo delayedNotices tables { name columns rows { name counts medianWorkingDays } } } }`;

it.each(['ky', 'ru', 'en'] as const)('anybody reads the report as a page in their language: %s', async (language) => {
  const page = await running.fetch(`/policy/transparency?lang=${language}`);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.headers.get('content-language')).toBe(language);
  const words = transparencyWords[language.toUpperCase() as 'KY' | 'RU' | 'EN'];
  const text = await page.text();
  for (const said of [words.title, words.delayed, ...Object.values(words.tables)]) expect(text).toContain(said);
});

it('the page, the files and the graph say the same', async () => {
  const file = await running.fetch('/policy/transparency.json');
  const { data } = await running.graphql({ kind: 'anonymous' }, ASK);
  expect(await file.json()).toEqual(data?.['transparencyReport']);
  const csv = await running.fetch('/policy/transparency.csv');
  expect(csv.headers.get('content-type')).toContain('text/csv');
  expect(await csv.text()).toContain(`"TOTAL",TOTAL,0,published`);
  const tag = { 'if-none-match': file.headers.get('etag') ?? '' };
  expect((await running.fetch('/policy/transparency.json', { headers: tag })).status).toBe(304);
});

it('only through the gateway', async () => {
  expect((await running.fetch('/policy/transparency', { secret: 'a guess' })).status).toBe(403);
});
