import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type Command, databaseUrlOf, type Invocation, type Report, UsageError } from '../command.js';
import type { OpsEnvironment } from '../environment.js';
import { findingsOf } from './service-program.js';

/** A file of rules has a few hundred bytes. */
const MAX_FILE_CHARACTERS = 64 * 1024;

const shown = z.object({ version: z.int(), effectiveAt: z.string(), rules: z.record(z.string(), z.unknown()) });
const answer = z.object({
  findings: z.array(z.object({ rule: z.string(), problem: z.string() })),
  current: shown,
  later: z.array(shown),
  adopted: shown.nullable(),
});

async function ask(environment: OpsEnvironment, order?: { readonly wish: unknown; readonly dryRun: boolean }) {
  const LOT_POLICY = order && JSON.stringify(order);
  const env = { DATABASE_URL: databaseUrlOf(environment, 'auction'), LOT_POLICY };
  return answer.parse(JSON.parse(await findingsOf('auction', 'lot-policy', env)));
}

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

export const lotPolicyShowCommand: Command = {
  usage: 'lot-policy show',
  summary: 'the rules that a lot announced now gets, and what is adopted for later',
  example: 'pnpm ops lot-policy show',
  async run({ environment }) {
    const { current, later } = await ask(environment);
    const rows = Object.entries(current.rules).map(([rule, value]) => ({ rule, value: text(value) }));
    const next = later.map(({ version, effectiveAt }) => ` Version ${version} is adopted from ${effectiveAt} on.`);
    return { rows, summary: `Version ${current.version}, in effect since ${current.effectiveAt}.${next.join('')}` };
  },
};

export const lotPolicyAdoptCommand: Command = {
  usage: 'lot-policy adopt FILE [--dry-run]',
  summary:
    'adopts other rules for lots announced from `effectiveAt` on; FILE is JSON with the rules to change, named as `show` names them. Published lots keep theirs',
  example: 'pnpm ops lot-policy adopt rules.json --dry-run',
  run: adopt,
};

async function adopt({ positionals: [file], options, environment }: Invocation): Promise<Report> {
  if (file === undefined) throw new UsageError('name a file: lot-policy adopt FILE');
  const path = resolve(environment.directory ?? '.', file);
  const { findings, adopted, current } = await ask(environment, { wish: await wishOf(path), dryRun: options.dryRun });
  if (adopted === null) return { rows: findings, summary: 'Nothing was adopted.', isBad: true };
  const rows = Object.entries(adopted.rules).map(([rule, value]) => ({
    ...{ rule, current: text(current.rules[rule]), adopted: text(value) },
  }));
  const changed = rows.filter((row) => row.current !== row.adopted);
  const done = options.dryRun ? 'Nothing was written (--dry-run): would be version' : 'Adopted: version';
  return { rows: changed, summary: `${done} ${adopted.version}, from ${adopted.effectiveAt} on.` };
}

async function wishOf(path: string): Promise<unknown> {
  const content = await readFile(path, 'utf8').catch(() => undefined);
  if (content === undefined) throw new UsageError(`cannot read ${path}`);
  if (content.length > MAX_FILE_CHARACTERS) throw new UsageError(`${path} is longer than rules are`);
  try {
    return JSON.parse(content);
  } catch {
    throw new UsageError(`${path} is no JSON`);
  }
}
