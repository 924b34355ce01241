import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The user a child runs as; needed for PostgreSQL, which refuses root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface ChildOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Standard output and error are appended here. */
  readonly logFile: string;
  readonly account?: Account | undefined;
  /** How this program is asked to stop. PostgreSQL reads SIGTERM as "wait for all clients", so it gets SIGINT. */
  readonly stopSignal?: NodeJS.Signals;
}

export interface ChildExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** Settles when the process is gone; never rejects. */
  readonly exited: Promise<ChildExit>;
  readonly alive: boolean;
  kill(signal: NodeJS.Signals): void;
  /** Asks to stop, waits for the grace, then kills the whole process group. Returns when nothing is left. */
  stop(graceMs?: number): Promise<ChildExit>;
}

/** Services promise to stop within 10 s; then they are killed. */
export const STOP_GRACE_MS = 10_000;

/** Log lines shown when a process dies. */
export const LAST_LOG_LINES = 15;

/**
 * Starts a program in a process group of its own.
 *
 * Own group: Ctrl-C in a terminal reaches the whole foreground group at once, and then the database would be
 * gone before the services had stopped. Only the launcher hears the terminal, and stops all in order.
 */
export function startChild(options: ChildOptions): Promise<Child> {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a', 0o600);
  const { uid, gid } = options.account ?? {};
  const handle = spawn(options.command, [...options.args], {
    cwd: options.cwd,
    env: { ...options.env },
    stdio: ['ignore', log, log],
    detached: true,
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
  });
  closeSync(log);
  return new Promise((resolve, reject) => {
    handle.once('error', (cause) =>
      reject(new Error(`${options.name} could not be started: ${cause.message}`, { cause })),
    );
    handle.once('spawn', () => resolve(childOf(handle, options)));
  });
}

function childOf(handle: ChildProcess, options: ChildOptions): Child {
  const pid = handle.pid as number;
  const stopSignal = options.stopSignal ?? 'SIGTERM';
  const guard = startGuard(pid, stopSignal);
  let alive = true;
  const exited = new Promise<ChildExit>((resolve) => {
    handle.once('exit', (code, signal) => {
      alive = false;
      signalGroup(pid, 'SIGKILL'); // whatever the program itself left behind
      guard.kill('SIGKILL');
      resolve({ code, signal });
    });
  });
  const kill = (signal: NodeJS.Signals): void => {
    if (alive) handle.kill(signal);
  };
  return {
    name: options.name,
    pid,
    logFile: options.logFile,
    exited,
    get alive() {
      return alive;
    },
    kill,
    async stop(graceMs = STOP_GRACE_MS) {
      kill(stopSignal);
      const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
      try {
        return await exited;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/**
 * A shell that waits on a pipe held open by us. When we die in a way that runs no handler (kill -9, a test
 * worker shot down), the pipe closes and the guard stops the child: nothing is left running.
 */
export function startGuard(pid: number, stopSignal: NodeJS.Signals): ChildProcess {
  const script =
    'cat >/dev/null; kill -s "$1" "$0" 2>/dev/null; n=0; ' +
    'while kill -0 "$0" 2>/dev/null && [ $n -lt 50 ]; do sleep 0.1; n=$((n+1)); done; kill -s KILL -- "-$0" 2>/dev/null';
  const guard = spawn('/bin/sh', ['-c', script, String(pid), stopSignal.replace('SIG', '')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  guard.on('error', () => undefined); // no shell: only the protection against kill -9 is lost
  guard.stdin?.on('error', () => undefined);
  guard.unref();
  (guard.stdin as unknown as { unref?: () => void } | null)?.unref?.();
  return guard;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is empty already.
  }
}

/** The end of a log, for a person who asks why a process died. */
export function lastLogLines(logFile: string, lines = LAST_LOG_LINES): string[] {
  try {
    return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lines);
  } catch {
    return [];
  }
}
