// npm start: from an empty checkout to a running system. See deploy/local for what is started.
import { join } from 'node:path';
import { handOver } from './hand-over.mjs';
import { checkout, node24, SetupError, setUp } from './setup.mjs';

try {
  console.log('\nBelgi\n');
  await setUp();
  process.exitCode = await handOver(node24, [join(checkout, 'deploy/local/dist/launcher/main.js')]);
} catch (error) {
  console.error(`\n${error instanceof SetupError ? error.message : /** @type {Error} */ (error).stack}`);
  process.exitCode = 1;
}
