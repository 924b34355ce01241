import type { Queryable } from '@belgi/database';
import type { Entry } from '@belgi/proof';
import { destroyedCases, type GoneKey, goneKeys, keylessLetters } from './destroyed-keys.store.js';
import type { Finding } from './finding.js';

/** How long the four services may take for an erasure, in days; what holds one up is seen to long before. */
const CERTIFIED_WITHIN_DAYS = 30;
/** A run of retention has its leaf when it is finished: the same day. */
const RUN_WITHIN_DAYS = 1;
const LETTERS_RULE = 'privacy.letters';
const PERSON_KEY = 'person_keys (key)';

/** What leaves that everybody may open say of destroyed keys: they are signed, so nobody adds to them. */
export interface ToldErasures {
  /** When an erasure was ordered that destroyed a person's key, by the id of the erasure. */
  readonly persons: Map<string, string>;
  /** Keys of cases that retention destroyed. */
  cases: number;
}

export const noErasures = (): ToldErasures => ({ persons: new Map(), cases: 0 });

/** Takes note of a leaf, if it is one of an erasure. @param entry verified to be what the leaf commits to */
export function noteErasure(told: ToldErasures, { kind, data }: Pick<Entry, 'kind' | 'data'>): void {
  if (kind !== 'DATA_ERASED') return;
  const { erasureId, orderedAt, rule, rowsErased } = data;
  if (rule === LETTERS_RULE && typeof rowsErased === 'number') told.cases += rowsErased;
  if (typeof erasureId === 'string' && typeof orderedAt === 'string' && destroyedKey(data['services']))
    told.persons.set(erasureId, orderedAt);
}

function destroyedKey(services: unknown): boolean {
  const reports = Array.isArray(services) ? (services as { destroyed?: { table?: unknown; rows?: unknown }[] }[]) : [];
  return reports.some(({ destroyed }) => destroyed?.some(({ table, rows }) => table === PERSON_KEY && rows === 1));
}

/**
 * The attack: a living person's key is set to null, and their entries pass for erased ones, which nobody can read. So each key
 * that is gone has to be one that an erasure took, and the erasure one that the ledger certifies.
 */
export async function auditDestroyedKeys(db: Queryable, told: ToldErasures, limit: number): Promise<Finding[]> {
  const findings = (await goneKeys(db, CERTIFIED_WITHIN_DAYS)).flatMap((gone) => auditGone(gone, told));
  const found = (table: string, row: string, column: string, problem: string) =>
    void findings.push({ table, row, column, problem });
  for (const row of await keylessLetters(db, limit))
    found('letters', row, 'wrapped_key', 'is gone, and the letter is there');
  const cases = await destroyedCases(db, RUN_WITHIN_DAYS);
  if (cases > told.cases)
    found('destroyed_keys', '*', '*', `are ${cases}, and by the ledger retention deleted ${told.cases} letters`);
  return findings;
}

function auditGone(gone: GoneKey, told: ToldErasures): Finding[] {
  const { citizenId, destroyedAt, erasureId, orderedAt, isCertified, isInTime } = gone;
  const found = (table: string, row: string, column: string, problem: string) => [{ table, row, column, problem }];
  if (erasureId === null || orderedAt === null)
    return found('person_keys', citizenId, 'wrapped_key', 'is gone, and nobody ordered to erase this person');
  if (destroyedAt?.getTime() !== orderedAt.getTime())
    return found('person_keys', citizenId, 'destroyed_at', 'is not when the erasure was ordered');
  if (isCertified && told.persons.get(erasureId) !== orderedAt.toISOString())
    return found('person_keys', citizenId, 'wrapped_key', `is gone, and no leaf certifies its erasure (${erasureId})`);
  if (!isInTime)
    return found('erasures', erasureId, 'certified_at', `is missing ${CERTIFIED_WITHIN_DAYS} days after the key went`);
  return [];
}
