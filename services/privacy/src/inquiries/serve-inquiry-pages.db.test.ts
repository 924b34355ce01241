import { createHealth, createHttpServer, createLogger, createMetrics } from '@belgi/runtime';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFixture, type Fixture } from '../testing/fixture.js';
import { answerInquiry } from './answer-inquiry.js';
import type { InquiryParts } from './ask-about-policy.js';
import { MAX_PER_HOUR } from './inquiry.js';
import { serveInquiryPages } from './serve-inquiry-pages.js';

const SECRET = 'a deployment secret of enough characters';

let fixture: Fixture;
let parts: InquiryParts;
let app: FastifyInstance;
let url: string;
beforeAll(async () => {
  fixture = await createFixture();
  parts = { ...fixture.parts, hashAddress: (text) => Buffer.from(text) };
  const logger = createLogger({ service: 'privacy', level: 'silent' });
  app = createHttpServer({ logger, health: createHealth(), metrics: createMetrics('privacy') });
  await serveInquiryPages(app, { ...parts, deploymentSecrets: [SECRET] });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await app.close();
  await fixture.close();
});

let address = 0;
async function send(path: string, form?: Record<string, string>, more: Record<string, string> = {}) {
  const answer = await fetch(new URL(path, url), {
    method: form === undefined ? 'GET' : 'POST',
    headers: {
      'belgi-deployment-secret': SECRET,
      'x-belgi-client-address': `10.0.0.${++address}`,
      'accept-language': 'en',
      ...more,
    },
    ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
  });
  return { status: answer.status, headers: answer.headers, page: await answer.text() };
}
const codeIn = (page: string, id: string) => new RegExp(`<code id="${id}">([^<]+)</code>`).exec(page)?.[1] ?? '';
async function asks(form: Record<string, string> = {}) {
  const { page, status } = await send('/policy/ask', { text: 'Who sees my number?', ...form });
  expect(status).toBe(201);
  return { reference: codeIn(page, 'reference'), secret: codeIn(page, 'secret') };
}

describe('the form', () => {
  it.each([
    ['ky', 'Саясат боюнча суроо же сунуш'],
    ['ru', 'Вопрос или предложение о политике'],
    ['en', 'A question or proposal about the policy'],
  ])('in %s may load, run and post nothing but itself, and is kept by nobody', async (language, title) => {
    const { page, headers } = await send(`/policy/ask?lang=${language}`);
    expect(page).toContain(`<h1>${title}</h1>`);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*form-action 'self'/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(page).not.toMatch(/<script|src=/);
  });

  it('gives reference and secret, which find how it stands and then the answer', async () => {
    const { reference, secret } = await asks();
    const waits = await send('/policy/ask/status', { reference: reference.toLowerCase(), secret });
    expect(waits).toMatchObject({ status: 200, page: expect.stringContaining('The answer is being prepared.') });
    await answerInquiry(parts, crypto.randomUUID(), reference, 'Nobody <b>does</b>.');
    const { page } = await send('/policy/ask/status', { reference, secret });
    expect(page).toContain('Nobody &#60;b&#62;does&#60;/b&#62;.');
    for (const form of [
      { reference, secret: '0000-0000-0000' },
      { reference, secret: '' },
      { reference: 'x', secret },
    ]) {
      const none = await send('/policy/ask/status', form);
      expect(none).toMatchObject({ status: 404, page: expect.stringContaining('There is no such reference') });
      expect(none.page).not.toContain('Nobody');
    }
  });

  it('says that an answer is late', async () => {
    const { reference, secret } = await asks();
    await fixture.time.advance({ days: 30 });
    expect((await send('/policy/ask/status', { reference, secret })).page).toContain('The deadline has passed.');
  });

  it('that is not taken comes back with what was typed, as words', async () => {
    const { status, page } = await send('/policy/ask', { text: '"><script>alert(1)</script>', answerBy: 'PHONE' });
    expect(status).toBe(422);
    expect(page).toContain('Say where to answer.');
    expect(page).toContain('&#34;&#62;&#60;script&#62;alert(1)&#60;/script&#62;</textarea>');
    expect(page).toMatch(/value="PHONE" checked/);
    expect((await send('/policy/ask', { text: ' ' })).page).toContain('Write your question or proposal.');
    expect((await send('/policy/ask', { text: 'x', kind: 'ORDER' })).status).toBe(400);
  });

  /** The attacks: a program that fills in what it finds, somebody else's page, a form of megabytes, a flood. */
  it('is not for programs, nor for pages of others, nor without measure', async () => {
    const trapped = await send('/policy/ask', { text: 'buy', website: 'http://spam' });
    expect(trapped).toMatchObject({ status: 422, page: expect.stringContaining('hidden field must stay empty') });
    const foreign = await send('/policy/ask', { text: 'why?' }, { 'sec-fetch-site': 'cross-site' });
    expect(foreign).toMatchObject({ status: 403, page: expect.stringContaining('from this page') });
    const large = await send('/policy/ask', { text: 'x'.repeat(33 * 1024) });
    expect(large).toMatchObject({ status: 413, page: expect.stringContaining('too large') });
    const json = await send('/policy/ask', { text: 'x' }, { 'content-type': 'application/json' });
    expect(json.status).toBeGreaterThanOrEqual(400);
    const same = { 'x-belgi-client-address': '10.9.9.9' };
    for (let each = 0; each < MAX_PER_HOUR; each++)
      expect((await send('/policy/ask', { text: 'why?' }, same)).status).toBe(201);
    const flood = await send('/policy/ask', { text: 'why?' }, same);
    expect(flood).toMatchObject({
      status: 429,
      page: expect.stringContaining('Too many inquiries came from this address'),
    });
    const direct = await fetch(new URL('/policy/ask', url));
    expect(direct.status).toBe(403);
  });
});
