import { Poke } from '@belgi/database';
import type { Logger } from '@belgi/runtime';
import { connect, type NatsConnection } from '@nats-io/transport-node';

/** Pauses between attempts to reach a server that is not there, in ms. */
const FIRST_RETRY_MS = 100;
const MAX_RETRY_MS = 2_000;
/** Longest wait for the last acknowledgements to leave, in ms. */
const DRAIN_MS = 2_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** A server that stops answering is noticed within two of these, in ms. */
const PING_INTERVAL_MS = 10_000;

export interface ConnectionOptions {
  readonly url: string;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly service: string;
  readonly logger: Logger;
}

/** A connection that comes back: for ever, whatever happened to the server. */
export interface Connection {
  /** The connection while the server is there, else undefined. */
  readonly live: NatsConnection | undefined;
  /** Waits until the server is there. Rejects when `signal` aborts. */
  up(signal: AbortSignal): Promise<NatsConnection>;
  /** Called at each loss of the server; returns how to stop that. */
  onDown(listener: () => void): () => void;
  /** Awaits `work`, or rejects with `lost()` as soon as the server is lost: no waiting for time-outs. */
  whileUp<T>(work: Promise<T>, lost: () => Error): Promise<T>;
  /** Called with each new client connection (not at a reconnect, which keeps subscriptions), and with the present one. */
  onConnection(listener: (connection: NatsConnection) => void): void;
  close(): Promise<void>;
}

class KeptConnection implements Connection {
  live: NatsConnection | undefined;
  #client: NatsConnection | undefined;
  readonly #down = new Set<() => void>();
  readonly #made = new Set<(connection: NatsConnection) => void>();
  readonly #changed = new Poke();
  readonly #closing = new AbortController();
  readonly #options: ConnectionOptions;
  readonly #done: Promise<void>;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#done = this.#keep();
  }

  async up(signal: AbortSignal): Promise<NatsConnection> {
    while (!this.live) {
      signal.throwIfAborted();
      await this.#changed.wait(MAX_RETRY_MS, signal);
    }
    return this.live;
  }

  onDown(listener: () => void): () => void {
    this.#down.add(listener);
    return () => this.#down.delete(listener);
  }

  async whileUp<T>(work: Promise<T>, lost: () => Error): Promise<T> {
    const { promise, reject } = Promise.withResolvers<never>();
    const forget = this.onDown(() => reject(lost()));
    try {
      return await Promise.race([work, promise]);
    } finally {
      forget();
    }
  }

  onConnection(listener: (connection: NatsConnection) => void): void {
    this.#made.add(listener);
    if (this.#client) listener(this.#client);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    // Drain sends what is buffered; a server that goes away meanwhile must not keep the process.
    if (this.live) await Promise.race([this.live.drain(), new Poke().wait(DRAIN_MS)]);
    await this.#client?.close();
    await this.#done;
  }

  async #keep(): Promise<void> {
    const { logger } = this.#options;
    let pause = FIRST_RETRY_MS;
    while (!this.#closing.signal.aborted) {
      try {
        const client = await this.#connect();
        pause = FIRST_RETRY_MS;
        await this.#watch(client);
      } catch (err) {
        if (pause === FIRST_RETRY_MS) logger.warn({ err }, 'waiting for NATS');
        await new Poke().wait(pause, this.#closing.signal);
        pause = Math.min(pause * 2, MAX_RETRY_MS);
      }
    }
  }

  #connect(): Promise<NatsConnection> {
    const { url, user, password, service } = this.#options;
    return connect({
      servers: url.split(','),
      ...(user === undefined ? {} : { user }),
      ...(password === undefined ? {} : { pass: password }),
      name: service,
      // Each service may subscribe to its own inbox only, so that nobody reads the answers given to another.
      inboxPrefix: `_INBOX_${service}`,
      timeout: CONNECT_TIMEOUT_MS,
      pingInterval: PING_INTERVAL_MS,
      maxReconnectAttempts: -1,
      reconnectTimeWait: FIRST_RETRY_MS,
      // A password in rotation is refused for a while: that is no reason to give up.
      ignoreAuthErrorAbort: true,
    });
  }

  /** Follows one client until it is closed for good. */
  async #watch(client: NatsConnection): Promise<void> {
    const { logger } = this.#options;
    if (this.#closing.signal.aborted) return client.close();
    this.#client = client;
    this.#turn(client);
    logger.info({ server: client.getServer() }, 'connected to NATS');
    for (const listener of this.#made) listener(client);
    for await (const status of client.status()) {
      if (status.type === 'disconnect') {
        logger.warn('NATS is away');
        this.#turn(undefined);
      } else if (status.type === 'reconnect') {
        logger.info('NATS is back');
        this.#turn(client);
      } else if (status.type === 'error') logger.error({ err: status.error }, 'NATS reports an error');
    }
    await client.closed();
    this.#turn(undefined);
  }

  #turn(live: NatsConnection | undefined): void {
    this.live = live;
    this.#changed.ring();
    if (!live) for (const listener of [...this.#down]) listener();
  }
}

/** Starts connecting and returns at once: a process starts without NATS and says so in `/health/ready`. */
export function keepConnected(options: ConnectionOptions): Connection {
  return new KeptConnection(options);
}
