// pnpm bench: the figures that Belgi publishes. Sets up what `npm start` sets up, builds, then measures.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { checkout, node24, setUp, toolEnvironment } from '../tools/bootstrap/setup.mjs';

const args = process.argv.slice(2);
// `npm test` has just set up and built; a list needs neither servers nor programs.
if (!args.includes('--slice')) await setUp();

const program = spawn(node24, [join(checkout, 'bench/dist/main.js'), ...args], {
  cwd: checkout,
  env: toolEnvironment(),
  stdio: 'inherit',
});
// Ctrl-C reaches the whole group; the program ends its own system, and we end with it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => void program.kill('SIGTERM'));
program.on('error', (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
program.on('close', (code) => {
  process.exitCode = code ?? 1;
});
