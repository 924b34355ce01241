-- Retention (clause 3.1): what has had its term is deleted by a daily job, and by nothing else. Each service adds the view
-- `retention_subjects`: everything of which a term has begun, by rule, with since when and whose it is.

-- How long each rule keeps. A changed term is a new row; the newest that is in force counts.
CREATE TABLE retention_terms (
  rule text NOT NULL,
  in_force_from date NOT NULL,
  count integer NOT NULL CONSTRAINT retention_terms_count_positive CHECK (count > 0),
  unit text NOT NULL CONSTRAINT retention_terms_unit_known CHECK (unit IN ('DAYS', 'YEARS')),
  CONSTRAINT retention_terms_pkey PRIMARY KEY (rule, in_force_from)
);
COMMENT ON TABLE retention_terms IS 'How long each rule of retention keeps, from which day on.';

-- What must not be deleted though its term is over: privacy decides, everybody keeps a copy.
CREATE TABLE legal_holds (
  id uuid NOT NULL CONSTRAINT legal_holds_pkey PRIMARY KEY,
  scope text NOT NULL CONSTRAINT legal_holds_scope_known CHECK (scope IN ('PERSON', 'LOT', 'CASE')),
  subject uuid NOT NULL,
  version integer NOT NULL CONSTRAINT legal_holds_version_positive CHECK (version > 0),
  lifted_at timestamptz
);
COMMENT ON TABLE legal_holds IS 'Projection: legal holds, in force until lifted.';
CREATE INDEX legal_holds_in_force ON legal_holds (subject) WHERE lifted_at IS NULL;

CREATE TABLE retention_runs (
  id uuid NOT NULL CONSTRAINT retention_runs_pkey PRIMARY KEY,
  -- The day of Bishkek it is the run of; null: operations asked for it.
  day date CONSTRAINT retention_runs_once_a_day UNIQUE,
  ordered_at timestamptz NOT NULL DEFAULT app_now(),
  finished_at timestamptz
);
COMMENT ON TABLE retention_runs IS 'Runs of the retention job; one a day, and whatever operations order.';
CREATE INDEX retention_runs_open ON retention_runs (ordered_at) WHERE finished_at IS NULL;

CREATE TABLE retention_run_rules (
  run_id uuid NOT NULL CONSTRAINT retention_run_rules_run REFERENCES retention_runs (id),
  rule text NOT NULL,
  erased integer NOT NULL DEFAULT 0 CONSTRAINT retention_run_rules_erased_not_negative CHECK (erased >= 0),
  held integer NOT NULL DEFAULT 0 CONSTRAINT retention_run_rules_held_not_negative CHECK (held >= 0),
  -- The name of a broken constraint, or of what failed.
  failure text,
  done_at timestamptz,
  CONSTRAINT retention_run_rules_pkey PRIMARY KEY (run_id, rule)
);
COMMENT ON TABLE retention_run_rules IS 'What a run did, by rule: how much it deleted, how much is held.';

-- What the transaction in progress may delete. Empty between transactions.
CREATE TABLE retention_permits (
  rule text NOT NULL,
  subject uuid NOT NULL,
  transaction xid8 NOT NULL,
  CONSTRAINT retention_permits_pkey PRIMARY KEY (rule, subject)
);
COMMENT ON TABLE retention_permits IS 'What the transaction in progress may delete, checked against the rule as it is written. Empty otherwise.';

-- Everything older than this is due. NULL: no such rule, nothing is.
CREATE FUNCTION retention_cutoff(wanted text) RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
DECLARE
  term retention_terms%ROWTYPE;
  now timestamptz := app_now();
BEGIN
  SELECT * INTO term FROM retention_terms t
  WHERE t.rule = wanted AND t.in_force_from <= (now AT TIME ZONE 'Asia/Bishkek')::date ORDER BY t.in_force_from DESC LIMIT 1;
  RETURN now - CASE term.unit WHEN 'DAYS' THEN make_interval(days => term.count) WHEN 'YEARS' THEN make_interval(years => term.count) END;
END $$;

CREATE FUNCTION retention_held(people uuid[], lot uuid, affair uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM legal_holds h WHERE h.lifted_at IS NULL AND (
    (h.scope = 'PERSON' AND h.subject = ANY (people)) OR (h.scope = 'LOT' AND h.subject = lot) OR (h.scope = 'CASE' AND h.subject = affair)))
$$;

-- The attack: somebody with the service's own rights writes a permit for what is not due, or for what is held, and then
-- deletes it. The permit itself is checked, so a forged one can only do what the job would do.
CREATE FUNCTION retention_permits_are_due() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  cutoff timestamptz := retention_cutoff(NEW.rule);
BEGIN
  IF NOT EXISTS (SELECT FROM retention_subjects s WHERE s.rule = NEW.rule AND s.subject = NEW.subject AND s.since <= cutoff
                 AND NOT retention_held(s.people, s.lot, s.affair)) THEN
    RAISE EXCEPTION 'not due, or held' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'retention_permits_are_due';
  END IF;
  NEW.transaction := pg_current_xact_id();
  RETURN NEW;
END $$;
CREATE TRIGGER retention_permits_are_due BEFORE INSERT OR UPDATE ON retention_permits
  FOR EACH ROW EXECUTE FUNCTION retention_permits_are_due();

-- What a trigger that guards history asks before it lets a row go.
CREATE FUNCTION retention_permitted(wanted text, wanted_subject uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM retention_permits p
    WHERE p.rule = wanted AND p.subject = wanted_subject AND p.transaction = pg_current_xact_id())
$$;

-- A term is never changed, only followed; the record of a run neither.
CREATE FUNCTION retention_terms_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a term is followed by another, never changed' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'retention_terms_stay';
END $$;
CREATE TRIGGER retention_terms_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON retention_terms
  FOR EACH STATEMENT EXECUTE FUNCTION retention_terms_stay();
CREATE FUNCTION retention_runs_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_LEVEL = 'ROW' AND TG_OP = 'UPDATE' AND OLD.finished_at IS NULL THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'what a run did is on record' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'retention_runs_stay';
END $$;
CREATE TRIGGER retention_runs_stay BEFORE UPDATE OR DELETE ON retention_runs FOR EACH ROW EXECUTE FUNCTION retention_runs_stay();
CREATE TRIGGER retention_runs_not_truncated BEFORE TRUNCATE ON retention_runs FOR EACH STATEMENT EXECUTE FUNCTION retention_runs_stay();
