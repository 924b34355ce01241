import type { Logger, Metrics } from '@belgi/runtime';
import { startLoop } from './loop.js';
import {
  claimedRows,
  claimSlots,
  hasUnpublished,
  markFailed,
  markPublished,
  type OutboxRow,
  outboxStatus,
  pruneOutbox,
} from './outbox.store.js';
import type { Database, Transaction } from './types.js';

/** The poll catches what a crashed process left behind and what other replicas committed, in ms. */
const POLL_MS = 250;
/** Rows per claim: a claim's transaction stays well under a second. */
const BATCH_ROWS = 500;
/** A claim publishes for this long, in ms, then commits: the server ends a transaction that idles for 10 s. */
const CLAIM_MS = 3_000;
/** Back-off of an aggregate whose publication fails, in ms; the other aggregates go on. */
const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 60_000;
/** Published rows stay for `pnpm ops outbox replay` as long as facts stay in the stream. */
const KEPT_DAYS = 7;
const PRUNE_EVERY_MS = 60_000;
const PRUNE_ROWS = 5_000;
const GAUGES_EVERY_MS = 5_000;
/** How long a stopping process goes on to empty its outbox, in ms; the next relay takes the rest. */
const FLUSH_MS = 2_000;

/** The transport is away: nothing about the row is wrong and all the others would fail too. */
export class TransportUnavailable extends Error {
  override readonly name = 'TransportUnavailable';
}

export interface Relay {
  /** Publishes what it can within two seconds, then ends. */
  stop(): Promise<void>;
}

interface RelayOptions {
  readonly database: Database;
  /** Resolves once the transport has the fact. Throws `TransportUnavailable`, or an error about this row. */
  readonly publish: (row: OutboxRow) => Promise<void>;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

function byAggregate(rows: readonly OutboxRow[]): OutboxRow[][] {
  return [...Map.groupBy(rows, (row) => row.aggregate).values()];
}

/** Publishes the rows of one aggregate one after the other; stops at the first that fails, or at the deadline. */
async function publishInOrder(rows: readonly OutboxRow[], publish: RelayOptions['publish'], deadline: number) {
  const published: bigint[] = [];
  for (const row of rows) {
    if (performance.now() > deadline) break;
    try {
      await publish(row);
      published.push(row.position);
    } catch (error) {
      return { published, failed: { row, error } };
    }
  }
  return { published };
}

type Outcome = Awaited<ReturnType<typeof publishInOrder>>;

async function record(tx: Transaction, outcomes: readonly Outcome[], logger: Logger): Promise<void> {
  const published = outcomes.flatMap((outcome) => outcome.published);
  if (published.length > 0) await markPublished(tx, published);
  for (const { failed } of outcomes) {
    if (!failed || failed.error instanceof TransportUnavailable) continue;
    const { row, error } = failed;
    const retryMs = Math.min(FIRST_RETRY_MS * 2 ** row.attempts, MAX_RETRY_MS);
    const message = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error';
    logger.error({ outboxId: row.id, type: row.type, attempts: row.attempts + 1, err: error }, 'fact not published');
    await markFailed(tx, row.position, message.slice(0, 500), retryMs);
  }
}

/**
 * One claim: slots are locked, their rows read, published and marked, all in one transaction. Dying between
 * publish and mark publishes again what was published: the message id and the consumers' inboxes absorb it.
 */
async function relayBatch({ database, publish, logger }: RelayOptions): Promise<{ sent: number; full: boolean }> {
  const { outcomes, full } = await database.reserved.transaction(async (tx) => {
    const slots = await claimSlots(tx);
    const rows = slots.length === 0 ? [] : await claimedRows(tx, slots, BATCH_ROWS);
    const deadline = performance.now() + CLAIM_MS;
    const done = await Promise.all(byAggregate(rows).map((group) => publishInOrder(group, publish, deadline)));
    await record(tx, done, logger);
    return { outcomes: done, full: rows.length === BATCH_ROWS || performance.now() > deadline };
  });
  const down = outcomes.find((outcome) => outcome.failed?.error instanceof TransportUnavailable);
  if (down?.failed) throw down.failed.error;
  return { sent: outcomes.reduce((sum, outcome) => sum + outcome.published.length, 0), full };
}

/**
 * Moves facts from the outbox to the transport until stopped: after each commit of this process and every
 * 250 ms. Any number of relays may run on one database; each aggregate's facts leave in order.
 */
export function startRelay(options: RelayOptions): Relay {
  const { database, logger, metrics } = options;
  const unpublished = metrics.gauge('belgi_outbox_unpublished', 'Facts committed and not yet published');
  const oldest = metrics.gauge('belgi_outbox_oldest_seconds', 'Age of the oldest unpublished fact');
  const publishedTotal = metrics.counter('belgi_outbox_published_total', 'Facts published');
  const turn = async (): Promise<boolean> => {
    if (!(await hasUnpublished(database.reserved))) return false;
    const { sent, full } = await relayBatch(options);
    publishedTotal.inc(sent);
    return full;
  };
  const loops = [
    startLoop({ name: 'outbox relay', everyMs: POLL_MS, poke: database.poke, logger, turn }),
    startLoop({
      name: 'outbox gauges',
      everyMs: GAUGES_EVERY_MS,
      logger,
      turn: async () => {
        const status = await outboxStatus(database);
        unpublished.set(status.unpublished);
        oldest.set(status.oldestSeconds);
        return false;
      },
    }),
    startLoop({
      name: 'outbox prune',
      everyMs: PRUNE_EVERY_MS,
      logger,
      turn: async () => (await pruneOutbox(database, KEPT_DAYS, PRUNE_ROWS)) === PRUNE_ROWS,
    }),
  ];
  return {
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
      const deadline = performance.now() + FLUSH_MS;
      try {
        while (performance.now() < deadline && (await hasUnpublished(database.reserved))) {
          const { sent } = await relayBatch(options);
          if (sent === 0) break;
          publishedTotal.inc(sent);
        }
      } catch (err) {
        logger.warn({ err }, 'outbox not emptied at the end, the next relay takes the rest');
      }
    },
  };
}
