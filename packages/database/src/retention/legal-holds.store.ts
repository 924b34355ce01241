import { sql } from '../sql.js';
import type { Queryable } from '../types.js';
import { lockRetention } from './retention.store.js';

/** A legal hold as privacy's facts tell it. */
export interface LegalHold {
  readonly id: string;
  readonly scope: 'PERSON' | 'LOT' | 'CASE';
  /** Id of the citizen, the lot or the case. */
  readonly subject: string;
  /** Rises by one with each fact about it. */
  readonly version: number;
  readonly liftedAt: Date | null;
}

/**
 * Keeps a hold, or that it was lifted, unless something newer is known. Waits for a batch of the retention job that is in
 * progress: what is not deleted when this commits stays.
 */
export async function applyHold(tx: Queryable, { id, scope, subject, version, liftedAt }: LegalHold): Promise<void> {
  await lockRetention(tx);
  await tx.query(sql`/* legal-holds.apply */
    INSERT INTO legal_holds (id, scope, subject, version, lifted_at) VALUES (${id}, ${scope}, ${subject}, ${version}, ${liftedAt})
    ON CONFLICT (id) DO UPDATE SET version = excluded.version, lifted_at = excluded.lifted_at
    WHERE legal_holds.version < excluded.version`);
}

/**
 * Whether a hold is on the person. Whoever is about to erase asks this inside their transaction: a hold that comes later
 * waits for them, one that came before is seen.
 */
export async function isPersonHeld(tx: Queryable, citizenId: string): Promise<boolean> {
  await lockRetention(tx);
  const row = await tx.one<{ held: boolean }>(sql`/* legal-holds.of-person */
    SELECT retention_held(ARRAY[${citizenId}::uuid], NULL, NULL) AS held`);
  return row?.held ?? false;
}
