import type { JsMsg } from '@nats-io/jetstream';
import type { ConsumerOptions } from './consumer.js';
import { type Delivery, deliver, deliverTogether, type Outcome } from './delivery.js';
import { Gathering } from './gathering.js';
import { Lanes } from './lanes.js';

/** Events handled side by side; those of one aggregate always one after the other. */
const DEFAULT_CONCURRENCY = 4;
/** The same of urgent ones, as far as there are reserved connections. */
const URGENT_CONCURRENCY = 8;
/** Events in one transaction where they are handled together: some tens of milliseconds for the first of them. */
const TOGETHER = 32;

/** Takes messages to their handlers. */
export interface Intake {
  /** Resolves when there is room for another message, not when this one is handled. */
  add(message: JsMsg): Promise<void>;
  idle(): Promise<void>;
}

/** Aggregate of a subject: `<service>.<noun>.<id>`. */
const aggregateOf = (message: JsMsg): string => message.subject.split('.', 3).join('.');

export function createIntake(options: ConsumerOptions, stopping: AbortSignal): Intake {
  const { definition, metrics, logger, urgency, urgent } = options;
  const consumer = definition.name;
  const events = metrics.counter('belgi_consumer_events_total', 'Events by outcome', ['consumer', 'outcome']);
  const seconds = metrics.histogram('belgi_consumer_seconds', 'Time to handle one event', ['consumer']);
  const { reserved } = options.database;
  const delivery: Delivery = urgent ? { ...options, database: reserved } : options;

  /** @returns false: nothing has happened, each is to be handled by itself */
  const taken = async (messages: readonly JsMsg[], handle: () => Promise<Outcome[] | null>): Promise<boolean> => {
    try {
      if (stopping.aborted) for (const message of messages) message.nak();
      if (stopping.aborted) return true;
      const began = performance.now();
      const outcomes = await handle();
      for (const outcome of outcomes ?? []) {
        events.inc({ consumer, outcome });
        seconds.observe({ consumer }, (performance.now() - began) / 1_000);
      }
      return outcomes !== null;
    } catch (err) {
      // The connection is closed for good: nothing can be acknowledged, the messages come to someone else.
      logger.warn({ consumer, err }, 'event not acknowledged');
      return true;
    }
  };
  const inTurn = async (messages: readonly JsMsg[], handle: () => Promise<Outcome[] | null>): Promise<boolean> => {
    if (urgent) return urgency.run(() => taken(messages, handle));
    // What has come before has waited enough.
    if (!messages.some(({ redelivered }) => redelivered)) await urgency.pause();
    return taken(messages, handle);
  };

  const { concurrency = urgent ? URGENT_CONCURRENCY : DEFAULT_CONCURRENCY } = options;
  // One reserved connection stays free of urgent facts: they may wait for a row that somebody holds who needs one to go on.
  const lanes = new Lanes(urgent ? Math.max(1, Math.min(concurrency, reserved.size - 1)) : concurrency);
  const alone = (message: JsMsg): Promise<void> =>
    lanes.add(
      aggregateOf(message),
      async () => void (await inTurn([message], async () => [await deliver(delivery, message)])),
    );
  if (!options.together) return { add: alone, idle: () => lanes.idle() };

  const gathering = new Gathering<JsMsg>(TOGETHER, aggregateOf, async (batch) => {
    const { true: again = [], false: fresh = [] } = Object.groupBy(batch, ({ redelivered }) => `${redelivered}`);
    for (const message of again) await alone(message);
    if (fresh.length > 0 && !(await inTurn(fresh, () => deliverTogether(delivery, fresh))))
      for (const message of fresh) await alone(message);
  });
  return {
    add: (message) => gathering.add(message),
    idle: async () => {
      await gathering.idle();
      await lanes.idle();
    },
  };
}
