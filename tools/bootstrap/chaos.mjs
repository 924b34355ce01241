// pnpm test:chaos [--slice] [--seconds N]: faults and kills under bidding citizens, and then every promise is checked.
// The storm itself is in packages/testkit/src/chaos.
import { join } from 'node:path';
import { handOver } from './hand-over.mjs';
import { checkout, node24, SetupError, setUp } from './setup.mjs';

const args = process.argv.slice(2);
try {
  // npm test has set everything up already.
  if (!args.includes('--slice')) await setUp();
  process.exitCode = await handOver(node24, [join(checkout, 'packages/testkit/dist/chaos/main.js'), ...args]);
} catch (error) {
  console.error(`\n${error instanceof SetupError ? error.message : /** @type {Error} */ (error).stack}`);
  process.exitCode = 1;
}
