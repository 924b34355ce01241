import { countReplay, outboxStatus, readClock, replayOutbox } from '@belgi/database';
import { type Command, idOf, instantOf, onDatabase, servicesOf, UsageError } from '../command.js';

/** An outbox older than this, in seconds, means that facts do not leave: the relay polls four times a second. */
const STUCK_SECONDS = 30;

export const outboxStatusCommand: Command = {
  usage: 'outbox status [service]',
  summary: 'facts committed and not yet published',
  example: 'pnpm ops outbox status',
  async run({ positionals, environment }) {
    const rows = [];
    let isStuck = false;
    for (const service of servicesOf(positionals[0], environment)) {
      const status = await onDatabase(environment, service, outboxStatus);
      isStuck ||= status.oldestSeconds > STUCK_SECONDS || status.failing > 0;
      const { unpublished, failing, oldestSeconds } = status;
      rows.push({ service, unpublished, failing, oldestSeconds: Math.round(oldestSeconds) });
    }
    return {
      rows,
      summary: isStuck ? 'Facts do not leave: look at the service log and at NATS.' : 'Facts leave.',
      isBad: isStuck,
    };
  },
};

export const outboxReplayCommand: Command = {
  usage: 'outbox replay [service] (--since TIME | --subject PATTERN | --id UUID)',
  summary: 'publishes facts of the last 7 days again; consumers skip those they have handled',
  example: "pnpm ops outbox replay privacy --since 2h --subject 'privacy.consent.>' --dry-run",
  async run({ positionals, options, environment }) {
    if (!options.since && !options.subject && !options.id)
      throw new UsageError('say which: --since, --subject or --id');
    const rows = [];
    for (const service of servicesOf(positionals[0], environment)) {
      const facts = await onDatabase(environment, service, async (db) => {
        const filter = {
          since: instantOf(options.since, await readClock(db)),
          subject: options.subject,
          id: idOf(options.id),
        };
        return options.dryRun ? countReplay(db, filter) : replayOutbox(db, filter);
      });
      rows.push({ service, facts });
    }
    return { rows, summary: options.dryRun ? 'Nothing was changed.' : 'The relays send them now.' };
  },
};
