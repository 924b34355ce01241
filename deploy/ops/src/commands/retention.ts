import { newId, type ServiceName } from '@belgi/contracts';
import { orderRun, Poke, retentionStanding, runProgress } from '@belgi/database';
import { z } from 'zod';
import { type Command, databaseUrlOf, type Invocation, onDatabase, type Report, servicesOf } from '../command.js';
import { runPrivacy } from '../program.js';

/** How long the command stays to see it done, in ms; the services go on without it. */
const WATCH_MS = 60_000;
const POLL_MS = 250;

export const retentionCommand: Command = {
  usage: 'retention [service] [--dry-run]',
  summary: 'deletes now what has had its term, as the daily job does; --dry-run: shows what is due and what is held',
  example: 'pnpm ops retention --dry-run',
  async run(invocation) {
    const services = servicesOf(invocation.positionals[0], invocation.environment);
    return invocation.options.dryRun ? look(services, invocation) : runNow(services, invocation);
  },
};

async function look(services: readonly ServiceName[], { environment }: Invocation): Promise<Report> {
  const rows = [];
  for (const service of services)
    for (const { rule, due, held, oldest } of await onDatabase(environment, service, retentionStanding))
      rows.push({ rule, due, held, oldest: oldest?.toISOString().slice(0, 10) ?? null });
  if (services.includes('privacy')) rows.push(await lookAtErasures(environment));
  const due = rows.reduce((sum, row) => sum + row.due, 0);
  const held = rows.reduce((sum, row) => sum + row.held, 0);
  return { rows, summary: `${due} due, ${held} held. Nothing was changed.` };
}

const overdue = z.object({ due: z.int(), held: z.int(), oldest: z.iso.datetime().nullable() });

/** Whoever withdrew so long ago that they are erased without asking: privacy begins it by itself, dry run or not. */
async function lookAtErasures(environment: Invocation['environment']) {
  const said = await runPrivacy('count-erasures', { DATABASE_URL: databaseUrlOf(environment, 'privacy') });
  const { due, held, oldest } = overdue.parse(JSON.parse(said));
  return { rule: 'privacy.erasures', due, held, oldest: oldest?.slice(0, 10) ?? null };
}

async function runNow(services: readonly ServiceName[], { environment }: Invocation): Promise<Report> {
  const rows = [];
  const late: ServiceName[] = [];
  let failed = 0;
  for (const service of services) {
    const progress = await onDatabase(environment, service, async (db) => {
      const id = newId();
      await orderRun(db, id);
      const deadline = performance.now() + WATCH_MS;
      let last = await runProgress(db, id);
      while (!last?.finished && performance.now() < deadline) {
        await new Poke().wait(POLL_MS);
        last = await runProgress(db, id);
      }
      return last;
    });
    for (const { rule, erased, held, failure } of progress?.rules ?? []) {
      if (erased + held > 0 || failure !== null) rows.push({ rule, erased, held, failure });
      if (failure !== null) failed += 1;
    }
    if (!progress?.finished) late.push(service);
  }
  const ends = [
    late.length === 0 ? 'All ran.' : `Not finished yet: ${late.join(', ')}; they go on when they run.`,
    ...(failed === 0 ? [] : [`${failed} rules failed: see OPERATIONS, "Retention".`]),
  ];
  return { rows, summary: ends.join(' '), isBad: failed > 0 || late.length > 0 };
}
