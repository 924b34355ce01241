-- Generated from the migrations by `pnpm generate`. Do not edit.

CREATE OR REPLACE FUNCTION public.agreement_editions_take_effect_in_order()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  last agreement_editions%ROWTYPE;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('agreement_editions'));
  SELECT * INTO last FROM agreement_editions ORDER BY number DESC LIMIT 1;
  IF NEW.number <> COALESCE(last.number, 0) + 1 THEN
    RAISE EXCEPTION 'edition % must follow %', NEW.number, last.number USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_editions_without_gaps';
  END IF;
  IF NEW.effective_at <= last.effective_at THEN
    RAISE EXCEPTION 'edition % must take effect after edition %', NEW.number, last.number USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_editions_take_effect_in_order';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.agreement_texts_as_reviewed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  submission uuid := (SELECT submission_id FROM agreement_editions WHERE number = NEW.edition);
BEGIN
  IF submission IS NOT NULL AND NOT EXISTS (SELECT FROM edition_submission_texts t
    WHERE t.submission_id = submission AND t.locale = NEW.locale AND t.sha256 = NEW.sha256) THEN
    RAISE EXCEPTION 'an edition has the text that was reviewed' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_texts_as_reviewed';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.app_now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 PARALLEL SAFE
AS $function$ SELECT clock_timestamp() $function$;

CREATE OR REPLACE FUNCTION public.consents_epoch_rises()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  last consents%ROWTYPE;
BEGIN
  SELECT * INTO last FROM consents WHERE citizen_id = NEW.citizen_id ORDER BY epoch DESC LIMIT 1;
  IF NEW.epoch <> COALESCE(last.epoch, 0) + 1 THEN
    RAISE EXCEPTION 'epoch % must follow %', NEW.epoch, last.epoch USING ERRCODE = 'check_violation', CONSTRAINT = 'consents_epoch_rises';
  END IF;
  IF (NEW.state = 'WITHDRAWN' OR NEW.state = 'RENEWED') AND (last.state IS NULL OR last.state = 'WITHDRAWN') THEN
    RAISE EXCEPTION '% needs a live consent', NEW.state USING ERRCODE = 'check_violation', CONSTRAINT = 'consents_change_needs_live';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.destroyed_keys_by_retention()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF retention_permitted('privacy.letters', NEW.key_of) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a key is destroyed by its rule' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'destroyed_keys_by_retention';
END $function$;

CREATE OR REPLACE FUNCTION public.disclosure_accesses_within_grant()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF (SELECT subjects_cap FROM disclosure_grants WHERE id = NEW.grant_id) IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM disclosure_grant_subjects WHERE grant_id = NEW.grant_id AND pin_hash = NEW.pin_hash) THEN
    RAISE EXCEPTION 'a read is of a person that the grant covers' USING ERRCODE = 'check_violation', CONSTRAINT = 'disclosure_accesses_within_grant';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.disclosure_decisions_within_request()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NOT NEW.categories <@ (SELECT categories FROM disclosure_requests WHERE id = NEW.request_id) THEN
    RAISE EXCEPTION 'a decision grants no more than was asked for' USING ERRCODE = 'check_violation', CONSTRAINT = 'disclosure_decisions_within_request';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.disclosure_grant_subjects_within_cap()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  cap integer;
BEGIN
  -- Whoever adds a person holds the grant: two at once do not both see room for one.
  SELECT subjects_cap INTO cap FROM disclosure_grants WHERE id = NEW.grant_id FOR UPDATE;
  IF (SELECT count(*) FROM disclosure_grant_subjects WHERE grant_id = NEW.grant_id) >= COALESCE(cap, 0) THEN
    RAISE EXCEPTION 'a grant covers no more persons than its cap' USING ERRCODE = 'check_violation', CONSTRAINT = 'disclosure_grants_subjects_within_cap';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.disclosure_grants_say_how_many_persons()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NEW.subjects_cap IS NULL THEN
    RAISE EXCEPTION 'a grant says how many persons it covers' USING ERRCODE = 'check_violation', CONSTRAINT = 'disclosure_grants_say_how_many_persons';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.disclosure_grants_scope_is_fixed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF ROW(NEW.id, NEW.request_id, NEW.agency_id, NEW.categories, NEW.valid_from, NEW.valid_until, NEW.reads_cap, NEW.subjects_cap, NEW.period_from, NEW.period_until)
     IS DISTINCT FROM ROW(OLD.id, OLD.request_id, OLD.agency_id, OLD.categories, OLD.valid_from, OLD.valid_until, OLD.reads_cap, OLD.subjects_cap, OLD.period_from, OLD.period_until)
     OR NEW.reads_used < OLD.reads_used OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at) THEN
    RAISE EXCEPTION 'the scope of a grant is fixed' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'disclosure_grants_scope_is_fixed';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.disclosure_grants_within_request()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  asked disclosure_requests%ROWTYPE;
BEGIN
  SELECT * INTO asked FROM disclosure_requests WHERE id = NEW.request_id;
  IF NOT NEW.categories <@ (SELECT categories FROM disclosure_decisions WHERE request_id = NEW.request_id)
     OR NEW.subjects_cap > asked.subjects
     OR (asked.period_from IS NOT NULL AND (NEW.period_from IS NULL OR NEW.period_from < asked.period_from OR NEW.period_until > asked.period_until)) THEN
    RAISE EXCEPTION 'a grant is within what was asked for and decided' USING ERRCODE = 'check_violation', CONSTRAINT = 'disclosure_grants_within_request';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.disclosure_requests_are_as_filed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.state := OLD.state;
  NEW.version := OLD.version;
  IF NEW IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'a request is as it was filed' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'disclosure_requests_are_as_filed';
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.edition_texts_as_reviewed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  submission uuid := (SELECT submission_id FROM editions WHERE number = NEW.edition);
BEGIN
  IF submission IS NOT NULL AND NOT EXISTS (SELECT FROM edition_submission_texts t
    WHERE t.submission_id = submission AND t.locale = NEW.locale AND t.sha256 = NEW.sha256) THEN
    RAISE EXCEPTION 'an edition has the text that was reviewed' USING ERRCODE = 'check_violation', CONSTRAINT = 'edition_texts_as_reviewed';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.editions_by_two_people()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NEW.submission_id IS NULL AND NEW.published_by IS NULL AND NEW.number = 1 THEN
    RETURN NEW;
  END IF;
  PERFORM FROM edition_decisions d JOIN edition_submissions s ON s.id = d.submission_id JOIN edition_drafts f ON f.id = s.draft_id
    WHERE d.submission_id = NEW.submission_id AND d.outcome = 'PUBLISHED' AND d.decided_by = NEW.published_by
      AND s.material = NEW.material AND f.document = COALESCE(TG_ARGV[0], 'POLICY');
  IF NOT FOUND THEN
    RAISE EXCEPTION 'an edition is published by a second person' USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_by_two_people';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.editions_take_effect_in_order()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  last editions%ROWTYPE;
BEGIN
  -- Two officers publishing at the same moment: the second waits here and then sees the first.
  PERFORM pg_advisory_xact_lock(hashtext('editions'));
  SELECT * INTO last FROM editions ORDER BY number DESC LIMIT 1;
  IF NEW.number <> COALESCE(last.number, 0) + 1 THEN
    RAISE EXCEPTION 'edition % must follow %', NEW.number, last.number USING ERRCODE = 'check_violation', CONSTRAINT = 'editions_without_gaps';
  END IF;
  IF NEW.effective_at <= last.effective_at THEN
    RAISE EXCEPTION 'edition % must take effect after edition %', NEW.number, last.number USING ERRCODE = 'check_violation', CONSTRAINT = 'editions_take_effect_in_order';
  END IF;
  RETURN NEW;
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

CREATE OR REPLACE FUNCTION public.hold_steps_walk()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  last hold_steps%ROWTYPE;
BEGIN
  PERFORM FROM hold_orders WHERE id = NEW.hold_id FOR UPDATE;
  SELECT * INTO last FROM hold_steps WHERE hold_id = NEW.hold_id ORDER BY number DESC LIMIT 1;
  IF NEW.number <> COALESCE(last.number, 0) + 1 OR NOT COALESCE(last.kind, '') || '>' || NEW.kind = ANY (ARRAY[
    '>PROPOSED', 'PROPOSED>PLACED', 'PROPOSED>REJECTED', 'PLACED>LIFTING_PROPOSED', 'KEPT>LIFTING_PROPOSED',
    'LIFTING_PROPOSED>LIFTED', 'LIFTING_PROPOSED>KEPT']) THEN
    RAISE EXCEPTION 'a hold does not go from % to %', last.kind, NEW.kind USING ERRCODE = 'check_violation', CONSTRAINT = 'hold_steps_walk';
  END IF;
  IF NEW.kind IN ('PLACED', 'REJECTED', 'LIFTED', 'KEPT') AND NEW.taken_by = last.taken_by THEN
    RAISE EXCEPTION 'nobody decides alone on a hold' USING ERRCODE = 'check_violation', CONSTRAINT = 'hold_steps_by_a_second_person';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.holidays_revisions_follow()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('holidays'));
  IF NEW.revision <> COALESCE((SELECT max(revision) FROM holidays WHERE day = NEW.day), 0) + 1 THEN
    RAISE EXCEPTION 'revision % of % does not follow', NEW.revision, NEW.day USING ERRCODE = 'check_violation', CONSTRAINT = 'holidays_revisions_follow';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.inquiries_stay()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF OLD.answered_at IS NOT NULL OR to_jsonb(NEW) - '{answer_sealed,answered_by,answered_at}'::text[]
      IS DISTINCT FROM to_jsonb(OLD) - '{answer_sealed,answered_by,answered_at}'::text[] THEN
    RAISE EXCEPTION 'an inquiry stays as it was asked and answered' USING ERRCODE = 'check_violation', CONSTRAINT = 'inquiries_stay';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.legal_acts_revisions_follow()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  last legal_acts%ROWTYPE;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('legal_acts'));
  SELECT * INTO last FROM legal_acts WHERE code = NEW.code ORDER BY revision DESC LIMIT 1;
  IF NEW.revision <> COALESCE(last.revision, 0) + 1 THEN
    RAISE EXCEPTION 'revision % of % does not follow', NEW.revision, NEW.code USING ERRCODE = 'check_violation', CONSTRAINT = 'legal_acts_revisions_follow';
  END IF;
  IF NEW.in_force_from < last.in_force_from THEN
    RAISE EXCEPTION 'revision % of % begins before the one it follows', NEW.revision, NEW.code USING ERRCODE = 'check_violation', CONSTRAINT = 'legal_acts_in_order';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.notice_delay_reviews_rules()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  delay notice_delays;
BEGIN
  -- Whoever reviews holds the delay: of two at once, the second sees what the first has said.
  SELECT * INTO delay FROM notice_delays WHERE request_id = NEW.request_id FOR UPDATE;
  IF NEW.ends_at > LEAST(delay.ends_at, (SELECT min(ends_at) FROM notice_delay_reviews WHERE request_id = NEW.request_id)) THEN
    RAISE EXCEPTION 'a review never extends a delay' USING ERRCODE = 'check_violation', CONSTRAINT = 'notice_delay_reviews_never_extend';
  END IF;
  IF NEW.ends_at > delay.review_at THEN
    IF EXISTS (SELECT 1 FROM disclosure_decisions WHERE request_id = NEW.request_id AND decided_by = NEW.reviewed_by) THEN
      RAISE EXCEPTION 'somebody else carries a delay on' USING ERRCODE = 'check_violation', CONSTRAINT = 'notice_delay_reviews_by_another';
    END IF;
    IF NEW.at < delay.review_at - interval '168 hours' OR NEW.at >= delay.review_at - interval '5 minutes' THEN
      RAISE EXCEPTION 'a delay is carried on in the week before its day of review' USING ERRCODE = 'check_violation', CONSTRAINT = 'notice_delay_reviews_in_time';
    END IF;
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.notice_delays_on_a_basis()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM legal_act_articles WHERE code = NEW.act_code AND revision = NEW.act_revision
      AND article = NEW.act_article AND allows_notice_delay) THEN
    RAISE EXCEPTION 'the article lets no notice wait' USING ERRCODE = 'check_violation', CONSTRAINT = 'notice_delays_on_a_basis';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.person_keys_stay_destroyed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF OLD.destroyed_at IS NOT NULL THEN
    RAISE EXCEPTION 'a destroyed key is not made again' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'person_keys_stay_destroyed';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.queue_ledger_entry()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO ledger_queue (entry_id, leaf_hash) VALUES (NEW.id, NEW.leaf_hash);
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_LEVEL = 'ROW' AND TG_OP = 'DELETE' AND TG_NARGS = 2 THEN
    IF retention_permitted(TG_ARGV[0], (to_jsonb(OLD) ->> TG_ARGV[1])::uuid) THEN RETURN OLD; END IF;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_append_only';
END $function$;

CREATE OR REPLACE FUNCTION public.refuse_change_of_inquiries()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  inquiry uuid := to_jsonb(OLD) ->> TG_ARGV[0];
BEGIN
  IF TG_OP = 'DELETE' AND (retention_permitted('privacy.inquiries', inquiry)
      OR EXISTS (SELECT FROM inquiries i JOIN erasures e USING (citizen_id) WHERE i.id = inquiry AND e.state IN ('ORDERED', 'CERTIFIED'))) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_append_only';
END $function$;

CREATE OR REPLACE FUNCTION public.refuse_change_of_reads()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  request uuid;
BEGIN
  IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'disclosure_accesses' THEN
    SELECT g.request_id INTO request FROM disclosure_grants g WHERE g.id = (to_jsonb(OLD) ->> 'grant_id')::uuid;
  ELSIF TG_OP = 'DELETE' THEN
    SELECT g.request_id INTO request FROM disclosure_accesses a JOIN disclosure_grants g ON g.id = a.grant_id
    WHERE a.id = (to_jsonb(OLD) ->> 'access_id')::uuid;
  END IF;
  IF request IS NOT NULL AND retention_permitted('privacy.disclosure_requests', request) THEN RETURN OLD; END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_append_only';
END $function$;

CREATE OR REPLACE FUNCTION public.restrictions_alternate()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  last restrictions%ROWTYPE;
BEGIN
  SELECT * INTO last FROM restrictions WHERE citizen_id = NEW.citizen_id ORDER BY version DESC LIMIT 1;
  IF NEW.version <> COALESCE(last.version, 0) + 1 OR NEW.restricted = COALESCE(last.restricted, false) THEN
    RAISE EXCEPTION 'a restriction is imposed, then lifted' USING ERRCODE = 'check_violation', CONSTRAINT = 'restrictions_alternate';
  END IF;
  IF NOT NEW.restricted AND last."by" = 'STAFF' AND NEW."by" = 'PERSON' THEN
    RAISE EXCEPTION 'staff lift what staff imposed' USING ERRCODE = 'check_violation', CONSTRAINT = 'restrictions_of_staff_are_theirs';
  END IF;
  IF NOT NEW.restricted AND last."by" = 'PERSON' AND NEW."by" = 'STAFF' AND NEW.article IS NULL THEN
    RAISE EXCEPTION 'only a law lifts what the person imposed' USING ERRCODE = 'check_violation', CONSTRAINT = 'restrictions_lifted_by_law';
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

CREATE OR REPLACE FUNCTION public.rights_requests_are_as_opened()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF OLD.state <> 'OPEN' THEN
    RAISE EXCEPTION 'an answer stays as it was given' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'rights_requests_answered_once';
  END IF;
  NEW.state := OLD.state;
  NEW.version := OLD.version;
  IF NEW IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'a request is as it was opened' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'rights_requests_are_as_opened';
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.statistics_releases_follow()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  last statistics_releases%ROWTYPE;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('statistics_releases'));
  SELECT * INTO last FROM statistics_releases ORDER BY day DESC LIMIT 1;
  IF NEW.day <= last.day OR NEW.previous_sha256 IS DISTINCT FROM last.sha256 THEN
    RAISE EXCEPTION 'a release follows the one before it' USING ERRCODE = 'check_violation', CONSTRAINT = 'statistics_releases_follow';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.statistics_windows_are_apart()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('statistics_windows'));
  IF EXISTS (SELECT 1 FROM statistics_windows w WHERE w."group" = NEW."group"
             AND w.from_day <= NEW.to_day AND NEW.from_day <= w.to_day) THEN
    RAISE EXCEPTION 'windows have no day in common' USING ERRCODE = 'check_violation', CONSTRAINT = 'statistics_windows_are_apart';
  END IF;
  RETURN NEW;
END $function$;

CREATE TABLE acknowledgements (
  citizen_id uuid NOT NULL,
  epoch integer NOT NULL,
  service text NOT NULL,
  applied_at timestamp(3) with time zone NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT acknowledgements_service CHECK ((service = ANY (ARRAY['identity'::text, 'auction'::text, 'notify'::text]))),
  CONSTRAINT acknowledgements_pkey PRIMARY KEY (citizen_id, epoch, service)
);

CREATE TABLE agreement_acceptances (
  id uuid NOT NULL,
  citizen_id uuid NOT NULL,
  edition integer NOT NULL,
  locale text NOT NULL,
  text_sha256 text NOT NULL,
  accepted_at timestamp(3) with time zone NOT NULL,
  receipt text NOT NULL,
  entry_id uuid NOT NULL,
  CONSTRAINT agreement_acceptances_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES ledger_entries(id),
  CONSTRAINT agreement_acceptances_of_a_published_text FOREIGN KEY (edition, locale, text_sha256) REFERENCES agreement_texts(edition, locale, sha256),
  CONSTRAINT agreement_acceptances_pkey PRIMARY KEY (id),
  CONSTRAINT agreement_acceptances_once UNIQUE (citizen_id, edition)
);

CREATE TABLE agreement_editions (
  number integer NOT NULL,
  published_at timestamp(3) with time zone NOT NULL,
  effective_at timestamp(3) with time zone NOT NULL,
  material boolean NOT NULL,
  published_by uuid,
  submission_id uuid,
  CONSTRAINT agreement_editions_effect_not_before_publication CHECK ((effective_at >= published_at)),
  CONSTRAINT agreement_editions_number_positive CHECK ((number >= 1)),
  CONSTRAINT agreement_editions_submission FOREIGN KEY (submission_id) REFERENCES edition_submissions(id),
  CONSTRAINT agreement_editions_pkey PRIMARY KEY (number),
  CONSTRAINT agreement_editions_effect_is_unique UNIQUE (effective_at),
  CONSTRAINT agreement_editions_submission_published_once UNIQUE (submission_id)
);

CREATE TABLE agreement_texts (
  edition integer NOT NULL,
  locale text NOT NULL,
  markdown text NOT NULL,
  sha256 text NOT NULL,
  CONSTRAINT agreement_texts_hash_is_of_the_text CHECK ((sha256 = encode(sha256(convert_to(markdown, 'UTF8'::name)), 'hex'::text))),
  CONSTRAINT agreement_texts_locale CHECK ((locale = ANY (ARRAY['KY'::text, 'RU'::text, 'EN'::text]))),
  CONSTRAINT agreement_texts_edition_fkey FOREIGN KEY (edition) REFERENCES agreement_editions(number),
  CONSTRAINT agreement_texts_pkey PRIMARY KEY (edition, locale),
  CONSTRAINT agreement_texts_by_hash UNIQUE (edition, locale, sha256)
);

CREATE TABLE binding_entries (
  entry_id uuid NOT NULL,
  version integer NOT NULL,
  lot_id uuid NOT NULL,
  citizen_id uuid NOT NULL,
  plate_number text NOT NULL,
  state text NOT NULL,
  amount_due bigint,
  due_at timestamp(3) with time zone,
  deposit bigint,
  deposit_state text,
  CONSTRAINT binding_entries_deposit_state CHECK ((deposit_state = ANY (ARRAY['NONE'::text, 'HELD'::text, 'RETURNING'::text]))),
  CONSTRAINT binding_entries_deposit_whole CHECK (((deposit IS NULL) = (deposit_state IS NULL))),
  CONSTRAINT binding_entries_pkey PRIMARY KEY (entry_id)
);

CREATE TABLE consent_heads (
  citizen_id uuid NOT NULL,
  epoch integer NOT NULL,
  consent_id uuid NOT NULL,
  CONSTRAINT consent_heads_consent_id_fkey FOREIGN KEY (consent_id) REFERENCES consents(id),
  CONSTRAINT consent_heads_pkey PRIMARY KEY (citizen_id)
);

CREATE TABLE consents (
  id uuid NOT NULL,
  citizen_id uuid NOT NULL,
  epoch integer NOT NULL,
  state text NOT NULL,
  edition integer NOT NULL,
  locale text NOT NULL,
  text_sha256 text NOT NULL,
  act text NOT NULL,
  channel text NOT NULL,
  acceptance_id uuid,
  reason_sealed bytea,
  receipt text NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  CONSTRAINT consents_acceptance_at_registration CHECK (((act = 'REGISTRATION'::text) = (acceptance_id IS NOT NULL))),
  CONSTRAINT consents_act CHECK ((act = ANY (ARRAY['REGISTRATION'::text, 'AGREEMENT'::text, 'WITHDRAWAL'::text]))),
  CONSTRAINT consents_act_fits_state CHECK (((act = 'WITHDRAWAL'::text) = (state = 'WITHDRAWN'::text))),
  CONSTRAINT consents_channel CHECK ((channel = 'ONLINE'::text)),
  CONSTRAINT consents_epoch_positive CHECK ((epoch >= 1)),
  CONSTRAINT consents_locale CHECK ((locale = ANY (ARRAY['KY'::text, 'RU'::text, 'EN'::text]))),
  CONSTRAINT consents_state CHECK ((state = ANY (ARRAY['GIVEN'::text, 'RENEWED'::text, 'WITHDRAWN'::text]))),
  CONSTRAINT consents_edition_fkey FOREIGN KEY (edition) REFERENCES editions(number),
  CONSTRAINT consents_text_exists FOREIGN KEY (edition, locale) REFERENCES edition_texts(edition, locale),
  CONSTRAINT consents_pkey PRIMARY KEY (id),
  CONSTRAINT consents_acceptance_used_once UNIQUE (acceptance_id),
  CONSTRAINT consents_epoch_once UNIQUE (citizen_id, epoch)
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

CREATE TABLE deadline_terms (
  term text NOT NULL,
  in_force_from date NOT NULL,
  working_days smallint NOT NULL,
  basis text NOT NULL,
  CONSTRAINT deadline_terms_some_days CHECK (((working_days >= 1) AND (working_days <= 250))),
  CONSTRAINT deadline_terms_term CHECK ((term = ANY (ARRAY['RIGHTS_ANSWER'::text, 'DISCLOSURE_NOTICE'::text, 'DESTRUCTION_AFTER_WITHDRAWAL'::text, 'DISCLOSURE_ANSWER'::text, 'DISCLOSURE_ANSWER_URGENT'::text]))),
  CONSTRAINT deadline_terms_pkey PRIMARY KEY (term, in_force_from)
);

CREATE TABLE destroyed_keys (
  key_of uuid NOT NULL,
  destroyed_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT destroyed_keys_pkey PRIMARY KEY (key_of)
);

CREATE TABLE disclosure_accesses (
  id uuid NOT NULL,
  grant_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  key text NOT NULL,
  body_hash bytea NOT NULL,
  citizen_id uuid,
  categories text[] NOT NULL,
  entry_id uuid NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  pin_hash bytea,
  notice_delayed boolean NOT NULL DEFAULT false,
  notice_due_at timestamp(3) with time zone,
  CONSTRAINT disclosure_accesses_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES ledger_entries(id),
  CONSTRAINT disclosure_accesses_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES disclosure_grants(id),
  CONSTRAINT disclosure_accesses_pkey PRIMARY KEY (id),
  CONSTRAINT disclosure_accesses_key_once UNIQUE (agency_id, key)
);

CREATE TABLE disclosure_decisions (
  request_id uuid NOT NULL,
  filed_by uuid NOT NULL,
  proposal_id uuid NOT NULL,
  prepared_by uuid NOT NULL,
  decided_by uuid NOT NULL,
  outcome text NOT NULL,
  categories text[] NOT NULL,
  reason_sealed bytea NOT NULL,
  decided_at timestamp(3) with time zone NOT NULL,
  removals_sealed bytea,
  CONSTRAINT disclosure_decisions_by_a_second_person CHECK ((decided_by <> prepared_by)),
  CONSTRAINT disclosure_decisions_not_by_the_filer CHECK ((decided_by <> filed_by)),
  CONSTRAINT disclosure_decisions_outcome CHECK ((outcome = ANY (ARRAY['GRANTED'::text, 'NARROWED'::text, 'REJECTED'::text]))),
  CONSTRAINT disclosure_decisions_rejection_grants_nothing CHECK (((outcome = 'REJECTED'::text) = (cardinality(categories) = 0))),
  CONSTRAINT disclosure_decisions_filer FOREIGN KEY (request_id, filed_by) REFERENCES disclosure_requests(id, filed_by),
  CONSTRAINT disclosure_decisions_preparer FOREIGN KEY (proposal_id, request_id, prepared_by) REFERENCES disclosure_proposals(id, request_id, prepared_by),
  CONSTRAINT disclosure_decisions_pkey PRIMARY KEY (request_id)
);

CREATE TABLE disclosure_grant_subjects (
  grant_id uuid NOT NULL,
  request_id uuid NOT NULL,
  pin_hash bytea NOT NULL,
  CONSTRAINT disclosure_grant_subjects_grant FOREIGN KEY (grant_id, request_id) REFERENCES disclosure_grants(id, request_id),
  CONSTRAINT disclosure_grant_subjects_were_asked_for FOREIGN KEY (request_id, pin_hash) REFERENCES disclosure_subjects(request_id, pin_hash),
  CONSTRAINT disclosure_grant_subjects_pkey PRIMARY KEY (grant_id, pin_hash)
);

CREATE TABLE disclosure_grants (
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  agency_id uuid,
  categories text[] NOT NULL,
  valid_from timestamp(3) with time zone NOT NULL,
  valid_until timestamp(3) with time zone NOT NULL,
  reads_cap integer NOT NULL,
  reads_used integer NOT NULL DEFAULT 0,
  revoked_at timestamp(3) with time zone,
  revoked_by uuid,
  revocation_sealed bytea,
  subjects_cap integer,
  period_from date,
  period_until date,
  CONSTRAINT disclosure_grants_at_most_100_reads CHECK (((reads_cap >= 1) AND (reads_cap <= 100))),
  CONSTRAINT disclosure_grants_at_most_50_subjects CHECK (((subjects_cap >= 1) AND (subjects_cap <= 50))),
  CONSTRAINT disclosure_grants_of_something CHECK ((cardinality(categories) > 0)),
  CONSTRAINT disclosure_grants_period_whole CHECK ((((period_from IS NULL) = (period_until IS NULL)) AND (period_until >= period_from))),
  CONSTRAINT disclosure_grants_reads_within_cap CHECK (((reads_used >= 0) AND (reads_used <= reads_cap))),
  CONSTRAINT disclosure_grants_term_at_most_30_days CHECK (((valid_until > valid_from) AND (valid_until <= (valid_from + '720:00:00'::interval)))),
  CONSTRAINT disclosure_grants_request_id_fkey FOREIGN KEY (request_id) REFERENCES disclosure_decisions(request_id),
  CONSTRAINT disclosure_grants_pkey PRIMARY KEY (id),
  CONSTRAINT disclosure_grants_one_per_request UNIQUE (request_id),
  CONSTRAINT disclosure_grants_request_key UNIQUE (id, request_id)
);

CREATE TABLE disclosure_notices (
  access_id uuid NOT NULL,
  delivered_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT disclosure_notices_access_id_fkey FOREIGN KEY (access_id) REFERENCES disclosure_accesses(id),
  CONSTRAINT disclosure_notices_pkey PRIMARY KEY (access_id)
);

CREATE TABLE disclosure_proposals (
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  prepared_by uuid NOT NULL,
  categories text[] NOT NULL,
  reason_sealed bytea NOT NULL,
  term_days integer NOT NULL,
  reads_cap integer NOT NULL,
  prepared_at timestamp(3) with time zone NOT NULL,
  subjects bytea[],
  period_from date,
  period_until date,
  removals_sealed bytea,
  delay_sealed bytea,
  CONSTRAINT disclosure_proposals_reads CHECK (((reads_cap >= 1) AND (reads_cap <= 100))),
  CONSTRAINT disclosure_proposals_term_at_most_30_days CHECK (((term_days >= 1) AND (term_days <= 30))),
  CONSTRAINT disclosure_proposals_request_id_fkey FOREIGN KEY (request_id) REFERENCES disclosure_requests(id),
  CONSTRAINT disclosure_proposals_pkey PRIMARY KEY (id),
  CONSTRAINT disclosure_proposals_preparer_key UNIQUE (id, request_id, prepared_by)
);

CREATE TABLE disclosure_repeats (
  access_id uuid NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  CONSTRAINT disclosure_repeats_access_id_fkey FOREIGN KEY (access_id) REFERENCES disclosure_accesses(id)
);

CREATE TABLE disclosure_requests (
  id uuid NOT NULL,
  letter_id uuid NOT NULL,
  filer_kind text NOT NULL,
  filed_by uuid NOT NULL,
  agency_id uuid,
  agency_name text NOT NULL,
  letter_number text NOT NULL,
  letter_date date NOT NULL,
  legal_basis text NOT NULL,
  duty text NOT NULL,
  officer_sealed bytea NOT NULL,
  hash_key_sealed bytea NOT NULL,
  categories text[] NOT NULL,
  subjects integer NOT NULL,
  wished_days integer NOT NULL,
  wished_reads integer NOT NULL,
  state text NOT NULL,
  version integer NOT NULL,
  filed_at timestamp(3) with time zone NOT NULL,
  unit text,
  channel text,
  act_code text,
  act_revision integer,
  act_article text,
  period_from date,
  period_until date,
  urgency text NOT NULL DEFAULT 'ORDINARY'::text,
  answer_due_at timestamp(3) with time zone,
  CONSTRAINT disclosure_requests_agency_files_for_itself CHECK (((filer_kind = 'STAFF'::text) OR (filed_by = agency_id))),
  CONSTRAINT disclosure_requests_ask_for_something CHECK ((cardinality(categories) > 0)),
  CONSTRAINT disclosure_requests_channel CHECK ((channel = ANY (ARRAY['PAPER'::text, 'API'::text, 'EXCHANGE_LAYER'::text]))),
  CONSTRAINT disclosure_requests_filer CHECK ((filer_kind = ANY (ARRAY['AGENCY'::text, 'STAFF'::text]))),
  CONSTRAINT disclosure_requests_paper_comes_to_staff CHECK (((channel = 'PAPER'::text) = (filer_kind = 'STAFF'::text))),
  CONSTRAINT disclosure_requests_period_of_at_most_5_years CHECK ((((period_from IS NULL) = (period_until IS NULL)) AND (((period_until - period_from) >= 0) AND ((period_until - period_from) <= 1826)))),
  CONSTRAINT disclosure_requests_state CHECK ((state = ANY (ARRAY['SUBMITTED'::text, 'UNDER_REVIEW'::text, 'GRANTED'::text, 'NARROWED'::text, 'REJECTED'::text, 'REVOKED'::text]))),
  CONSTRAINT disclosure_requests_subjects CHECK (((subjects >= 1) AND (subjects <= 50))),
  CONSTRAINT disclosure_requests_urgency CHECK ((urgency = ANY (ARRAY['ORDINARY'::text, 'URGENT'::text]))),
  CONSTRAINT disclosure_requests_wish CHECK (((wished_days >= 1) AND (wished_days <= 30))),
  CONSTRAINT disclosure_requests_wished_reads CHECK (((wished_reads >= 1) AND (wished_reads <= 100))),
  CONSTRAINT disclosure_requests_article FOREIGN KEY (act_code, act_revision, act_article) REFERENCES legal_act_articles(code, revision, article) MATCH FULL,
  CONSTRAINT disclosure_requests_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letters(id),
  CONSTRAINT disclosure_requests_pkey PRIMARY KEY (id),
  CONSTRAINT disclosure_requests_filer_key UNIQUE (id, filed_by),
  CONSTRAINT disclosure_requests_letter_used_once UNIQUE (letter_id)
);

CREATE TABLE disclosure_subjects (
  request_id uuid NOT NULL,
  pin_hash bytea NOT NULL,
  pin_sealed bytea NOT NULL,
  CONSTRAINT disclosure_subjects_keyed_hash CHECK ((octet_length(pin_hash) = 32)),
  CONSTRAINT disclosure_subjects_request_id_fkey FOREIGN KEY (request_id) REFERENCES disclosure_requests(id),
  CONSTRAINT disclosure_subjects_pkey PRIMARY KEY (request_id, pin_hash)
);

CREATE TABLE edition_decisions (
  submission_id uuid NOT NULL,
  written_by uuid NOT NULL,
  decided_by uuid NOT NULL,
  outcome text NOT NULL,
  reason text,
  decided_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT edition_decisions_by_a_second_person CHECK ((decided_by <> written_by)),
  CONSTRAINT edition_decisions_outcome CHECK ((outcome = ANY (ARRAY['PUBLISHED'::text, 'RETURNED'::text]))),
  CONSTRAINT edition_decisions_return_has_a_reason CHECK (((outcome = 'RETURNED'::text) = (reason IS NOT NULL))),
  CONSTRAINT edition_decisions_writer FOREIGN KEY (submission_id, written_by) REFERENCES edition_submissions(id, written_by),
  CONSTRAINT edition_decisions_pkey PRIMARY KEY (submission_id)
);

CREATE TABLE edition_draft_texts (
  draft_id uuid NOT NULL,
  locale text NOT NULL,
  markdown text NOT NULL,
  CONSTRAINT edition_draft_texts_locale CHECK ((locale = ANY (ARRAY['KY'::text, 'RU'::text, 'EN'::text]))),
  CONSTRAINT edition_draft_texts_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES edition_drafts(id),
  CONSTRAINT edition_draft_texts_pkey PRIMARY KEY (draft_id, locale)
);

CREATE TABLE edition_drafts (
  id uuid NOT NULL,
  document text NOT NULL,
  written_by uuid,
  material boolean NOT NULL,
  effective_at timestamp(3) with time zone,
  state text NOT NULL,
  changed_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT edition_drafts_document CHECK ((document = ANY (ARRAY['POLICY'::text, 'USER_AGREEMENT'::text]))),
  CONSTRAINT edition_drafts_review_has_a_writer CHECK (((state = 'DRAFT'::text) OR (written_by IS NOT NULL))),
  CONSTRAINT edition_drafts_state CHECK ((state = ANY (ARRAY['DRAFT'::text, 'IN_REVIEW'::text, 'RETURNED'::text, 'PUBLISHED'::text]))),
  CONSTRAINT edition_drafts_pkey PRIMARY KEY (id),
  CONSTRAINT edition_drafts_writer_key UNIQUE (id, written_by)
);

CREATE TABLE edition_submission_texts (
  submission_id uuid NOT NULL,
  locale text NOT NULL,
  markdown text NOT NULL,
  sha256 text NOT NULL,
  CONSTRAINT edition_submission_texts_hash_is_of_the_text CHECK ((sha256 = encode(sha256(convert_to(markdown, 'UTF8'::name)), 'hex'::text))),
  CONSTRAINT edition_submission_texts_locale CHECK ((locale = ANY (ARRAY['KY'::text, 'RU'::text, 'EN'::text]))),
  CONSTRAINT edition_submission_texts_submission_id_fkey FOREIGN KEY (submission_id) REFERENCES edition_submissions(id),
  CONSTRAINT edition_submission_texts_pkey PRIMARY KEY (submission_id, locale)
);

CREATE TABLE edition_submissions (
  id uuid NOT NULL,
  draft_id uuid NOT NULL,
  written_by uuid NOT NULL,
  material boolean NOT NULL,
  effective_at timestamp(3) with time zone,
  submitted_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT edition_submissions_writer FOREIGN KEY (draft_id, written_by) REFERENCES edition_drafts(id, written_by),
  CONSTRAINT edition_submissions_pkey PRIMARY KEY (id),
  CONSTRAINT edition_submissions_writer_key UNIQUE (id, written_by)
);

CREATE TABLE edition_texts (
  edition integer NOT NULL,
  locale text NOT NULL,
  markdown text NOT NULL,
  sha256 text NOT NULL,
  CONSTRAINT edition_texts_hash_is_of_the_text CHECK ((sha256 = encode(sha256(convert_to(markdown, 'UTF8'::name)), 'hex'::text))),
  CONSTRAINT edition_texts_locale CHECK ((locale = ANY (ARRAY['KY'::text, 'RU'::text, 'EN'::text]))),
  CONSTRAINT edition_texts_edition_fkey FOREIGN KEY (edition) REFERENCES editions(number),
  CONSTRAINT edition_texts_pkey PRIMARY KEY (edition, locale)
);

CREATE TABLE editions (
  number integer NOT NULL,
  published_at timestamp(3) with time zone NOT NULL,
  effective_at timestamp(3) with time zone NOT NULL,
  material boolean NOT NULL,
  published_by uuid,
  submission_id uuid,
  CONSTRAINT editions_effect_not_before_publication CHECK ((effective_at >= published_at)),
  CONSTRAINT editions_number_positive CHECK ((number >= 1)),
  CONSTRAINT editions_submission FOREIGN KEY (submission_id) REFERENCES edition_submissions(id),
  CONSTRAINT editions_pkey PRIMARY KEY (number),
  CONSTRAINT editions_effect_is_unique UNIQUE (effective_at),
  CONSTRAINT editions_submission_published_once UNIQUE (submission_id)
);

CREATE TABLE erasure_acknowledgements (
  request_id uuid NOT NULL,
  service text NOT NULL,
  destroyed jsonb NOT NULL,
  kept jsonb NOT NULL,
  applied_at timestamp(3) with time zone NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT erasure_acknowledgements_service CHECK ((service = ANY (ARRAY['identity'::text, 'auction'::text, 'notify'::text, 'privacy'::text]))),
  CONSTRAINT erasure_acknowledgements_request_id_fkey FOREIGN KEY (request_id) REFERENCES erasures(request_id),
  CONSTRAINT erasure_acknowledgements_pkey PRIMARY KEY (request_id, service)
);

CREATE TABLE erasures (
  request_id uuid NOT NULL,
  citizen_id uuid NOT NULL,
  version integer NOT NULL,
  state text NOT NULL,
  secret_hash bytea,
  asked_at timestamp(3) with time zone NOT NULL,
  ordered_at timestamp(3) with time zone,
  certified_at timestamp(3) with time zone,
  certificate text,
  entry_id uuid,
  taken_at timestamp(3) with time zone,
  cause text NOT NULL DEFAULT 'ASKED'::text,
  asked_by uuid GENERATED ALWAYS AS (
CASE
    WHEN (cause = 'ASKED'::text) THEN request_id
    ELSE NULL::uuid
END) STORED,
  CONSTRAINT erasures_asked_has_secret CHECK (((cause = 'ASKED'::text) = (secret_hash IS NOT NULL))),
  CONSTRAINT erasures_cause CHECK ((cause = ANY (ARRAY['ASKED'::text, 'TERM'::text]))),
  CONSTRAINT erasures_certified_whole CHECK ((((state = 'CERTIFIED'::text) = (certified_at IS NOT NULL)) AND ((certified_at IS NULL) = (certificate IS NULL)) AND ((certified_at IS NULL) = (entry_id IS NULL)))),
  CONSTRAINT erasures_ordered_has_time CHECK (((state = ANY (ARRAY['ORDERED'::text, 'CERTIFIED'::text])) = (ordered_at IS NOT NULL))),
  CONSTRAINT erasures_state CHECK ((state = ANY (ARRAY['ASKED'::text, 'REFUSED'::text, 'ORDERED'::text, 'CERTIFIED'::text]))),
  CONSTRAINT erasures_taken_after_certified CHECK (((taken_at IS NULL) OR (certified_at IS NOT NULL))),
  CONSTRAINT erasures_asked_by FOREIGN KEY (asked_by) REFERENCES rights_requests(id),
  CONSTRAINT erasures_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES ledger_entries(id),
  CONSTRAINT erasures_pkey PRIMARY KEY (request_id),
  CONSTRAINT erasures_secret_once UNIQUE (secret_hash)
);

CREATE TABLE export_links (
  token_hash bytea NOT NULL,
  export_id uuid NOT NULL,
  made_at timestamp(3) with time zone NOT NULL,
  expires_at timestamp(3) with time zone NOT NULL,
  used_at timestamp(3) with time zone,
  CONSTRAINT export_links_are_sha256 CHECK ((octet_length(token_hash) = 32)),
  CONSTRAINT export_links_end_after_they_begin CHECK ((expires_at > made_at)),
  CONSTRAINT export_links_export_id_fkey FOREIGN KEY (export_id) REFERENCES exports(id) ON DELETE CASCADE,
  CONSTRAINT export_links_pkey PRIMARY KEY (token_hash)
);

CREATE TABLE export_pieces (
  export_id uuid NOT NULL,
  service text NOT NULL,
  piece integer NOT NULL,
  pieces integer NOT NULL,
  sealed text NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  CONSTRAINT export_pieces_are_numbered CHECK (((piece >= 1) AND (piece <= pieces))),
  CONSTRAINT export_pieces_service CHECK ((service = ANY (ARRAY['identity'::text, 'privacy'::text, 'auction'::text, 'notify'::text]))),
  CONSTRAINT export_pieces_export_id_fkey FOREIGN KEY (export_id) REFERENCES exports(id) ON DELETE CASCADE,
  CONSTRAINT export_pieces_pkey PRIMARY KEY (export_id, service, piece)
);

CREATE TABLE exports (
  id uuid NOT NULL,
  citizen_id uuid NOT NULL,
  private_key_sealed bytea NOT NULL,
  ordered_at timestamp(3) with time zone NOT NULL,
  expires_at timestamp(3) with time zone NOT NULL,
  ready_at timestamp(3) with time zone,
  given_up_at timestamp(3) with time zone,
  CONSTRAINT exports_are_ready_or_given_up CHECK (((ready_at IS NULL) OR (given_up_at IS NULL))),
  CONSTRAINT exports_end_after_they_begin CHECK ((expires_at > ordered_at)),
  CONSTRAINT exports_pkey PRIMARY KEY (id)
);

CREATE TABLE hold_orders (
  id uuid NOT NULL,
  scope text NOT NULL,
  subject_id uuid NOT NULL,
  act text NOT NULL,
  act_revision integer NOT NULL,
  article text NOT NULL,
  review_on date NOT NULL,
  wrapped_key bytea NOT NULL,
  CONSTRAINT hold_orders_scope CHECK ((scope = ANY (ARRAY['PERSON'::text, 'LOT'::text, 'CASE'::text]))),
  CONSTRAINT hold_orders_article FOREIGN KEY (act, act_revision, article) REFERENCES legal_act_articles(code, revision, article),
  CONSTRAINT hold_orders_pkey PRIMARY KEY (id)
);

CREATE TABLE hold_steps (
  hold_id uuid NOT NULL,
  number integer NOT NULL,
  kind text NOT NULL,
  taken_by uuid NOT NULL,
  reason_sealed bytea NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  CONSTRAINT hold_steps_kind CHECK ((kind = ANY (ARRAY['PROPOSED'::text, 'PLACED'::text, 'REJECTED'::text, 'LIFTING_PROPOSED'::text, 'LIFTED'::text, 'KEPT'::text]))),
  CONSTRAINT hold_steps_hold FOREIGN KEY (hold_id) REFERENCES hold_orders(id),
  CONSTRAINT hold_steps_pkey PRIMARY KEY (hold_id, number)
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

CREATE TABLE inquiries (
  id uuid NOT NULL,
  reference text NOT NULL,
  kind text NOT NULL,
  channel text NOT NULL,
  locale text NOT NULL,
  wrapped_key bytea NOT NULL,
  text_sealed bytea NOT NULL,
  contact_sealed bytea,
  citizen_id uuid,
  taken_by uuid,
  asked_at timestamp(3) with time zone NOT NULL,
  due_at timestamp(3) with time zone NOT NULL,
  answer_sealed bytea,
  answered_by uuid,
  answered_at timestamp(3) with time zone,
  secret_hash bytea,
  answer_by text NOT NULL DEFAULT 'PAGE'::text,
  identity_check text,
  check_passed boolean,
  concerns text NOT NULL DEFAULT 'GENERAL'::text,
  CONSTRAINT inquiries_answer_by CHECK ((answer_by = ANY (ARRAY['PAGE'::text, 'PHONE'::text, 'LETTER'::text, 'EMAIL'::text, 'SMS'::text]))),
  CONSTRAINT inquiries_answered_whole CHECK ((((answer_sealed IS NULL) = (answered_at IS NULL)) AND ((answered_by IS NULL) = (answered_at IS NULL)))),
  CONSTRAINT inquiries_callers_are_linked_when_checked CHECK (((channel <> 'PHONE'::text) OR (citizen_id IS NULL) OR (check_passed IS TRUE))),
  CONSTRAINT inquiries_calls_are_taken_by_staff CHECK (((channel = 'PHONE'::text) = (taken_by IS NOT NULL))),
  CONSTRAINT inquiries_calls_state_a_check CHECK (((channel <> 'PHONE'::text) OR (identity_check IS NOT NULL) OR (secret_hash IS NULL))),
  CONSTRAINT inquiries_channel CHECK ((channel = ANY (ARRAY['WEB'::text, 'PHONE'::text]))),
  CONSTRAINT inquiries_check CHECK ((identity_check = ANY (ARRAY['NOT_NEEDED'::text, 'ACCOUNT_DETAILS'::text, 'CALL_BACK'::text]))),
  CONSTRAINT inquiries_checks_have_an_outcome CHECK (
CASE
    WHEN (identity_check = ANY (ARRAY['ACCOUNT_DETAILS'::text, 'CALL_BACK'::text])) THEN (check_passed IS NOT NULL)
    ELSE (check_passed IS NULL)
END),
  CONSTRAINT inquiries_concerns CHECK ((concerns = ANY (ARRAY['GENERAL'::text, 'OWN_DATA'::text]))),
  CONSTRAINT inquiries_due_after_asked CHECK ((due_at > asked_at)),
  CONSTRAINT inquiries_kind CHECK ((kind = ANY (ARRAY['QUESTION'::text, 'PROPOSAL'::text]))),
  CONSTRAINT inquiries_locale CHECK ((locale = ANY (ARRAY['KY'::text, 'RU'::text, 'EN'::text]))),
  CONSTRAINT inquiries_own_data_needs_a_check CHECK (((concerns = 'GENERAL'::text) OR ((channel = 'PHONE'::text) AND (check_passed IS TRUE) AND (citizen_id IS NOT NULL)))),
  CONSTRAINT inquiries_secret_is_sha256 CHECK ((octet_length(secret_hash) = 32)),
  CONSTRAINT inquiries_told_where CHECK (((answer_by = 'PAGE'::text) OR (contact_sealed IS NOT NULL))),
  CONSTRAINT inquiries_web_is_not_checked CHECK (((channel = 'PHONE'::text) OR (identity_check IS NULL))),
  CONSTRAINT inquiries_pkey PRIMARY KEY (id),
  CONSTRAINT inquiries_reference_once UNIQUE (reference)
);

CREATE TABLE inquiry_events (
  id uuid NOT NULL,
  inquiry_id uuid NOT NULL,
  event text NOT NULL,
  actor uuid,
  note_sealed bytea,
  at timestamp(3) with time zone NOT NULL,
  CONSTRAINT inquiry_events_event CHECK ((event = ANY (ARRAY['ASKED'::text, 'ANSWERED'::text, 'TOLD'::text, 'SENT'::text, 'NOT_SENT'::text]))),
  CONSTRAINT inquiry_events_inquiry_id_fkey FOREIGN KEY (inquiry_id) REFERENCES inquiries(id),
  CONSTRAINT inquiry_events_pkey PRIMARY KEY (id),
  CONSTRAINT inquiry_events_once UNIQUE (inquiry_id, event)
);

CREATE TABLE inquiry_limits (
  address_hash bytea NOT NULL,
  asked_at timestamp(3) with time zone NOT NULL
);

CREATE TABLE ledger_checkpoints (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  size bigint NOT NULL,
  witnessed boolean NOT NULL,
  note text NOT NULL,
  published_at timestamp(3) with time zone NOT NULL,
  previous bigint,
  row_seal bytea,
  CONSTRAINT ledger_checkpoints_previous_from_zero CHECK ((previous >= 0)),
  CONSTRAINT ledger_checkpoints_size_from_zero CHECK ((size >= 0)),
  CONSTRAINT ledger_checkpoints_pkey PRIMARY KEY (id),
  CONSTRAINT ledger_checkpoints_previous_once UNIQUE (previous)
);

CREATE TABLE ledger_entries (
  id uuid NOT NULL,
  kind text NOT NULL,
  leaf_hash bytea NOT NULL,
  sealed_for text NOT NULL,
  key_of uuid,
  entry bytea NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  row_seal bytea,
  CONSTRAINT ledger_entries_key_named CHECK (((sealed_for = 'PUBLIC'::text) = (key_of IS NULL))),
  CONSTRAINT ledger_entries_kind CHECK ((kind = ANY (ARRAY['EDITION_PUBLISHED'::text, 'AGREEMENT_PUBLISHED'::text, 'AGREEMENT_ACCEPTED'::text, 'CONSENT_GIVEN'::text, 'CONSENT_RENEWED'::text, 'CONSENT_WITHDRAWN'::text, 'DISCLOSURE_REQUESTED'::text, 'DISCLOSURE_DECIDED'::text, 'DISCLOSURE_READ'::text, 'NOTICE_DELAYED'::text, 'NOTICE_REVEALED'::text, 'PERSONAL_DATA_READ'::text, 'RIGHTS_REQUEST_OPENED'::text, 'RIGHTS_REQUEST_ANSWERED'::text, 'DATA_ERASED'::text, 'PROTOCOL_SIGNED'::text, 'HOLD_PLACED'::text, 'HOLD_LIFTED'::text]))),
  CONSTRAINT ledger_entries_leaf_is_sha256 CHECK ((octet_length(leaf_hash) = 32)),
  CONSTRAINT ledger_entries_sealed_for CHECK ((sealed_for = ANY (ARRAY['PUBLIC'::text, 'PERSON'::text, 'CASE'::text]))),
  CONSTRAINT ledger_entries_pkey PRIMARY KEY (id)
);

CREATE TABLE ledger_leaves (
  "position" bigint NOT NULL,
  entry_id uuid NOT NULL,
  leaf_hash bytea NOT NULL,
  CONSTRAINT ledger_leaves_are_sha256 CHECK ((octet_length(leaf_hash) = 32)),
  CONSTRAINT ledger_leaves_position_from_zero CHECK (("position" >= 0)),
  CONSTRAINT ledger_leaves_pkey PRIMARY KEY ("position"),
  CONSTRAINT ledger_leaves_entry_once UNIQUE (entry_id)
);

CREATE TABLE ledger_nodes (
  tile_level smallint NOT NULL,
  index bigint NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT ledger_nodes_above_leaves CHECK (((tile_level >= 1) AND (tile_level <= 6))),
  CONSTRAINT ledger_nodes_are_sha256 CHECK ((octet_length(hash) = 32)),
  CONSTRAINT ledger_nodes_index_from_zero CHECK ((index >= 0)),
  CONSTRAINT ledger_nodes_pkey PRIMARY KEY (tile_level, index)
);

CREATE TABLE ledger_queue (
  entry_id uuid NOT NULL,
  leaf_hash bytea NOT NULL,
  CONSTRAINT ledger_queue_pkey PRIMARY KEY (entry_id)
);

CREATE TABLE ledger_tree (
  one boolean NOT NULL DEFAULT true,
  size bigint NOT NULL,
  roots bytea[] NOT NULL,
  CONSTRAINT ledger_tree_is_one CHECK (one),
  CONSTRAINT ledger_tree_size_from_zero CHECK ((size >= 0)),
  CONSTRAINT ledger_tree_pkey PRIMARY KEY (one)
);

CREATE TABLE legal_act_articles (
  code text NOT NULL,
  revision integer NOT NULL,
  article text NOT NULL,
  title_ky text NOT NULL,
  title_ru text NOT NULL,
  title_en text NOT NULL,
  allows_notice_delay boolean NOT NULL DEFAULT false,
  CONSTRAINT legal_act_articles_article CHECK ((article ~ '^[1-9][0-9]{0,4}(-[1-9][0-9]?)?$'::text)),
  CONSTRAINT legal_act_articles_act FOREIGN KEY (code, revision) REFERENCES legal_acts(code, revision),
  CONSTRAINT legal_act_articles_pkey PRIMARY KEY (code, revision, article)
);

CREATE TABLE legal_acts (
  code text NOT NULL,
  revision integer NOT NULL,
  title_ky text NOT NULL,
  title_ru text NOT NULL,
  title_en text NOT NULL,
  number text NOT NULL,
  adopted_on date NOT NULL,
  in_force_from date NOT NULL,
  in_force_until date,
  registered_at timestamp(3) with time zone NOT NULL DEFAULT app_now(),
  registered_by uuid,
  CONSTRAINT legal_acts_code CHECK ((code ~ '^[A-Z][A-Z0-9-]{1,39}$'::text)),
  CONSTRAINT legal_acts_end_after_they_begin CHECK ((in_force_until > in_force_from)),
  CONSTRAINT legal_acts_pkey PRIMARY KEY (code, revision)
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

CREATE TABLE letters (
  id uuid NOT NULL,
  wrapped_key bytea NOT NULL,
  sealed bytea NOT NULL,
  sha256 text NOT NULL,
  byte_count integer NOT NULL,
  uploader_kind text NOT NULL,
  uploaded_by uuid NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  CONSTRAINT letters_at_most_10_mib CHECK (((byte_count >= 1) AND (byte_count <= 10485760))),
  CONSTRAINT letters_sha256 CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT letters_uploader CHECK ((uploader_kind = ANY (ARRAY['AGENCY'::text, 'STAFF'::text]))),
  CONSTRAINT letters_pkey PRIMARY KEY (id)
);

CREATE TABLE notice_delay_reviews (
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  ends_at timestamp(3) with time zone NOT NULL,
  reviewed_by uuid NOT NULL,
  reason_sealed bytea NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  CONSTRAINT notice_delay_reviews_request_id_fkey FOREIGN KEY (request_id) REFERENCES notice_delays(request_id),
  CONSTRAINT notice_delay_reviews_pkey PRIMARY KEY (id)
);

CREATE TABLE notice_delays (
  request_id uuid NOT NULL,
  act_code text NOT NULL,
  act_revision integer NOT NULL,
  act_article text NOT NULL,
  reason_sealed bytea NOT NULL,
  decided_at timestamp(3) with time zone NOT NULL,
  review_at timestamp(3) with time zone NOT NULL,
  ends_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT notice_delays_at_most_90_days CHECK (((ends_at > decided_at) AND (ends_at <= (decided_at + '2160:00:00'::interval)))),
  CONSTRAINT notice_delays_reviewed_before_they_end CHECK (((review_at > decided_at) AND (review_at < ends_at))),
  CONSTRAINT notice_delays_article FOREIGN KEY (act_code, act_revision, act_article) REFERENCES legal_act_articles(code, revision, article),
  CONSTRAINT notice_delays_request_id_fkey FOREIGN KEY (request_id) REFERENCES disclosure_decisions(request_id),
  CONSTRAINT notice_delays_pkey PRIMARY KEY (request_id)
);

CREATE TABLE notice_reveals (
  access_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  CONSTRAINT notice_reveals_access_id_fkey FOREIGN KEY (access_id) REFERENCES disclosure_accesses(id),
  CONSTRAINT notice_reveals_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES ledger_entries(id),
  CONSTRAINT notice_reveals_pkey PRIMARY KEY (access_id)
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

CREATE TABLE person_keys (
  citizen_id uuid NOT NULL,
  wrapped_key bytea,
  created_at timestamp(3) with time zone NOT NULL,
  destroyed_at timestamp(3) with time zone,
  CONSTRAINT person_keys_destroyed_whole CHECK (((wrapped_key IS NULL) = (destroyed_at IS NOT NULL))),
  CONSTRAINT person_keys_pkey PRIMARY KEY (citizen_id)
);

CREATE TABLE persons_erased (
  citizen_id uuid NOT NULL,
  erasure_id uuid NOT NULL,
  report jsonb NOT NULL,
  erased_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT persons_erased_pkey PRIMARY KEY (citizen_id)
);

CREATE TABLE protocol_anchors (
  lot_id uuid NOT NULL,
  protocol_sha256 text NOT NULL,
  entry_id uuid NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  CONSTRAINT protocol_anchors_are_sha256 CHECK ((protocol_sha256 ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT protocol_anchors_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES ledger_entries(id),
  CONSTRAINT protocol_anchors_pkey PRIMARY KEY (lot_id, protocol_sha256),
  CONSTRAINT protocol_anchors_entry_once UNIQUE (entry_id)
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

CREATE TABLE restriction_acknowledgements (
  citizen_id uuid NOT NULL,
  version integer NOT NULL,
  service text NOT NULL,
  applied_at timestamp(3) with time zone NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT restriction_acknowledgements_service CHECK ((service = ANY (ARRAY['identity'::text, 'auction'::text, 'notify'::text]))),
  CONSTRAINT restriction_acknowledgements_pkey PRIMARY KEY (citizen_id, version, service)
);

CREATE TABLE restrictions (
  citizen_id uuid NOT NULL,
  version integer NOT NULL,
  restricted boolean NOT NULL,
  by text NOT NULL,
  staff_id uuid,
  reason_sealed bytea,
  request_id uuid,
  act_code text,
  act_revision integer,
  article text,
  at timestamp(3) with time zone NOT NULL,
  CONSTRAINT restrictions_by CHECK ((by = ANY (ARRAY['PERSON'::text, 'STAFF'::text]))),
  CONSTRAINT restrictions_citation_whole CHECK ((((act_code IS NULL) = (article IS NULL)) AND ((act_revision IS NULL) = (article IS NULL)))),
  CONSTRAINT restrictions_person_asked CHECK (((by = 'PERSON'::text) = (request_id IS NOT NULL))),
  CONSTRAINT restrictions_staff_give_a_reason CHECK (((by = 'STAFF'::text) = (reason_sealed IS NOT NULL))),
  CONSTRAINT restrictions_staff_named CHECK (((by = 'STAFF'::text) = (staff_id IS NOT NULL))),
  CONSTRAINT restrictions_version CHECK ((version >= 1)),
  CONSTRAINT restrictions_article FOREIGN KEY (act_code, act_revision, article) REFERENCES legal_act_articles(code, revision, article),
  CONSTRAINT restrictions_request_id_fkey FOREIGN KEY (request_id) REFERENCES rights_requests(id),
  CONSTRAINT restrictions_pkey PRIMARY KEY (citizen_id, version)
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

CREATE TABLE rights_request_steps (
  request_id uuid NOT NULL,
  version integer NOT NULL,
  state text NOT NULL,
  at timestamp(3) with time zone NOT NULL,
  by text NOT NULL,
  staff_id uuid,
  reason_sealed bytea,
  act_code text,
  act_revision integer,
  article text,
  entry_id uuid NOT NULL,
  CONSTRAINT rights_request_steps_answer_reasoned CHECK (((state = 'OPEN'::text) OR (reason_sealed IS NOT NULL))),
  CONSTRAINT rights_request_steps_by CHECK ((by = ANY (ARRAY['PERSON'::text, 'STAFF'::text, 'RULE'::text]))),
  CONSTRAINT rights_request_steps_citation_whole CHECK ((((act_code IS NULL) = (article IS NULL)) AND ((act_revision IS NULL) = (article IS NULL)))),
  CONSTRAINT rights_request_steps_opened_first CHECK (((state = 'OPEN'::text) = (version = 1))),
  CONSTRAINT rights_request_steps_refusal_cites CHECK (((state <> 'REFUSED'::text) OR (article IS NOT NULL))),
  CONSTRAINT rights_request_steps_staff_named CHECK (((by = 'STAFF'::text) = (staff_id IS NOT NULL))),
  CONSTRAINT rights_request_steps_state CHECK ((state = ANY (ARRAY['OPEN'::text, 'GRANTED'::text, 'REFUSED'::text]))),
  CONSTRAINT rights_request_steps_version CHECK ((version >= 1)),
  CONSTRAINT rights_request_steps_article FOREIGN KEY (act_code, act_revision, article) REFERENCES legal_act_articles(code, revision, article),
  CONSTRAINT rights_request_steps_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES ledger_entries(id),
  CONSTRAINT rights_request_steps_request_id_fkey FOREIGN KEY (request_id) REFERENCES rights_requests(id),
  CONSTRAINT rights_request_steps_pkey PRIMARY KEY (request_id, version)
);

CREATE TABLE rights_requests (
  id uuid NOT NULL,
  reference text NOT NULL,
  citizen_id uuid NOT NULL,
  kind text NOT NULL,
  about text,
  words_sealed bytea,
  opened_at timestamp(3) with time zone NOT NULL,
  due_at timestamp(3) with time zone NOT NULL,
  state text NOT NULL,
  version integer NOT NULL,
  CONSTRAINT rights_requests_about CHECK ((about = ANY (ARRAY['NAME'::text, 'PIN'::text, 'ID_DOCUMENT'::text, 'PHONE'::text, 'EMAIL'::text, 'ADDRESS'::text, 'BID_HISTORY'::text, 'PAYMENT'::text, 'CONSENT_HISTORY'::text]))),
  CONSTRAINT rights_requests_due_after_opened CHECK ((due_at > opened_at)),
  CONSTRAINT rights_requests_kind CHECK ((kind = ANY (ARRAY['ACCESS'::text, 'EXPORT'::text, 'CORRECTION'::text, 'DISPUTE'::text, 'RESTRICTION'::text, 'RESTRICTION_LIFT'::text, 'ERASURE'::text]))),
  CONSTRAINT rights_requests_state CHECK ((state = ANY (ARRAY['OPEN'::text, 'GRANTED'::text, 'REFUSED'::text]))),
  CONSTRAINT rights_requests_pkey PRIMARY KEY (id),
  CONSTRAINT rights_requests_reference UNIQUE (reference)
);

CREATE TABLE schema_migrations (
  name text NOT NULL,
  checksum text NOT NULL,
  applied_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT schema_migrations_pkey PRIMARY KEY (name)
);

CREATE TABLE staff_reads (
  id uuid NOT NULL,
  citizen_id uuid NOT NULL,
  role text NOT NULL,
  purpose text,
  case_sealed bytea NOT NULL,
  fields text[] NOT NULL,
  entry_id uuid,
  at timestamp(3) with time zone NOT NULL,
  refused text,
  duty text,
  subject_id uuid,
  read_by uuid,
  read_on date,
  CONSTRAINT staff_reads_duty CHECK ((duty = ANY (ARRAY['OFFICIAL_REQUEST'::text, 'SECURITY'::text, 'PERSONS_OWN_RIGHTS'::text]))),
  CONSTRAINT staff_reads_have_one_basis CHECK (((purpose IS NULL) <> (duty IS NULL))),
  CONSTRAINT staff_reads_say_who_and_when CHECK ((num_nonnulls(subject_id, read_by, read_on) = ANY (ARRAY[0, 3]))),
  CONSTRAINT staff_reads_shown_are_in_the_ledger CHECK (((refused IS NULL) = (entry_id IS NOT NULL))),
  CONSTRAINT staff_reads_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES ledger_entries(id),
  CONSTRAINT staff_reads_pkey PRIMARY KEY (id)
);

CREATE TABLE statistics_releases (
  day date NOT NULL,
  published_at timestamp with time zone NOT NULL,
  document text NOT NULL,
  sha256 text NOT NULL,
  previous_sha256 text,
  CONSTRAINT statistics_releases_are_as_hashed CHECK ((sha256 = encode(sha256(convert_to(document, 'UTF8'::name)), 'hex'::text))),
  CONSTRAINT statistics_releases_pkey PRIMARY KEY (day)
);

CREATE TABLE statistics_windows (
  "group" text NOT NULL,
  number integer NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  cells jsonb NOT NULL,
  kept_at timestamp with time zone NOT NULL,
  CONSTRAINT statistics_windows_group_is_known CHECK (("group" = ANY (ARRAY['SALES'::text, 'PARTICIPATION'::text, 'CONSENTS'::text]))),
  CONSTRAINT statistics_windows_have_days CHECK ((from_day <= to_day)),
  CONSTRAINT statistics_windows_number_from_one CHECK ((number > 0)),
  CONSTRAINT statistics_windows_pkey PRIMARY KEY ("group", number)
);

CREATE INDEX agreement_acceptances_by_entry ON public.agreement_acceptances USING btree (entry_id);

CREATE INDEX binding_entries_by_citizen ON public.binding_entries USING btree (citizen_id, entry_id);

CREATE INDEX consent_heads_by_consent ON public.consent_heads USING btree (consent_id);

CREATE INDEX consents_by_time ON public.consents USING btree (at);

CREATE INDEX consents_withdrawn ON public.consents USING btree (at) WHERE (state = 'WITHDRAWN'::text);

CREATE INDEX dead_letters_requeued ON public.dead_letters USING btree (consumer) WHERE ((requeued_at IS NOT NULL) AND (resolved_at IS NULL));

CREATE INDEX disclosure_accesses_by_citizen ON public.disclosure_accesses USING btree (citizen_id, id DESC);

CREATE INDEX disclosure_accesses_by_entry ON public.disclosure_accesses USING btree (entry_id);

CREATE INDEX disclosure_accesses_by_grant ON public.disclosure_accesses USING btree (grant_id);

CREATE INDEX disclosure_accesses_delayed ON public.disclosure_accesses USING btree (id) WHERE notice_delayed;

CREATE INDEX disclosure_accesses_to_tell ON public.disclosure_accesses USING btree (notice_due_at) WHERE (notice_due_at IS NOT NULL);

CREATE INDEX disclosure_decisions_by_time ON public.disclosure_decisions USING btree (decided_at);

CREATE INDEX disclosure_proposals_by_request ON public.disclosure_proposals USING btree (request_id, id DESC);

CREATE INDEX disclosure_repeats_by_access ON public.disclosure_repeats USING btree (access_id);

CREATE INDEX disclosure_requests_by_agency ON public.disclosure_requests USING btree (agency_id, id DESC);

CREATE INDEX disclosure_requests_by_state ON public.disclosure_requests USING btree (state, id DESC);

CREATE INDEX edition_submissions_by_draft ON public.edition_submissions USING btree (draft_id, id DESC);

CREATE UNIQUE INDEX erasures_asked_once ON public.erasures USING btree (citizen_id) WHERE (state = 'ASKED'::text);

CREATE INDEX erasures_by_citizen ON public.erasures USING btree (citizen_id, version);

CREATE INDEX erasures_by_entry ON public.erasures USING btree (entry_id);

CREATE UNIQUE INDEX erasures_ordered_once ON public.erasures USING btree (citizen_id) WHERE (state = ANY (ARRAY['ORDERED'::text, 'CERTIFIED'::text]));

CREATE INDEX erasures_under_way ON public.erasures USING btree (ordered_at) WHERE (state = 'ORDERED'::text);

CREATE INDEX export_links_by_export ON public.export_links USING btree (export_id);

CREATE INDEX exports_by_citizen ON public.exports USING btree (citizen_id, ordered_at DESC);

CREATE INDEX exports_by_expiry ON public.exports USING btree (expires_at);

CREATE UNIQUE INDEX exports_one_open ON public.exports USING btree (citizen_id) WHERE ((ready_at IS NULL) AND (given_up_at IS NULL));

CREATE INDEX inbox_handled_at ON public.inbox USING brin (handled_at);

CREATE INDEX inquiries_by_answer ON public.inquiries USING btree (answered_at) WHERE (answered_at IS NOT NULL);

CREATE INDEX inquiries_by_citizen ON public.inquiries USING btree (citizen_id) WHERE (citizen_id IS NOT NULL);

CREATE INDEX inquiries_open ON public.inquiries USING btree (due_at) WHERE (answered_at IS NULL);

CREATE INDEX inquiry_limits_by_address ON public.inquiry_limits USING btree (address_hash, asked_at);

CREATE INDEX inquiry_limits_by_time ON public.inquiry_limits USING btree (asked_at);

CREATE INDEX ledger_checkpoints_by_size ON public.ledger_checkpoints USING btree (size, witnessed, id);

CREATE INDEX ledger_entries_by_key ON public.ledger_entries USING btree (key_of, id);

CREATE INDEX legal_holds_in_force ON public.legal_holds USING btree (subject) WHERE (lifted_at IS NULL);

CREATE INDEX notice_delay_reviews_by_request ON public.notice_delay_reviews USING btree (request_id, ends_at);

CREATE INDEX notice_delays_by_article ON public.notice_delays USING btree (act_code, act_revision, act_article);

CREATE INDEX notice_reveals_by_entry ON public.notice_reveals USING btree (entry_id);

CREATE INDEX outbox_held ON public.outbox USING btree (retry_at) WHERE ((published_at IS NULL) AND (retry_at IS NOT NULL));

CREATE INDEX outbox_unpublished ON public.outbox USING btree ("position") WHERE (published_at IS NULL);

CREATE INDEX republish_requests_open ON public.republish_requests USING btree (requested_at) WHERE (finished_at IS NULL);

CREATE INDEX restrictions_by_article ON public.restrictions USING btree (act_code, act_revision, article) WHERE (article IS NOT NULL);

CREATE INDEX restrictions_by_request ON public.restrictions USING btree (request_id) WHERE (request_id IS NOT NULL);

CREATE INDEX retention_runs_open ON public.retention_runs USING btree (ordered_at) WHERE (finished_at IS NULL);

CREATE INDEX rights_request_steps_by_article ON public.rights_request_steps USING btree (act_code, act_revision, article);

CREATE INDEX rights_request_steps_by_entry ON public.rights_request_steps USING btree (entry_id);

CREATE INDEX rights_requests_by_citizen ON public.rights_requests USING btree (citizen_id, id);

CREATE INDEX rights_requests_open ON public.rights_requests USING btree (due_at, id) WHERE (state = 'OPEN'::text);

CREATE UNIQUE INDEX rights_requests_open_once ON public.rights_requests USING btree (citizen_id, kind, COALESCE(about, ''::text)) WHERE (state = 'OPEN'::text);

CREATE INDEX staff_reads_by_citizen ON public.staff_reads USING btree (citizen_id, id DESC);

CREATE INDEX staff_reads_by_time ON public.staff_reads USING btree (at);

CREATE UNIQUE INDEX staff_reads_once_a_day ON public.staff_reads USING btree (read_by, read_on, subject_id) WHERE (subject_id IS NOT NULL);

CREATE VIEW retention_subjects AS
 SELECT 'privacy.consents'::text AS rule,
    h.citizen_id AS subject,
    c.at AS since,
    ARRAY[h.citizen_id] AS people,
    NULL::uuid AS lot,
    NULL::uuid AS affair
   FROM consent_heads h
     JOIN consents c ON c.id = h.consent_id
  WHERE c.state = 'WITHDRAWN'::text AND NOT (EXISTS ( SELECT
           FROM person_keys k
          WHERE k.citizen_id = h.citizen_id AND k.wrapped_key IS NOT NULL))
UNION ALL
 SELECT 'privacy.disclosure_requests'::text AS rule,
    d.request_id AS subject,
    COALESCE(g.valid_until, d.decided_at) AS since,
    ( SELECT array_agg(a.citizen_id) AS array_agg
           FROM disclosure_accesses a
          WHERE a.grant_id = g.id) AS people,
    NULL::uuid AS lot,
    d.request_id AS affair
   FROM disclosure_decisions d
     LEFT JOIN disclosure_grants g ON g.request_id = d.request_id
UNION ALL
 SELECT 'privacy.letters'::text AS rule,
    l.id AS subject,
    l.at AS since,
    NULL::uuid[] AS people,
    NULL::uuid AS lot,
    NULL::uuid AS affair
   FROM letters l
  WHERE NOT (EXISTS ( SELECT
           FROM disclosure_requests r
          WHERE r.letter_id = l.id))
UNION ALL
 SELECT 'privacy.staff_reads'::text AS rule,
    staff_reads.id AS subject,
    staff_reads.at AS since,
    ARRAY[staff_reads.citizen_id] AS people,
    NULL::uuid AS lot,
    NULL::uuid AS affair
   FROM staff_reads
UNION ALL
 SELECT 'privacy.inquiries'::text AS rule,
    inquiries.id AS subject,
    inquiries.answered_at AS since,
    ARRAY[inquiries.citizen_id] AS people,
    NULL::uuid AS lot,
    inquiries.id AS affair
   FROM inquiries
UNION ALL
 SELECT 'privacy.dead_letters'::text AS rule,
    dead_letters.event_id AS subject,
    dead_letters.resolved_at AS since,
    NULL::uuid[] AS people,
    NULL::uuid AS lot,
    NULL::uuid AS affair
   FROM dead_letters
UNION ALL
 SELECT 'privacy.republish_requests'::text AS rule,
    republish_requests.id AS subject,
    republish_requests.finished_at AS since,
    NULL::uuid[] AS people,
    NULL::uuid AS lot,
    NULL::uuid AS affair
   FROM republish_requests
UNION ALL
 SELECT 'privacy.legal_holds'::text AS rule,
    legal_holds.id AS subject,
    legal_holds.lifted_at AS since,
    NULL::uuid[] AS people,
    NULL::uuid AS lot,
    NULL::uuid AS affair
   FROM legal_holds
UNION ALL
 SELECT 'privacy.hold_orders'::text AS rule,
    o.id AS subject,
    s.at AS since,
        CASE
            WHEN o.scope = 'PERSON'::text THEN ARRAY[o.subject_id]
            ELSE NULL::uuid[]
        END AS people,
        CASE
            WHEN o.scope = 'LOT'::text THEN o.subject_id
            ELSE NULL::uuid
        END AS lot,
        CASE
            WHEN o.scope = 'CASE'::text THEN o.subject_id
            ELSE NULL::uuid
        END AS affair
   FROM hold_orders o
     JOIN hold_steps s ON s.hold_id = o.id
  WHERE s.kind = ANY (ARRAY['REJECTED'::text, 'LIFTED'::text]);

CREATE TRIGGER acknowledgements_append_only BEFORE DELETE OR UPDATE ON acknowledgements FOR EACH ROW EXECUTE FUNCTION refuse_change('privacy.consents', 'citizen_id');

CREATE TRIGGER acknowledgements_not_truncated BEFORE TRUNCATE ON acknowledgements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER agreement_acceptances_append_only BEFORE DELETE OR UPDATE ON agreement_acceptances FOR EACH ROW EXECUTE FUNCTION refuse_change('privacy.consents', 'citizen_id');

CREATE TRIGGER agreement_acceptances_not_truncated BEFORE TRUNCATE ON agreement_acceptances FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER agreement_editions_append_only BEFORE DELETE OR UPDATE ON agreement_editions FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER agreement_editions_not_truncated BEFORE TRUNCATE ON agreement_editions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER agreement_editions_order BEFORE INSERT ON agreement_editions FOR EACH ROW EXECUTE FUNCTION agreement_editions_take_effect_in_order();

CREATE TRIGGER agreement_editions_two_people BEFORE INSERT ON agreement_editions FOR EACH ROW EXECUTE FUNCTION editions_by_two_people('USER_AGREEMENT');

CREATE TRIGGER agreement_texts_append_only BEFORE DELETE OR UPDATE ON agreement_texts FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER agreement_texts_not_truncated BEFORE TRUNCATE ON agreement_texts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER agreement_texts_reviewed BEFORE INSERT ON agreement_texts FOR EACH ROW EXECUTE FUNCTION agreement_texts_as_reviewed();

CREATE TRIGGER binding_entries_erased_stay_erased BEFORE INSERT ON binding_entries FOR EACH ROW EXECUTE FUNCTION erased_stay_erased('citizen_id');

CREATE TRIGGER consents_append_only BEFORE DELETE OR UPDATE ON consents FOR EACH ROW EXECUTE FUNCTION refuse_change('privacy.consents', 'citizen_id');

CREATE TRIGGER consents_not_truncated BEFORE TRUNCATE ON consents FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER consents_order BEFORE INSERT ON consents FOR EACH ROW EXECUTE FUNCTION consents_epoch_rises();

CREATE TRIGGER deadline_terms_append_only BEFORE DELETE OR UPDATE ON deadline_terms FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER deadline_terms_not_truncated BEFORE TRUNCATE ON deadline_terms FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER destroyed_keys_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON destroyed_keys FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER destroyed_keys_by_retention BEFORE INSERT ON destroyed_keys FOR EACH ROW EXECUTE FUNCTION destroyed_keys_by_retention();

CREATE TRIGGER disclosure_accesses_append_only BEFORE DELETE OR UPDATE ON disclosure_accesses FOR EACH ROW EXECUTE FUNCTION refuse_change_of_reads();

CREATE TRIGGER disclosure_accesses_not_truncated BEFORE TRUNCATE ON disclosure_accesses FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER disclosure_accesses_scope BEFORE INSERT ON disclosure_accesses FOR EACH ROW EXECUTE FUNCTION disclosure_accesses_within_grant();

CREATE TRIGGER disclosure_decisions_append_only BEFORE DELETE OR UPDATE ON disclosure_decisions FOR EACH ROW EXECUTE FUNCTION refuse_change('privacy.disclosure_requests', 'request_id');

CREATE TRIGGER disclosure_decisions_not_truncated BEFORE TRUNCATE ON disclosure_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER disclosure_decisions_scope BEFORE INSERT ON disclosure_decisions FOR EACH ROW EXECUTE FUNCTION disclosure_decisions_within_request();

CREATE TRIGGER disclosure_grant_subjects_append_only BEFORE DELETE OR UPDATE ON disclosure_grant_subjects FOR EACH ROW EXECUTE FUNCTION refuse_change('privacy.disclosure_requests', 'request_id');

CREATE TRIGGER disclosure_grant_subjects_capped BEFORE INSERT ON disclosure_grant_subjects FOR EACH ROW EXECUTE FUNCTION disclosure_grant_subjects_within_cap();

CREATE TRIGGER disclosure_grant_subjects_not_truncated BEFORE TRUNCATE ON disclosure_grant_subjects FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER disclosure_grants_fixed BEFORE UPDATE ON disclosure_grants FOR EACH ROW EXECUTE FUNCTION disclosure_grants_scope_is_fixed();

CREATE TRIGGER disclosure_grants_kept BEFORE DELETE ON disclosure_grants FOR EACH ROW EXECUTE FUNCTION refuse_change('privacy.disclosure_requests', 'request_id');

CREATE TRIGGER disclosure_grants_not_truncated BEFORE TRUNCATE ON disclosure_grants FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER disclosure_grants_say_how_many_persons BEFORE INSERT ON disclosure_grants FOR EACH ROW EXECUTE FUNCTION disclosure_grants_say_how_many_persons();

CREATE TRIGGER disclosure_grants_scope BEFORE INSERT ON disclosure_grants FOR EACH ROW EXECUTE FUNCTION disclosure_grants_within_request();

CREATE TRIGGER disclosure_notices_append_only BEFORE DELETE OR UPDATE ON disclosure_notices FOR EACH ROW EXECUTE FUNCTION refuse_change_of_reads();

CREATE TRIGGER disclosure_notices_not_truncated BEFORE TRUNCATE ON disclosure_notices FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER disclosure_proposals_append_only BEFORE DELETE OR UPDATE ON disclosure_proposals FOR EACH ROW EXECUTE FUNCTION refuse_change('privacy.disclosure_requests', 'request_id');

CREATE TRIGGER disclosure_proposals_not_truncated BEFORE TRUNCATE ON disclosure_proposals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER disclosure_repeats_append_only BEFORE DELETE OR UPDATE ON disclosure_repeats FOR EACH ROW EXECUTE FUNCTION refuse_change_of_reads();

CREATE TRIGGER disclosure_repeats_not_truncated BEFORE TRUNCATE ON disclosure_repeats FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER disclosure_requests_as_filed AFTER UPDATE ON disclosure_requests FOR EACH ROW EXECUTE FUNCTION disclosure_requests_are_as_filed();

CREATE TRIGGER disclosure_requests_kept BEFORE DELETE ON disclosure_requests FOR EACH ROW EXECUTE FUNCTION refuse_change('privacy.disclosure_requests', 'id');

CREATE TRIGGER disclosure_requests_not_truncated BEFORE TRUNCATE ON disclosure_requests FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER disclosure_subjects_append_only BEFORE DELETE OR UPDATE ON disclosure_subjects FOR EACH ROW EXECUTE FUNCTION refuse_change('privacy.disclosure_requests', 'request_id');

CREATE TRIGGER disclosure_subjects_not_truncated BEFORE TRUNCATE ON disclosure_subjects FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER edition_decisions_append_only BEFORE DELETE OR UPDATE ON edition_decisions FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER edition_decisions_not_truncated BEFORE TRUNCATE ON edition_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER edition_submission_texts_append_only BEFORE DELETE OR UPDATE ON edition_submission_texts FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER edition_submission_texts_not_truncated BEFORE TRUNCATE ON edition_submission_texts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER edition_submissions_append_only BEFORE DELETE OR UPDATE ON edition_submissions FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER edition_submissions_not_truncated BEFORE TRUNCATE ON edition_submissions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER edition_texts_immutable BEFORE DELETE OR UPDATE ON edition_texts FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER edition_texts_not_truncated BEFORE TRUNCATE ON edition_texts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER edition_texts_reviewed BEFORE INSERT ON edition_texts FOR EACH ROW EXECUTE FUNCTION edition_texts_as_reviewed();

CREATE TRIGGER editions_immutable BEFORE DELETE OR UPDATE ON editions FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER editions_not_truncated BEFORE TRUNCATE ON editions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER editions_order BEFORE INSERT ON editions FOR EACH ROW EXECUTE FUNCTION editions_take_effect_in_order();

CREATE TRIGGER editions_two_people BEFORE INSERT ON editions FOR EACH ROW EXECUTE FUNCTION editions_by_two_people();

CREATE TRIGGER erasure_acknowledgements_append_only BEFORE DELETE OR UPDATE ON erasure_acknowledgements FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER erasure_acknowledgements_not_truncated BEFORE TRUNCATE ON erasure_acknowledgements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER exports_erased_stay_erased BEFORE INSERT ON exports FOR EACH ROW EXECUTE FUNCTION erased_stay_erased('citizen_id');

CREATE TRIGGER hold_orders_append_only BEFORE DELETE OR UPDATE ON hold_orders FOR EACH ROW EXECUTE FUNCTION refuse_change('privacy.hold_orders', 'id');

CREATE TRIGGER hold_orders_not_truncated BEFORE TRUNCATE ON hold_orders FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER hold_steps_append_only BEFORE DELETE OR UPDATE ON hold_steps FOR EACH ROW EXECUTE FUNCTION refuse_change('privacy.hold_orders', 'hold_id');

CREATE TRIGGER hold_steps_not_truncated BEFORE TRUNCATE ON hold_steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER hold_steps_walk BEFORE INSERT ON hold_steps FOR EACH ROW EXECUTE FUNCTION hold_steps_walk();

CREATE TRIGGER holidays_append_only BEFORE DELETE OR UPDATE ON holidays FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER holidays_not_truncated BEFORE TRUNCATE ON holidays FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER holidays_order BEFORE INSERT ON holidays FOR EACH ROW EXECUTE FUNCTION holidays_revisions_follow();

CREATE TRIGGER inquiries_kept BEFORE DELETE ON inquiries FOR EACH ROW EXECUTE FUNCTION refuse_change_of_inquiries('id');

CREATE TRIGGER inquiries_not_truncated BEFORE TRUNCATE ON inquiries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER inquiries_stay BEFORE UPDATE ON inquiries FOR EACH ROW EXECUTE FUNCTION inquiries_stay();

CREATE TRIGGER inquiry_events_append_only BEFORE DELETE OR UPDATE ON inquiry_events FOR EACH ROW EXECUTE FUNCTION refuse_change_of_inquiries('inquiry_id');

CREATE TRIGGER inquiry_events_not_truncated BEFORE TRUNCATE ON inquiry_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER ledger_checkpoints_append_only BEFORE DELETE OR UPDATE ON ledger_checkpoints FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER ledger_checkpoints_not_truncated BEFORE TRUNCATE ON ledger_checkpoints FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER ledger_entries_append_only BEFORE DELETE OR UPDATE ON ledger_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER ledger_entries_not_truncated BEFORE TRUNCATE ON ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER ledger_entries_queued AFTER INSERT ON ledger_entries FOR EACH ROW EXECUTE FUNCTION queue_ledger_entry();

CREATE TRIGGER ledger_leaves_append_only BEFORE DELETE OR UPDATE ON ledger_leaves FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER ledger_leaves_not_truncated BEFORE TRUNCATE ON ledger_leaves FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER ledger_nodes_append_only BEFORE DELETE OR UPDATE ON ledger_nodes FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER ledger_nodes_not_truncated BEFORE TRUNCATE ON ledger_nodes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER legal_act_articles_append_only BEFORE DELETE OR UPDATE ON legal_act_articles FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER legal_act_articles_not_truncated BEFORE TRUNCATE ON legal_act_articles FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER legal_acts_append_only BEFORE DELETE OR UPDATE ON legal_acts FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER legal_acts_not_truncated BEFORE TRUNCATE ON legal_acts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER legal_acts_order BEFORE INSERT ON legal_acts FOR EACH ROW EXECUTE FUNCTION legal_acts_revisions_follow();

CREATE TRIGGER letters_append_only BEFORE DELETE OR UPDATE ON letters FOR EACH ROW EXECUTE FUNCTION refuse_change('privacy.letters', 'id');

CREATE TRIGGER letters_not_truncated BEFORE TRUNCATE ON letters FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER notice_delay_reviews_append_only BEFORE DELETE OR UPDATE ON notice_delay_reviews FOR EACH ROW EXECUTE FUNCTION refuse_change('privacy.disclosure_requests', 'request_id');

CREATE TRIGGER notice_delay_reviews_by_rule BEFORE INSERT ON notice_delay_reviews FOR EACH ROW EXECUTE FUNCTION notice_delay_reviews_rules();

CREATE TRIGGER notice_delay_reviews_not_truncated BEFORE TRUNCATE ON notice_delay_reviews FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER notice_delays_append_only BEFORE DELETE OR UPDATE ON notice_delays FOR EACH ROW EXECUTE FUNCTION refuse_change('privacy.disclosure_requests', 'request_id');

CREATE TRIGGER notice_delays_basis BEFORE INSERT ON notice_delays FOR EACH ROW EXECUTE FUNCTION notice_delays_on_a_basis();

CREATE TRIGGER notice_delays_not_truncated BEFORE TRUNCATE ON notice_delays FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER notice_reveals_append_only BEFORE DELETE OR UPDATE ON notice_reveals FOR EACH ROW EXECUTE FUNCTION refuse_change_of_reads();

CREATE TRIGGER notice_reveals_not_truncated BEFORE TRUNCATE ON notice_reveals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER person_keys_stay_destroyed BEFORE UPDATE ON person_keys FOR EACH ROW EXECUTE FUNCTION person_keys_stay_destroyed();

CREATE TRIGGER protocol_anchors_append_only BEFORE DELETE OR UPDATE ON protocol_anchors FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER protocol_anchors_not_truncated BEFORE TRUNCATE ON protocol_anchors FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER restriction_acknowledgements_append_only BEFORE DELETE OR UPDATE ON restriction_acknowledgements FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER restriction_acknowledgements_not_truncated BEFORE TRUNCATE ON restriction_acknowledgements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER restrictions_append_only BEFORE DELETE OR UPDATE ON restrictions FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER restrictions_not_truncated BEFORE TRUNCATE ON restrictions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER restrictions_order BEFORE INSERT ON restrictions FOR EACH ROW EXECUTE FUNCTION restrictions_alternate();

CREATE TRIGGER retention_permits_are_due BEFORE INSERT OR UPDATE ON retention_permits FOR EACH ROW EXECUTE FUNCTION retention_permits_are_due();

CREATE TRIGGER retention_runs_not_truncated BEFORE TRUNCATE ON retention_runs FOR EACH STATEMENT EXECUTE FUNCTION retention_runs_stay();

CREATE TRIGGER retention_runs_stay BEFORE DELETE OR UPDATE ON retention_runs FOR EACH ROW EXECUTE FUNCTION retention_runs_stay();

CREATE TRIGGER retention_terms_stay BEFORE DELETE OR UPDATE OR TRUNCATE ON retention_terms FOR EACH STATEMENT EXECUTE FUNCTION retention_terms_stay();

CREATE TRIGGER rights_request_steps_append_only BEFORE DELETE OR UPDATE ON rights_request_steps FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER rights_request_steps_not_truncated BEFORE TRUNCATE ON rights_request_steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER rights_requests_append_only BEFORE DELETE ON rights_requests FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER rights_requests_as_opened AFTER UPDATE ON rights_requests FOR EACH ROW EXECUTE FUNCTION rights_requests_are_as_opened();

CREATE TRIGGER rights_requests_not_truncated BEFORE TRUNCATE ON rights_requests FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER staff_reads_append_only BEFORE DELETE OR UPDATE ON staff_reads FOR EACH ROW EXECUTE FUNCTION refuse_change('privacy.staff_reads', 'id');

CREATE TRIGGER staff_reads_not_truncated BEFORE TRUNCATE ON staff_reads FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER statistics_releases_append_only BEFORE DELETE OR UPDATE ON statistics_releases FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER statistics_releases_follow BEFORE INSERT ON statistics_releases FOR EACH ROW EXECUTE FUNCTION statistics_releases_follow();

CREATE TRIGGER statistics_releases_not_truncated BEFORE TRUNCATE ON statistics_releases FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER statistics_windows_append_only BEFORE DELETE OR UPDATE ON statistics_windows FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER statistics_windows_are_apart BEFORE INSERT ON statistics_windows FOR EACH ROW EXECUTE FUNCTION statistics_windows_are_apart();

CREATE TRIGGER statistics_windows_not_truncated BEFORE TRUNCATE ON statistics_windows FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

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

COMMENT ON TABLE statistics_releases IS 'What was published, a day once. Each names the hash of the one before it: none can be slipped in or taken out.';

COMMENT ON TABLE statistics_windows IS 'Closed windows with their tables. Append-only; two of a group have no day in common.';
