import { run } from './run.js';

const { exitCode, output } = await run(process.argv.slice(2));
process.stdout.write(`${output}\n`);
process.exitCode = exitCode;
