-- Tables of statistics, suppressed and rounded already: they name nobody and are published as they are.
CREATE TABLE statistics_windows (
  "group" text NOT NULL CONSTRAINT statistics_windows_group_is_known CHECK ("group" IN ('SALES', 'PARTICIPATION', 'CONSENTS')),
  number integer NOT NULL CONSTRAINT statistics_windows_number_from_one CHECK (number > 0),
  from_day date NOT NULL,
  to_day date NOT NULL,
  cells jsonb NOT NULL,
  kept_at timestamptz NOT NULL,
  CONSTRAINT statistics_windows_have_days CHECK (from_day <= to_day),
  PRIMARY KEY ("group", number)
);
COMMENT ON TABLE statistics_windows IS 'Closed windows with their tables. Append-only; two of a group have no day in common.';

-- Two windows with a day in common could be subtracted from each other. Windows may arrive in any order.
CREATE FUNCTION statistics_windows_are_apart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('statistics_windows'));
  IF EXISTS (SELECT 1 FROM statistics_windows w WHERE w."group" = NEW."group"
             AND w.from_day <= NEW.to_day AND NEW.from_day <= w.to_day) THEN
    RAISE EXCEPTION 'windows have no day in common' USING ERRCODE = 'check_violation', CONSTRAINT = 'statistics_windows_are_apart';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER statistics_windows_are_apart BEFORE INSERT ON statistics_windows FOR EACH ROW EXECUTE FUNCTION statistics_windows_are_apart();
CREATE TRIGGER statistics_windows_append_only BEFORE UPDATE OR DELETE ON statistics_windows FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER statistics_windows_not_truncated BEFORE TRUNCATE ON statistics_windows FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE statistics_releases (
  day date PRIMARY KEY,
  published_at timestamptz NOT NULL,
  document text NOT NULL,
  sha256 text NOT NULL,
  previous_sha256 text,
  CONSTRAINT statistics_releases_are_as_hashed CHECK (sha256 = encode(sha256(convert_to(document, 'UTF8')), 'hex'))
);
COMMENT ON TABLE statistics_releases IS 'What was published, a day once. Each names the hash of the one before it: none can be slipped in or taken out.';

CREATE FUNCTION statistics_releases_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last statistics_releases%ROWTYPE;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('statistics_releases'));
  SELECT * INTO last FROM statistics_releases ORDER BY day DESC LIMIT 1;
  IF NEW.day <= last.day OR NEW.previous_sha256 IS DISTINCT FROM last.sha256 THEN
    RAISE EXCEPTION 'a release follows the one before it' USING ERRCODE = 'check_violation', CONSTRAINT = 'statistics_releases_follow';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER statistics_releases_follow BEFORE INSERT ON statistics_releases FOR EACH ROW EXECUTE FUNCTION statistics_releases_follow();
CREATE TRIGGER statistics_releases_append_only BEFORE UPDATE OR DELETE ON statistics_releases FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER statistics_releases_not_truncated BEFORE TRUNCATE ON statistics_releases FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE INDEX consents_by_time ON consents (at);
