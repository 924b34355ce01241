import type { ConsumerDefinition, FactType } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import type { FactEvent } from './cloud-event.js';

/** One fact and what a service does about it. Made by `on`. */
export interface Handler {
  readonly type: string;
  /** `<service>.<noun>` of the fact. */
  readonly noun: string;
  readonly run: (tx: Transaction, event: FactEvent<unknown>) => Promise<void>;
}

/**
 * `handle` runs in one transaction with the inbox row. It may be called in any order of versions and must not
 * do anything that a rollback does not undo.
 */
export function on<Data>(
  fact: FactType<Data>,
  handle: (tx: Transaction, event: FactEvent<Data>) => Promise<void>,
): Handler {
  return {
    type: fact.type,
    noun: `${fact.service}.${fact.noun}`,
    run: (tx, event) => handle(tx, { ...event, data: fact.parse(event.data) }),
  };
}

/** Handlers by type. Throws on a handler that the consumer's filter would never feed, and on two for one fact. */
export function handlersOf(definition: ConsumerDefinition, handlers: readonly Handler[]): ReadonlyMap<string, Handler> {
  const byType = new Map<string, Handler>();
  for (const handler of handlers) {
    if (definition.filter !== `${handler.noun}.>`)
      throw new Error(`${definition.name} never receives ${handler.type}: it listens to ${definition.filter}`);
    if (byType.has(handler.type)) throw new Error(`${definition.name}: two handlers for ${handler.type}`);
    byType.set(handler.type, handler);
  }
  return byType;
}
