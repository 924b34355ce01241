import { DatabaseSync } from 'node:sqlite';

/** SQLite's result code for a lock that somebody else holds. */
const SQLITE_BUSY = 5;

/**
 * Keeps every other process off what the lock file stands for, until `release` or the end of this process.
 *
 * Node has no flock; SQLite takes one of the operating system's locks on a database, here an empty one that is never
 * written. Not a file with a process id: after kill -9 it must be judged whether that id still lives, which two
 * processes that start together answer alike, and which in a container, where everybody is 1, says nothing. A lock of
 * the system ends with its process, however that ends.
 * @throws Error when another process, or another part of this one, holds it
 */
export function lockProcess(file: string): { release(): void } {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 0 });
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    if (database?.isOpen === true) database.close();
    const busy = error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
    const why = busy ? 'is held by another notary: two on one file could each sign a history' : 'cannot be taken';
    throw new Error(`the lock ${file} ${why}`, { cause: error });
  }
  const held = database;
  return { release: () => held.close() };
}
