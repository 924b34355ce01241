import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkoutFolder } from '@belgi/local';
import {
  aCitizen,
  aLot,
  aStaff,
  createSystem,
  type TestCitizen,
  type TestLot,
  type TestStaff,
  type TestSystem,
  waitFor,
} from '@belgi/testkit';
import { request } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';

/**
 * Journey 3: Aida agrees to a coming material edition ahead, Bolot does not. It takes effect to the millisecond of each
 * service's database, in the middle of their bidding.
 */
let system: TestSystem;
let officer: TestStaff;
let second: TestStaff;
let aida: TestCitizen;
let bolot: TestCitizen;
let lot: TestLot;

beforeAll(async () => {
  system = await createSystem();
  const auctioneer = await aStaff(system).withRole('AUCTIONEER');
  [officer, second] = await Promise.all([
    aStaff(system).withRole('PRIVACY_OFFICER'),
    aStaff(system).withRole('PRIVACY_OFFICER'),
  ]);
  lot = await aLot(system).closing({ days: 3 }).open(auctioneer);
  [aida, bolot] = await Promise.all([
    aCitizen(system).speaking('KY').verified(),
    aCitizen(system).speaking('RU').verified(),
  ]);
  await Promise.all([aida.takesPartIn(lot), bolot.takesPartIn(lot)]);
}, 300_000);
afterAll(() => system?.stop());

/** Two citizens bid in turn: nobody may bid against themselves. */
let steps = -1n;
const bids = async (citizen: TestCitizen) => {
  const answer = await waitFor(async () => {
    const said = await citizen.bids(lot, lot.startPrice + lot.step * (steps + 1n));
    // A test bids faster than one person may.
    return said.code === 'RATE_LIMITED' ? undefined : said;
  });
  if (answer.__typename === 'BidAccepted') steps += 1n;
  return answer;
};

const imports = async (input: object) => {
  const { importPolicyText } = await officer.graph.ask(
    `mutation Import($input: PolicyImportInput!) { importPolicyText(input: $input) {
      ... on PolicyDraft { id } ... on PolicyImportRefused { code faults { line code message } }
    } }`,
    { input },
  );
  return importPolicyText;
};

/** One officer writes and submits, another one publishes: the writer alone cannot. */
async function publishes(edition: { material: boolean; effectiveAt?: Date }): Promise<{ number: number }> {
  const imported = await imports({ locale: 'KY', format: 'PLAIN_TEXT', text: 'Саясат\n\n1. Жалпы\n1.1. Жаңы.' });
  const texts = { ru: '# Политика\n\n1.1. Новая.', en: '# Policy\n\n1.1. New.' };
  const { writePolicyDraft } = await officer.graph.ask(
    'mutation Write($input: PolicyDraftInput!) { writePolicyDraft(input: $input) { ... on PolicyDraft { id text(locale: KY) { markdown } } } }',
    { input: { id: imported.id, texts, ...edition } },
  );
  expect(writePolicyDraft.text.markdown).toBe('# Саясат\n\n## 1. Жалпы\n\n1.1. Жаңы.\n');
  const { submitPolicyDraft } = await officer.graph.ask(
    'mutation Submit($id: ID!) { submitPolicyDraft(id: $id) { ... on PolicyDraft { submissionId } } }',
    { id: writePolicyDraft.id },
  );
  const publish = `mutation Publish($input: PolicyEditionInput!) {
      publishPolicyEdition(input: $input) { __typename ... on PolicyEdition { number } ... on Refusal { code message } }
    }`;
  const { submissionId } = submitPolicyDraft;
  const alone = await officer.graph.ask(publish, { input: { submissionId } });
  expect(alone.publishPolicyEdition).toMatchObject({ code: 'WRITER_CANNOT_DECIDE' });
  const { publishPolicyEdition } = await second.graph.ask(publish, { input: { submissionId } });
  expect(publishPolicyEdition).toMatchObject({ __typename: 'PolicyEdition' });
  await waitFor(async () => {
    const known = await Promise.all(
      (['identity', 'auction', 'notify'] as const).map((service) =>
        system.databases[service].one('SELECT 1 FROM editions WHERE number = $1', [publishPolicyEdition.number]),
      ),
    );
    return known.every((row) => row !== undefined);
  });
  return publishPolicyEdition;
}

const policy = async () =>
  (await system.graph.ask('query Policy { currentPolicy { number } policyEditions { number inForce material } }')) as {
    currentPolicy: { number: number };
    policyEditions: { number: number; inForce: boolean; material: boolean }[];
  };
const consentOf = async (citizen: TestCitizen) => {
  const { me } = await citizen.graph.ask('query Mine { me { consents(first: 1) { edges { node { state epoch } } } } }');
  return me.consents.edges[0].node as { state: string; epoch: number };
};

it('takes the document that the office has, or says which of its lines cannot be kept', async () => {
  const document = { locale: 'RU', format: 'MARKDOWN', text: '# Политика\n\n1.1. Раз.\n\n1.1. Два.' };
  expect(await imports(document)).toMatchObject({
    code: 'TEXT_NOT_IMPORTED',
    faults: [{ line: 5, code: 'NUMBER_REPEATED', message: expect.any(String) }],
  });
});

/** `pnpm ops policy import`, as somebody at the command line has it. */
async function importsByCommand(name: string, text: string, ...options: string[]) {
  const file = join(system.home, name);
  await writeFile(file, text);
  const program = join(checkoutFolder(), 'deploy/ops/dist/main.js');
  const env = { PATH: '', DATABASE_URL_PRIVACY: system.settings.databaseUrls.privacy };
  const words = [program, 'policy', 'import', file, ...options, '--json'];
  return new Promise<{ exitCode: number; summary: string; rows?: object[] }>((done) => {
    execFile(process.execPath, words, { env }, (error, stdout) =>
      done({ ...JSON.parse(stdout), exitCode: error === null ? 0 : Number(error.code) }),
    );
  });
}

it('takes it from the command line too: a draft, numbers and words kept, that is nobody’s and in force nowhere', async () => {
  const before = await system.databases.privacy.one<{ n: number }>('SELECT count(*)::int AS n FROM editions');
  const said = await importsByCommand(
    'policy.md',
    '# Policy\n\n1.1. Data is kept.\n\n1.2. Nobody else has it.\n',
    '--language',
    'en',
  );
  expect(said).toMatchObject({
    exitCode: 0,
    summary: expect.stringMatching(/^Draft [0-9a-f-]{36}: 2 numbered places/),
  });
  const draftId = said.summary.slice('Draft '.length, 'Draft '.length + 36);
  const plain = await importsByCommand(
    'policy.txt',
    'Саясат\n\n1.1. Маалымат сакталат.\n1.2. Башка эч кимде жок.\n',
    '--language',
    'ky',
    '--id',
    draftId,
  );
  expect(plain).toMatchObject({ exitCode: 0, summary: expect.stringContaining(`Draft ${draftId}`) });
  const { policyDrafts } = await officer.graph.ask(
    'query Drafts { policyDrafts { id en: text(locale: EN) { markdown } ky: text(locale: KY) { markdown } } }',
  );
  const draft = policyDrafts.find(({ id }: { id: string }) => id === draftId);
  expect(draft?.en.markdown).toContain('1.2. Nobody else has it.');
  expect(draft?.ky.markdown).toContain('1.2. Башка эч кимде жок.');
  expect(await importsByCommand('twice.md', '# P\n\n1.1. One.\n\n1.1. Again.\n', '--language', 'en')).toMatchObject({
    exitCode: 1,
  });
  expect(await system.databases.privacy.one('SELECT count(*)::int AS n FROM editions')).toEqual(before);
});

it('asks nobody when an editorial edition is published', async () => {
  expect(await bids(aida)).toMatchObject({ __typename: 'BidAccepted' });
  expect(await publishes({ material: false })).toMatchObject({ number: 2 });
  expect((await policy()).currentPolicy.number).toBe(2);
  expect(await bids(bolot)).toMatchObject({ __typename: 'BidAccepted' });
  expect(await consentOf(bolot)).toEqual({ state: 'GIVEN', epoch: 1 });
});

let effectiveAt: Date;

it('announces a material edition, which every service stores ahead with its very time', async () => {
  effectiveAt = new Date(system.now().getTime() + 3_600_000);
  expect(await publishes({ material: true, effectiveAt })).toMatchObject({ number: 3 });
  for (const service of ['identity', 'auction', 'notify'] as const) {
    const row = await system.databases[service].one<{ effective_at: Date }>(
      'SELECT effective_at FROM editions WHERE number = 3',
    );
    expect(row?.effective_at).toEqual(effectiveAt);
  }
  expect((await policy()).policyEditions).toMatchObject([
    { number: 3, inForce: false, material: true },
    { number: 2, inForce: true },
    { number: 1, inForce: false },
  ]);
  const { policyEditions } = await bolot.graph.ask(
    `query Changes { policyEditions { number changes(since: 1, locale: RU) { kind before { id } after { id anchor markdown } words { kind text } }
      unknown: changes(since: 99, locale: RU) { kind } } }`,
  );
  const [third] = policyEditions as { changes: { kind: string; after: { id: string } | null }[]; unknown: unknown }[];
  expect(third?.unknown).toBeNull();
  expect(third?.changes.find(({ after }) => after?.id === '1.1')).toMatchObject({
    kind: 'CHANGED',
    before: { id: '1.1' },
    after: { anchor: 'clause-1.1', markdown: '1.1. Новая.' },
    words: expect.arrayContaining([{ kind: 'ADDED', text: 'Новая.' }]),
  });
  expect(third?.changes.some(({ kind }) => kind === 'REMOVED')).toBe(true);
  const page = await request(`${system.urls.gateway}/policy/editions/3?lang=ru`);
  expect(page.statusCode).toBe(200);
  expect(await page.body.text()).toContain('Вступает в силу');
});

it('every page about it comes through the gateway, whole without a script, and made to be printed', async () => {
  const pages = [
    ['/policy', 'id="clause-1.1"'],
    ['/policy/editions/1', '119'],
    ['/policy/editions/1/changes/2', '<ins'],
    ['/policy/agreement', '<h2'],
    ['/policy/register', '<table'],
    ['/policy/transparency', '<table'],
    ['/policy/statistics', '<main'],
  ] as const;
  for (const [path, holds] of pages) {
    const answer = await request(`${system.urls.gateway}${path}`, { headers: { 'accept-language': 'en' } });
    const page = await answer.body.text();
    expect([path, answer.statusCode, answer.headers['content-type']]).toEqual([path, 200, 'text/html; charset=utf-8']);
    expect(page, path).toContain(holds);
    expect(page, path).toContain('lang="en"');
    expect(page, path).toMatch(/@media print\s*\{/);
    expect(page, path).not.toContain('<script');
  }
  const register = await request(`${system.urls.gateway}/policy/register.json`);
  expect(register.headers['content-type']).toContain('application/json');
  expect(JSON.stringify(await register.body.json())).toContain('KG-2008-58');
});

it('is told to everybody before it takes effect, and officers see how far that is', async () => {
  const query = 'query Told { policyEditions { number notices { told remaining late finishedAt } } }';
  const editions = await waitFor(async () => {
    const { policyEditions } = await officer.graph.ask(query);
    return policyEditions[0].notices?.finishedAt == null ? undefined : policyEditions;
  });
  expect(editions[0]).toMatchObject({ number: 3, notices: { remaining: 0, late: false } });
  // Both of them, and the demo's people.
  expect(editions[0].notices.told).toBeGreaterThanOrEqual(2);
  expect(editions[1].notices).toBeNull();
  const theirs = 'query Mine { me { inbox(first: 20) { edges { node { kind } } } } }';
  for (const citizen of [aida, bolot]) {
    const { me } = await citizen.graph.ask(theirs);
    const kinds = me.inbox.edges.map(({ node }: { node: { kind: string } }) => node.kind);
    expect(kinds.filter((kind: string) => kind === 'POLICY_CHANGED')).toHaveLength(1);
  }
});

it('may be agreed to beforehand', async () => {
  const { policyEditions } = await aida.graph.ask(
    'query Coming { policyEditions { number inForce text(locale: KY) { sha256 } } }',
  );
  const { giveConsent } = await aida.graph.ask(
    `mutation Agree($sha256: String!) { giveConsent(edition: 3, locale: KY, textSha256: $sha256) {
      ... on ConsentChanged { consent { state epoch edition { number } } } ... on Refusal { code }
    } }`,
    { sha256: policyEditions[0].text.sha256 },
  );
  expect(giveConsent).toEqual({ consent: { state: 'RENEWED', epoch: 2, edition: { number: 3 } } });
});

/** How long before the effect the bidding starts: long enough for a few bids on a loaded machine. */
const BEFORE_MS = 5_000;

it('takes effect in the middle of the bidding: not a bid too early, not one too late', async () => {
  await system.time.advance({ milliseconds: effectiveAt.getTime() - system.now().getTime() - BEFORE_MS });
  const refused = await waitFor(async () => {
    expect(await bids(aida)).toMatchObject({ __typename: 'BidAccepted' });
    const answer = await bids(bolot);
    if (answer.__typename === 'BidAccepted') return undefined;
    // Aida leads now; her next bid would be against herself, so the refusal ends the bidding.
    return { answer, answeredAt: await auctionClock() };
  }, 60_000);
  expect(refused.answer).toMatchObject({ code: 'CONSENT_REQUIRED' });
  expect(refused.answeredAt.getTime()).toBeGreaterThanOrEqual(effectiveAt.getTime());
  const { lot: shown } = await system.graph.ask(
    'query Log($id: ID!) { lot(id: $id) { bids(first: 100) { edges { node { at bidderNumber } } } } }',
    { id: lot.id },
  );
  const { bidderNumber } = (await bolot.entryIn(lot)) ?? {};
  const his = shown.bids.edges
    .map(({ node }: { node: { at: string; bidderNumber: number } }) => node)
    .filter((bid: { bidderNumber: number }) => bid.bidderNumber === bidderNumber);
  expect(his.length).toBeGreaterThan(0);
  for (const bid of his) expect(new Date(bid.at).getTime()).toBeLessThan(effectiveAt.getTime());
  expect((await policy()).currentPolicy.number).toBe(3);
});

const auctionClock = async (): Promise<Date> => {
  const row = await system.databases.auction.one<{ now: Date }>('SELECT app_now() AS now');
  return row?.now as Date;
};

it('asks him anew, and gives him a restricted session until then', async () => {
  expect(await consentOf(bolot)).toEqual({ state: 'RENEWAL_REQUIRED', epoch: 1 });
  expect(await consentOf(aida)).toEqual({ state: 'RENEWED', epoch: 2 });
  await bolot.signsIn();
  expect(bolot.session.restricted).toBe(true);
  expect(await bids(bolot)).toMatchObject({ __typename: 'BidRefused', code: 'CONSENT_REQUIRED' });
});

it('lets him bid at once when he has agreed', async () => {
  const { consent, acknowledgements } = await bolot.agrees();
  expect(consent).toMatchObject({ state: 'RENEWED', epoch: 2, edition: { number: 3 } });
  for (const { appliedAt } of acknowledgements) expect(appliedAt).not.toBeNull();
  await bolot.signsIn();
  expect(bolot.session.restricted).toBe(false);
  expect(await bids(bolot)).toMatchObject({ __typename: 'BidAccepted' });
});

/** An edition of the other document, by two people as well; told to the auction before this returns. */
async function publishesAgreement(effectiveAt: Date): Promise<void> {
  const texts = { ky: '# Келишим\n\n1.1. Жаңы.', ru: '# Соглашение\n\n1.1. Новое.', en: '# Agreement\n\n1.1. New.' };
  const input = { document: 'USER_AGREEMENT', texts, material: true, effectiveAt };
  const { writePolicyDraft } = await officer.graph.ask(
    'mutation Write($input: PolicyDraftInput!) { writePolicyDraft(input: $input) { ... on PolicyDraft { id } } }',
    { input },
  );
  const { submitPolicyDraft } = await officer.graph.ask(
    'mutation Submit($id: ID!) { submitPolicyDraft(id: $id) { ... on PolicyDraft { submissionId } } }',
    { id: writePolicyDraft.id },
  );
  const { publishPolicyEdition } = await second.graph.ask(
    `mutation Publish($input: PolicyEditionInput!) {
      publishPolicyEdition(input: $input) { ... on UserAgreementEdition { number material } } }`,
    { input: submitPolicyDraft },
  );
  expect(publishPolicyEdition).toEqual({ number: 2, material: true });
  await waitFor(() => system.databases.auction.one('SELECT 1 FROM agreement_editions WHERE number = 2'));
}

/** What officers see of the announcement, once everybody was told. */
const agreementTold = () =>
  waitFor(async () => {
    const query = 'query Told { userAgreementEditions { number notices { told remaining late finishedAt } } }';
    const { userAgreementEditions } = await officer.graph.ask(query);
    return userAgreementEditions[0].notices?.finishedAt == null ? undefined : userAgreementEditions;
  });

it('a material edition of the user agreement is asked for at the next lot, and settles nothing that was entered before', async () => {
  const takesEffectAt = new Date(system.now().getTime() + 3_600_000);
  await publishesAgreement(takesEffectAt);
  const [coming, first] = await agreementTold();
  expect(coming).toMatchObject({ number: 2, notices: { remaining: 0, late: false } });
  expect(first).toEqual({ number: 1, notices: null });
  for (const citizen of [aida, bolot]) expect(await citizen.findsInInbox('AGREEMENT_CHANGED')).toHaveLength(1);
  const auctioneer = await aStaff(system).withRole('AUCTIONEER');
  const [before, after] = (await Promise.all([1, 2].map(() => aLot(system).closing({ days: 3 }).open(auctioneer)))) as [
    TestLot,
    TestLot,
  ];
  expect(await bolot.entersAsTheyAre(before)).toMatchObject({ state: 'DEPOSIT_DUE' });
  await system.time.advance({ milliseconds: takesEffectAt.getTime() - system.now().getTime() + 1_000 });
  await expect(bolot.entersAsTheyAre(after)).rejects.toMatchObject({ code: 'AGREEMENT_REQUIRED' });
  expect(await bolot.entersAsTheyAre(before)).toMatchObject({ state: 'DEPOSIT_DUE' });
  expect(await bids(aida)).toMatchObject({ __typename: 'BidAccepted' });
  expect(await bids(bolot)).toMatchObject({ __typename: 'BidAccepted' });
  await bolot.accepts();
  expect(await bolot.entersAsTheyAre(after)).toMatchObject({ state: 'DEPOSIT_DUE' });
});
