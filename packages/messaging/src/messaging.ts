import { type AskType, type ConsumerName, consumers, streams } from '@belgi/contracts';
import { type Database, type Relay, startRelay } from '@belgi/database';
import type { Logger, Metrics } from '@belgi/runtime';
import { answerQuestion, askQuestion } from './ask.js';
import { type Connection, keepConnected } from './connection.js';
import { type Consumption, startConsumer } from './consumer.js';
import { BACK_OFF_MS } from './delivery.js';
import { type Handler, handlersOf } from './handlers.js';
import { publisher } from './outbox.js';
import { ensureStream } from './streams.js';
import { Urgency } from './urgency.js';

export interface MessagingOptions {
  /** nats://host:port, several separated by commas. */
  readonly url: string;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  /** The owner of the stream `<SERVICE>` and of the inbox `_INBOX_<service>`. */
  readonly service: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Copies of the stream in a NATS cluster. */
  readonly streamReplicas?: number;
}

export interface ConsumeOptions {
  readonly consumer: ConsumerName;
  readonly database: Database;
  readonly handlers: readonly Handler[];
  /**
   * Events side by side (default 4, of urgent ones 8): each takes a connection, of those reserved if it is urgent, where one is left
   * free. Of events that are taken together, those that had to be taken by themselves.
   */
  readonly concurrency?: number;
  /** Goes before what else this process consumes and before what asks with `pause`. */
  readonly urgent?: boolean;
  /**
   * What has gathered is handled in one transaction, at most one event of each aggregate, side by side on its connection: handlers
   * use no savepoint, and what they lock they lock in the order of the aggregates' ids.
   */
  readonly together?: boolean;
  /** Pauses between attempts in ms; for tests. */
  readonly backOffMs?: readonly number[];
}

export interface Messaging {
  /** Publishes the facts that the database's transactions leave in the outbox, until closed. */
  startOutbox(database: Database): Relay;
  /** Handler, inbox row and business writes commit together; 8 attempts, then a dead letter. */
  consume(options: ConsumeOptions): Consumption;
  answer<Request, Answer>(ask: AskType<Request, Answer>, handler: (request: Request) => Promise<Answer>): void;
  /** @throws AskError with a code and nothing else */
  ask<Request, Answer>(
    ask: AskType<Request, Answer>,
    request: Request,
    options?: { timeoutMs?: number },
  ): Promise<Answer>;
  /** For work that is not urgent: waits a moment while urgent facts are being handled. */
  pause(): Promise<void>;
  /** Throws when NATS does not answer. */
  ping(): Promise<void>;
  /** Stops consumers, empties outboxes as far as it gets in 2 s, drains the connection. */
  close(): Promise<void>;
}

/** A stream is looked for when publishing fails; several failures at once look once. */
function streamKeeper(connection: Connection, options: MessagingOptions): () => Promise<void> {
  const own = streams.find((stream) => stream.owner === options.service);
  let ensuring: Promise<void> | undefined;
  const ensure = async () => {
    if (own && connection.live) await ensureStream(connection.live, own, options.streamReplicas ?? 1);
  };
  return () => {
    ensuring ??= ensure().finally(() => {
      ensuring = undefined;
    });
    return ensuring;
  };
}

/**
 * Returns at once and connects in the background, for ever: a process starts without NATS; `ping` says whether
 * it is there.
 */
export async function connectMessaging(options: MessagingOptions): Promise<Messaging> {
  const { logger, metrics } = options;
  const connection = keepConnected(options);
  const ensureOwnStream = streamKeeper(connection, options);
  connection.onConnection(() => {
    ensureOwnStream().catch((err: unknown) =>
      logger.warn({ err }, 'own stream not ensured, publishing will try again'),
    );
  });
  const consumptions: Consumption[] = [];
  const relays: Relay[] = [];
  const urgency = new Urgency();
  return {
    startOutbox: (database) => {
      const relay = startRelay({ database, publish: publisher(connection, ensureOwnStream), logger, metrics });
      relays.push(relay);
      return relay;
    },
    consume: ({ consumer, database, handlers, backOffMs = BACK_OFF_MS, ...how }) => {
      const definition = consumers.find(({ name }) => name === consumer);
      if (!definition) throw new Error(`${consumer}: no such consumer in the contracts`);
      const consumption = startConsumer({
        definition,
        connection,
        metrics,
        concurrency: how.concurrency,
        urgency,
        urgent: how.urgent ?? false,
        together: how.together ?? false,
        consumer,
        database,
        handlers: handlersOf(definition, handlers),
        backOffMs,
        logger,
      });
      consumptions.push(consumption);
      return consumption;
    },
    answer: (ask, handler) => answerQuestion(connection, ask, handler, logger),
    ask: (ask, request, asking) => askQuestion(connection, ask, request, asking),
    pause: () => urgency.pause(),
    ping: async () => {
      if (!connection.live) throw new Error('NATS is away');
      await connection.live.rtt();
    },
    close: async () => {
      await Promise.all(consumptions.map((consumption) => consumption.stop()));
      await Promise.all(relays.map((relay) => relay.stop()));
      await connection.close();
    },
  };
}
