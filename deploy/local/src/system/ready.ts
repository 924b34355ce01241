import { lastLogLines } from '../processes/child.js';
import type { Supervisor } from '../processes/supervisor.js';
import type { ProgramName } from './names.js';
import { isReady, logFileOf } from './program.js';
import type { Settings } from './settings.js';

/** Ten processes of a first start on two cores, all compiling at once. */
const READY_DEADLINE_MS = 120_000;
const READY_POLL_MS = 50;
/** A process that died this often before it was ever ready will not become so. */
const MAX_DEATHS_AT_START = 3;

/** Waits for a program's own word. @throws when it ends or the deadline passes, with its last log lines */
export async function untilReady(
  supervisor: Supervisor,
  name: ProgramName,
  settings: Settings,
  cancelled?: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + READY_DEADLINE_MS;
  while (!(await isReady(name, settings))) {
    cancelled?.throwIfAborted();
    const dead = supervisor.state.is === 'stopped' || supervisor.deaths >= MAX_DEATHS_AT_START;
    if (dead || Date.now() > deadline) {
      const logFile = logFileOf(settings, name);
      const what = dead ? 'ended before it was ready' : 'was not ready in time';
      throw new Error(`${name} ${what}. Its last lines (${logFile}):\n${lastLogLines(logFile).join('\n')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, READY_POLL_MS));
  }
}

/** Servers count as running once they answered (servers/). */
export async function untilRunning(supervisor: Supervisor): Promise<void> {
  const deadline = Date.now() + READY_DEADLINE_MS;
  while (supervisor.state.is !== 'running') {
    if (Date.now() > deadline) throw new Error(`${supervisor.name} did not come back`);
    await new Promise((resolve) => setTimeout(resolve, READY_POLL_MS));
  }
}

/** Like Promise.all, but waits for all before it throws the first failure: what is still starting can be stopped then. */
export async function allSettled(tasks: readonly Promise<unknown>[]): Promise<void> {
  for (const result of await Promise.allSettled(tasks)) {
    if (result.status === 'rejected') throw result.reason;
  }
}
