import type { OutgoingFact } from '@belgi/contracts';
import type { Logger } from '@belgi/runtime';
import { type Loop, startLoop } from './loop.js';
import {
  claimRepublish,
  finishRepublish,
  isRepublishRequested,
  noteRepublished,
  type RepublishRequest,
} from './republish.store.js';
import type { Database, Transaction } from './types.js';

const POLL_MS = 1_000;
/** Aggregates per transaction: locks are short and a crash repeats at most this many. */
const PAGE = 200;

/**
 * The current state of a noun as `<noun>.snapshot.v1` facts, ordered by aggregate id: of `id` alone, or of up to
 * `limit` aggregates behind `after`. Locks the rows it reads (`FOR SHARE`), so that a snapshot cannot enter the
 * outbox behind the next version.
 */
export type SnapshotReader = (
  tx: Transaction,
  id: string | null,
  after: string | null,
  limit: number,
) => Promise<OutgoingFact[]>;

async function servePage(tx: Transaction, request: RepublishRequest, read: SnapshotReader): Promise<void> {
  const facts = await read(tx, request.aggregateId, request.afterId, PAGE);
  await tx.publish(...facts);
  const last = facts.at(-1);
  if (last) await noteRepublished(tx, request.id, last.aggregateId, facts.length);
  if (request.aggregateId !== null && !last) await finishRepublish(tx, request.id, 'no such aggregate');
  else if (request.aggregateId !== null || facts.length < PAGE) await finishRepublish(tx, request.id, null);
}

/**
 * Serves `pnpm ops republish`: publishes the current state of a noun through the outbox, page by page. Any number
 * of replicas; each page is one transaction with its cursor, so a crash goes on where it stopped.
 */
export function startRepublisher(options: {
  database: Database;
  nouns: Readonly<Record<string, SnapshotReader>>;
  logger: Logger;
}): Loop {
  const { database, nouns, logger } = options;
  const turn = async (): Promise<boolean> => {
    if (!(await isRepublishRequested(database))) return false;
    let serving: RepublishRequest | undefined;
    return database
      .transaction(async (tx) => {
        serving = await claimRepublish(tx);
        if (!serving) return false;
        const read = Object.hasOwn(nouns, serving.noun) ? nouns[serving.noun] : undefined;
        if (read) await servePage(tx, serving, read);
        else await finishRepublish(tx, serving.id, `unknown noun; this service has: ${Object.keys(nouns).join(', ')}`);
        return true;
      })
      .catch(async (error: unknown) => {
        if (!serving) throw error;
        const { id, noun } = serving;
        logger.error({ err: error, noun, request: id }, 'republish failed');
        const reason = error instanceof Error ? error.message : 'unknown error';
        await database.transaction((tx) => finishRepublish(tx, id, reason.slice(0, 500)));
        return true;
      });
  };
  return startLoop({ name: 'republisher', everyMs: POLL_MS, logger, turn });
}
