import { createHash } from 'node:crypto';
import {
  buryDeadLetter,
  claimRequeued,
  consumeEachOnce,
  consumeOnce,
  countFailure,
  type Database,
  forgetFailures,
  isRequeued,
  isUnavailable,
  limitLockWaits,
  resolveDeadLetter,
  returnDeadLetter,
  type Transaction,
} from '@belgi/database';
import { type Logger, withTrace } from '@belgi/runtime';
import type { JsMsg } from '@nats-io/jetstream';
import { eventOf, type FactEvent, type RawEvent, rawEventOf } from './cloud-event.js';
import type { Handler } from './handlers.js';

/**
 * Failures of the handler before a message goes to the dead letters (ARCHITECTURE, Events), counted in the consumer's
 * database. Deliveries are not counted: an outage, a shutdown or a killed process causes any number of them.
 */
export const MAX_ATTEMPTS = 8;
/**
 * Pauses after the first, second … failed attempt, in ms; half a minute in all. Quick at first: most failures
 * are a fact that another stream has not brought yet.
 */
export const BACK_OFF_MS: readonly number[] = [50, 200, 1_000, 2_000, 5_000, 10_000, 15_000];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export type Outcome = 'handled' | 'seen' | 'skipped' | 'failed' | 'dead';

export interface Delivery {
  readonly consumer: string;
  readonly database: Pick<Database, 'query' | 'one' | 'transaction'>;
  readonly handlers: ReadonlyMap<string, Handler>;
  readonly backOffMs: readonly number[];
  readonly logger: Logger;
}

/** Name and message of an error, without anything that could quote a row. */
function describe(error: unknown): string {
  return (error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error').slice(0, 1000);
}

/** What names the event: its id, or for what has none that can be read, its place in the stream. */
function idOf(raw: RawEvent, { stream, streamSequence, timestampNanos }: JsMsg['info']): string {
  if (UUID.test(raw.id)) return raw.id;
  const hash = createHash('sha256').update(`${stream} ${streamSequence} ${timestampNanos}`).digest('hex');
  return hash.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/**
 * Inbox row, effect and, where it came before, the end of its failures and of a dead letter: one transaction.
 * These are locked before the inbox row, in the order of everybody else who takes two of them.
 */
async function handleOnce(delivery: Delivery, raw: RawEvent, handler: Handler, isRepeat: boolean): Promise<Outcome> {
  const { consumer, database } = delivery;
  const event = eventOf(raw);
  return withTrace(event.trace, () =>
    database.transaction(async (tx) => {
      if (isRepeat) {
        await forgetFailures(tx, consumer, event.id);
        await resolveDeadLetter(tx, consumer, event.id);
      }
      const isFirst = await consumeOnce(tx, consumer, event.id);
      if (isFirst) await handler.run(tx, event);
      return isFirst ? 'handled' : 'seen';
    }),
  );
}

/** Counts the failure, and buries the event at the last one. @returns failures so far, this one included */
async function noteFailure(delivery: Delivery, message: JsMsg, raw: RawEvent, error: unknown): Promise<number> {
  const { consumer, database } = delivery;
  const eventId = idOf(raw, message.info);
  return database.transaction(async (tx) => {
    const attempts = await countFailure(tx, consumer, eventId);
    if (attempts >= MAX_ATTEMPTS) {
      await buryDeadLetter(tx, { ...raw, consumer, eventId, attempts, error: describe(error) });
      await forgetFailures(tx, consumer, eventId);
    }
    return attempts;
  });
}

/** A message that failed: again later, or buried when it failed too often. The server must never drop it by itself. */
async function afterFailure(delivery: Delivery, message: JsMsg, raw: RawEvent, error: unknown): Promise<Outcome> {
  const { consumer, backOffMs, logger } = delivery;
  const details = { consumer, eventId: raw.id, type: raw.type, deliveries: message.info.deliveryCount, err: error };
  const again = (times: number): Outcome => {
    message.nak(backOffMs[Math.min(times, backOffMs.length) - 1] ?? 0);
    return 'failed';
  };
  if (isUnavailable(error)) {
    // The message is not to blame.
    logger.warn(details, 'event not handled while the database is away, trying again');
    return again(message.info.deliveryCount);
  }
  let attempts: number;
  try {
    attempts = await noteFailure(delivery, message, raw, error);
  } catch (failure) {
    logger.error({ ...details, notNoted: describe(failure) }, 'event not handled and that not noted, trying again');
    return again(message.info.deliveryCount);
  }
  if (attempts < MAX_ATTEMPTS) {
    logger.warn({ ...details, attempts }, 'event not handled, trying again');
    return again(attempts);
  }
  logger.error({ ...details, attempts }, 'event is dead');
  message.term(); // nats-server 2.9 ignores term with a reason
  return 'dead';
}

/** One message from the stream, to its acknowledgement. Throws only when the connection is closed for good. */
export async function deliver(delivery: Delivery, message: JsMsg): Promise<Outcome> {
  const raw = rawEventOf(message);
  const handler = delivery.handlers.get(raw.type);
  if (!handler) {
    message.ack();
    return 'skipped';
  }
  try {
    const outcome = await handleOnce(delivery, raw, handler, message.redelivered);
    message.ack();
    return outcome;
  } catch (error) {
    return afterFailure(delivery, message, raw, error);
  }
}

/**
 * How long events that are handled together wait for a row, in ms: somebody who holds one of their rows must not hold up all the
 * others. Longer than a batch of bids takes.
 */
const TOGETHER_LOCK_TIMEOUT_MS = 250;

/**
 * First deliveries of different aggregates, in the order in which they may lock what they lock: one transaction, handlers side by
 * side on its connection. Null: one of them failed or waited too long, nothing of it has happened, and each is to be delivered by
 * itself: a bad fact spoils nothing for the others.
 */
export async function deliverTogether(delivery: Delivery, messages: readonly JsMsg[]): Promise<Outcome[] | null> {
  const { consumer, database, handlers, backOffMs, logger } = delivery;
  const raws = messages.map(rawEventOf);
  let first: ReadonlySet<string>;
  try {
    const events = raws.filter(({ type }) => handlers.has(type)).map(eventOf);
    first = await database.transaction((tx) => handleEach(delivery, tx, events));
  } catch (err) {
    const details = { consumer, events: messages.length, err };
    if (isUnavailable(err)) {
      logger.warn(details, 'events not handled while the database is away, trying again');
      for (const message of messages) message.nak(backOffMs[0] ?? 0);
      return messages.map(() => 'failed');
    }
    logger.warn(details, 'events not handled together, trying each by itself');
    return null;
  }
  for (const message of messages) message.ack();
  return raws.map(({ id, type }) =>
    !handlers.has(type) ? 'skipped' : first.has(id.toLowerCase()) ? 'handled' : 'seen',
  );
}

/** @returns those that were not handled before @throws what failed first */
async function handleEach(
  { consumer, handlers }: Delivery,
  tx: Transaction,
  events: readonly FactEvent<unknown>[],
): Promise<ReadonlySet<string>> {
  const ids = events.map(({ id }) => id);
  const [first] = await Promise.all([consumeEachOnce(tx, consumer, ids), limitLockWaits(tx, TOGETHER_LOCK_TIMEOUT_MS)]);
  const failures: unknown[] = [];
  const running = events
    .filter(({ id }) => first.has(id.toLowerCase()))
    .map((event) => withTrace(event.trace, async () => handlers.get(event.type)?.run(tx, event)));
  await Promise.all(running.map((handling) => handling.catch((error: unknown) => void failures.push(error))));
  if (failures.length > 0) throw failures[0];
  return first;
}

/** Runs one dead letter again that operations asked for; undefined when there is none. */
export async function deliverRequeued(delivery: Delivery): Promise<Outcome | undefined> {
  const { consumer, database, handlers, logger } = delivery;
  if (!(await isRequeued(database, consumer))) return undefined;
  let raw: (RawEvent & { eventId: string }) | undefined;
  try {
    return await database.transaction(async (tx) => {
      const letter = await claimRequeued(tx, consumer);
      if (!letter) return undefined;
      raw = { ...letter, id: letter.eventId };
      const handler = handlers.get(letter.type);
      if (!handler) throw new Error('no handler for this fact');
      const event = eventOf(raw);
      const isFirst = await consumeOnce(tx, consumer, event.id);
      if (isFirst) await withTrace(event.trace, () => handler.run(tx, event));
      await resolveDeadLetter(tx, consumer, event.id);
      return isFirst ? 'handled' : 'seen';
    });
  } catch (error) {
    if (!raw || isUnavailable(error)) throw error;
    const { eventId, type } = raw;
    logger.error({ consumer, eventId, type, err: error }, 'dead letter failed again');
    await database.transaction((tx) => returnDeadLetter(tx, consumer, eventId, describe(error)));
    return 'failed';
  }
}
