import { operationsActs, type RetentionAct, type RetentionStep, type Sql, sql } from '@belgi/database';

type Erase = (ids: readonly string[]) => Sql;
const step = (rule: string, erase: Erase): RetentionStep => ({ rule, erase });
const alone = (rule: string, erase: Erase): RetentionAct => ({ rule, steps: [step(rule, erase)] });

/** The letter holds the key of its case. That it was destroyed stays, so that an audit of the ledger is not alarmed. */
const letters: Erase = (ids) => sql`/* retention.letters */
  WITH gone AS (DELETE FROM letters WHERE id = ANY (${[...ids]}::uuid[]) RETURNING id)
  INSERT INTO destroyed_keys (key_of, destroyed_at) SELECT id, app_now() FROM gone RETURNING 1 AS one`;
const grantsOf = (ids: readonly string[]) =>
  sql`SELECT id FROM disclosure_grants WHERE request_id = ANY (${[...ids]}::uuid[])`;
const accessesOf = (ids: readonly string[]) =>
  sql`SELECT id FROM disclosure_accesses WHERE grant_id IN (${grantsOf(ids)})`;

/** A case goes as a whole; its key goes with its letter, and with that the words of its entries in the ledger. */
const caseSteps: readonly RetentionStep[] = [
  step(
    'privacy.notice_reveals',
    (ids) => sql`/* retention.notice-reveals */
      DELETE FROM notice_reveals WHERE access_id IN (${accessesOf(ids)}) RETURNING 1 AS one`,
  ),
  step(
    'privacy.disclosure_notices',
    (ids) => sql`/* retention.disclosure-notices */
      DELETE FROM disclosure_notices WHERE access_id IN (${accessesOf(ids)}) RETURNING 1 AS one`,
  ),
  step(
    'privacy.disclosure_repeats',
    (ids) => sql`/* retention.disclosure-repeats */
      DELETE FROM disclosure_repeats WHERE access_id IN (${accessesOf(ids)}) RETURNING 1 AS one`,
  ),
  step(
    'privacy.disclosure_accesses',
    (ids) => sql`/* retention.disclosure-accesses */
      DELETE FROM disclosure_accesses WHERE grant_id IN (${grantsOf(ids)}) RETURNING 1 AS one`,
  ),
  step(
    'privacy.disclosure_grant_subjects',
    (ids) => sql`/* retention.disclosure-grant-subjects */
      DELETE FROM disclosure_grant_subjects WHERE request_id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
  ),
  step(
    'privacy.disclosure_grants',
    (ids) => sql`/* retention.disclosure-grants */
      DELETE FROM disclosure_grants WHERE request_id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
  ),
  step(
    'privacy.notice_delay_reviews',
    (ids) => sql`/* retention.notice-delay-reviews */
      DELETE FROM notice_delay_reviews WHERE request_id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
  ),
  step(
    'privacy.notice_delays',
    (ids) => sql`/* retention.notice-delays */
      DELETE FROM notice_delays WHERE request_id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
  ),
  step(
    'privacy.disclosure_decisions',
    (ids) => sql`/* retention.disclosure-decisions */
      DELETE FROM disclosure_decisions WHERE request_id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
  ),
  step(
    'privacy.disclosure_proposals',
    (ids) => sql`/* retention.disclosure-proposals */
      DELETE FROM disclosure_proposals WHERE request_id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
  ),
  step(
    'privacy.disclosure_subjects',
    (ids) => sql`/* retention.disclosure-subjects */
      DELETE FROM disclosure_subjects WHERE request_id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
  ),
  step(
    'privacy.disclosure_requests',
    (ids) => sql`/* retention.disclosure-requests */
      DELETE FROM disclosure_requests WHERE id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
  ),
];

/** How each rule of retention that the daily job keeps is carried out here. */
export const retentionActs: readonly RetentionAct[] = [
  alone(
    'privacy.staff_reads',
    (ids) => sql`/* retention.staff-reads */
      DELETE FROM staff_reads WHERE id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
  ),
  {
    rule: 'privacy.inquiries',
    steps: [
      step(
        'privacy.inquiry_events',
        (ids) => sql`/* retention.inquiry-events */
          DELETE FROM inquiry_events WHERE inquiry_id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
      ),
      step(
        'privacy.inquiries',
        (ids) => sql`/* retention.inquiries */
          DELETE FROM inquiries WHERE id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
      ),
    ],
  },
  { rule: 'privacy.disclosure_requests', steps: caseSteps },
  // Of cases that are gone, and of requests that never were.
  alone('privacy.letters', letters),
  {
    rule: 'privacy.consents',
    steps: [
      step(
        'privacy.agreement_acceptances',
        (ids) => sql`/* retention.agreement-acceptances */
          DELETE FROM agreement_acceptances WHERE citizen_id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
      ),
      step(
        'privacy.acknowledgements',
        (ids) => sql`/* retention.acknowledgements */
          DELETE FROM acknowledgements WHERE citizen_id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
      ),
      step(
        'privacy.consent_heads',
        (ids) => sql`/* retention.consent-heads */
          DELETE FROM consent_heads WHERE citizen_id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
      ),
      step(
        'privacy.consents',
        (ids) => sql`/* retention.consents */
          DELETE FROM consents WHERE citizen_id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
      ),
    ],
  },
  {
    rule: 'privacy.hold_orders',
    steps: [
      step(
        'privacy.hold_steps',
        (ids) => sql`/* retention.hold-steps */
          DELETE FROM hold_steps WHERE hold_id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
      ),
      step(
        'privacy.hold_orders',
        (ids) => sql`/* retention.hold-orders */
          DELETE FROM hold_orders WHERE id = ANY (${[...ids]}::uuid[]) RETURNING 1 AS one`,
      ),
    ],
  },
  ...operationsActs('privacy'),
];
