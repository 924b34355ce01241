import type { ConsumerDefinition } from '@belgi/contracts';
import { countDeadLetters, type Database, Poke, pruneFailures, pruneInbox, startLoop } from '@belgi/database';
import type { Metrics } from '@belgi/runtime';
import { type ConsumerMessages, jetstreamManager } from '@nats-io/jetstream';
import { bind, stopWhenLost } from './binding.js';
import type { Connection } from './connection.js';
import { type Delivery, deliverRequeued } from './delivery.js';
import { createIntake } from './intake.js';
import { isMissingStream } from './streams.js';
import type { Urgency } from './urgency.js';

const FIRST_RETRY_MS = 100;
const MAX_RETRY_MS = 2_000;
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
  readonly together: boolean;
}

export interface Consumption {
  /** Hands back what is not begun, ends what is. */
  stop(): Promise<void>;
}

/** Consumes until stopped, through any loss of server, stream or consumer. */
export function startConsumer(options: ConsumerOptions): Consumption {
  const { definition, connection, logger } = options;
  const consumer = definition.name;
  const stopping = new AbortController();
  const intake = createIntake(options, stopping.signal);
  let current: ConsumerMessages | undefined;

  const drainOnce = async (): Promise<void> => {
    const messages = await bind(await connection.up(stopping.signal), definition);
    current = messages;
    const forget = stopWhenLost(messages, connection);
    try {
      if (stopping.signal.aborted) messages.stop();
      for await (const message of messages) await intake.add(message);
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
    await intake.idle();
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
