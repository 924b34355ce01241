import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The four services, in the order of every list we print. */
export const services = /** @type {const} */ (['identity', 'privacy', 'auction', 'notify']);
/** @typedef {(typeof services)[number]} Service */

/** Printing takes a second, on an overloaded machine a hundred; a process that waits for a server never ends. */
const PRINT_TIMEOUT_MS = 300_000;
/** The largest artefact (a supergraph) has some 100 KB. */
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/**
 * What a program of ours answers.
 * @typedef {{ code: number, stdout: string, stderr: string }} Ran
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ timeoutMs?: number, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<Ran>}
 */
export function run(command, args, { timeoutMs = 0, env } = {}) {
  return new Promise((resolve) => {
    execFile(
      command,
      args,
      { cwd: root, timeout: timeoutMs, maxBuffer: MAX_OUTPUT_BYTES, ...(env === undefined ? {} : { env }) },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
        resolve({ code, stdout, stderr: error?.killed ? `${stderr}\nno answer in ${timeoutMs} ms` : stderr });
      },
    );
  });
}

/** @param {string} name a program of node_modules/.bin */
export const bin = (name) => join(root, 'node_modules/.bin', name);

/**
 * The output of a service's print command. It must need no environment, no database and no NATS, so it is run with an
 * empty environment: what is printed can depend on the source alone.
 * @param {Service} service
 * @param {'print-schema'} command
 * @param {string} main the program; tsc's own output of it, unless said otherwise
 */
export async function ask(service, command, main = `services/${service}/dist/main.js`) {
  const { code, stdout, stderr } = await run(process.execPath, [main, command], {
    timeoutMs: PRINT_TIMEOUT_MS,
    env: {},
  });
  if (code !== 0 || stdout.trim() === '') {
    const why = stderr.trim() || stdout.trim() || 'it printed nothing';
    throw new Error(`node ${main} ${command} failed (it must work without any environment variable):\n${why}`);
  }
  return stdout.endsWith('\n') ? stdout : `${stdout}\n`;
}

/**
 * A domain file of a service, which does no work and needs no environment: taken as it is, without starting a process.
 * @param {Service} service
 * @param {'policy' | 'refusals'} name
 * @returns {Promise<any>}
 */
export const domainFile = (service, name) => import(`../../services/${service}/dist/${name}.js`);

/**
 * One generated file: its path from the root, and what must be in it.
 * @typedef {{ file: string, content: string }} Artefact
 */
