import { parseArgs } from 'node:util';
import { createHealth, createLogger, runProcess } from '@belgi/runtime';
import { formatSigningKey, formatVerifierKey, generateSigningKey } from '@belgi/tlog';
import { compose } from './compose.js';
import { environmentOf, KEY_TYPES, newKeyEnvironmentOf, verifierKeyEnvironmentOf } from './environment.js';

async function start(): Promise<void> {
  const environment = environmentOf();
  // Two processes of one program: log and metrics call each by what it does.
  const service = environment.NOTARY_ROLE;
  const logger = createLogger({ service, level: environment.LOG_LEVEL });
  const health = createHealth();
  await runProcess({ service, logger, health }, async (lifecycle) => {
    await compose({ environment, logger, health, lifecycle });
  });
}

/** Prints a secret: for a file or a vault, not for a terminal that keeps its lines. */
function newKey(): void {
  const { values } = parseArgs({ args: process.argv.slice(3), options: { name: { type: 'string' } } });
  if (values.name === undefined) throw new Error("new-key --name NAME: the signer's is the log's origin");
  const key = generateSigningKey(values.name, KEY_TYPES[newKeyEnvironmentOf().NOTARY_ROLE]);
  process.stdout.write(`${JSON.stringify({ skey: formatSigningKey(key), vkey: formatVerifierKey(key) })}\n`);
}

function verifierKey(): void {
  process.stdout.write(`${formatVerifierKey(verifierKeyEnvironmentOf().SIGNING_KEY)}\n`);
}

const commands: Readonly<Record<string, () => Promise<void> | void>> = {
  start,
  'new-key': newKey,
  'verifier-key': verifierKey,
};

const name = process.argv[2] ?? 'start';
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command === undefined) {
  process.stderr.write(`notary: no command "${name}"; there are: ${Object.keys(commands).join(', ')}\n`);
  process.exitCode = 2;
} else {
  await command();
}
