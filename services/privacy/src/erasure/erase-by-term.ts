import { ErasureAskedV1, localDateOf, newId, outgoing, plusDays, startOf } from '@belgi/contracts';
import { type Database, isPersonHeld, type Loop, type Queryable, readCalendar, startLoop } from '@belgi/database';
import type { Logger, Metrics } from '@belgi/runtime';
import { lockCurrent } from '../consents/consents.store.js';
import { workingDaysOf } from '../deadlines/calendar.store.js';
import { countOver, personsOver } from './due-erasures.store.js';
import { insertErasure, lastErasureOf } from './erasures.store.js';
import { calendarFrom, lastDayOver } from './term.js';

/** Persons in a turn: each is a transaction of a few milliseconds. */
export const TURN_PERSONS = 50;
/** A term ends at a midnight; minutes after it are soon enough, and the look is cheap. */
const EVERY_MS = 300_000;
/** Told that something still binds a person whom we thought free, we ask again after this long. */
const ASK_AGAIN_MS = 86_400_000;

/** Withdrawals before this instant have had their term (MISSION, "model terms"; `deadline_terms`). */
export async function overBefore(db: Queryable & Pick<Database, 'now'>): Promise<Date> {
  const today = localDateOf(await db.now());
  const days = await workingDaysOf(db, 'DESTRUCTION_AFTER_WITHDRAWAL', today);
  return startOf(plusDays(lastDayOver(await readCalendar(db, calendarFrom(today, days)), today, days), 1));
}

/**
 * Whoever withdrew, has not come back within the term and is bound by nothing is erased without asking for it, on the same
 * way as who asks: weighed by the auction, ordered, applied, certified.
 * @returns for how many it was begun
 */
export async function beginOverdue(database: Database): Promise<number> {
  const before = await overBefore(database);
  const askedBefore = new Date((await database.now()).getTime() - ASK_AGAIN_MS);
  const persons = await personsOver(database, { before, askedBefore, limit: TURN_PERSONS });
  for (const citizenId of persons) await begin(database, citizenId, { before, askedBefore });
  return persons.length;
}

/** What was read without a lock is looked at again under it: the person may have come back, or asked themselves. */
function begin(
  database: Database,
  citizenId: string,
  over: { readonly before: Date; readonly askedBefore: Date },
): Promise<void> {
  return database.transaction(async (tx) => {
    await lockCurrent(tx, citizenId);
    if (
      (await isPersonHeld(tx, citizenId)) ||
      (await personsOver(tx, { ...over, only: citizenId, limit: 1 })).length === 0
    )
      return;
    const last = await lastErasureOf(tx, citizenId);
    const [erasureId, version, at] = [newId(), (last?.version ?? 0) + 1, await tx.now()];
    await insertErasure(tx, { requestId: erasureId, citizenId, version, cause: 'TERM', secretHash: null, at });
    await tx.publish(outgoing(ErasureAskedV1, citizenId, version, { citizenId, erasureId, at: at.toISOString() }));
  });
}

export function startErasingByTerm(options: {
  readonly database: Database;
  readonly logger: Logger;
  readonly metrics: Metrics;
}): Loop {
  const { database, logger, metrics } = options;
  const left = metrics.gauge(
    'belgi_erasures_overdue',
    'Withdrawals whose term is over and that bind nobody, not erased',
  );
  const turn = async (): Promise<boolean> => {
    const begun = await beginOverdue(database);
    if (begun > 0) logger.info({ begun }, 'erasures begun: the term after the withdrawal is over');
    left.set((await countOver(database, await overBefore(database))).due);
    return begun === TURN_PERSONS;
  };
  return startLoop({ name: 'erasures by term', everyMs: EVERY_MS, logger, turn });
}
