import { readEnvironment } from './environment.js';
import { verify } from './verify.js';

const { exitCode, output } = await verify(process.argv.slice(2), readEnvironment());
process.stdout.write(`${output}\n`);
process.exitCode = exitCode;
