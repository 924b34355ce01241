export { readClock } from './clock.store.js';
export * from './dead-letters.store.js';
export { dumpSchema } from './dump-schema.js';
export { isUnavailable, violatedConstraint } from './errors.js';
export { countFailure, forgetFailures, pruneFailures } from './failures.store.js';
export { consumeOnce, pruneInbox } from './inbox.store.js';
export { type Loop, startLoop } from './loop.js';
export { type Migration, migrate, readMigrations, withConnection } from './migrate.js';
export { type AppliedMigration, appliedMigrations } from './migrations.store.js';
export { type DatabaseOptions, openDatabase } from './open-database.js';
export {
  countReplay,
  type OutboxRow,
  type OutboxStatus,
  outboxStatus,
  type ReplayFilter,
  replayOutbox,
} from './outbox.store.js';
export * from './persons-erased.store.js';
export { Poke } from './poke.js';
export { type Relay, startRelay, TransportUnavailable } from './relay.js';
export { type RepublishProgress, republishProgress, requestRepublish } from './republish.store.js';
export { type SnapshotReader, startRepublisher } from './republisher.js';
export { type Sql, sql } from './sql.js';
export type { Database, Queryable, Transaction } from './types.js';
