import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Child, lastLogLines, startChild } from './child.js';

const folder = mkdtempSync(join(tmpdir(), 'belgi-child-'));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;

function shell(script: string): Promise<Child> {
  const logFile = join(folder, `${count++}.log`);
  return startChild({ name: 'shell', command: '/bin/sh', args: ['-c', script], env: {}, cwd: '/', logFile });
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('a child that stops when asked to gives its own exit code', async () => {
  const child = await shell('trap "exit 7" TERM; echo up; while :; do sleep 0.05; done');
  await until(() => lastLogLines(child.logFile).includes('up'));
  expect(await child.stop()).toEqual({ code: 7, signal: null });
});

test('a child that hangs is killed after the grace, with everything it started', async () => {
  const child = await shell('trap "" TERM; sleep 1000 & echo $!; while :; do sleep 0.05; done');
  await until(() => lastLogLines(child.logFile).length === 1);
  const grandchild = Number(readFileSync(child.logFile, 'utf8'));
  expect(await child.stop(100)).toEqual({ code: null, signal: 'SIGKILL' });
  await until(() => !isAlive(grandchild));
});

test('a child that cannot be started says so', async () => {
  const starting = startChild({
    name: 'ghost',
    command: join(folder, 'no-such-program'),
    args: [],
    env: {},
    cwd: '/',
    logFile: join(folder, 'ghost.log'),
  });
  await expect(starting).rejects.toThrow(/ghost could not be started/);
});

test('the last log lines are the last ones', async () => {
  const child = await shell('for n in $(seq 1 40); do echo line $n; done');
  await child.exited;
  expect(lastLogLines(child.logFile, 3)).toEqual(['line 38', 'line 39', 'line 40']);
});

// t0 we hold the guard's pipe; t1 we are shot down; t2 nobody is left to run a handler: the guard stops the child.
test('nothing is left running when the parent is killed', async () => {
  const script = `
    import { startChild } from ${JSON.stringify(join(import.meta.dirname, '../../dist/processes/child.js'))};
    const child = await startChild({ name: 's', command: '/bin/sh', args: ['-c', 'while :; do sleep 0.05; done'], env: {}, cwd: '/', logFile: ${JSON.stringify(join(folder, 'orphan.log'))} });
    console.log(child.pid);
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = await new Promise<number>((resolve) => parent.stdout.once('data', (line) => resolve(Number(line))));
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await until(() => !isAlive(pid));
});
