import { type Queryable, sql } from '@belgi/database';
import type { ExportRecord } from '@belgi/export';
import type { NoticeKind } from '../notices/notice-kind.js';

export const recipientOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.recipient */
    SELECT account_status AS status, account_disputed AS disputed, consent_state AS "consentState",
      consent_edition AS "consentEdition", processing_restricted AS "processingRestricted", consent_epoch AS "consentEpoch",
      to_char(make_interval(mins => quiet_from_minute), 'HH24:MI') AS "quietFrom",
      to_char(make_interval(mins => quiet_until_minute), 'HH24:MI') AS "quietUntil"
    FROM recipients WHERE citizen_id = ${id}`);

export const switchesOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.switches */
    SELECT kind, channel FROM preferences WHERE citizen_id = ${id} ORDER BY kind, channel`);

export interface SealedNotice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly sealed: Buffer | null;
  readonly wrappedKey: Buffer | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly readAt: Date | null;
}

export const noticesOf = (db: Queryable, id: string) =>
  db.query<SealedNotice>(sql`/* my-data.notices */
    SELECT n.id, n.kind, n.sealed, r.wrapped_key AS "wrappedKey", n.created_at AS "createdAt",
      n.expires_at AS "expiresAt", n.read_at AS "readAt"
    FROM notices n JOIN recipients r USING (citizen_id) WHERE n.citizen_id = ${id} ORDER BY n.created_at, n.id`);

export const deliveriesOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.deliveries */
    SELECT kind, channel, state, attempts, reason, planned_at AS "plannedAt", due_at AS "dueAt", ended_at AS "endedAt"
    FROM deliveries WHERE person_id = ${id} ORDER BY planned_at, id`);

export const entriesOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.entries */
    SELECT e.entry_id AS "entryId", e.lot_id AS "lotId", l.plate_number AS "plateNumber", e.state
    FROM entries e JOIN lots l USING (lot_id) WHERE e.citizen_id = ${id} ORDER BY e.entry_id`);
