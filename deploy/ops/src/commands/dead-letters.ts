import { type DeadLetterRow, listDeadLetters, requeueDeadLetters } from '@belgi/database';
import { type Command, idOf, onDatabase, serviceOf, servicesOf, UsageError } from '../command.js';

/** Facts of this service are about rights: one that is stuck is told loudly. */
const RIGHTS = /^privacy\./;

function rowOf(service: string, letter: DeadLetterRow) {
  const state = letter.resolvedAt ? 'resolved' : letter.requeuedAt ? 'requeued' : 'dead';
  return {
    service,
    consumer: letter.consumer,
    id: letter.eventId,
    type: letter.type,
    state,
    attempts: letter.attempts,
    failedAt: letter.failedAt.toISOString(),
    error: letter.error,
  };
}

export const deadLettersListCommand: Command = {
  usage: 'dead-letters list [service] [--consumer NAME] [--resolved]',
  summary: 'events whose handler failed 8 times',
  example: 'pnpm ops dead-letters list notify',
  async run({ positionals, options, environment }) {
    const rows = [];
    for (const service of servicesOf(positionals[0], environment)) {
      const letters = await onDatabase(environment, service, (db) => listDeadLetters(db, options));
      rows.push(...letters.map((letter) => rowOf(service, letter)));
    }
    const dead = rows.filter(({ state }) => state === 'dead');
    const rights = dead.filter(({ type }) => RIGHTS.test(type)).length;
    if (dead.length === 0) return { rows, summary: 'Nothing is dead.' };
    const alarm = rights > 0 ? ` ${rights} about consent or disclosure: see to them first.` : '';
    return { rows, summary: `${dead.length} dead.${alarm}`, isBad: true };
  },
};

export const deadLettersShowCommand: Command = {
  usage: 'dead-letters show <service> --id EVENT',
  summary: 'one dead letter with headers and payload (no attribute of a person is in an event)',
  example: 'pnpm ops dead-letters show notify --id 0198c0de-7000-7000-8000-000000000001',
  async run({ positionals, options, environment }) {
    const service = serviceOf(positionals[0]);
    const eventId = idOf(options.id ?? positionals[1]);
    if (!eventId) throw new UsageError('say which: --id EVENT');
    const letters = await onDatabase(environment, service, (db) => listDeadLetters(db, { eventId, resolved: true }));
    if (letters.length === 0) return { summary: `${service} has no dead letter of this event.`, isBad: true };
    const rows = letters.flatMap((letter) =>
      Object.entries({
        ...rowOf(service, letter),
        subject: letter.subject,
        headers: JSON.stringify(letter.headers),
        payload: letter.payload,
      }).map(([field, value]) => ({ field, value })),
    );
    return { rows };
  },
};

export const deadLettersRequeueCommand: Command = {
  usage: 'dead-letters requeue <service> (--id EVENT | --consumer NAME | --all)',
  summary: 'asks the consumer to handle them again, within a second or so',
  example: 'pnpm ops dead-letters requeue notify --consumer notify-auction-lot --dry-run',
  async run({ positionals, options, environment }) {
    const service = serviceOf(positionals[0]);
    const filter = { eventId: idOf(options.id), consumer: options.consumer };
    if (!filter.eventId && !filter.consumer && !options.all)
      throw new UsageError('say which: --id, --consumer or --all');
    return onDatabase(environment, service, async (db) => {
      if (!options.dryRun) return { summary: `${await requeueDeadLetters(db, filter)} requeued.` };
      const letters = await listDeadLetters(db, filter);
      return { rows: letters.map((letter) => rowOf(service, letter)), summary: 'Nothing was changed.' };
    });
  },
};
