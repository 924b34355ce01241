import type { ConsumerDefinition } from '@belgi/contracts';
import { countDeadLetters, type Database, Poke, pruneFailures, pruneInbox, startLoop } from '@belgi/database';
import type { Metrics } from '@belgi/runtime';
import { type ConsumerMessages, type JsMsg, jetstreamManager } from '@nats-io/jetstream';
import { bind, stopWhenLost } from './binding.js';
import type { Connection } from './connection.js';
import { type Delivery, deliver, deliverRequeued } from './delivery.js';
import { Lanes } from './lanes.js';
import { isMissingStream } from './streams.js';
import type { Urgency } from './urgency.js';

const FIRST_RETRY_MS = 100;
const MAX_RETRY_MS = 2_000;
/** Events handled side by side; those of one aggregate always one after the other. */
const DEFAULT_CONCURRENCY = 4;
/** The same of urgent ones, as far as there are reserved connections. */
const URGENT_CONCURRENCY = 8;
const REQUEUE_POLL_MS = 1_000;
const GAUGES_EVERY_MS = 10_000;
/** Longer than facts stay in the stream and in the outbox: a replay of either is recognised. */
const INBOX_DAYS = 15;
const INBOX_PRUNE_EVERY_MS = 600_000;
const INBOX_PRUNE_ROWS = 5_000;

export interface ConsumerOptions extends Delivery {
  readonly database: Database;
  readonly definition: ConsumerDefinition;
  readonly connection: Connection;
  readonly metrics: Metrics;
  readonly concurrency?: number | undefined;
  readonly urgency: Urgency;
  readonly urgent: boolean;
}

export interface Consumption {
  /** Hands back what is not begun, ends what is. */
  stop(): Promise<void>;
}

/** Aggregate of a subject: `<service>.<noun>.<id>`. */
const aggregateOf = (message: JsMsg): string => message.subject.split('.', 3).join('.');

/** Consumes until stopped, through any loss of server, stream or consumer. */
export function startConsumer(options: ConsumerOptions): Consumption {
  const { definition, connection, metrics, logger, urgency, urgent } = options;
  const { concurrency = urgent ? URGENT_CONCURRENCY : DEFAULT_CONCURRENCY } = options;
  const consumer = definition.name;
  const events = metrics.counter('belgi_consumer_events_total', 'Events by outcome', ['consumer', 'outcome']);
  const seconds = metrics.histogram('belgi_consumer_seconds', 'Time to handle one event', ['consumer']);
  const { reserved } = options.database;
  const delivery: Delivery = urgent ? { ...options, database: reserved } : options;
  const stopping = new AbortController();
  // One reserved connection stays free of urgent facts: they may wait for a row that somebody holds who needs one to go on.
  const lanes = new Lanes(urgent ? Math.max(1, Math.min(concurrency, reserved.size - 1)) : concurrency);
  let current: ConsumerMessages | undefined;

  const take = async (message: JsMsg): Promise<void> => {
    try {
      if (stopping.signal.aborted) return message.nak();
      const done = seconds.startTimer({ consumer });
      events.inc({ consumer, outcome: await deliver(delivery, message) });
      done();
    } catch (err) {
      // The connection is closed for good: nothing can be acknowledged, the message comes to someone else.
      logger.warn({ consumer, err }, 'event not acknowledged');
    }
  };
  const inTurn = async (message: JsMsg): Promise<void> => {
    if (urgent) return urgency.run(() => take(message));
    // What has come before has waited enough.
    if (!message.redelivered) await urgency.pause();
    return take(message);
  };
  const drainOnce = async (): Promise<void> => {
    const messages = await bind(await connection.up(stopping.signal), definition);
    current = messages;
    const forget = stopWhenLost(messages, connection);
    try {
      if (stopping.signal.aborted) messages.stop();
      for await (const message of messages) await lanes.add(aggregateOf(message), () => inTurn(message));
    } finally {
      forget();
      current = undefined;
    }
  };
  const run = async (): Promise<void> => {
    let pause = FIRST_RETRY_MS;
    while (!stopping.signal.aborted) {
      try {
        await drainOnce();
        pause = FIRST_RETRY_MS;
      } catch (err) {
        if (stopping.signal.aborted) break;
        const why = isMissingStream(err) ? { waitingFor: definition.stream } : { err };
        if (pause === FIRST_RETRY_MS) logger.warn({ consumer, ...why }, 'consumer waits');
        pause = Math.min(pause * 2, MAX_RETRY_MS);
      }
      await new Poke().wait(pause, stopping.signal);
    }
    await lanes.idle();
  };
  const done = run();
  const loops = sideLoops(options);
  return {
    stop: async () => {
      stopping.abort();
      current?.stop();
      await Promise.all([done, ...loops.map((loop) => loop.stop())]);
    },
  };
}

/** What goes on beside the messages: requeued letters, gauges, the inbox kept small. */
function sideLoops(options: ConsumerOptions) {
  const { definition, connection, metrics, logger, database } = options;
  const consumer = definition.name;
  const events = metrics.counter('belgi_consumer_events_total', 'Events by outcome', ['consumer', 'outcome']);
  const lag = metrics.gauge('belgi_consumer_lag', 'Events in the stream that wait for this consumer', ['consumer']);
  const dead = metrics.gauge('belgi_dead_letters', 'Dead letters nobody has dealt with', ['consumer']);
  const requeue = async (): Promise<boolean> => {
    const outcome = await deliverRequeued(options);
    if (outcome) events.inc({ consumer, outcome });
    return outcome !== undefined;
  };
  const gauges = async (): Promise<boolean> => {
    dead.set({ consumer }, await countDeadLetters(database, consumer));
    if (!connection.live) return false;
    const manager = await jetstreamManager(connection.live, { checkAPI: false });
    const info = await manager.consumers.info(definition.stream, consumer);
    lag.set({ consumer }, info.num_pending + info.num_ack_pending);
    return false;
  };
  const prune = async (): Promise<boolean> => {
    const failures = await pruneFailures(database, INBOX_DAYS, INBOX_PRUNE_ROWS);
    const events = await pruneInbox(database, INBOX_DAYS, INBOX_PRUNE_ROWS);
    return Math.max(failures, events) === INBOX_PRUNE_ROWS;
  };
  const loop = (name: string, everyMs: number, turn: () => Promise<boolean>) =>
    startLoop({ name: `${name} ${consumer}`, everyMs, logger, turn });
  return [
    loop('requeue', REQUEUE_POLL_MS, requeue),
    loop('consumer gauges', GAUGES_EVERY_MS, gauges),
    loop('inbox prune', INBOX_PRUNE_EVERY_MS, prune),
  ];
}
