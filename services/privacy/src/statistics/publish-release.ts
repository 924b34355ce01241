import type { Database, Transaction } from '@belgi/database';
import { addDays, type Day, dayOf, nextWindow, peopleByDay } from '@belgi/statistics';
import { type ConsentChange, countConsents, documentOf, dueDay } from './release.js';
import {
  consentChangesIn,
  firstConsentAt,
  holdRestricted,
  insertRelease,
  keepWindow,
  lastWindows,
  latestRelease,
  lockReleases,
} from './release.store.js';

/**
 * Publishes the release of the day that is due, once, by whichever replica comes first. What stands in it is fixed from
 * then on: whoever asks twice on one day gets the same bytes, however many came or left in between.
 * @returns whether one was published
 */
export async function publishDueRelease(database: Database): Promise<boolean> {
  const isDue = (last: { readonly day: Day } | undefined, now: Date) => last === undefined || last.day < dueDay(now);
  if (!isDue(await latestRelease(database), await database.now())) return false;
  return database.transaction(async (tx) => {
    await lockReleases(tx);
    const at = await tx.now();
    const last = await latestRelease(tx);
    if (!isDue(last, at)) return false;
    const day = dueDay(at);
    await closeConsentWindows(tx, day);
    const windows = await lastWindows(tx, day);
    const previousSha256 = last?.sha256 ?? null;
    const document = documentOf({ day, publishedAt: at.toISOString(), previousSha256, windows });
    await insertRelease(tx, { day, document, previousSha256, at });
    return true;
  });
}

/** Consents are counted here, over the same kind of windows as what identity counts. */
async function closeConsentWindows(tx: Transaction, complete: Day): Promise<void> {
  const last = (await lastWindows(tx, complete)).find(({ group }) => group === 'CONSENTS');
  const first = await firstConsentAt(tx);
  if (first === undefined) return;
  let from = last === undefined ? dayOf(first) : addDays(last.to, 1);
  for (let number = (last?.window ?? 0) + 1; ; number += 1) {
    const changes = await usable(tx, await consentChangesIn(tx, { from, to: complete }));
    const people = peopleByDay(changes.map(({ day, citizenId }) => ({ day, person: citizenId })));
    const window = nextWindow(from, complete, people);
    if (window === undefined) return;
    const cells = countConsents(changes.filter(({ day }) => day <= window.to));
    await keepWindow(tx, { group: 'CONSENTS', window: number, ...window, cells });
    from = addDays(window.to, 1);
  }
}

/** Without the changes of whoever's data may be kept only: they stand behind no number and close no window (0034). */
async function usable(tx: Transaction, changes: readonly ConsentChange[]): Promise<ConsentChange[]> {
  const keptOnly = await holdRestricted(tx, [...new Set(changes.map(({ citizenId }) => citizenId))]);
  return changes.filter(({ citizenId }) => !keptOnly.has(citizenId));
}
