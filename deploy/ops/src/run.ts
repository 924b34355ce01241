import { parseArgs } from 'node:util';
import { UsageError } from './command.js';
import { commands } from './commands/index.js';
import { type OpsEnvironment, readOpsEnvironment } from './environment.js';
import { helpText, reportText } from './print.js';

export interface Result {
  readonly exitCode: 0 | 1 | 2;
  readonly output: string;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: args.filter((arg) => arg !== '--'), // pnpm hands its own separator on
      allowPositionals: true,
      options: {
        since: { type: 'string' },
        subject: { type: 'string' },
        id: { type: 'string' },
        consumer: { type: 'string' },
        keys: { type: 'string' },
        language: { type: 'string' },
        all: { type: 'boolean', default: false },
        resolved: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'wrong usage');
  }
}

/** The command whose words the line begins with, and what is left of the line. */
function find(positionals: readonly string[]) {
  for (const count of [2, 1]) {
    const words = positionals.slice(0, count).join(' ');
    const command = Object.hasOwn(commands, words) ? commands[words] : undefined;
    if (command) return { command, words, rest: positionals.slice(count) };
  }
  return undefined;
}

/** Runs one command line; never throws. `environment` is read only when a command runs. */
export async function run(
  args: readonly string[],
  environment: () => OpsEnvironment = readOpsEnvironment,
): Promise<Result> {
  try {
    const { positionals, values } = parse(args);
    const found = find(positionals);
    if (values.help || positionals.length === 0) return { exitCode: 0, output: helpText(commands, found?.words ?? '') };
    if (!found)
      return {
        exitCode: 2,
        output: `No such command: ${positionals.join(' ')}\n\n${helpText(commands, positionals[0] ?? '')}`,
      };
    const { since, subject, id, consumer, keys, language, all, resolved } = values;
    const texts = { since, subject, id, consumer, keys, language };
    const given = Object.fromEntries(Object.entries(texts).filter(([, text]) => text));
    const report = await found.command.run({
      positionals: found.rest,
      options: { ...given, all, resolved, dryRun: values['dry-run'] },
      environment: environment(),
    });
    return { exitCode: report.isBad ? 1 : 0, output: reportText(report, values.json) };
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unknown error';
    return { exitCode: error instanceof UsageError ? 2 : 1, output: message };
  }
}
