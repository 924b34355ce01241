import { aCitizen, aStaff, createSystem, type TestCitizen, type TestStaff, type TestSystem } from '@belgi/testkit';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * Questions and proposals about the policy (clause 6.1): from a page without an account, through the graph, and by
 * a call to 119. Each has a reference, a deadline in working days and an answer the way that was chosen.
 */
let system: TestSystem;
let operator: TestStaff;
let officer: TestStaff;
let citizen: TestCitizen;

beforeAll(async () => {
  system = await createSystem();
});
beforeAll(async () => {
  [operator, officer, citizen] = await Promise.all([
    aStaff(system).withRole('OPERATOR'),
    aStaff(system).withRole('PRIVACY_OFFICER'),
    aCitizen(system).speaking('RU').registered(),
  ]);
});
afterAll(() => system?.stop());

const SHOWN =
  '__typename ... on Inquiry { reference secret kind answerBy askedAt dueAt overdue answer } ... on Refusal { code message }';
const asks = async (graph: TestStaff['graph'], input: object) =>
  (await graph.ask(`mutation Ask($input: InquiryInput!) { askAboutPolicy(input: $input) { ${SHOWN} } }`, { input }))
    .askAboutPolicy;
const looks = async (graph: TestStaff['graph'], reference: string, secret: string | null = null) =>
  (
    await graph.ask(
      'query Look($reference: ID!, $secret: String) { inquiry(reference: $reference, secret: $secret) { answer overdue dueAt toldAt } }',
      { reference, secret },
    )
  ).inquiry;
const answers = async (reference: string, answer: string) =>
  (
    await officer.graph.ask(
      `mutation Answer($reference: ID!, $answer: String!) { answerInquiry(reference: $reference, answer: $answer) { ${SHOWN} } }`,
      { reference, answer },
    )
  ).answerInquiry;
const queue = async (name: 'openInquiries' | 'inquiriesToTell') => {
  const asked = await operator.graph.ask(
    `query Queue { ${name}(first: 100) { edges { node { reference overdue text contact history { event note } } } } }`,
  );
  return asked[name].edges.map(({ node }: { node: Record<string, unknown> }) => node) as Record<string, unknown>[];
};

describe('the page, without an account and without a script', () => {
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  let reference = '';
  let secret = '';
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    page.on('console', (message) => complaints.push(message.text()));
  });
  afterAll(() => browser?.close());

  it('is one click from the policy, takes a proposal, and gives reference and secret', async () => {
    await page.goto(`${system.urls.gateway}/policy?lang=ru`);
    await page.locator('a[href^="/policy/ask"]').click();
    await page.getByLabel('Предложение').check();
    await page.locator('#text').fill('Добавьте срок <хранения> "заявок"');
    await page.locator('button').click();
    expect(await page.locator('h1').textContent()).toBe('Обращение принято');
    reference = (await page.locator('#reference').textContent()) ?? '';
    secret = (await page.locator('#secret').textContent()) ?? '';
    expect([reference, secret].every((text) => /^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/.test(text))).toBe(true);
    // Neither stands in an address, which histories and logs keep.
    expect(page.url()).not.toContain(reference);
  });

  it('shows it to the one who has both, before and after it is answered', async () => {
    await page.locator('main a').click();
    const look = async (given: string) => {
      await page.locator('#reference').fill(reference.toLowerCase());
      await page.locator('#secret').fill(given);
      await page.locator('button').click();
      return page.locator('main').textContent();
    };
    expect(await look(secret)).toContain('Ответ готовится.');
    expect(await look('0000-0000-0000')).toContain('Такого номера с таким секретом нет.');
    const [open] = (await queue('openInquiries')).filter((one) => one['reference'] === reference);
    expect(open).toMatchObject({ text: 'Добавьте срок <хранения> "заявок"', overdue: false });
    expect(await answers(reference, 'Срок — <3 года>.')).toMatchObject({
      kind: 'PROPOSAL',
      answer: 'Срок — <3 года>.',
    });
    expect(await look(secret)).toContain('Срок — <3 года>.');
    // Of the wrong secret alone, which is answered with 404.
    expect(complaints).toEqual([expect.stringContaining('404')]);
  });

  it('says what is missing, keeps what was typed, and lets nobody wish a call to nowhere', async () => {
    await page.goto(`${system.urls.gateway}/policy/ask?lang=en`);
    await page.locator('#text').fill('Ring me');
    await page.getByLabel('By phone: an operator rings').check();
    await page.locator('button').click();
    expect(await page.locator('[role=alert]').textContent()).toBe('Say where to answer.');
    expect(await page.locator('#text').inputValue()).toBe('Ring me');
  });

  it('is not for programs, nor without measure', async () => {
    const post = (form: Record<string, string>, headers: Record<string, string> = {}) =>
      fetch(`${system.urls.gateway}/policy/ask`, { method: 'POST', body: new URLSearchParams(form), headers });
    expect((await post({ text: 'buy', website: 'spam' })).status).toBe(422);
    expect((await post({ text: 'why?' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post({ text: 'x'.repeat(70 * 1024) })).status).toBe(413);
    const outcomes = [];
    for (let each = 0; each < 6; each++) outcomes.push((await post({ text: 'why?' })).status);
    expect(outcomes.at(-1)).toBe(429);
    expect(await asks(system.graph, { text: 'why?' })).toMatchObject({ code: 'TOO_MANY_INQUIRIES' });
  });
});

describe('a call to 119', () => {
  it('is entered after an identity check, answered, told by phone, and each step stays', async () => {
    const call = { text: 'Кто видит мой номер?', locale: 'RU', answerBy: 'PHONE', contact: citizen.who.phone };
    expect(await asks(operator.graph, call)).toMatchObject({ code: 'IDENTITY_CHECK_MISSING' });
    const failed = { check: 'ACCOUNT_DETAILS', passed: false, citizenId: citizen.id };
    expect(await asks(operator.graph, { ...call, caller: failed })).toMatchObject({ code: 'CALLER_NOT_CHECKED' });
    const unknown = { check: 'NOT_NEEDED', concerns: 'OWN_DATA' };
    expect(await asks(operator.graph, { ...call, caller: unknown })).toMatchObject({ code: 'OWN_DATA_NEEDS_A_CHECK' });
    const checked = { ...failed, passed: true, concerns: 'OWN_DATA' };
    const taken = await asks(operator.graph, { ...call, caller: checked });
    expect(taken).toMatchObject({ __typename: 'Inquiry', answerBy: 'PHONE', secret: expect.any(String) });
    const { reference } = taken;
    await answers(reference, 'Никто, кроме вас.');
    expect((await queue('inquiriesToTell')).map((one) => one['reference'])).toContain(reference);
    const told = await operator.graph.ask(
      `mutation Told($reference: ID!) { recordInquiryTold(reference: $reference, note: "сам взял трубку") { ${SHOWN} } }`,
      { reference },
    );
    expect(told.recordInquiryTold).toMatchObject({ __typename: 'Inquiry' });
    // The citizen, made sure of, finds it without a secret; a stranger does not.
    expect(await looks(citizen.graph, reference)).toMatchObject({
      answer: 'Никто, кроме вас.',
      toldAt: expect.any(String),
    });
    expect(await looks(system.graph, reference)).toBeNull();
    expect(await looks(system.graph, reference, taken.secret)).not.toBeNull();
    const { inquiry } = await operator.graph.ask(
      'query H($reference: ID!) { inquiry(reference: $reference) { concerns callerIdentified history { event note } } }',
      { reference },
    );
    expect(inquiry).toMatchObject({ concerns: 'OWN_DATA', callerIdentified: true });
    expect(inquiry.history).toEqual([
      { event: 'ASKED', note: null },
      { event: 'ANSWERED', note: null },
      { event: 'TOLD', note: 'сам взял трубку' },
    ]);
    const stored = await system.databases.privacy.query('SELECT to_jsonb(i)::text AS text FROM inquiries i');
    expect(JSON.stringify(stored)).not.toContain(citizen.who.phone.slice(1));
  });

  it('is answered by e-mail or SMS where that was chosen, and the register says that it left', async () => {
    const caller = { check: 'NOT_NEEDED', concerns: 'GENERAL' };
    for (const [answerBy, contact] of [
      ['EMAIL', 'asker@example.kg'],
      ['SMS', '+996555987001'],
    ] as const) {
      const { reference } = await asks(operator.graph, {
        text: 'By machine?',
        locale: 'EN',
        answerBy,
        contact,
        caller,
      });
      await answers(reference, `Yes, by ${answerBy}.`);
      const message = await system.mailbox.waitFor(contact, new RegExp(reference));
      expect(message.text).toContain(`Yes, by ${answerBy}.`);
      const left = async () =>
        (await operator.graph.ask('query S($r: ID!) { inquiry(reference: $r) { sentAt } }', { r: reference })).inquiry
          .sentAt;
      await expect.poll(left, { timeout: 20_000 }).toEqual(expect.any(String));
      expect((await queue('inquiriesToTell')).map((one) => one['reference'])).not.toContain(reference);
    }
  });

  it('is overdue when nobody answers in its working days, and staff see that first', async () => {
    const caller = { check: 'NOT_NEEDED', concerns: 'GENERAL' };
    const { reference, askedAt, dueAt } = await asks(operator.graph, { text: 'And now?', caller });
    // Seven working days hold a weekend.
    expect(Date.parse(dueAt) - Date.parse(askedAt)).toBeGreaterThan(8 * 86_400_000);
    await system.time.advance({ days: 30 });
    const open = await queue('openInquiries');
    expect(open.find((one) => one['reference'] === reference)).toMatchObject({ overdue: true });
    expect(open[0]).toMatchObject({ overdue: true });
  });
});
