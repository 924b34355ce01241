import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aCitizen, createSystem, type TestCitizen, type TestSystem, waitFor } from '@belgi/testkit';
import {
  formatCheckpoint,
  formatNote,
  formatProof,
  formatVerifierKey,
  generateSigningKey,
  leafHash,
  SIGNATURE_TYPE,
  signNote,
} from '@belgi/tlog';
import { type Browser, chromium, type Page } from 'playwright-core';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** A citizen keeps the proof of their consent, and anybody checks it: with a command, and in a browser that is offline. */
let system: TestSystem;
let citizen: TestCitizen;
let folder: string;
let keys: string;
let proof: string;

/** A checkpoint is promised within ten seconds; the machine is busy. */
const CHECKPOINT_DEADLINE_MS = 60_000;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  system = await createSystem();
  citizen = await aCitizen(system).verified();
  folder = await mkdtemp(join(tmpdir(), 'belgi-verify-'));
  keys = await (await request(`${system.urls.gateway}/ledger/keys`)).body.text();
  proof = await waitFor(async () => {
    const { me } = await citizen.graph.ask('{ me { consents { edges { node { proofFile } } } } }');
    return me.consents.edges[0].node.proofFile as string | null;
  }, CHECKPOINT_DEADLINE_MS);
  await writeFile(at('consent.tlog-proof'), proof);
  await writeFile(
    at('altered.tlog-proof'),
    proof.replace(/\nindex (\d+)\n/, (_, index) => `\nindex ${+index + 1}\n`),
  );
  await writeFile(at('keys.txt'), keys);
  await writeFile(at('protocol.json'), '{ "format": "belgi-protocol@v1" }');
}, 300_000);
afterAll(async () => {
  await system?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('pnpm verify', () => {
  const program = join(import.meta.dirname, '../../packages/proof/dist/cli/main.js');
  const run = (...args: string[]) =>
    new Promise<{ code: number; stdout: string }>((resolve) => {
      const env = { ...process.env, LANG: 'en_GB.UTF-8', LC_ALL: '' };
      execFile(process.execPath, [program, ...args], { env }, (error, stdout) =>
        resolve({ code: error === null ? 0 : Number(error.code), stdout }),
      );
    });

  it('says what the file proves, and what is wrong with one that was altered', async () => {
    const { code, stdout } = await run(at('consent.tlog-proof'), '--keys', at('keys.txt'));
    expect(stdout).toMatch(/^Proved\.\n\nConsent was given\.\nIn the ledger “belgi\.local\/ledger”/);
    expect(stdout).toContain('confirmed by the witness');
    expect(stdout).toContain('The receipt of the consent is signed and says what the entry says.');
    expect(stdout).toContain(citizen.id);
    expect(code).toBe(0);
    const altered = await run(at('altered.tlog-proof'), '--keys', at('keys.txt'));
    expect(altered).toEqual({
      code: 1,
      stdout: expect.stringMatching(/^Not proved\.\n\nThe entry in this file is not in/),
    });
    expect(await run(at('consent.tlog-proof'))).toMatchObject({ code: 3 });
  });
});

describe('the page /verify', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
  });
  afterAll(() => browser?.close());

  /** Opens the page, waits until its scripts are there, and switches the network off. */
  async function opened(language: string): Promise<{ page: Page; complaints: string[] }> {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    await page.goto(`${system.urls.gateway}/verify?lang=${language}`);
    await page.locator('#file:enabled').waitFor();
    await page.context().setOffline(true);
    page.on('request', (sent) => complaints.push(`asked ${sent.url()}`));
    return { page, complaints };
  }
  const verdictOf = async (page: Page, verdict: string) =>
    page.locator(`#result[data-verdict=${verdict}]`).textContent({ timeout: 20_000 });

  it.each([
    ['ky', 'Далилденди.', 'Макулдук берилген.', 'Далилденген жок.'],
    ['ru', 'Доказано.', 'Согласие дано.', 'Не доказано.'],
    ['en', 'Proved.', 'Consent was given.', 'Not proved.'],
  ])('in %s tells it without a network, and without a word to anybody', async (language, proved, what, wrong) => {
    const { page, complaints } = await opened(language);
    await page.locator('#file').setInputFiles(at('consent.tlog-proof'));
    const told = await verdictOf(page, 'PROVED');
    expect(told).toContain(proved);
    expect(told).toContain(what);
    expect(told).toContain(citizen.id);
    await page.locator('#file').setInputFiles(at('altered.tlog-proof'));
    expect(await verdictOf(page, 'WRONG')).toContain(wrong);
    await page.locator('#file').setInputFiles(at('protocol.json'));
    await page.locator('#result', { hasText: 'PROTOCOL_MALFORMED' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('warns when its reader takes the keys away, and believes no other keys than those that are given', async () => {
    const { page, complaints } = await opened('en');
    await page.locator('summary').click();
    await page.locator('#file').setInputFiles(at('consent.tlog-proof'));
    await verdictOf(page, 'PROVED');
    await page.locator('#keys').fill('');
    expect(await verdictOf(page, 'OWN_KEYS')).toContain('Whoever forged it could have forged the keys.');
    await page.locator('#keys').fill('no key');
    expect(await verdictOf(page, 'UNTESTED')).toContain('KEY_MALFORMED');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  /** The attack: a whole ledger of one's own, whose entry is markup. */
  it('shows words of a file as words: no markup of a forged entry comes alive', async () => {
    const { page, complaints } = await opened('en');
    await page.locator('summary').click();
    await page.locator('#keys').fill('');
    await page.locator('#file').setInputFiles({ name: 'x', mimeType: 'text/plain', buffer: Buffer.from(forged()) });
    expect(await verdictOf(page, 'OWN_KEYS')).toContain('<img src=x onerror=alert(1)>');
    expect(await page.locator('#result img').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('runs nothing but its own modules and may speak to nobody', async () => {
    const { headers, body } = await request(`${system.urls.gateway}/verify?lang=en`);
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'sha256-[^']+'; require-trusted-types-for/,
    );
    const html = await body.text();
    expect(html.match(/<script\b[^>]*>/g)).toEqual(['<script type="module" src="/verify/modules/proof/page/main.js">']);
    expect(html).toMatch(/<script [^>]*><\/script>/);
    expect(html).not.toMatch(/\son\w+=/i);
    expect(html).toContain(keys.split('\n')[0]);
    for (const path of ['/verify/modules/proof/cli/main.js', '/verify/modules/../../package.json', '/verify/x'])
      expect((await request(`${system.urls.gateway}${path}`)).statusCode).toBe(404);
  });
});

function forged(): string {
  const log = generateSigningKey('forged.test', SIGNATURE_TYPE.NOTE);
  const data = { agencyName: '<img src=x onerror=alert(1)>' };
  const entry = { version: 1, id: 'x', kind: 'DISCLOSURE_READ', at: '2026-11-25T06:30:00.000Z', salt: 'x', data };
  const bytes = Buffer.from(JSON.stringify(entry));
  const text = formatCheckpoint({ origin: log.name, size: 1, root: leafHash(bytes) });
  const evidence = { format: 'belgi-evidence@v1', entry: bytes.toString('base64'), keys: [formatVerifierKey(log)] };
  const checkpoint = formatNote({ text, signatures: [signNote(text, log)] });
  return formatProof({ extra: Buffer.from(JSON.stringify(evidence)), index: 0, path: [], checkpoint });
}
