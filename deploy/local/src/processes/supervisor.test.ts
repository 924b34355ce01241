import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startChild } from './child.js';
import { type Death, Supervisor, type SupervisorOptions } from './supervisor.js';

const folder = mkdtempSync(join(tmpdir(), 'belgi-supervisor-'));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;

function supervise(script: string, options: Partial<SupervisorOptions> = {}) {
  const deaths: Death[] = [];
  const logFile = join(folder, `${count++}.log`);
  const supervisor = new Supervisor({
    name: 'shell',
    restarts: true,
    firstBackOffMs: 10,
    onDeath: (death) => deaths.push(death),
    start: () => startChild({ name: 'shell', command: '/bin/sh', args: ['-c', script], env: {}, cwd: '/', logFile }),
    ...options,
  });
  return { supervisor, deaths };
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test('a process that dies is reported with its last words and started again, later each time', async () => {
  const { supervisor, deaths } = supervise('echo out of luck; exit 3');
  await supervisor.start();
  await until(() => deaths.length >= 4);
  await supervisor.stop();
  expect(deaths[0]?.exit).toEqual({ code: 3, signal: null });
  expect(deaths[0]?.lastLines).toEqual(['out of luck']);
  expect(deaths.slice(0, 4).map((death) => death.againInMs)).toEqual([10, 20, 40, 80]);
});

test('a killed process comes back as another one', async () => {
  const { supervisor } = supervise('while :; do sleep 0.05; done');
  await supervisor.start();
  const first = supervisor.child?.pid;
  await supervisor.kill();
  await until(() => supervisor.child !== undefined && supervisor.child.pid !== first);
  await supervisor.stop();
  expect(supervisor.state.is).toBe('stopped');
});

test('what is stopped on purpose is neither reported nor restarted', async () => {
  const { supervisor, deaths } = supervise('while :; do sleep 0.05; done');
  await supervisor.start();
  await supervisor.stop();
  expect(deaths).toEqual([]);
  expect(supervisor.state.is).toBe('stopped');
});

test('stopping while it waits for its next start leaves nothing to come', async () => {
  const { supervisor, deaths } = supervise('exit 1', { firstBackOffMs: 60_000 });
  await supervisor.start();
  await until(() => deaths.length === 1);
  expect(supervisor.state.is).toBe('backing-off');
  await supervisor.stop();
  expect(supervisor.state.is).toBe('stopped');
});

test('without restarts a dead process stays dead until it is started again', async () => {
  const { supervisor, deaths } = supervise('while :; do sleep 0.05; done', { restarts: false });
  await supervisor.start();
  await supervisor.kill();
  expect(supervisor.state.is).toBe('stopped');
  await supervisor.start();
  expect(supervisor.state.is).toBe('running');
  await supervisor.stop();
  expect(deaths).toEqual([]);
});
