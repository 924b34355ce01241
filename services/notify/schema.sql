-- Generated from the migrations by `pnpm generate`. Do not edit.

CREATE OR REPLACE FUNCTION public.app_now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 PARALLEL SAFE
AS $function$ SELECT clock_timestamp() $function$;

CREATE OR REPLACE FUNCTION public.erased_stay_erased()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  person uuid := to_jsonb(NEW) ->> TG_ARGV[0];
BEGIN
  IF person IS NULL THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock_shared(hashtextextended(person::text, 7));
  IF EXISTS (SELECT 1 FROM persons_erased WHERE citizen_id = person) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.recipients_stay_erased()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF OLD.account_status = 'ERASED' THEN
    NEW.account_status := 'ERASED';
    NEW.wrapped_key := NULL;
    NEW.consent_state := NULL;
    NEW.consent_edition := NULL;
    NEW.quiet_from_minute := NULL;
    NEW.quiet_until_minute := NULL;
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.retention_cutoff(wanted text)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE
AS $function$
DECLARE
  term retention_terms%ROWTYPE;
  now timestamptz := app_now();
BEGIN
  SELECT * INTO term FROM retention_terms t
  WHERE t.rule = wanted AND t.in_force_from <= (now AT TIME ZONE 'Asia/Bishkek')::date ORDER BY t.in_force_from DESC LIMIT 1;
  RETURN now - CASE term.unit WHEN 'DAYS' THEN make_interval(days => term.count) WHEN 'YEARS' THEN make_interval(years => term.count) END;
END $function$;

CREATE OR REPLACE FUNCTION public.retention_held(people uuid[], lot uuid, affair uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  SELECT EXISTS (SELECT FROM legal_holds h WHERE h.lifted_at IS NULL AND (
    (h.scope = 'PERSON' AND h.subject = ANY (people)) OR (h.scope = 'LOT' AND h.subject = lot) OR (h.scope = 'CASE' AND h.subject = affair)))
$function$;

CREATE OR REPLACE FUNCTION public.retention_permits_are_due()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  cutoff timestamptz := retention_cutoff(NEW.rule);
BEGIN
  IF NOT EXISTS (SELECT FROM retention_subjects s WHERE s.rule = NEW.rule AND s.subject = NEW.subject AND s.since <= cutoff
                 AND NOT retention_held(s.people, s.lot, s.affair)) THEN
    RAISE EXCEPTION 'not due, or held' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'retention_permits_are_due';
  END IF;
  NEW.transaction := pg_current_xact_id();
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.retention_permitted(wanted text, wanted_subject uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  SELECT EXISTS (SELECT FROM retention_permits p
    WHERE p.rule = wanted AND p.subject = wanted_subject AND p.transaction = pg_current_xact_id())
$function$;

CREATE OR REPLACE FUNCTION public.retention_runs_stay()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_LEVEL = 'ROW' AND TG_OP = 'UPDATE' AND OLD.finished_at IS NULL THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'what a run did is on record' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'retention_runs_stay';
END $function$;

CREATE OR REPLACE FUNCTION public.retention_terms_stay()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'a term is followed by another, never changed' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'retention_terms_stay';
END $function$;

CREATE TABLE agreement_editions (
  number integer NOT NULL,
  effective_at timestamp with time zone NOT NULL,
  material boolean NOT NULL,
  event_id uuid,
  CONSTRAINT agreement_editions_pkey PRIMARY KEY (number)
);

CREATE TABLE broadcasts (
  event_id uuid NOT NULL,
  kind text NOT NULL,
  edition integer,
  lot_id uuid,
  after_citizen uuid,
  done_at timestamp with time zone,
  opened_at timestamp with time zone NOT NULL DEFAULT app_now(),
  due_at timestamp with time zone NOT NULL DEFAULT app_now(),
  told integer NOT NULL DEFAULT 0,
  agreement_edition integer,
  params jsonb,
  CONSTRAINT broadcasts_about_one CHECK ((((kind = 'POLICY_CHANGED'::text) = (edition IS NOT NULL)) AND ((kind = 'AGREEMENT_CHANGED'::text) = (agreement_edition IS NOT NULL)) AND ((kind = ANY (ARRAY['LOT_CANCELLED'::text, 'LOT_PAUSED'::text, 'LOT_RESUMED'::text])) = (lot_id IS NOT NULL)))),
  CONSTRAINT broadcasts_kind_known CHECK ((kind = ANY (ARRAY['POLICY_CHANGED'::text, 'AGREEMENT_CHANGED'::text, 'LOT_CANCELLED'::text, 'LOT_PAUSED'::text, 'LOT_RESUMED'::text]))),
  CONSTRAINT broadcasts_told_counts CHECK ((told >= 0)),
  CONSTRAINT broadcasts_told_in_words CHECK (((kind <> ALL (ARRAY['LOT_PAUSED'::text, 'LOT_RESUMED'::text])) OR (params IS NOT NULL))),
  CONSTRAINT broadcasts_agreement_edition_fkey FOREIGN KEY (agreement_edition) REFERENCES agreement_editions(number),
  CONSTRAINT broadcasts_edition_fkey FOREIGN KEY (edition) REFERENCES editions(number),
  CONSTRAINT broadcasts_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES lots(lot_id),
  CONSTRAINT broadcasts_pkey PRIMARY KEY (event_id)
);

CREATE TABLE dead_letters (
  consumer text NOT NULL,
  event_id uuid NOT NULL,
  type text NOT NULL,
  subject text NOT NULL,
  headers jsonb NOT NULL,
  payload text NOT NULL,
  attempts integer NOT NULL,
  error text NOT NULL,
  failed_at timestamp with time zone NOT NULL DEFAULT app_now(),
  requeued_at timestamp with time zone,
  resolved_at timestamp with time zone,
  CONSTRAINT dead_letters_pkey PRIMARY KEY (consumer, event_id)
);

CREATE TABLE deliveries (
  id uuid NOT NULL,
  notice_id uuid NOT NULL,
  event_id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL,
  channel text NOT NULL,
  state text NOT NULL DEFAULT 'PLANNED'::text,
  due_at timestamp with time zone NOT NULL,
  claims integer NOT NULL DEFAULT 0,
  attempts integer NOT NULL DEFAULT 0,
  waits integer NOT NULL DEFAULT 0,
  reason text,
  planned_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  urgent boolean NOT NULL DEFAULT false,
  CONSTRAINT deliveries_channel_known CHECK ((channel = ANY (ARRAY['EMAIL'::text, 'SMS'::text]))),
  CONSTRAINT deliveries_ended_when_over CHECK (((ended_at IS NOT NULL) = (state = ANY (ARRAY['SENT'::text, 'SKIPPED'::text, 'FAILED'::text, 'UNCERTAIN'::text])))),
  CONSTRAINT deliveries_reason_is_a_code CHECK ((reason ~ '^[A-Z0-9_]{1,64}$'::text)),
  CONSTRAINT deliveries_state_known CHECK ((state = ANY (ARRAY['PLANNED'::text, 'CLAIMED'::text, 'SENDING'::text, 'SENT'::text, 'SKIPPED'::text, 'FAILED'::text, 'UNCERTAIN'::text]))),
  CONSTRAINT deliveries_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notices(id) ON DELETE CASCADE,
  CONSTRAINT deliveries_pkey PRIMARY KEY (id),
  CONSTRAINT deliveries_once_per_event_person_and_channel UNIQUE (event_id, person_id, kind, channel)
);

CREATE TABLE editions (
  number integer NOT NULL,
  effective_at timestamp with time zone NOT NULL,
  material boolean NOT NULL,
  event_id uuid,
  CONSTRAINT editions_pkey PRIMARY KEY (number)
);

CREATE TABLE entries (
  entry_id uuid NOT NULL,
  lot_id uuid NOT NULL,
  citizen_id uuid NOT NULL,
  state text NOT NULL,
  version bigint NOT NULL,
  CONSTRAINT entries_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES lots(lot_id),
  CONSTRAINT entries_pkey PRIMARY KEY (entry_id)
);

CREATE TABLE inbox (
  consumer text NOT NULL,
  event_id uuid NOT NULL,
  handled_at timestamp with time zone NOT NULL DEFAULT app_now(),
  CONSTRAINT inbox_pkey PRIMARY KEY (consumer, event_id)
);

CREATE TABLE inbox_failures (
  consumer text NOT NULL,
  event_id uuid NOT NULL,
  failures integer NOT NULL,
  failed_at timestamp with time zone NOT NULL DEFAULT app_now(),
  CONSTRAINT inbox_failures_pkey PRIMARY KEY (consumer, event_id)
);

CREATE TABLE legal_holds (
  id uuid NOT NULL,
  scope text NOT NULL,
  subject uuid NOT NULL,
  version integer NOT NULL,
  lifted_at timestamp with time zone,
  CONSTRAINT legal_holds_scope_known CHECK ((scope = ANY (ARRAY['PERSON'::text, 'LOT'::text, 'CASE'::text]))),
  CONSTRAINT legal_holds_version_positive CHECK ((version > 0)),
  CONSTRAINT legal_holds_pkey PRIMARY KEY (id)
);

CREATE TABLE lots (
  lot_id uuid NOT NULL,
  cancelled_by_event uuid,
  plate_number text,
  cancel_reason text,
  CONSTRAINT lots_cancelled_whole CHECK (((cancelled_by_event IS NULL) = (cancel_reason IS NULL))),
  CONSTRAINT lots_pkey PRIMARY KEY (lot_id)
);

CREATE TABLE notices (
  id uuid NOT NULL,
  citizen_id uuid,
  registration_id uuid,
  kind text NOT NULL,
  cause_id uuid NOT NULL,
  subject_id text,
  sealed bytea,
  version bigint NOT NULL DEFAULT 0,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone,
  read_at timestamp with time zone,
  inquiry_id uuid,
  CONSTRAINT notices_for_one CHECK ((num_nonnulls(citizen_id, registration_id, inquiry_id) = 1)),
  CONSTRAINT notices_inquiry_has_no_params CHECK (((inquiry_id IS NULL) OR (sealed IS NULL))),
  CONSTRAINT notices_registration_has_no_params CHECK (((registration_id IS NULL) OR (sealed IS NULL))),
  CONSTRAINT notices_citizen_id_fkey FOREIGN KEY (citizen_id) REFERENCES recipients(citizen_id),
  CONSTRAINT notices_pkey PRIMARY KEY (id)
);

CREATE TABLE outbox (
  "position" bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  id uuid NOT NULL,
  type text NOT NULL,
  subject text NOT NULL,
  aggregate text NOT NULL,
  aggregate_id text NOT NULL,
  aggregate_version bigint NOT NULL,
  slot integer NOT NULL GENERATED ALWAYS AS ((hashtext(aggregate) & 63)) STORED,
  data jsonb NOT NULL,
  trace text,
  created_at timestamp with time zone NOT NULL DEFAULT app_now(),
  published_at timestamp with time zone,
  attempts integer NOT NULL DEFAULT 0,
  last_error text,
  retry_at timestamp with time zone,
  CONSTRAINT outbox_aggregate_version_not_negative CHECK ((aggregate_version >= 0)),
  CONSTRAINT outbox_pkey PRIMARY KEY ("position")
);

CREATE TABLE persons_erased (
  citizen_id uuid NOT NULL,
  erasure_id uuid NOT NULL,
  report jsonb NOT NULL,
  erased_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT persons_erased_pkey PRIMARY KEY (citizen_id)
);

CREATE TABLE preferences (
  citizen_id uuid NOT NULL,
  kind text NOT NULL,
  channel text NOT NULL,
  CONSTRAINT preferences_channel_known CHECK ((channel = ANY (ARRAY['EMAIL'::text, 'SMS'::text]))),
  CONSTRAINT preferences_citizen_id_fkey FOREIGN KEY (citizen_id) REFERENCES recipients(citizen_id),
  CONSTRAINT preferences_pkey PRIMARY KEY (citizen_id, kind, channel)
);

CREATE TABLE recipients (
  citizen_id uuid NOT NULL,
  wrapped_key bytea,
  account_status text,
  account_disputed boolean NOT NULL DEFAULT false,
  account_version bigint NOT NULL DEFAULT 0,
  consent_state text,
  consent_edition integer,
  consent_epoch bigint NOT NULL DEFAULT 0,
  quiet_from_minute smallint,
  quiet_until_minute smallint,
  restriction_version bigint NOT NULL DEFAULT 0,
  processing_restricted boolean NOT NULL DEFAULT false,
  CONSTRAINT recipients_account_status_known CHECK ((account_status = ANY (ARRAY['ACTIVE'::text, 'BLOCKED'::text, 'ERASED'::text]))),
  CONSTRAINT recipients_consent_state_known CHECK ((consent_state = ANY (ARRAY['GIVEN'::text, 'RENEWED'::text, 'WITHDRAWN'::text]))),
  CONSTRAINT recipients_consent_whole CHECK (((consent_state IS NULL) = (consent_edition IS NULL))),
  CONSTRAINT recipients_erased_has_no_key CHECK (((account_status IS DISTINCT FROM 'ERASED'::text) OR (wrapped_key IS NULL))),
  CONSTRAINT recipients_quiet_from_in_day CHECK (((quiet_from_minute >= 0) AND (quiet_from_minute <= 1439))),
  CONSTRAINT recipients_quiet_hours_whole CHECK (((quiet_from_minute IS NULL) = (quiet_until_minute IS NULL))),
  CONSTRAINT recipients_quiet_until_in_day CHECK (((quiet_until_minute >= 0) AND (quiet_until_minute <= 1439))),
  CONSTRAINT recipients_pkey PRIMARY KEY (citizen_id)
);

CREATE TABLE republish_requests (
  id uuid NOT NULL,
  noun text NOT NULL,
  aggregate_id text,
  requested_at timestamp with time zone NOT NULL DEFAULT app_now(),
  after_id text,
  sent integer NOT NULL DEFAULT 0,
  finished_at timestamp with time zone,
  error text,
  CONSTRAINT republish_requests_pkey PRIMARY KEY (id)
);

CREATE TABLE retention_permits (
  rule text NOT NULL,
  subject uuid NOT NULL,
  transaction xid8 NOT NULL,
  CONSTRAINT retention_permits_pkey PRIMARY KEY (rule, subject)
);

CREATE TABLE retention_run_rules (
  run_id uuid NOT NULL,
  rule text NOT NULL,
  erased integer NOT NULL DEFAULT 0,
  held integer NOT NULL DEFAULT 0,
  failure text,
  done_at timestamp with time zone,
  CONSTRAINT retention_run_rules_erased_not_negative CHECK ((erased >= 0)),
  CONSTRAINT retention_run_rules_held_not_negative CHECK ((held >= 0)),
  CONSTRAINT retention_run_rules_run FOREIGN KEY (run_id) REFERENCES retention_runs(id),
  CONSTRAINT retention_run_rules_pkey PRIMARY KEY (run_id, rule)
);

CREATE TABLE retention_runs (
  id uuid NOT NULL,
  day date,
  ordered_at timestamp with time zone NOT NULL DEFAULT app_now(),
  finished_at timestamp with time zone,
  CONSTRAINT retention_runs_pkey PRIMARY KEY (id),
  CONSTRAINT retention_runs_once_a_day UNIQUE (day)
);

CREATE TABLE retention_terms (
  rule text NOT NULL,
  in_force_from date NOT NULL,
  count integer NOT NULL,
  unit text NOT NULL,
  CONSTRAINT retention_terms_count_positive CHECK ((count > 0)),
  CONSTRAINT retention_terms_unit_known CHECK ((unit = ANY (ARRAY['DAYS'::text, 'YEARS'::text]))),
  CONSTRAINT retention_terms_pkey PRIMARY KEY (rule, in_force_from)
);

CREATE TABLE schema_migrations (
  name text NOT NULL,
  checksum text NOT NULL,
  applied_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT schema_migrations_pkey PRIMARY KEY (name)
);

CREATE INDEX broadcasts_open ON public.broadcasts USING btree (event_id) WHERE (done_at IS NULL);

CREATE INDEX dead_letters_requeued ON public.dead_letters USING btree (consumer) WHERE ((requeued_at IS NOT NULL) AND (resolved_at IS NULL));

CREATE INDEX deliveries_by_end ON public.deliveries USING btree (ended_at) WHERE (ended_at IS NOT NULL);

CREATE INDEX deliveries_by_notice ON public.deliveries USING btree (notice_id);

CREATE INDEX deliveries_due ON public.deliveries USING btree (due_at) WHERE (state = ANY (ARRAY['PLANNED'::text, 'CLAIMED'::text, 'SENDING'::text]));

CREATE INDEX deliveries_due_urgent ON public.deliveries USING btree (due_at) WHERE (urgent AND (state = ANY (ARRAY['PLANNED'::text, 'CLAIMED'::text, 'SENDING'::text])));

CREATE INDEX editions_material_by_effect ON public.editions USING btree (effective_at) WHERE material;

CREATE INDEX entries_by_citizen ON public.entries USING btree (citizen_id);

CREATE INDEX entries_by_lot ON public.entries USING btree (lot_id, citizen_id);

CREATE INDEX inbox_handled_at ON public.inbox USING brin (handled_at);

CREATE INDEX legal_holds_in_force ON public.legal_holds USING btree (subject) WHERE (lifted_at IS NULL);

CREATE INDEX notices_by_time ON public.notices USING brin (created_at);

CREATE INDEX notices_inbox ON public.notices USING btree (citizen_id, created_at DESC, id DESC) WHERE (citizen_id IS NOT NULL);

CREATE UNIQUE INDEX notices_once_per_event_and_inquiry ON public.notices USING btree (cause_id, inquiry_id, kind) WHERE (inquiry_id IS NOT NULL);

CREATE UNIQUE INDEX notices_once_per_event_and_person ON public.notices USING btree (cause_id, COALESCE(citizen_id, registration_id), kind);

CREATE INDEX notices_unread ON public.notices USING btree (citizen_id) WHERE ((citizen_id IS NOT NULL) AND (read_at IS NULL));

CREATE INDEX outbox_held ON public.outbox USING btree (retry_at) WHERE ((published_at IS NULL) AND (retry_at IS NOT NULL));

CREATE INDEX outbox_unpublished ON public.outbox USING btree ("position") WHERE (published_at IS NULL);

CREATE INDEX recipients_consenting ON public.recipients USING btree (citizen_id) INCLUDE (consent_edition) WHERE (consent_state = ANY (ARRAY['GIVEN'::text, 'RENEWED'::text]));

CREATE INDEX republish_requests_open ON public.republish_requests USING btree (requested_at) WHERE (finished_at IS NULL);

CREATE INDEX retention_runs_open ON public.retention_runs USING btree (ordered_at) WHERE (finished_at IS NULL);

CREATE VIEW retention_subjects AS
 SELECT 'notify.notices'::text AS rule,
    notices.id AS subject,
    notices.created_at AS since,
    ARRAY[notices.citizen_id] AS people,
    NULL::uuid AS lot,
    NULL::uuid AS affair
   FROM notices
UNION ALL
 SELECT 'notify.deliveries'::text AS rule,
    deliveries.id AS subject,
    deliveries.ended_at AS since,
    ARRAY[deliveries.person_id] AS people,
    NULL::uuid AS lot,
    NULL::uuid AS affair
   FROM deliveries
UNION ALL
 SELECT 'notify.broadcasts'::text AS rule,
    broadcasts.event_id AS subject,
    broadcasts.done_at AS since,
    NULL::uuid[] AS people,
    broadcasts.lot_id AS lot,
    NULL::uuid AS affair
   FROM broadcasts
UNION ALL
 SELECT 'notify.dead_letters'::text AS rule,
    dead_letters.event_id AS subject,
    dead_letters.resolved_at AS since,
    NULL::uuid[] AS people,
    NULL::uuid AS lot,
    NULL::uuid AS affair
   FROM dead_letters
UNION ALL
 SELECT 'notify.republish_requests'::text AS rule,
    republish_requests.id AS subject,
    republish_requests.finished_at AS since,
    NULL::uuid[] AS people,
    NULL::uuid AS lot,
    NULL::uuid AS affair
   FROM republish_requests
UNION ALL
 SELECT 'notify.legal_holds'::text AS rule,
    legal_holds.id AS subject,
    legal_holds.lifted_at AS since,
    NULL::uuid[] AS people,
    NULL::uuid AS lot,
    NULL::uuid AS affair
   FROM legal_holds;

CREATE TRIGGER entries_erased_stay_erased BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION erased_stay_erased('citizen_id');

CREATE TRIGGER recipients_stay_erased BEFORE UPDATE ON recipients FOR EACH ROW EXECUTE FUNCTION recipients_stay_erased();

CREATE TRIGGER retention_permits_are_due BEFORE INSERT OR UPDATE ON retention_permits FOR EACH ROW EXECUTE FUNCTION retention_permits_are_due();

CREATE TRIGGER retention_runs_not_truncated BEFORE TRUNCATE ON retention_runs FOR EACH STATEMENT EXECUTE FUNCTION retention_runs_stay();

CREATE TRIGGER retention_runs_stay BEFORE DELETE OR UPDATE ON retention_runs FOR EACH ROW EXECUTE FUNCTION retention_runs_stay();

CREATE TRIGGER retention_terms_stay BEFORE DELETE OR UPDATE OR TRUNCATE ON retention_terms FOR EACH STATEMENT EXECUTE FUNCTION retention_terms_stay();

COMMENT ON COLUMN broadcasts.params IS 'Of a notice to all entrants of a lot; nothing of a person.';

COMMENT ON TABLE dead_letters IS 'Events whose handler failed 8 times, with the last error. requeued_at asks the consumer to try again.';

COMMENT ON TABLE inbox IS 'Events already handled, written in the transaction of their effect.';

COMMENT ON TABLE inbox_failures IS 'How often a handler failed on an event that is neither handled nor dead yet.';

COMMENT ON TABLE legal_holds IS 'Projection: legal holds, in force until lifted.';

COMMENT ON TABLE outbox IS 'Facts on their way out; rows stay 7 days after publication and can be replayed.';

COMMENT ON TABLE persons_erased IS 'Opaque ids of persons who were erased here, with what was destroyed and kept.';

COMMENT ON TABLE republish_requests IS 'Orders of operations to publish the current state of a noun again (pnpm ops republish).';

COMMENT ON TABLE retention_permits IS 'What the transaction in progress may delete, checked against the rule as it is written. Empty otherwise.';

COMMENT ON TABLE retention_run_rules IS 'What a run did, by rule: how much it deleted, how much is held.';

COMMENT ON TABLE retention_runs IS 'Runs of the retention job; one a day, and whatever operations order.';

COMMENT ON TABLE retention_terms IS 'How long each rule of retention keeps, from which day on.';
