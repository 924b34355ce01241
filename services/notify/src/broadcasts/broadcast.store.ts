import { type Queryable, type Sql, sql, type Transaction } from '@belgi/database';
import { type ChangeNotice, changeNotices, type DocumentKind } from '../editions/edition.store.js';
import type { ParamsOf } from '../templates/params.js';
import type { Announcement } from './pace.js';

/** Smaller than every id. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** What all entrants of a lot are told. */
export const lotNotices = ['LOT_CANCELLED', 'LOT_PAUSED', 'LOT_RESUMED'] as const;
export type LotNotice = (typeof lotNotices)[number];
const isLotNotice = (kind: string): kind is LotNotice => (lotNotices as readonly string[]).includes(kind);

export type Broadcast =
  | {
      readonly eventId: string;
      readonly after: string | null;
      readonly kind: ChangeNotice;
      readonly edition: number;
      readonly effectiveAt: Date;
    }
  | {
      readonly eventId: string;
      readonly after: string | null;
      readonly kind: LotNotice;
      readonly lotId: string;
      /** As the fact told it; null in broadcasts of cancellations from before they had them. */
      readonly params: Readonly<Record<string, string>> | null;
    };

/** Which column names the edition of each document. */
const columns: Readonly<Record<DocumentKind, Sql>> = { POLICY: sql`edition`, USER_AGREEMENT: sql`agreement_edition` };

export async function openAnnouncement(
  tx: Transaction,
  eventId: string,
  { document, edition }: { readonly document: DocumentKind; readonly edition: number },
): Promise<void> {
  await tx.query(sql`/* broadcasts.openAnnouncement */
    INSERT INTO broadcasts (event_id, kind, ${columns[document]})
    VALUES (${eventId}, ${changeNotices[document]}, ${edition}) ON CONFLICT DO NOTHING`);
}

export async function openLotBroadcast<K extends LotNotice>(
  tx: Transaction,
  eventId: string,
  { kind, lotId, params }: { readonly kind: K; readonly lotId: string; readonly params: ParamsOf<K> },
): Promise<void> {
  await tx.query(sql`/* broadcasts.openLot */
    INSERT INTO broadcasts (event_id, kind, lot_id, params) VALUES (${eventId}, ${kind}, ${lotId}, ${JSON.stringify(params)}::jsonb)
    ON CONFLICT DO NOTHING`);
}

const withEditions: Sql = sql`broadcasts b LEFT JOIN editions p ON p.number = b.edition
      LEFT JOIN agreement_editions a ON a.number = b.agreement_edition`;
const announced: Sql = sql`coalesce(b.edition, b.agreement_edition) AS edition, coalesce(p.effective_at, a.effective_at) AS effective_at`;

interface Row {
  event_id: string;
  kind: Broadcast['kind'];
  after_citizen: string | null;
  edition: number | null;
  effective_at: Date | null;
  lot_id: string | null;
  params: Record<string, string> | null;
}

/** Whether one is due: asked twice a second, without a transaction. */
export async function isBroadcastDue(db: Queryable): Promise<boolean> {
  const row = await db.one(sql`/* broadcasts.is-due */
    SELECT 1 AS one FROM broadcasts WHERE done_at IS NULL AND due_at <= app_now() LIMIT 1`);
  return row !== undefined;
}

/** One broadcast that nobody works on, locked until the transaction ends. */
export async function claimBroadcast(tx: Transaction): Promise<Broadcast | undefined> {
  const row = await tx.one<Row>(sql`/* broadcasts.claim */
    SELECT b.event_id, b.kind, b.after_citizen, ${announced}, b.lot_id, b.params FROM ${withEditions}
    WHERE b.done_at IS NULL AND b.due_at <= app_now() ORDER BY b.due_at, b.event_id LIMIT 1 FOR UPDATE OF b SKIP LOCKED`);
  if (row === undefined) return undefined;
  const common = { eventId: row.event_id, after: row.after_citizen };
  if (row.lot_id !== null && isLotNotice(row.kind))
    return { ...common, kind: row.kind, lotId: row.lot_id, params: row.params };
  if (isLotNotice(row.kind) || row.edition === null || row.effective_at === null)
    throw new Error('a broadcast is about an edition or a lot');
  return { ...common, kind: row.kind, edition: row.edition, effectiveAt: row.effective_at };
}

/** The next citizens to tell, in the order of their ids. */
export async function nextAudience(tx: Transaction, broadcast: Broadcast, limit: number): Promise<string[]> {
  const after = broadcast.after ?? NOBODY;
  const rows =
    'lotId' in broadcast
      ? await tx.query<{ citizen_id: string }>(sql`/* broadcasts.entrants */
          SELECT DISTINCT citizen_id FROM entries
          WHERE lot_id = ${broadcast.lotId} AND citizen_id > ${after} ORDER BY citizen_id LIMIT ${limit}`)
      : await tx.query<{ citizen_id: string }>(sql`/* broadcasts.consenting */
          SELECT citizen_id FROM recipients
          WHERE ${isToldOf(broadcast)} AND citizen_id > ${after} ORDER BY citizen_id LIMIT ${limit}`);
  return rows.map((row) => row.citizen_id);
}

/** @param restMs until the next people may be taken, by whichever replica */
export async function advanceBroadcast(
  tx: Transaction,
  eventId: string,
  { after, told, done, restMs }: { after: string | null; told: number; done: boolean; restMs: number },
): Promise<void> {
  await tx.query(sql`/* broadcasts.advance */
    UPDATE broadcasts
    SET after_citizen = coalesce(${after}, after_citizen), told = told + ${told},
        done_at = CASE WHEN ${done} THEN app_now() END, due_at = app_now() + ${restMs} * interval '1 millisecond'
    WHERE event_id = ${eventId}`);
}

/** Who consents, is neither blocked nor erased, and, of the policy, agreed to an earlier edition. Acceptances of the agreement stay with privacy. */
const isToldOf = ({ kind, edition }: { readonly kind: Broadcast['kind']; readonly edition: number }): Sql =>
  sql`consent_state IN ('GIVEN', 'RENEWED') AND (${kind !== 'POLICY_CHANGED'} OR consent_edition < ${edition})
  AND account_status IS DISTINCT FROM 'BLOCKED' AND account_status IS DISTINCT FROM 'ERASED'`;

/** How the announcement of an edition goes. Deliveries are kept for a term; afterwards their counts are 0. */
export interface AnnouncementProgress extends Announcement {
  readonly openedAt: Date;
  readonly doneAt: Date | null;
  readonly sent: number;
  readonly failed: number;
  readonly waiting: number;
}

/** @param about null: the first that is still under way, of whichever document */
export async function announcementProgress(
  db: Queryable,
  about: { readonly document: DocumentKind; readonly edition: number } | null,
): Promise<(AnnouncementProgress & { readonly now: Date }) | undefined> {
  const kind = about && changeNotices[about.document];
  const broadcast = await db.one<{
    event_id: string;
    kind: Announcement['kind'];
    edition: number;
    effective_at: Date;
    opened_at: Date;
    due_at: Date;
    done_at: Date | null;
    after_citizen: string | null;
    told: number;
    now: Date;
  }>(sql`/* broadcasts.announcement */
    SELECT b.event_id, b.kind, ${announced}, b.opened_at, b.due_at, b.done_at, b.after_citizen, b.told, app_now() AS now
    FROM ${withEditions}
    WHERE b.lot_id IS NULL AND CASE WHEN ${kind}::text IS NULL THEN b.done_at IS NULL
      ELSE b.kind = ${kind} AND coalesce(b.edition, b.agreement_edition) = ${about?.edition ?? null}::integer END
    ORDER BY coalesce(p.effective_at, a.effective_at) LIMIT 1`);
  if (broadcast === undefined) return undefined;
  const counts = await db.one<{
    remaining: number;
    sent: number;
    failed: number;
    waiting: number;
  }>(sql`/* broadcasts.counts */
    SELECT
      (SELECT count(*)::int FROM recipients
        WHERE ${broadcast.done_at === null} AND ${isToldOf(broadcast)}
          AND citizen_id > ${broadcast.after_citizen ?? NOBODY}) AS remaining,
      count(*) FILTER (WHERE state = 'SENT')::int AS sent,
      count(*) FILTER (WHERE state IN ('FAILED', 'UNCERTAIN'))::int AS failed,
      count(*) FILTER (WHERE state IN ('PLANNED', 'CLAIMED', 'SENDING'))::int AS waiting
    FROM deliveries WHERE event_id = ${broadcast.event_id}`);
  const { remaining = 0, sent = 0, failed = 0, waiting = 0 } = counts ?? {};
  return {
    kind: broadcast.kind,
    edition: broadcast.edition,
    effectiveAt: broadcast.effective_at,
    openedAt: broadcast.opened_at,
    dueAt: broadcast.due_at,
    doneAt: broadcast.done_at,
    told: broadcast.told,
    now: broadcast.now,
    ...{ remaining, sent, failed, waiting },
  };
}
