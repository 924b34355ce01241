/**
 * `pnpm check`: everything that can be said of the code without running it. One line per step; all failures at the
 * end, each with what to do. `pnpm check tidy types` runs the named steps alone.
 */
import { steps } from './steps.mjs';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((title) => !steps.some((step) => step.title.startsWith(title)));
if (unknown.length > 0) {
  console.error(`No step "${unknown.join('", "')}". They are: ${steps.map((step) => step.title).join(', ')}.`);
  process.exit(2);
}

const chosen = steps.filter((step) => wanted.length === 0 || wanted.some((title) => step.title.startsWith(title)));
const width = Math.max(...chosen.map((step) => step.title.length));
/** @type {{ title: string, mend: string, faults: string[] }[]} */
const failed = [];

for (const { title, mend, run } of chosen) {
  const start = performance.now();
  const faults = await run().catch((error) => [error instanceof Error ? error.message : String(error)]);
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6);
  console.log(`${faults.length === 0 ? '✓' : '✗'} ${title.padEnd(width)} ${seconds} s`);
  if (faults.length > 0) failed.push({ title, mend, faults });
}

for (const { title, mend, faults } of failed) {
  console.error(`\n── ${title} ──`);
  for (const fault of faults) console.error(fault);
  console.error(`→ ${mend}`);
}
if (failed.length > 0) process.exit(1);
