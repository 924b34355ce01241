export { readCalendar } from './calendar.store.js';
export { readClock } from './clock.store.js';
export * from './dead-letters.store.js';
export { dumpSchema } from './dump-schema.js';
export { isUnavailable, violatedConstraint } from './errors.js';
export { countFailure, forgetFailures, pruneFailures } from './failures.store.js';
export { consumeEachOnce, consumeOnce, limitLockWaits, pruneInbox } from './inbox.store.js';
export { type Loop, startLoop } from './loop.js';
export { type Migration, migrate, readMigrations, withConnection } from './migrate.js';
export { type AppliedMigration, appliedMigrations } from './migrations.store.js';
export { type DatabaseOptions, openDatabase, sharedOut } from './open-database.js';
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
export { applyHold, isPersonHeld, type LegalHold } from './retention/legal-holds.store.js';
export { operationsActs } from './retention/operations-acts.js';
export { appliedOf, publishRun } from './retention/publish-run.js';
export { type RetainOptions, retainBatch } from './retention/retain.js';
export {
  orderDailyRun,
  orderRun,
  type RuleStanding,
  retentionStanding,
  runProgress,
} from './retention/retention.store.js';
export type { FinishedRun, RetentionAct, RetentionStep, RuleOutcome } from './retention/retention-act.js';
export { startRetention } from './retention/start-retention.js';
export { type Sql, sql } from './sql.js';
export type { Database, Queryable, Transaction } from './types.js';
