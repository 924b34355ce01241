import { newId } from '@belgi/contracts';
import {
  buryDeadLetter,
  claimRequeued,
  consumeOnce,
  type Database,
  isUnavailable,
  resolveDeadLetter,
  returnDeadLetter,
} from '@belgi/database';
import { type Logger, withTrace } from '@belgi/runtime';
import type { JsMsg } from '@nats-io/jetstream';
import { eventOf, type RawEvent, rawEventOf } from './cloud-event.js';
import type { Handler } from './handlers.js';

/** Attempts before a message goes to the dead letters (ARCHITECTURE, Events). */
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
  readonly database: Database;
  readonly handlers: ReadonlyMap<string, Handler>;
  readonly backOffMs: readonly number[];
  readonly logger: Logger;
}

/** Name and message of an error, without anything that could quote a row. */
function describe(error: unknown): string {
  return (error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error').slice(0, 1000);
}

/** Inbox row, effect and, after a late success, the end of the dead letter: one transaction. */
async function handleOnce(delivery: Delivery, raw: RawEvent, handler: Handler, attempt: number): Promise<Outcome> {
  const { consumer, database } = delivery;
  const event = eventOf(raw);
  return withTrace(event.trace, () =>
    database.transaction(async (tx) => {
      const isFirst = await consumeOnce(tx, consumer, event.id);
      if (isFirst) await handler.run(tx, event);
      if (attempt > MAX_ATTEMPTS) await resolveDeadLetter(tx, consumer, event.id);
      return isFirst ? 'handled' : 'seen';
    }),
  );
}

/** A message that failed: again later, or buried when it failed too often. The server must never drop it by itself. */
async function afterFailure(delivery: Delivery, message: JsMsg, raw: RawEvent, error: unknown): Promise<Outcome> {
  const { consumer, database, backOffMs, logger } = delivery;
  const attempts = message.info.deliveryCount;
  const details = { consumer, eventId: raw.id, type: raw.type, attempts, err: error };
  const pause = backOffMs[Math.min(attempts, backOffMs.length) - 1] ?? 0;
  // With the database away the message is not to blame.
  if (attempts < MAX_ATTEMPTS || isUnavailable(error)) {
    logger.warn(details, 'event not handled, trying again');
    message.nak(pause);
    return 'failed';
  }
  try {
    const eventId = UUID.test(raw.id) ? raw.id : newId();
    await database.transaction((tx) =>
      buryDeadLetter(tx, { ...raw, consumer, eventId, attempts, error: describe(error) }),
    );
  } catch (failure) {
    logger.error({ ...details, err: failure }, 'dead letter not written, trying again');
    message.nak(pause);
    return 'failed';
  }
  logger.error(details, 'event is dead');
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
    const outcome = await handleOnce(delivery, raw, handler, message.info.deliveryCount);
    message.ack();
    return outcome;
  } catch (error) {
    return afterFailure(delivery, message, raw, error);
  }
}

/** Runs one dead letter again that operations asked for; undefined when there is none. */
export async function deliverRequeued(delivery: Delivery): Promise<Outcome | undefined> {
  const { consumer, database, handlers, logger } = delivery;
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
