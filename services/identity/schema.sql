-- Generated from the migrations by `pnpm generate`. Do not edit.

CREATE OR REPLACE FUNCTION public.app_now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 PARALLEL SAFE
AS $function$ SELECT clock_timestamp() $function$;

CREATE OR REPLACE FUNCTION public.doubts_are_written_once()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_LEVEL = 'ROW' AND TG_OP = 'UPDATE' AND to_jsonb(NEW) || jsonb_strip_nulls(to_jsonb(OLD)) = to_jsonb(NEW) THEN RETURN NEW; END IF;
  IF TG_LEVEL = 'ROW' AND TG_OP = 'DELETE' AND (retention_permitted('identity.doubts', OLD.id)
    OR EXISTS (SELECT FROM accounts a WHERE a.id = OLD.account_id AND a.data_key IS NULL)) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'a step of a doubt is written once' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'doubts_are_written_once';
END $function$;

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

CREATE OR REPLACE FUNCTION public.holidays_are_followed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'what is said of a day is followed by a revision' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'holidays_are_followed';
END $function$;

CREATE OR REPLACE FUNCTION public.personal_data_accesses_are_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_LEVEL = 'ROW' AND TG_OP = 'DELETE' AND retention_permitted('identity.personal_data_accesses', OLD.id) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'the trace of accesses is append-only'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'personal_data_accesses_are_append_only';
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

CREATE OR REPLACE FUNCTION public.statistics_windows_are_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'a window that was closed stays closed'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'statistics_windows_are_append_only';
END $function$;

CREATE OR REPLACE FUNCTION public.statistics_windows_follow()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  last statistics_windows%ROWTYPE;
BEGIN
  SELECT * INTO last FROM statistics_windows WHERE "group" = NEW."group" ORDER BY number DESC LIMIT 1;
  IF NEW.number <> COALESCE(last.number, 0) + 1 OR NEW.from_day <> COALESCE(last.to_day + 1, NEW.from_day) THEN
    RAISE EXCEPTION 'a window follows the one before it' USING ERRCODE = 'check_violation', CONSTRAINT = 'statistics_windows_follow';
  END IF;
  RETURN NEW;
END $function$;

CREATE TABLE accounts (
  id uuid NOT NULL,
  kind text NOT NULL,
  status text NOT NULL,
  locale text NOT NULL,
  pin_verified boolean NOT NULL DEFAULT false,
  disputed boolean NOT NULL DEFAULT false,
  data_key bytea,
  password_hash text,
  version integer NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  blocked_by_operations boolean NOT NULL DEFAULT false,
  CONSTRAINT accounts_disputed_are_not_verified CHECK ((NOT (pin_verified AND disputed))),
  CONSTRAINT accounts_erased_hold_no_key CHECK (((status = 'ERASED'::text) = (data_key IS NULL))),
  CONSTRAINT accounts_kind_is_known CHECK ((kind = ANY (ARRAY['CITIZEN'::text, 'STAFF'::text]))),
  CONSTRAINT accounts_locale_is_known CHECK ((locale = ANY (ARRAY['KY'::text, 'RU'::text, 'EN'::text]))),
  CONSTRAINT accounts_status_is_known CHECK ((status = ANY (ARRAY['ACTIVE'::text, 'BLOCKED'::text, 'ERASED'::text]))),
  CONSTRAINT accounts_version_is_positive CHECK ((version > 0)),
  CONSTRAINT accounts_pkey PRIMARY KEY (id)
);

CREATE TABLE agencies (
  id uuid NOT NULL,
  name text NOT NULL,
  x_road_member text,
  jwks jsonb NOT NULL,
  scopes text[] NOT NULL,
  state text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT agencies_state_is_known CHECK ((state = ANY (ARRAY['ACTIVE'::text, 'SUSPENDED'::text]))),
  CONSTRAINT agencies_pkey PRIMARY KEY (id),
  CONSTRAINT agencies_name_is_unique UNIQUE (name),
  CONSTRAINT agencies_x_road_member_is_unique UNIQUE (x_road_member)
);

CREATE TABLE attempts (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL,
  subject bytea NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT attempts_pkey PRIMARY KEY (id)
);

CREATE TABLE attribute_history (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  name text NOT NULL,
  sealed bytea NOT NULL,
  assurance text NOT NULL,
  verified_by text,
  verified_at timestamp with time zone,
  source text NOT NULL,
  since timestamp with time zone NOT NULL,
  replaced_at timestamp with time zone NOT NULL,
  CONSTRAINT attribute_history_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT attribute_history_pkey PRIMARY KEY (id)
);

CREATE TABLE attributes (
  account_id uuid NOT NULL,
  name text NOT NULL,
  sealed bytea NOT NULL,
  assurance text NOT NULL,
  verified_by text,
  verified_at timestamp with time zone,
  source text NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT attributes_assurance_is_known CHECK ((assurance = ANY (ARRAY['SELF_ASSERTED'::text, 'VERIFIED'::text, 'DISPUTED'::text, 'STALE'::text]))),
  CONSTRAINT attributes_name_is_known CHECK ((name = ANY (ARRAY['fullName'::text, 'pin'::text, 'idDocument'::text, 'phone'::text, 'email'::text, 'address'::text]))),
  CONSTRAINT attributes_source_is_known CHECK ((source = ANY (ARRAY['REGISTRATION'::text, 'CORRECTION'::text, 'STAFF'::text, 'PORTAL'::text, 'OPERATIONS'::text]))),
  CONSTRAINT attributes_verified_name_their_verifier CHECK (((assurance <> 'VERIFIED'::text) OR ((verified_by IS NOT NULL) AND (verified_at IS NOT NULL)))),
  CONSTRAINT attributes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT attributes_pkey PRIMARY KEY (account_id, name)
);

CREATE TABLE consents (
  citizen_id uuid NOT NULL,
  epoch integer NOT NULL,
  state text NOT NULL,
  edition integer NOT NULL,
  applied_at timestamp with time zone NOT NULL,
  CONSTRAINT consents_epoch_is_not_negative CHECK ((epoch >= 0)),
  CONSTRAINT consents_state_is_known CHECK ((state = ANY (ARRAY['GIVEN'::text, 'RENEWED'::text, 'WITHDRAWN'::text]))),
  CONSTRAINT consents_pkey PRIMARY KEY (citizen_id)
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

CREATE TABLE disputes (
  id uuid NOT NULL,
  pin_lookup bytea NOT NULL,
  holder uuid NOT NULL,
  challenger uuid NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  decided_at timestamp with time zone,
  decided_by uuid,
  kept uuid,
  reason text,
  data_key bytea,
  reason_sealed bytea,
  CONSTRAINT disputes_are_between_two CHECK ((holder <> challenger)),
  CONSTRAINT disputes_are_decided_whole CHECK ((((decided_at IS NULL) = (decided_by IS NULL)) AND ((decided_at IS NULL) = (kept IS NULL)) AND ((decided_at IS NULL) = ((reason IS NULL) AND (reason_sealed IS NULL))))),
  CONSTRAINT disputes_keep_one_of_the_two CHECK (((kept IS NULL) OR ((kept = holder) OR (kept = challenger)))),
  CONSTRAINT disputes_reason_stands_once CHECK (((reason IS NULL) OR (reason_sealed IS NULL))),
  CONSTRAINT disputes_challenger_fkey FOREIGN KEY (challenger) REFERENCES accounts(id),
  CONSTRAINT disputes_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts(id),
  CONSTRAINT disputes_holder_fkey FOREIGN KEY (holder) REFERENCES accounts(id),
  CONSTRAINT disputes_kept_fkey FOREIGN KEY (kept) REFERENCES accounts(id),
  CONSTRAINT disputes_pkey PRIMARY KEY (id)
);

CREATE TABLE doubts (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  names text[] NOT NULL,
  case_number text NOT NULL,
  reason_sealed bytea NOT NULL,
  marked_by uuid NOT NULL,
  marked_at timestamp with time zone NOT NULL,
  answer_due_at timestamp with time zone NOT NULL,
  answer text,
  statement_sealed bytea,
  answered_at timestamp with time zone,
  outcome text,
  decision_sealed bytea,
  decided_by uuid,
  decided_at timestamp with time zone,
  appeal_due_at timestamp with time zone,
  appeal_sealed bytea,
  appealed_at timestamp with time zone,
  appeal_outcome text,
  ruling_sealed bytea,
  ruled_by uuid,
  ruled_at timestamp with time zone,
  CONSTRAINT doubts_answer_is_known CHECK ((answer = ANY (ARRAY['CORRECTED'::text, 'STATEMENT'::text]))),
  CONSTRAINT doubts_appeal_outcome_is_known CHECK ((appeal_outcome = ANY (ARRAY['UPHELD'::text, 'LIFTED'::text]))),
  CONSTRAINT doubts_are_answered_in_time CHECK ((answered_at < answer_due_at)),
  CONSTRAINT doubts_are_answered_whole CHECK (((num_nulls(answer, answered_at) = ANY (ARRAY[0, 2])) AND ((statement_sealed IS NOT NULL) = (NOT (answer IS DISTINCT FROM 'STATEMENT'::text))))),
  CONSTRAINT doubts_are_appealed_in_time CHECK (((appealed_at IS NULL) OR ((appeal_due_at IS NOT NULL) AND (appealed_at < appeal_due_at)))),
  CONSTRAINT doubts_are_appealed_whole CHECK ((num_nulls(appeal_sealed, appealed_at) = ANY (ARRAY[0, 2]))),
  CONSTRAINT doubts_are_decided_after_answer_or_term CHECK ((decided_at >= LEAST(answered_at, answer_due_at))),
  CONSTRAINT doubts_are_decided_by_another CHECK ((decided_by <> marked_by)),
  CONSTRAINT doubts_are_decided_whole CHECK ((num_nulls(outcome, decision_sealed, decided_by, decided_at) = ANY (ARRAY[0, 4]))),
  CONSTRAINT doubts_are_ruled_on_after_an_appeal CHECK (((ruled_at IS NULL) OR (appealed_at IS NOT NULL))),
  CONSTRAINT doubts_are_ruled_on_by_a_third CHECK (((ruled_by <> marked_by) AND (ruled_by <> decided_by))),
  CONSTRAINT doubts_are_ruled_on_whole CHECK ((num_nulls(appeal_outcome, ruling_sealed, ruled_by, ruled_at) = ANY (ARRAY[0, 4]))),
  CONSTRAINT doubts_name_values CHECK (((cardinality(names) > 0) AND (names <@ ARRAY['fullName'::text, 'pin'::text, 'idDocument'::text, 'phone'::text, 'email'::text, 'address'::text]))),
  CONSTRAINT doubts_outcome_is_known CHECK ((outcome = ANY (ARRAY['DISMISSED'::text, 'FALSE'::text, 'BLOCKED'::text]))),
  CONSTRAINT doubts_that_block_may_be_appealed CHECK (((appeal_due_at IS NOT NULL) = (NOT (outcome IS DISTINCT FROM 'BLOCKED'::text)))),
  CONSTRAINT doubts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT doubts_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts(id),
  CONSTRAINT doubts_marked_by_fkey FOREIGN KEY (marked_by) REFERENCES accounts(id),
  CONSTRAINT doubts_ruled_by_fkey FOREIGN KEY (ruled_by) REFERENCES accounts(id),
  CONSTRAINT doubts_pkey PRIMARY KEY (id)
);

CREATE TABLE editions (
  number integer NOT NULL,
  published_at timestamp with time zone NOT NULL,
  effective_at timestamp with time zone NOT NULL,
  material boolean NOT NULL,
  texts jsonb NOT NULL,
  CONSTRAINT editions_pkey PRIMARY KEY (number)
);

CREATE TABLE holidays (
  day date NOT NULL,
  revision smallint NOT NULL DEFAULT 1,
  kind text NOT NULL,
  name text NOT NULL,
  basis text NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL DEFAULT app_now(),
  CONSTRAINT holidays_kind CHECK ((kind = ANY (ARRAY['REST'::text, 'WORK'::text]))),
  CONSTRAINT holidays_revision_positive CHECK ((revision >= 1)),
  CONSTRAINT holidays_pkey PRIMARY KEY (day, revision)
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

CREATE TABLE logins (
  kind text NOT NULL,
  lookup bytea NOT NULL,
  account_id uuid NOT NULL,
  CONSTRAINT logins_kind_is_known CHECK ((kind = ANY (ARRAY['PHONE'::text, 'EMAIL'::text]))),
  CONSTRAINT logins_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT logins_belong_to_one_account PRIMARY KEY (kind, lookup),
  CONSTRAINT logins_one_of_a_kind UNIQUE (account_id, kind)
);

CREATE TABLE oauth_payloads (
  model text NOT NULL,
  id text NOT NULL,
  payload jsonb NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  consumed boolean NOT NULL DEFAULT false,
  CONSTRAINT oauth_payloads_are_used_once PRIMARY KEY (model, id)
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

CREATE TABLE personal_data_accesses (
  id uuid NOT NULL,
  citizen_id uuid,
  actor_kind text NOT NULL,
  actor text NOT NULL,
  role text,
  purpose text,
  duty text,
  case_number text NOT NULL,
  fields text[] NOT NULL,
  outcome text NOT NULL,
  reason text,
  at timestamp with time zone NOT NULL,
  CONSTRAINT personal_data_accesses_actor_is_known CHECK ((actor_kind = ANY (ARRAY['STAFF'::text, 'SERVICE'::text, 'AGENCY'::text, 'CITIZEN'::text]))),
  CONSTRAINT personal_data_accesses_have_one_basis CHECK (((purpose IS NULL) <> (duty IS NULL))),
  CONSTRAINT personal_data_accesses_outcome_is_known CHECK ((outcome = ANY (ARRAY['READ'::text, 'REFUSED'::text]))),
  CONSTRAINT personal_data_accesses_refused_say_why CHECK (((outcome = 'REFUSED'::text) = (reason IS NOT NULL))),
  CONSTRAINT personal_data_accesses_pkey PRIMARY KEY (id)
);

CREATE TABLE persons_erased (
  citizen_id uuid NOT NULL,
  erasure_id uuid NOT NULL,
  report jsonb NOT NULL,
  erased_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT persons_erased_pkey PRIMARY KEY (citizen_id)
);

CREATE TABLE phone_changes (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  data_key bytea NOT NULL,
  phone_sealed bytea NOT NULL,
  phone_lookup bytea NOT NULL,
  locale text NOT NULL,
  taken boolean NOT NULL,
  wrong_codes integer NOT NULL DEFAULT 0,
  started_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT phone_changes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT phone_changes_pkey PRIMARY KEY (id),
  CONSTRAINT phone_changes_one_per_account UNIQUE (account_id)
);

CREATE TABLE pins (
  account_id uuid NOT NULL,
  lookup bytea NOT NULL,
  held_since timestamp with time zone,
  CONSTRAINT pins_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT pins_pkey PRIMARY KEY (account_id)
);

CREATE TABLE questioned_attributes (
  request_id uuid NOT NULL,
  account_id uuid NOT NULL,
  reference text NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  open boolean NOT NULL,
  version bigint NOT NULL,
  CONSTRAINT questioned_attributes_kind CHECK ((kind = ANY (ARRAY['CORRECTION'::text, 'DISPUTE'::text]))),
  CONSTRAINT questioned_attributes_version_is_positive CHECK ((version > 0)),
  CONSTRAINT questioned_attributes_pkey PRIMARY KEY (request_id)
);

CREATE TABLE refresh_tokens (
  hash bytea NOT NULL,
  session_id uuid NOT NULL,
  issued_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  CONSTRAINT refresh_tokens_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id) ON DELETE CASCADE,
  CONSTRAINT refresh_tokens_pkey PRIMARY KEY (hash)
);

CREATE TABLE registrations (
  id uuid NOT NULL,
  acceptance_nonce uuid NOT NULL,
  locale text NOT NULL,
  data_key bytea NOT NULL,
  phone_sealed bytea NOT NULL,
  phone_lookup bytea NOT NULL,
  email_sealed bytea,
  already_registered boolean NOT NULL,
  wrong_codes integer NOT NULL DEFAULT 0,
  times_ordered integer NOT NULL DEFAULT 1,
  started_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT registrations_acceptance_nonce_fkey FOREIGN KEY (acceptance_nonce) REFERENCES used_acceptances(nonce),
  CONSTRAINT registrations_pkey PRIMARY KEY (id)
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

CREATE TABLE restrictions (
  citizen_id uuid NOT NULL,
  version integer NOT NULL,
  restricted boolean NOT NULL,
  applied_at timestamp with time zone NOT NULL,
  CONSTRAINT restrictions_version_is_positive CHECK ((version > 0)),
  CONSTRAINT restrictions_pkey PRIMARY KEY (citizen_id)
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

CREATE TABLE running_contracts (
  entry_id uuid NOT NULL,
  citizen_id uuid NOT NULL,
  binds boolean NOT NULL,
  version integer NOT NULL,
  CONSTRAINT running_contracts_version_is_positive CHECK ((version > 0)),
  CONSTRAINT running_contracts_pkey PRIMARY KEY (entry_id)
);

CREATE TABLE schema_migrations (
  name text NOT NULL,
  checksum text NOT NULL,
  applied_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT schema_migrations_pkey PRIMARY KEY (name)
);

CREATE TABLE sessions (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  started_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  end_reason text,
  CONSTRAINT sessions_end_for_a_reason CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
  CONSTRAINT sessions_end_reason_is_known CHECK ((end_reason = ANY (ARRAY['SIGNED_OUT'::text, 'TOKEN_REUSED'::text, 'CONSENT_WITHDRAWN'::text, 'BLOCKED'::text, 'PASSWORD_CHANGED'::text]))),
  CONSTRAINT sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT sessions_pkey PRIMARY KEY (id)
);

CREATE TABLE staff_roles (
  account_id uuid NOT NULL,
  role text NOT NULL,
  granted_at timestamp with time zone NOT NULL,
  CONSTRAINT staff_roles_role_is_known CHECK ((role = ANY (ARRAY['AUCTIONEER'::text, 'PRIVACY_OFFICER'::text, 'OPERATOR'::text]))),
  CONSTRAINT staff_roles_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT staff_roles_pkey PRIMARY KEY (account_id, role)
);

CREATE TABLE statistics_acts (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  day date NOT NULL,
  act text NOT NULL,
  citizen_id uuid NOT NULL,
  region text NOT NULL,
  price_band text NOT NULL,
  pattern text NOT NULL,
  CONSTRAINT statistics_acts_act_is_known CHECK ((act = ANY (ARRAY['ENTERED'::text, 'BOUGHT'::text]))),
  CONSTRAINT statistics_acts_pkey PRIMARY KEY (id)
);

CREATE TABLE statistics_parts (
  day date NOT NULL,
  part integer NOT NULL,
  parts integer NOT NULL,
  since date NOT NULL,
  CONSTRAINT statistics_parts_are_numbered CHECK (((part >= 1) AND (part <= parts))),
  CONSTRAINT statistics_parts_pkey PRIMARY KEY (day, part)
);

CREATE TABLE statistics_windows (
  "group" text NOT NULL,
  number integer NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  closed_at timestamp with time zone NOT NULL,
  CONSTRAINT statistics_windows_group_is_known CHECK (("group" = ANY (ARRAY['SALES'::text, 'PARTICIPATION'::text]))),
  CONSTRAINT statistics_windows_have_days CHECK ((from_day <= to_day)),
  CONSTRAINT statistics_windows_pkey PRIMARY KEY ("group", number)
);

CREATE TABLE used_acceptances (
  nonce uuid NOT NULL,
  registration_id uuid NOT NULL,
  used_at timestamp with time zone NOT NULL,
  CONSTRAINT used_acceptances_are_used_once PRIMARY KEY (nonce)
);

CREATE TABLE verifications (
  id uuid NOT NULL,
  state_hash bytea NOT NULL,
  account_id uuid NOT NULL,
  session_id uuid NOT NULL,
  code_verifier text NOT NULL,
  nonce text NOT NULL,
  started_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT verifications_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  CONSTRAINT verifications_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id) ON DELETE CASCADE,
  CONSTRAINT verifications_pkey PRIMARY KEY (id),
  CONSTRAINT verifications_state_is_unique UNIQUE (state_hash)
);

CREATE INDEX attempts_by_time ON public.attempts USING btree (at);

CREATE INDEX attempts_of_subject ON public.attempts USING btree (kind, subject, at);

CREATE INDEX attribute_history_of_account ON public.attribute_history USING btree (account_id, name, replaced_at);

CREATE INDEX dead_letters_requeued ON public.dead_letters USING btree (consumer) WHERE ((requeued_at IS NOT NULL) AND (resolved_at IS NULL));

CREATE INDEX disputes_by_challenger ON public.disputes USING btree (challenger);

CREATE INDEX disputes_by_decision ON public.disputes USING btree (decided_at) WHERE (decided_at IS NOT NULL);

CREATE INDEX disputes_by_holder ON public.disputes USING btree (holder);

CREATE UNIQUE INDEX disputes_open_once ON public.disputes USING btree (holder, challenger) WHERE (decided_at IS NULL);

CREATE INDEX disputes_reason_in_the_clear ON public.disputes USING btree (id) WHERE (reason IS NOT NULL);

CREATE INDEX doubts_by_decision ON public.doubts USING btree (decided_at) WHERE (decided_at IS NOT NULL);

CREATE INDEX doubts_of_account ON public.doubts USING btree (account_id);

CREATE INDEX doubts_to_be_dealt_with ON public.doubts USING btree (id) WHERE ((outcome IS NULL) OR ((appealed_at IS NOT NULL) AND (ruled_at IS NULL)));

CREATE INDEX inbox_handled_at ON public.inbox USING brin (handled_at);

CREATE INDEX legal_holds_in_force ON public.legal_holds USING btree (subject) WHERE (lifted_at IS NULL);

CREATE INDEX oauth_payloads_by_expiry ON public.oauth_payloads USING btree (expires_at);

CREATE INDEX outbox_held ON public.outbox USING btree (retry_at) WHERE ((published_at IS NULL) AND (retry_at IS NOT NULL));

CREATE INDEX outbox_unpublished ON public.outbox USING btree ("position") WHERE (published_at IS NULL);

CREATE INDEX personal_data_accesses_by_time ON public.personal_data_accesses USING btree (at);

CREATE INDEX personal_data_accesses_of_citizen ON public.personal_data_accesses USING btree (citizen_id, at);

CREATE INDEX pins_by_lookup ON public.pins USING btree (lookup);

CREATE UNIQUE INDEX pins_verified_belong_to_one_account ON public.pins USING btree (lookup) WHERE (held_since IS NOT NULL);

CREATE INDEX questioned_attributes_open ON public.questioned_attributes USING btree (account_id, name) WHERE open;

CREATE UNIQUE INDEX refresh_tokens_one_live_per_session ON public.refresh_tokens USING btree (session_id) WHERE (used_at IS NULL);

CREATE INDEX registrations_by_expiry ON public.registrations USING btree (expires_at);

CREATE INDEX republish_requests_open ON public.republish_requests USING btree (requested_at) WHERE (finished_at IS NULL);

CREATE INDEX retention_runs_open ON public.retention_runs USING btree (ordered_at) WHERE (finished_at IS NULL);

CREATE INDEX running_contracts_by_citizen ON public.running_contracts USING btree (citizen_id);

CREATE INDEX running_contracts_that_bind ON public.running_contracts USING btree (citizen_id) WHERE binds;

CREATE INDEX sessions_by_expiry ON public.sessions USING btree (expires_at);

CREATE INDEX sessions_open_of_account ON public.sessions USING btree (account_id) WHERE (ended_at IS NULL);

CREATE INDEX statistics_acts_by_citizen ON public.statistics_acts USING btree (citizen_id);

CREATE INDEX statistics_acts_by_day ON public.statistics_acts USING btree (act, day);

CREATE INDEX verifications_by_expiry ON public.verifications USING btree (expires_at);

CREATE VIEW retention_subjects AS
 SELECT 'identity.disputes'::text AS rule,
    disputes.id AS subject,
    disputes.decided_at AS since,
    ARRAY[disputes.holder, disputes.challenger] AS people,
    NULL::uuid AS lot,
    NULL::uuid AS affair
   FROM disputes
UNION ALL
 SELECT 'identity.personal_data_accesses'::text AS rule,
    personal_data_accesses.id AS subject,
    personal_data_accesses.at AS since,
    ARRAY[personal_data_accesses.citizen_id] AS people,
    NULL::uuid AS lot,
    NULL::uuid AS affair
   FROM personal_data_accesses
UNION ALL
 SELECT 'identity.doubts'::text AS rule,
    doubts.id AS subject,
        CASE
            WHEN doubts.outcome = 'BLOCKED'::text AND doubts.appeal_outcome IS DISTINCT FROM 'LIFTED'::text THEN NULL::timestamp with time zone
            ELSE COALESCE(doubts.ruled_at, doubts.decided_at)
        END AS since,
    ARRAY[doubts.account_id] AS people,
    NULL::uuid AS lot,
    NULL::uuid AS affair
   FROM doubts
UNION ALL
 SELECT 'identity.dead_letters'::text AS rule,
    dead_letters.event_id AS subject,
    dead_letters.resolved_at AS since,
    NULL::uuid[] AS people,
    NULL::uuid AS lot,
    NULL::uuid AS affair
   FROM dead_letters
UNION ALL
 SELECT 'identity.republish_requests'::text AS rule,
    republish_requests.id AS subject,
    republish_requests.finished_at AS since,
    NULL::uuid[] AS people,
    NULL::uuid AS lot,
    NULL::uuid AS affair
   FROM republish_requests
UNION ALL
 SELECT 'identity.legal_holds'::text AS rule,
    legal_holds.id AS subject,
    legal_holds.lifted_at AS since,
    NULL::uuid[] AS people,
    NULL::uuid AS lot,
    NULL::uuid AS affair
   FROM legal_holds;

CREATE TRIGGER consents_erased_stay_erased BEFORE INSERT ON consents FOR EACH ROW EXECUTE FUNCTION erased_stay_erased('citizen_id');

CREATE TRIGGER doubts_are_not_truncated BEFORE TRUNCATE ON doubts FOR EACH STATEMENT EXECUTE FUNCTION doubts_are_written_once();

CREATE TRIGGER doubts_are_written_once BEFORE DELETE OR UPDATE ON doubts FOR EACH ROW EXECUTE FUNCTION doubts_are_written_once();

CREATE TRIGGER holidays_are_followed BEFORE DELETE OR UPDATE OR TRUNCATE ON holidays FOR EACH STATEMENT EXECUTE FUNCTION holidays_are_followed();

CREATE TRIGGER personal_data_accesses_are_append_only BEFORE DELETE OR UPDATE ON personal_data_accesses FOR EACH ROW EXECUTE FUNCTION personal_data_accesses_are_append_only();

CREATE TRIGGER personal_data_accesses_are_not_truncated BEFORE TRUNCATE ON personal_data_accesses FOR EACH STATEMENT EXECUTE FUNCTION personal_data_accesses_are_append_only();

CREATE TRIGGER questioned_attributes_erased_stay_erased BEFORE INSERT ON questioned_attributes FOR EACH ROW EXECUTE FUNCTION erased_stay_erased('account_id');

CREATE TRIGGER restrictions_erased_stay_erased BEFORE INSERT ON restrictions FOR EACH ROW EXECUTE FUNCTION erased_stay_erased('citizen_id');

CREATE TRIGGER retention_permits_are_due BEFORE INSERT OR UPDATE ON retention_permits FOR EACH ROW EXECUTE FUNCTION retention_permits_are_due();

CREATE TRIGGER retention_runs_not_truncated BEFORE TRUNCATE ON retention_runs FOR EACH STATEMENT EXECUTE FUNCTION retention_runs_stay();

CREATE TRIGGER retention_runs_stay BEFORE DELETE OR UPDATE ON retention_runs FOR EACH ROW EXECUTE FUNCTION retention_runs_stay();

CREATE TRIGGER retention_terms_stay BEFORE DELETE OR UPDATE OR TRUNCATE ON retention_terms FOR EACH STATEMENT EXECUTE FUNCTION retention_terms_stay();

CREATE TRIGGER running_contracts_erased_stay_erased BEFORE INSERT ON running_contracts FOR EACH ROW EXECUTE FUNCTION erased_stay_erased('citizen_id');

CREATE TRIGGER statistics_acts_erased_stay_erased BEFORE INSERT ON statistics_acts FOR EACH ROW EXECUTE FUNCTION erased_stay_erased('citizen_id');

CREATE TRIGGER statistics_windows_are_append_only BEFORE DELETE OR UPDATE ON statistics_windows FOR EACH ROW EXECUTE FUNCTION statistics_windows_are_append_only();

CREATE TRIGGER statistics_windows_are_not_truncated BEFORE TRUNCATE ON statistics_windows FOR EACH STATEMENT EXECUTE FUNCTION statistics_windows_are_append_only();

CREATE TRIGGER statistics_windows_follow BEFORE INSERT ON statistics_windows FOR EACH ROW EXECUTE FUNCTION statistics_windows_follow();

COMMENT ON TABLE dead_letters IS 'Events whose handler failed 8 times, with the last error. requeued_at asks the consumer to try again.';

COMMENT ON TABLE doubts IS 'Values that staff doubt, from the marking to the ruling on an appeal; each step is written once.';

COMMENT ON TABLE holidays IS 'Days that differ from their weekday, as in privacy; never changed, only followed by a revision.';

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

COMMENT ON TABLE statistics_acts IS 'Acts that wait to be counted: opaque ids and bands, deleted with the window that counts them, after 31 days at most.';

COMMENT ON TABLE statistics_parts IS 'Which parts of which days have arrived; a part that comes twice is known by its row.';

COMMENT ON TABLE statistics_windows IS 'Closed windows of statistics: no day is counted twice, whoever tries.';
