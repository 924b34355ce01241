// What both commands need before anything of Belgi can run. Depends on nothing but Node 18 and npm, because
// it is what brings everything else.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const checkout = join(dirname(fileURLToPath(import.meta.url)), '../..');
const bin = join(checkout, 'node_modules/.bin');
export const node24 = join(bin, 'node');

/** The same everywhere; pinned like everything else. */
const PNPM = 'pnpm@12.21.0';
/** The oldest nats-server that the tests have run with (Debian 12). */
const OLDEST_NATS = '2.9.10';
/** Debian and Homebrew put daemons where a plain user's PATH does not look. */
const MORE_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin', '/usr/local/bin'];

const started = Date.now();

/**
 * One line per step, with the time since the beginning.
 * @param {string} text
 */
export function step(text) {
  const seconds = ((Date.now() - started) / 1000).toFixed(1).padStart(5);
  console.log(`  ${seconds} s  ${text}`);
}

/** A failure that is explained already: no stack. */
export class SetupError extends Error {}

/** Everything up to the point where our own programs can start. */
export async function setUp() {
  await install();
  await build();
  await ensureNatsServer();
}

/** The environment in which the checkout's own Node 24 and tools are found first. */
export function toolEnvironment() {
  return { ...process.env, PATH: `${bin}:${process.env.PATH ?? ''}` };
}

async function install() {
  const stamp = join(checkout, 'node_modules/.belgi-installed');
  const inputs = fingerprint(['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json']);
  if (existsSync(node24) && readIfThere(stamp) === inputs) return;
  step(
    existsSync(node24)
      ? 'installing changed packages'
      : 'installing Node 24, pnpm and packages (a minute or two, once)',
  );
  await run(
    'npx',
    ['-y', PNPM, 'install', '--frozen-lockfile', '--reporter=append-only'],
    'The packages could not be installed',
  );
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, inputs);
}

/** As `pnpm build`. Each step looks at times and hashes itself: when nothing changed this takes a second. */
async function build() {
  step('building what changed');
  await run('tsc', ['-b'], 'The build failed');
  await run(node24, [join(checkout, 'tools/bundle/bundle.mjs')], 'The programs could not be bundled');
  await run(
    node24,
    [join(checkout, 'tools/generate/personal-fields.mjs')],
    'The build failed: the graph may hold no personal field that is undeclared',
  );
  const graphiql = join(checkout, 'gateway/graphiql/build.mjs');
  if (existsSync(graphiql)) await run(node24, [graphiql], 'GraphiQL could not be built');
}

async function ensureNatsServer() {
  if (process.env.NATS_URL) return;
  if (!findProgram(['nats-server']))
    await installSystemPackage('nats-server', 'nats-server', 'set NATS_URL to a server you have');
  const program = /** @type {string} */ (findProgram(['nats-server']));
  const said = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout;
  const version = said?.match(/v(\d+\.\d+\.\d+)/)?.[1] ?? '0';
  if (version.localeCompare(OLDEST_NATS, 'en', { numeric: true }) < 0)
    throw new SetupError(`${program} has version ${version}; Belgi needs ${OLDEST_NATS} or later.`);
}

/** For the journeys that are walked in a browser. */
export async function ensureChromium() {
  if (findProgram(['chromium', 'chromium-browser', 'google-chrome'])) return;
  await installSystemPackage('chromium', 'chromium', 'put Chromium on PATH');
}

/**
 * A program's path on this machine, or undefined.
 * @param {readonly string[]} names
 */
export function findProgram(names) {
  for (const folder of [...(process.env.PATH ?? '').split(':'), ...MORE_FOLDERS]) {
    for (const name of names) {
      const file = join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not in this folder.
      }
    }
  }
  return undefined;
}

/**
 * @param {string} name
 * @param {string} program
 * @param {string} otherwise what else a person may do
 */
async function installSystemPackage(name, program, otherwise) {
  const how = systemInstaller(name);
  if (how === undefined) throw new SetupError(`${program} is missing. ${byHand(name)}, or ${otherwise}.`);
  step(`installing ${name} with ${how.tool} (once)`);
  for (const [command, ...args] of how.commands) {
    await run(command, args, `${name} could not be installed. ${byHand(name)}, or ${otherwise}`);
  }
  if (!findProgram([program]))
    throw new SetupError(`${program} was installed but is not found. Put it on PATH, or ${otherwise}.`);
}

/**
 * @param {string} name
 * @returns {{ tool: string, commands: [string, ...string[]][] } | undefined}
 */
function systemInstaller(name) {
  if (process.platform === 'linux' && findProgram(['apt-get'])) {
    const asRoot = process.getuid?.() === 0 ? [] : findProgram(['sudo']) ? ['sudo', '-n'] : undefined;
    if (asRoot === undefined) return undefined;
    const words = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q'];
    const apt = /** @type {[string, ...string[]]} */ (words);
    return {
      tool: 'apt-get',
      commands: [
        [...apt, 'update'],
        [...apt, 'install', '-y', '--no-install-recommends', name],
      ],
    };
  }
  if (process.platform === 'darwin' && findProgram(['brew']))
    return { tool: 'brew', commands: [['brew', 'install', name]] };
  return undefined;
}

/** @param {string} name */
function byHand(name) {
  if (process.platform === 'darwin') return `Install it with: brew install ${name}`;
  if (process.platform === 'linux')
    return `Install it with: sudo apt-get install ${name} (or your distribution's package manager)`;
  return `Install ${name} and put it on PATH`;
}

/**
 * Runs quietly; on failure everything it said is shown.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} failure
 * @returns {Promise<void>}
 */
function run(command, args, failure) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: checkout, env: toolEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
    /** @type {Buffer[]} */
    const said = [];
    child.stdout.on('data', (chunk) => said.push(chunk));
    child.stderr.on('data', (chunk) => said.push(chunk));
    child.on('error', (error) => reject(new SetupError(`${failure}: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) return resolve();
      const output = Buffer.concat(said).toString().trimEnd();
      reject(
        new SetupError(`${output}\n\n${failure} (${signal ?? `exit code ${code}`}: ${command} ${args.join(' ')}).`),
      );
    });
  });
}

/** @param {readonly string[]} files */
function fingerprint(files) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(checkout, file)));
  return hash.digest('hex');
}

/** @param {string} file */
function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
