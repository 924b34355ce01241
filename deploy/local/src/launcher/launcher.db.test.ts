import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { checkoutFolder } from '../checkout.js';
import { freePort } from '../processes/ports.js';
import { portTable } from '../system/names.js';
import { nodeProgram } from '../system/program.js';

/** Two cores shared with the rest of the run: a start takes two seconds alone, more in company. */
const DEADLINE_MS = 90_000;
vi.setConfig({ testTimeout: 180_000 });
const LAUNCHER = 'deploy/local/dist/launcher/main.js';
const anyPorts = Object.fromEntries(Object.values(portTable).map(({ variable }) => [variable, '0']));

const STAND_INS = ['bank', 'mailbox'];

let home: string;
const ours = new Set<number>();
const launchers: ChildProcess[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'belgi-home-'));
  chmodSync(home, 0o711);
});
afterEach(async () => {
  for (const launcher of launchers) launcher.kill('SIGKILL');
  launchers.length = 0;
  await nothingIsLeft();
  rmSync(home, { recursive: true, force: true });
});

interface Launched {
  readonly process: ChildProcess;
  output(): string;
  readonly exited: Promise<number | null>;
}

/** The real launcher with its servers and two stand-ins. */
function launch(environment: Record<string, string> = {}): Launched {
  return follow(nodeProgram(), [LAUNCHER], environment);
}

/** As `npm start` does it: a shell, the bootstrap script's hand-over, the launcher. */
function launchThroughNpm(): Launched {
  const handOver = join(checkoutFolder(), 'tools/bootstrap/hand-over.mjs');
  const script = `import { handOver } from '${handOver}'; process.exitCode = await handOver(process.execPath, ['${LAUNCHER}']);`;
  const command = `"${nodeProgram()}" --input-type=module -e "${script}"; :`;
  return follow('/bin/sh', ['-c', command], { npm_lifecycle_event: 'start' });
}

function follow(command: string, args: string[], environment: Record<string, string>): Launched {
  const env = { ...process.env, ...anyPorts, BELGI_HOME: home, BELGI_PROGRAMS: 'bank,mailbox', ...environment };
  const child = spawn(command, args, { cwd: checkoutFolder(), env, stdio: ['ignore', 'pipe', 'pipe'] });
  launchers.push(child);
  let output = '';
  const listen = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { process: child, output: () => output, exited };
}

async function until(condition: () => boolean, say: () => string = () => ''): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`waited in vain ${say()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function untilReady(launched: Launched): Promise<void> {
  await until(() => launched.output().includes('Ctrl-C'), launched.output);
  for (const name of STAND_INS) ours.add(pidOf(name));
}

/** The newest process of a stand-in, by its own log: its arguments do not tell whose it is. */
function pidOf(name: string): number {
  const log = readFileSync(join(home, 'logs', `${name}.log`), 'utf8');
  return Number([...log.matchAll(/"pid":(\d+)/g)].at(-1)?.[1]);
}

/** Every process that belongs to this home: servers have the folder in their arguments. */
function processesOf(folder: string): string[] {
  const lines = execFileSync('ps', ['-eww', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.filter(
    (line) => line.includes(folder) || (ours.has(Number(line.trim().split(' ')[0])) && line.includes('stand-ins')),
  );
}

const nothingIsLeft = () =>
  until(
    () => processesOf(home).length === 0,
    () => processesOf(home).join('\n'),
  );

test('a whole life: secrets kept, a second start refused, a death survived, a clean end', async () => {
  const launched = launch();
  await untilReady(launched);
  expect(processesOf(home).length).toBeGreaterThanOrEqual(4);
  expectSecretsKept(launched.output());

  const second = launch();
  expect(await second.exited).toBe(1);
  expect(second.output().trim()).toMatch(/^Belgi is already running on .* \(process \d+\)\.[^\n]*$/);

  process.kill(pidOf('bank'), 'SIGKILL');
  await until(() => launched.output().includes('bank is back'), launched.output);
  expect(launched.output()).toMatch(/bank ended \(by SIGKILL\)\. Its last lines:\n.*Server listening/);
  ours.add(pidOf('bank'));

  launched.process.kill('SIGHUP');
  expect(await launched.exited).toBe(0);
  expect(launched.output()).toContain('Nothing is left running');
  await nothingIsLeft();
  expect(existsSync(join(home, 'launcher.pid'))).toBe(false);
});

function expectSecretsKept(output: string): void {
  for (const name of ['secrets.json', 'local.json', 'nats/nats-server.conf'])
    expect([name, statSync(join(home, name)).mode & 0o777]).toEqual([name, 0o600]);
  const secrets = readFileSync(join(home, 'secrets.json'), 'utf8').match(/[0-9a-f]{64}/g) ?? [];
  expect(secrets.length).toBeGreaterThan(10);
  const logs = ['postgres', 'nats', ...STAND_INS].map((name) => readFileSync(join(home, `logs/${name}.log`), 'utf8'));
  for (const secret of secrets) expect([output, ...logs].some((text) => text.includes(secret))).toBe(false);
}

test('Ctrl-C during the start stops what was started', async () => {
  const launched = launch();
  await until(() => launched.output().includes('PostgreSQL'));
  launched.process.kill('SIGINT');
  expect(await launched.exited).toBe(0);
  await nothingIsLeft();
});

test('a program that hangs does not keep the rest from stopping', async () => {
  const launched = launch();
  await untilReady(launched);
  process.kill(pidOf('bank'), 'SIGSTOP');
  launched.process.kill('SIGINT');
  expect(await launched.exited).toBe(0);
  await nothingIsLeft();
});

test('a launcher that is shot down leaves nothing running, and the next one starts', async () => {
  const first = launch();
  await untilReady(first);
  first.process.kill('SIGKILL');
  await first.exited;
  const second = launch();
  await untilReady(second);
  second.process.kill('SIGTERM');
  expect(await second.exited).toBe(0);
  await nothingIsLeft();
});

test('npm shot down stops the system too', async () => {
  const launched = launchThroughNpm();
  await untilReady(launched);
  launched.process.kill('SIGKILL');
  await nothingIsLeft();
});

test('a taken port gives one line naming port and variable', async () => {
  const port = await freePort();
  const server = createServer().listen(port, '127.0.0.1');
  try {
    const launched = launch({ BANK_PORT: String(port) });
    expect(await launched.exited).toBe(1);
    expect(launched.output().trim()).toMatch(new RegExp(`^Port ${port} is taken .*BANK_PORT=<port>[^\n]*$`));
    expect(processesOf(home)).toEqual([]);
  } finally {
    server.close();
  }
});

test('a port that is none is refused in one line', async () => {
  const launched = launch({ BANK_PORT: '4000.5' });
  expect(await launched.exited).toBe(1);
  expect(launched.output().trim()).toBe('BANK_PORT must be a port between 0 and 65535, not "4000.5".');
});
