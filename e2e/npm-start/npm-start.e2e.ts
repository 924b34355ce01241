import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  agencyToken,
  checkoutFolder,
  demoCitizens,
  demoStaff,
  GraphClient,
  MailboxClient,
  nodeProgram,
  portTable,
  signIn,
} from '@belgi/local';
import { waitFor } from '@belgi/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The first start on two cores that do other things as well. */
const START_MS = 240_000;
const anyPorts = Object.fromEntries(Object.values(portTable).map(({ variable }) => [variable, '0']));

interface Started {
  readonly launcher: ChildProcess;
  readonly exited: Promise<number | null>;
  readonly table: string;
  readonly url: string;
}

let home: string;
let started: Started;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'belgi-npm-start-'));
  chmodSync(home, 0o711);
  started = await start();
}, START_MS);
afterAll(async () => {
  started.launcher.kill('SIGTERM');
  await started.exited;
  rmSync(home, { recursive: true, force: true });
}, START_MS);

/** What `npm start` runs once everything is installed and built. */
async function start(): Promise<Started> {
  const launcher = spawn(nodeProgram(), ['deploy/local/dist/launcher/main.js'], {
    cwd: checkoutFolder(),
    env: { ...process.env, ...anyPorts, BELGI_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let table = '';
  launcher.stdout.on('data', (chunk: Buffer) => {
    table += chunk.toString();
  });
  const exited = new Promise<number | null>((resolve) => launcher.once('exit', resolve));
  await waitFor(() => table.includes('Ctrl-C') || launcher.exitCode !== null, START_MS);
  const url = /Front page +(\S+)/.exec(table)?.[1];
  if (url === undefined) throw new Error(`npm start did not get ready:\n${table}`);
  return { launcher, exited, table, url };
}

describe('npm start', () => {
  it('prints who can sign in, and they can, in their language', async () => {
    const graph = new GraphClient(started.url);
    for (const { phone, password, locale } of demoCitizens) {
      expect(started.table).toMatch(new RegExp(`\\(${locale}\\) +\\${phone} +${password}`));
      const session = await signIn(graph, phone, password);
      expect(session.restricted).toBe(false);
      const { me } = await graph.withToken(session.accessToken).ask('query Me { me { id pinVerified } }');
      expect(me).toEqual({ id: session.citizenId, pinVerified: true });
    }
    for (const { title, login, password } of demoStaff) {
      expect(started.table).toContain(title);
      expect((await signIn(graph, login, password)).restricted).toBe(false);
    }
  });

  it('gives an agency its key', async () => {
    const [, clientId = '', keyFile = ''] = /Agency +(\S+) +(\S+)/.exec(started.table) ?? [];
    const jwk = JSON.parse(readFileSync(keyFile, 'utf8'));
    const token = await agencyToken(started.url, { clientId, jwk });
    const { data } = await new GraphClient(started.url)
      .withToken(token)
      .send('{ disclosureRequests { edges { node { id } } } }');
    expect(data.disclosureRequests.edges).toBeInstanceOf(Array);
  });

  it('shows lots of every state, some open for hours and one that closes within minutes', async () => {
    const lots = await lotsOf(started.url);
    const states = new Set(lots.map(({ state }) => state));
    for (const state of ['PLANNED', 'OPEN', 'AWAITING_PAYMENT', 'SOLD', 'UNSOLD', 'CANCELLED'])
      expect(states).toContain(state);
    expect(minutesLeft(lots).some((minutes) => minutes > 60)).toBe(true);
    expect(minutesLeft(lots).some((minutes) => minutes > 0 && minutes <= 10)).toBe(true);
  });

  it('has everything that was sent in the mailbox', async () => {
    const mailbox = new MailboxClient(/Mailbox +(\S+)/.exec(started.table)?.[1] ?? '');
    const [newest, ...older] = await mailbox.messages(demoCitizens[0]?.phone);
    expect(newest).toMatchObject({ to: demoCitizens[0]?.phone, channel: 'sms', subject: null });
    for (const message of older) expect(message.at <= (newest?.at ?? '')).toBe(true);
  });

  it(
    'stops on Ctrl-C, and keeps everything for the next start',
    async () => {
      const before = await lotsOf(started.url);
      started.launcher.kill('SIGINT');
      expect(await started.exited).toBe(0);
      started = await start();
      const after = await lotsOf(started.url);
      expect(after.length).toBeGreaterThanOrEqual(before.length);
      const graph = new GraphClient(started.url);
      const { phone = '', password = '' } = demoCitizens[0] ?? {};
      expect((await signIn(graph, phone, password)).restricted).toBe(false);
    },
    2 * START_MS,
  );
});

interface ShownLot {
  readonly state: string;
  readonly closesAt: string;
}

async function lotsOf(url: string): Promise<readonly ShownLot[]> {
  const { lots } = await new GraphClient(url).ask(
    'query Lots { lots(first: 100) { edges { node { state closesAt } } } }',
  );
  return lots.edges.map(({ node }: { node: ShownLot }) => node);
}

function minutesLeft(lots: readonly ShownLot[]): number[] {
  const open = lots.filter(({ state }) => state === 'OPEN');
  return open.map(({ closesAt }) => (new Date(closesAt).getTime() - Date.now()) / 60_000);
}
