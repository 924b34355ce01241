import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Running, startPrivacy } from '../testing/running.js';

let running: Running;
beforeAll(async () => {
  running = await startPrivacy();
});
afterAll(() => running[Symbol.asyncDispose]());

it('anybody reads the register as a page in their language and as the committed file', async () => {
  const page = await running.fetch('/policy/register', { headers: { 'accept-language': 'ru' } });
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.headers.get('content-language')).toBe('ru');
  expect(await page.text()).toContain('Реестр массивов персональных данных');

  const file = await running.fetch('/policy/register.json');
  const committed = await readFile(new URL('../../register/register.json', import.meta.url), 'utf8');
  expect(await file.text()).toBe(committed);
  const tag = { 'if-none-match': file.headers.get('etag') ?? '' };
  expect((await running.fetch('/policy/register.json', { headers: tag })).status).toBe(304);
});

it('only through the gateway', async () => {
  expect((await running.fetch('/policy/register.json', { secret: 'a guess' })).status).toBe(403);
});
