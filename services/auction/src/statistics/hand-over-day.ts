import { outgoing, StatisticsHandedOverV1 } from '@belgi/contracts';
import type { Database, Transaction } from '@belgi/database';
import { addDays, type Day, dayOf, startOf } from '@belgi/statistics';
import { type CountedAct, partsOf } from './hand-over.js';
import { actsBetween, firstActAt, handedOver, holdKeptOnly, lockHandOvers, noteHandOver } from './hand-over.store.js';

/** After midnight in Bishkek: whatever read the clock before it has committed long since. */
const GRACE_MS = 10 * 60_000;

/**
 * Hands the acts of the next day that is over to identity, which alone may listen (clause 2.1 (3): sex and age never
 * leave it, so who acted goes there). Once, without gap, by whichever replica comes first.
 * @returns whether there was such a day
 */
export async function handOverDueDay(database: Database): Promise<boolean> {
  return database.transaction(async (tx) => {
    await lockHandOvers(tx);
    const now = await tx.now();
    const known = await handedOver(tx);
    const day = known === undefined ? await firstDay(tx, now) : addDays(known.last, 1);
    const end = startOf(addDays(day, 1));
    if (now.getTime() < end.getTime() + GRACE_MS) return false;
    const acts = await usable(tx, await actsBetween(tx, startOf(day), end));
    await noteHandOver(tx, day, acts.length);
    await tx.publish(
      ...partsOf({ day, since: known?.first ?? day }, acts).map((part) =>
        outgoing(StatisticsHandedOverV1, day, part.part, part),
      ),
    );
    return true;
  });
}

/** Of whom the use of data is restricted now, nothing leaves: neither an entry nor a sale (0034). */
async function usable(tx: Transaction, acts: readonly CountedAct[]): Promise<CountedAct[]> {
  const keptOnly = await holdKeptOnly(tx, [...new Set(acts.map(({ citizenId }) => citizenId))]);
  return acts.filter(({ citizenId }) => !keptOnly.has(citizenId));
}

async function firstDay(tx: Transaction, now: Date): Promise<Day> {
  const first = await firstActAt(tx);
  return first === undefined ? addDays(dayOf(now), -1) : dayOf(first);
}
