import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { Consent } from './consent.js';
import type { Edition } from './edition.js';

export function allEditions(db: Queryable): Promise<Edition[]> {
  return db.query<Edition>(sql`/* editions.all */
    SELECT number, published_at AS "publishedAt", effective_at AS "effectiveAt", material, texts
    FROM editions ORDER BY number`);
}

/** Editions are immutable: the second time it is told it is the same. */
export async function addEdition(tx: Transaction, edition: Edition): Promise<void> {
  await tx.query(sql`/* editions.add */
    INSERT INTO editions (number, published_at, effective_at, material, texts)
    VALUES (${edition.number}, ${edition.publishedAt}, ${edition.effectiveAt}, ${edition.material}, ${sql.json(edition.texts)})
    ON CONFLICT (number) DO NOTHING`);
}

export function consentOf(db: Queryable, citizenId: string): Promise<Consent | undefined> {
  return db.one<Consent>(sql`/* consents.ofCitizen */
    SELECT citizen_id AS "citizenId", epoch, state, edition FROM consents WHERE citizen_id = ${citizenId}`);
}

/**
 * Held while tokens are issued: a withdrawal waits for it and then ends the new session as well.
 * Without it: t0 signing in reads GIVEN, t1 the withdrawal ends all sessions, t2 a full session is committed.
 */
export async function lockConsent(tx: Transaction, citizenId: string): Promise<void> {
  await tx.query(sql`/* consents.lock */ SELECT 1 AS locked FROM consents WHERE citizen_id = ${citizenId} FOR SHARE`);
}

/** As `lockConsent`, to change what is read under it: whoever holds it is waited for. */
export async function lockConsentToChange(tx: Transaction, citizenId: string): Promise<void> {
  await tx.query(sql`/* consents.lockToChange */
    SELECT 1 AS locked FROM consents WHERE citizen_id = ${citizenId} FOR UPDATE`);
}

/** Keeps the consent when it is newer than what is known. False: already known or overtaken. */
export async function applyConsent(tx: Transaction, consent: Consent, now: Date): Promise<boolean> {
  const rows = await tx.query(sql`/* consents.apply */
    INSERT INTO consents AS known (citizen_id, epoch, state, edition, applied_at)
    VALUES (${consent.citizenId}, ${consent.epoch}, ${consent.state}, ${consent.edition}, ${now})
    ON CONFLICT (citizen_id) DO UPDATE SET epoch = excluded.epoch, state = excluded.state, edition = excluded.edition,
      applied_at = excluded.applied_at
    WHERE known.epoch < excluded.epoch RETURNING citizen_id`);
  return rows.length > 0;
}
