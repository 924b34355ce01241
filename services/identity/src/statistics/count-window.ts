import { newId, outgoing, StatisticsCountedV1 } from '@belgi/contracts';
import type { Transaction } from '@belgi/database';
import {
  addDays,
  cellsOf,
  type Day,
  groups,
  nextWindow,
  peopleByDay,
  protect,
  tally,
  type Window,
} from '@belgi/statistics';
import { recordAccess } from '../accounts/access.store.js';
import { consentStanding } from '../consents/consent.js';
import { allEditions } from '../consents/consent.store.js';
import type { Ports } from '../ports.js';
import { restrictedAmong } from '../restrictions/restriction.store.js';
import { type Act, actOf, type CountedGroup, participation, sales, type Traits, traitsOf } from './statistics.js';
import {
  actsBetween,
  closeWindow,
  completeDays,
  firstDay,
  holdConsents,
  lastWindow,
  lockCountable,
  lockWindows,
} from './statistics.store.js';

type Parts = Pick<Ports, 'database' | 'vault'>;

/**
 * Closes the next window of a group, if it may be: counts, suppresses, rounds, tells privacy, and forgets the acts.
 * Window, fact and forgetting are one transaction: a window is counted once, whatever stops in between.
 * @returns whether one was closed
 */
export async function countNextWindow(parts: Parts, group: CountedGroup): Promise<boolean> {
  return parts.database.transaction(async (tx) => {
    await lockWindows(tx);
    const last = await lastWindow(tx, group);
    const from = last === undefined ? await firstDay(tx) : addDays(last.to, 1);
    const complete = from && lastOfRow(from, await completeDays(tx, from));
    if (from === undefined || complete === undefined) return false;
    const act = actOf[group];
    const waiting = await actsBetween(tx, act, { from, to: complete });
    const people = peopleByDay(waiting.map(({ day, citizenId }) => ({ day, person: citizenId })));
    const window = nextWindow(from, complete, people);
    if (window === undefined) return false;
    const number = (last?.number ?? 0) + 1;
    const acts = waiting.filter(({ day }) => day <= window.to);
    const cells = await count(parts, tx, { group, number, window, acts });
    await closeWindow(tx, { ...window, group, number, act });
    await tx.publish(outgoing(StatisticsCountedV1, group, number, { group, window: number, ...window, cells }));
    return true;
  });
}

/** The last of the days that follow each other from `from` on; undefined where that one is not there yet. */
function lastOfRow(from: Day, days: readonly Day[]): Day | undefined {
  const known = new Set(days);
  let last: Day | undefined;
  for (let day = from; known.has(day); day = addDays(day, 1)) last = day;
  return last;
}

interface Counting {
  readonly group: CountedGroup;
  readonly number: number;
  readonly window: Window;
  readonly acts: readonly Act[];
}

async function count({ vault }: Parts, tx: Transaction, { group, number, window, acts }: Counting) {
  if (group === 'SALES') {
    const units = sales(await usable(tx, acts));
    return cellsOf(groups.SALES, protect(groups.SALES, tally(groups.SALES, units)));
  }
  const people = await traitsForStatistics(vault, tx, acts, `statistics-${group.toLowerCase()}-${number}`);
  const persons = participation(acts, people, Number(window.to.slice(0, 4)));
  return cellsOf(groups.PARTICIPATION, protect(groups.PARTICIPATION, tally(groups.PARTICIPATION, persons)));
}

/**
 * Without the acts of whoever's data may be kept only (0034): t0 the acts are read, t1 a restriction is applied and acknowledged, t2
 * they are counted. So their consents are held, and it is asked again.
 */
async function usable(tx: Transaction, acts: readonly Act[]): Promise<Act[]> {
  const ids = [...new Set(acts.map(({ citizenId }) => citizenId))];
  await holdConsents(tx, ids);
  const keptOnly = await restrictedAmong(tx, ids);
  return acts.filter(({ citizenId }) => !keptOnly.has(citizenId));
}

/**
 * Opens the PINs of whoever consents to it now, under the purpose STATISTICS. Without a live consent, restricted, blocked, erased,
 * disputed or unverified: not opened, not joined. One trace for the count: a row per person and day would itself be a list of who took part.
 */
async function traitsForStatistics(
  vault: Ports['vault'],
  tx: Transaction,
  acts: readonly Act[],
  caseNumber: string,
): Promise<ReadonlyMap<string, Traits>> {
  const ids = [...new Set(acts.map(({ citizenId }) => citizenId))].sort();
  const countable = await lockCountable(tx, ids);
  const [editions, now] = [await allEditions(tx), await tx.now()];
  // After the consents are locked: a restriction that is applied meanwhile waits.
  const keptOnly = await restrictedAmong(tx, ids);
  const people = new Map<string, Traits>();
  for (const { accountId, dataKey, sealed, consent } of countable) {
    if (keptOnly.has(accountId) || consentStanding(consent, editions, now) !== 'LIVE') continue;
    people.set(accountId, traitsOf(vault.openAttribute(dataKey, accountId, 'pin', sealed)));
  }
  await recordAccess(tx, {
    id: newId(),
    citizenId: null,
    actorKind: 'SERVICE',
    actor: 'identity',
    role: null,
    basis: { purpose: 'STATISTICS' },
    caseNumber,
    fields: ['pin'],
    refused: null,
  });
  return people;
}
