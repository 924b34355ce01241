import { allFacts, type ServiceName } from '@belgi/contracts';
import { Poke, type RepublishProgress, republishProgress, requestRepublish } from '@belgi/database';
import { type Command, onDatabase, serviceOf, UsageError } from '../command.js';

/** How long the command stays to see it done, in ms; the service goes on without it. */
const WATCH_MS = 30_000;
const POLL_MS = 250;
/** An aggregate id as a token of a subject. */
const AGGREGATE_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** Nouns whose state the service can publish: those with a snapshot among the facts. */
function nounsOf(service: ServiceName): string[] {
  return allFacts()
    .filter((fact) => fact.service === service && fact.fact === 'snapshot')
    .map((fact) => fact.noun);
}

export const republishCommand: Command = {
  usage: 'republish <service> <noun> [--id ID]',
  summary: "publishes the current state of a noun: how others' projections are rebuilt",
  example: 'pnpm ops republish auction lot --id 0198c0de-7000-7000-8000-000000000001',
  async run({ positionals, options, environment }) {
    const service = serviceOf(positionals[0]);
    const nouns = nounsOf(service);
    const noun = positionals[1];
    if (!noun || !nouns.includes(noun))
      throw new UsageError(`name a noun of ${service}: ${nouns.join(', ') || 'it has none'}`);
    const { id } = options;
    if (id !== undefined && !AGGREGATE_ID.test(id)) throw new UsageError('--id must be the id of an aggregate');
    if (options.dryRun)
      return { summary: `Would ask ${service} to publish ${id ? `${noun} ${id}` : `every ${noun}`}.` };
    const progress = await onDatabase(environment, service, async (db) => {
      const request = await requestRepublish(db, noun, id ?? null);
      const deadline = performance.now() + WATCH_MS;
      let last: RepublishProgress | undefined;
      while (!last?.finishedAt && performance.now() < deadline) {
        await new Poke().wait(POLL_MS);
        last = await republishProgress(db, request);
      }
      return last;
    });
    const sent = progress?.sent ?? 0;
    if (progress?.error) return { summary: `${service} could not: ${progress.error} (${sent} sent)`, isBad: true };
    if (progress?.finishedAt) return { summary: `${service} published ${sent} of ${noun}.` };
    return { summary: `${service} has not finished (${sent} sent so far); it goes on when it runs.`, isBad: true };
  },
};
