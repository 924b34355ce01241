import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { createSystem } from '@belgi/testkit';
import type { Figure, Row, Size } from './figure.js';
import { figures } from './figures.js';
import { tableOf } from './table.js';

const USAGE = `pnpm bench [FIGURE…] [--slice] [--json FILE]

  --slice      seconds instead of minutes; shows that the measurement works, not what the system can do
  --json FILE  also write what was measured

${figures.map(({ name, question }) => `  ${name.padEnd(12)} ${question}`).join('\n')}
`;

interface Measured {
  readonly figure: string;
  readonly size: Size;
  readonly at: string;
  readonly machine: string;
  readonly rows: readonly Row[];
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function measureAll(chosen: readonly Figure[], size: Size): Promise<Measured[]> {
  const machine = `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}`;
  say(`\nBelgi: ${size === 'slice' ? 'a slice of ' : ''}${chosen.length} figures on ${machine}`);
  say('Client, servers and services share this machine; ratios carry over, absolute numbers do not.');
  // What we publish is measured with a database that syncs to disk.
  await using system = await createSystem({ durable: size === 'full', logLevel: 'warn' });
  // Ctrl-C, or the deadline of npm test: nothing is left running.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void system.stop().finally(() => process.exit(1)));
  const measured: Measured[] = [];
  for (const figure of chosen) {
    say(`\n${figure.name}: ${figure.question}`);
    const rows = await figure.measure(system, size, (text) => say(`  … ${text}`));
    say(tableOf(rows, size === 'full'));
    measured.push({ figure: figure.name, size, at: new Date().toISOString(), machine, rows });
  }
  return measured;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { slice: { type: 'boolean' }, json: { type: 'string' }, help: { type: 'boolean' } },
});
const unknown = positionals.filter((name) => !figures.some((figure) => figure.name === name));
if (values.help || unknown.length > 0) {
  process.stderr.write(unknown.length > 0 ? `No figure ${unknown.join(', ')}.\n\n${USAGE}` : USAGE);
  process.exitCode = values.help ? 0 : 2;
} else {
  const chosen = figures.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const measured = await measureAll(chosen, values.slice ? 'slice' : 'full');
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(measured, null, 2)}\n`);
}
