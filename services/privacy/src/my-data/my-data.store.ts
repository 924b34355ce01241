import { type Queryable, sql } from '@belgi/database';
import type { ExportRecord } from '@belgi/export';

export interface ConsentRow {
  readonly id: string;
  readonly epoch: number;
  readonly state: string;
  readonly edition: number;
  readonly locale: string;
  readonly textSha256: string;
  readonly act: string;
  readonly channel: string;
  readonly reasonSealed: Buffer | null;
  readonly receipt: string;
  readonly at: Date;
}

export const consentsOf = (db: Queryable, id: string) =>
  db.query<ConsentRow>(sql`/* my-data.consents */
    SELECT id, epoch, state, edition, locale, text_sha256 AS "textSha256", act, channel, reason_sealed AS "reasonSealed",
      receipt, at FROM consents WHERE citizen_id = ${id} ORDER BY epoch`);

export const agreementsOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.agreements */
    SELECT edition, locale, text_sha256 AS "textSha256", accepted_at AS "acceptedAt", receipt FROM agreement_acceptances
    WHERE citizen_id = ${id} ORDER BY edition`);

export const acknowledgementsOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.acknowledgements */
    SELECT epoch, service, applied_at AS "appliedAt", recorded_at AS "acknowledgedAt" FROM acknowledgements
    WHERE citizen_id = ${id} ORDER BY epoch, service`);

export const bindingLotsOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.bindingLots */
    SELECT entry_id AS "entryId", lot_id AS "lotId", plate_number AS "plateNumber", state, amount_due AS "amountDue", deposit,
      deposit_state AS "depositState",
      due_at AS "dueAt" FROM binding_entries WHERE citizen_id = ${id} ORDER BY entry_id`);

export interface InquiryRow {
  readonly id: string;
  readonly reference: string;
  readonly kind: string;
  readonly channel: string;
  readonly locale: string;
  readonly wrappedKey: Buffer;
  readonly textSealed: Buffer;
  readonly contactSealed: Buffer | null;
  readonly answerBy: string;
  readonly identityCheck: string | null;
  readonly checkPassed: boolean | null;
  readonly concerns: string;
  readonly answerSealed: Buffer | null;
  readonly askedAt: Date;
  readonly dueAt: Date;
  readonly answeredAt: Date | null;
}

export const inquiriesOf = (db: Queryable, id: string) =>
  db.query<InquiryRow>(sql`/* my-data.inquiries */
    SELECT id, reference, kind, channel, locale, wrapped_key AS "wrappedKey", text_sealed AS "textSealed",
      contact_sealed AS "contactSealed", answer_by AS "answerBy",
      identity_check AS "identityCheck", check_passed AS "checkPassed", concerns, answer_sealed AS "answerSealed", asked_at AS "askedAt", due_at AS "dueAt",
      answered_at AS "answeredAt" FROM inquiries WHERE citizen_id = ${id} ORDER BY asked_at, id`);

export const exportsOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.exports */
    SELECT ordered_at AS "orderedAt", ready_at AS "readyAt", expires_at AS "expiresAt" FROM exports
    WHERE citizen_id = ${id} ORDER BY ordered_at, id`);

export const restrictionAcknowledgementsOf = (db: Queryable, id: string) =>
  db.query<ExportRecord>(sql`/* my-data.restrictionAcknowledgements */
    SELECT version, service, applied_at AS "appliedAt", recorded_at AS "acknowledgedAt" FROM restriction_acknowledgements
    WHERE citizen_id = ${id} ORDER BY version, service`);

export const inquiryStepsOf = (db: Queryable, id: string) =>
  db.query<{ id: string; reference: string; event: string; wrappedKey: Buffer; noteSealed: Buffer | null; at: Date }>(
    sql`/* my-data.inquirySteps */
      SELECT e.id, i.reference, e.event, i.wrapped_key AS "wrappedKey", e.note_sealed AS "noteSealed", e.at
      FROM inquiry_events e JOIN inquiries i ON i.id = e.inquiry_id WHERE i.citizen_id = ${id} ORDER BY e.at, e.id`,
  );
