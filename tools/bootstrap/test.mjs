// npm test: the whole truth. Same set-up as npm start, then everything that can be checked, on servers of its own.
// The last line is `N passed, N failed, N skipped`; the exit code is not 0 when anything failed.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout, ensureChromium, node24, SetupError, setUp, step, toolEnvironment } from './setup.mjs';

/**
 * The vitest projects, in runs. Unit and database tests mix well; races want the machine for themselves. Journeys wait
 * more than they work, so two go side by side, each a whole system; those that count seconds go alone.
 */
const RUNS = [['unit', 'db'], ['race'], ['e2e'], ['e2e-alone']];
/** Programs too large for here, each with a slice of at most a minute. */
const SLICES = [
  { name: 'chaos', script: 'tools/bootstrap/chaos.mjs', args: ['--slice'] },
  { name: 'bench', script: 'bench/run.mjs', args: ['--slice'] },
];
/** A slice that hangs is a failure, not an evening. */
const SLICE_DEADLINE_MS = 180_000;

const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const failures = [];

try {
  console.log('\nBelgi: tests\n');
  await setUp();
  await ensureChromium();
  await check();
  for (const projects of RUNS) await vitest(projects);
  for (const slice of SLICES) await runSlice(slice);
} catch (error) {
  fail(error instanceof SetupError ? error.message : String(/** @type {Error} */ (error).stack));
}
for (const failure of failures) console.error(`\n✗ ${failure}`);
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);

/** @param {string} what */
function fail(what) {
  total.failed++;
  failures.push(what);
}

/** Each step of `pnpm check` counts as one: it prints ✓ or ✗ before its name. */
async function check() {
  step('pnpm check');
  const { code, output } = await run(node24, ['tools/check/check.mjs']);
  const passed = output.match(/^✓ .*$/gm) ?? [];
  const failed = output.match(/^✗ .*$/gm) ?? [];
  total.passed += passed.length;
  for (const line of failed) fail(`check: ${line.slice(2).trim()}`);
  if (code !== 0 && failed.length === 0) fail(`check ended with ${code}`);
}

/** @param {string[]} projects */
async function vitest(projects) {
  step(`vitest: ${projects.join(', ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'belgi-report-'));
  const report = join(folder, 'report.json');
  const { code } = await run(join(checkout, 'node_modules/.bin/vitest'), [
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const failedBefore = total.failed;
  if (existsSync(report)) addReport(JSON.parse(readFileSync(report, 'utf8')));
  // An error outside of any test (a leaked rejection, a global set-up that failed) fails the run all the same.
  if (code !== 0 && total.failed === failedBefore) fail(`vitest ${projects.join(', ')} ended with ${code}`);
  rmSync(folder, { recursive: true, force: true });
}

/**
 * @typedef {{ status: string, fullName: string }} Assertion
 * @typedef {{ name: string, status: string, assertionResults: Assertion[] }} TestFile
 * @param {{ testResults: TestFile[] }} report
 */
function addReport({ testResults }) {
  for (const file of testResults) {
    const name = file.name.replace(`${checkout}/`, '');
    const failed = file.assertionResults.filter(({ status }) => status === 'failed');
    total.passed += file.assertionResults.filter(({ status }) => status === 'passed').length;
    total.skipped += file.assertionResults.filter(({ status }) => !['passed', 'failed'].includes(status)).length;
    for (const { fullName } of failed) fail(`${name}: ${fullName}`);
    // A file that does not load, or whose set-up throws, has no failed test of its own.
    if (file.status === 'failed' && failed.length === 0) fail(`${name} could not be run`);
  }
}

/** @param {{ name: string, script: string, args: string[] }} slice */
async function runSlice({ name, script, args }) {
  if (!existsSync(join(checkout, script))) return;
  step(`${name}, a slice`);
  const { code } = await run(node24, [script, ...args], SLICE_DEADLINE_MS);
  if (code === 0) total.passed++;
  else fail(`${name} ended with ${code}`);
}

/**
 * Shows what a program says while it says it.
 * @param {string} command @param {string[]} args @param {number} [deadlineMs]
 * @returns {Promise<{ code: number, output: string }>}
 */
function run(command, args, deadlineMs) {
  return new Promise((resolve, reject) => {
    const program = spawn(command, args, {
      cwd: checkout,
      env: { ...toolEnvironment(), NO_COLOR: '1', CI: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    program.stdout.on('data', (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
      process.stdout.write(chunk);
    });
    const timer = deadlineMs === undefined ? undefined : setTimeout(() => program.kill('SIGKILL'), deadlineMs);
    program.on('error', reject);
    program.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 1, output });
    });
  });
}
