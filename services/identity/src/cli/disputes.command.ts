import { parseArgs } from 'node:util';
import { isId } from '../people/id.js';
import { readDispute } from '../verification/read-dispute.js';
import { allDisputes } from '../verification/verification.store.js';
import { CommandError, say, UsageError, withWorkbench } from './command.js';

const USAGE = `disputes list
disputes show --id ID

list prints who disputes a PIN with whom, by their ids, and what was decided. show opens the operator's reason as well,
which leaves a trace with both persons (personal_data_accesses, the dispute's id as the case) and is shown to them.`;

/** Disputes that are read at once. */
const PAGE = 500;

export async function disputesCommand(args: readonly string[]): Promise<void> {
  const [verb, ...rest] = args;
  if (verb === 'list') return list();
  if (verb === 'show') return show(rest);
  throw new UsageError(USAGE);
}

async function list(): Promise<void> {
  await withWorkbench(async ({ database }) => {
    for (let after: string | null = null, full = true; full; ) {
      const page = await allDisputes(database, { after, limit: PAGE });
      for (const dispute of page) say(JSON.stringify(dispute));
      after = page.at(-1)?.id ?? null;
      full = page.length === PAGE;
    }
  });
}

async function show(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { id: { type: 'string' } } });
  const { id } = values;
  if (id === undefined || !isId(id)) throw new UsageError(USAGE);
  await withWorkbench(async ({ database, vault }) => {
    const dispute = await readDispute(database, vault, id);
    if (dispute === undefined) throw new CommandError('no such dispute');
    say(JSON.stringify(dispute));
  });
}
