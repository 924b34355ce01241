import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { ServiceName } from '@belgi/contracts';
import { request } from 'undici';
import { checkoutFolder } from '../checkout.js';
import { type Child, LAST_LOG_LINES, startChild, startGuard } from '../processes/child.js';
import type { ProgramName } from './names.js';
import { programEnvironment } from './program-environment.js';
import { filesOf, isFresh } from './program-files.js';
import { internalUrl, type Settings } from './settings.js';

const HEALTH_TIMEOUT_MS = 2_000;
/** A migration of a large table included. */
const COMMAND_TIMEOUT_MS = 10 * 60_000;

export function startProgram(name: ProgramName, settings: Settings): Promise<Child> {
  const { cwd, script } = scriptOf(name);
  return startChild({
    name,
    command: nodeProgram(),
    args: ['--enable-source-maps', script],
    env: programEnvironment(name, settings),
    cwd,
    logFile: logFileOf(settings, name),
  });
}

/**
 * Runs a command of a program (`migrate`, `seed`, `staff create …`) to its end.
 * @returns what it wrote to standard output; not kept anywhere else, it may hold something secret
 * @throws with its last log lines
 */
export async function runCommand(
  name: ProgramName,
  args: readonly string[],
  settings: Settings,
  cancelled?: AbortSignal,
): Promise<string> {
  const { cwd, script } = scriptOf(name);
  const running = promisify(execFile)(nodeProgram(), ['--enable-source-maps', script, ...args], {
    cwd,
    env: programEnvironment(name, settings),
    timeout: COMMAND_TIMEOUT_MS,
    ...(cancelled ? { signal: cancelled } : {}),
  });
  const { pid } = running.child;
  const guard = pid === undefined ? undefined : startGuard(pid, 'SIGTERM');
  try {
    return (await running).stdout;
  } catch (cause) {
    cancelled?.throwIfAborted();
    const { stdout = '', stderr = '' } = cause as { stdout?: string; stderr?: string };
    const lines = `${stdout}\n${stderr}`.trim().split('\n').slice(-LAST_LOG_LINES);
    throw new Error(`${name} ${args[0]} failed:\n${lines.join('\n')}`, { cause });
  } finally {
    guard?.kill('SIGKILL');
  }
}

export async function migrate(service: ServiceName, settings: Settings, cancelled?: AbortSignal): Promise<void> {
  await runCommand(service, ['migrate'], settings, cancelled);
}

export function logFileOf(settings: Settings, name: string): string {
  return join(settings.home, 'logs', `${name}.log`);
}

export async function isReady(name: ProgramName, settings: Settings): Promise<boolean> {
  try {
    const response = await request(`${internalUrl(settings.ports[name])}/health/ready`, {
      headersTimeout: HEALTH_TIMEOUT_MS,
      bodyTimeout: HEALTH_TIMEOUT_MS,
    });
    await response.body.dump();
    return response.statusCode === 200;
  } catch {
    return false;
  }
}

/** The bundle, which starts in half the time, while it is what would be bundled now; else what tsc has left. */
function scriptOf(name: ProgramName): { cwd: string; script: string } {
  const files = filesOf(name);
  const script = isFresh(files) ? join(files.bundle, 'main.mjs') : files.script;
  if (!existsSync(script)) throw new Error(`${script} is missing: build first (pnpm build)`);
  return { cwd: files.folder, script };
}

/** The checkout's own Node 24, whatever runs this. */
export function nodeProgram(): string {
  const folder = dirname(createRequire(join(checkoutFolder(), 'package.json')).resolve('node/package.json'));
  const own = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(own) ? own : process.execPath;
}
