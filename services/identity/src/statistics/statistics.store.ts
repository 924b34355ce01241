import type { StatisticsHandedOverV1 } from '@belgi/contracts';
import { type Queryable, sql, type Transaction } from '@belgi/database';
import type { Day, Window } from '@belgi/statistics';
import type { Consent } from '../consents/consent.js';
import type { Act, CountedGroup } from './statistics.js';

type HandedOver = ReturnType<typeof StatisticsHandedOverV1.parse>;

/** Keeps a part of a day. The second time it is told, it is the same. */
export async function keepPart(tx: Transaction, { day, since, part, parts, rows }: HandedOver): Promise<void> {
  const kept = await tx.one(sql`/* statistics_parts.keep */
    INSERT INTO statistics_parts (day, part, parts, since) VALUES (${day}::date, ${part}, ${parts}, ${since}::date)
    ON CONFLICT (day, part) DO NOTHING RETURNING part`);
  if (kept === undefined || rows.length === 0) return;
  await tx.query(sql`/* statistics_acts.keep */
    INSERT INTO statistics_acts (day, act, citizen_id, region, price_band, pattern)
    SELECT ${day}::date, r.act, r."citizenId", r.region, r."priceBand", r.pattern
    FROM jsonb_to_recordset(${sql.json(rows)}::jsonb)
      AS r(act text, "citizenId" uuid, region text, "priceBand" text, pattern text)`);
}

/** One replica counts at a time. */
export async function lockWindows(tx: Transaction): Promise<void> {
  await tx.query(sql`/* statistics_windows.lock */ SELECT pg_advisory_xact_lock(hashtext('statistics_windows'))`);
}

export async function lastWindow(
  db: Queryable,
  group: CountedGroup,
): Promise<{ readonly number: number; readonly to: Day } | undefined> {
  return db.one<{ number: number; to: Day }>(sql`/* statistics_windows.last */
    SELECT number, to_day::text AS "to" FROM statistics_windows WHERE "group" = ${group} ORDER BY number DESC LIMIT 1`);
}

/** The first day that the auction ever handed over; undefined: it did not yet. */
export async function firstDay(db: Queryable): Promise<Day | undefined> {
  const row = await db.one<{ day: Day | null }>(sql`/* statistics_parts.since */
    SELECT min(since)::text AS day FROM statistics_parts`);
  return row?.day ?? undefined;
}

/** The days, from this one on, of which every part has arrived. */
export async function completeDays(db: Queryable, from: Day): Promise<Day[]> {
  const rows = await db.query<{ day: Day }>(sql`/* statistics_parts.complete */
    SELECT day::text AS day FROM statistics_parts WHERE day >= ${from}::date
    GROUP BY day HAVING count(*) = max(parts) ORDER BY day`);
  return rows.map(({ day }) => day);
}

/** The acts of everybody whose data may be used: whoever's may be kept only stands behind no number and closes no window. */
export function actsBetween(db: Queryable, act: string, { from, to }: Window): Promise<Act[]> {
  return db.query<Act>(sql`/* statistics_acts.between */
    SELECT day::text AS day, citizen_id AS "citizenId", region, price_band AS "priceBand", pattern
    FROM statistics_acts a WHERE act = ${act} AND day BETWEEN ${from}::date AND ${to}::date
      AND NOT EXISTS (SELECT 1 FROM restrictions r WHERE r.citizen_id = a.citizen_id AND r.restricted)`);
}

/** Held to the end of the transaction: a restriction of one of these people that is applied meanwhile waits. */
export async function holdConsents(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.query(sql`/* statistics.hold-consents */
    SELECT 1 AS held FROM consents WHERE citizen_id = ANY(${[...ids]}::uuid[]) ORDER BY citizen_id FOR SHARE`);
}

/** A person with a verified PIN, and what decides whether it may be opened for statistics. */
export interface Countable {
  readonly accountId: string;
  readonly dataKey: Buffer;
  readonly sealed: Buffer;
  readonly consent: Consent;
}

/**
 * Of these accounts those that are active and whose PIN is verified and undisputed, with their consent, which is locked:
 * a withdrawal that is applied meanwhile waits, and whoever had it acknowledged is not counted any more.
 */
export async function lockCountable(tx: Transaction, ids: readonly string[]): Promise<Countable[]> {
  const rows = await tx.query<Omit<Countable, 'consent'> & Omit<Consent, 'citizenId'>>(sql`/* statistics.countable */
    SELECT a.id AS "accountId", a.data_key AS "dataKey", p.sealed, c.epoch, c.state, c.edition
    FROM accounts a JOIN attributes p ON p.account_id = a.id AND p.name = 'pin' AND p.assurance = 'VERIFIED'
      JOIN consents c ON c.citizen_id = a.id
    WHERE a.id = ANY(${[...ids]}::uuid[]) AND a.kind = 'CITIZEN' AND a.status = 'ACTIVE' AND a.pin_verified
      AND NOT a.disputed AND a.data_key IS NOT NULL
    ORDER BY a.id FOR SHARE OF c`);
  return rows.map(({ accountId, dataKey, sealed, ...consent }) => ({
    ...{ accountId, dataKey, sealed },
    consent: { citizenId: accountId, ...consent },
  }));
}

export async function closeWindow(
  tx: Transaction,
  window: Window & { readonly group: CountedGroup; readonly number: number; readonly act: string },
): Promise<void> {
  const { group, number, from, to, act } = window;
  await tx.query(sql`/* statistics_windows.close */
    INSERT INTO statistics_windows ("group", number, from_day, to_day, closed_at)
    VALUES (${group}, ${number}, ${from}::date, ${to}::date, app_now())`);
  await tx.query(
    sql`/* statistics_acts.forget */ DELETE FROM statistics_acts WHERE act = ${act} AND day <= ${to}::date`,
  );
}
