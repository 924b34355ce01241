import { execFileSync, spawn } from 'node:child_process';
import { checkout, toolEnvironment } from './setup.mjs';

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const PARENT_CHECK_MS = 500;

/**
 * Runs a long-lived program in our place and answers its exit code.
 *
 * It gets a session of its own: a Ctrl-C in the terminal reaches npm, its shell and us, and from us the program
 * gets it in turn, so that it alone decides in which order things stop. When whoever called us is gone without a
 * signal (npm shot down, a closed terminal), the program is asked to stop just the same.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
export function handOver(command, args) {
  return new Promise((resolve, reject) => {
    const program = spawn(command, args, { cwd: checkout, env: toolEnvironment(), stdio: 'inherit', detached: true });
    for (const signal of SIGNALS) process.on(signal, () => program.kill(signal));
    const callers = callersOf(process.pid);
    const watch = setInterval(() => {
      if (callers.some((pid) => !isAlive(pid))) {
        clearInterval(watch);
        program.kill('SIGTERM');
      }
    }, PARENT_CHECK_MS);
    program.on('error', reject);
    program.on('exit', (code, signal) => {
      clearInterval(watch);
      resolve(signal ? 1 : (code ?? 1));
    });
  });
}

/**
 * npm and the shell it started us with; just the parent when npm was not used.
 * @param {number} pid
 */
function callersOf(pid) {
  const parent = process.ppid;
  const callers = parent > 1 ? [parent] : [];
  if (process.env.npm_lifecycle_event === undefined) return callers;
  try {
    const [above, name = ''] = execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(parent)], { encoding: 'utf8' })
      .trim()
      .split(/\s+/);
    if (/(^|\/)-?(sh|bash|dash|zsh)$/.test(name) && Number(above) > 1) callers.push(Number(above));
  } catch {
    // No ps on this machine: the parent alone is watched.
  }
  return callers.filter((caller) => caller !== pid);
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
