-- What the auction handed over to be counted; it waits for its window to close and is deleted then.
CREATE TABLE statistics_parts (
  day date NOT NULL,
  part integer NOT NULL,
  parts integer NOT NULL,
  since date NOT NULL,
  CONSTRAINT statistics_parts_are_numbered CHECK (part BETWEEN 1 AND parts),
  PRIMARY KEY (day, part)
);
COMMENT ON TABLE statistics_parts IS 'Which parts of which days have arrived; a part that comes twice is known by its row.';

CREATE TABLE statistics_acts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  day date NOT NULL,
  act text NOT NULL CONSTRAINT statistics_acts_act_is_known CHECK (act IN ('ENTERED', 'BOUGHT')),
  citizen_id uuid NOT NULL,
  region text NOT NULL,
  price_band text NOT NULL,
  pattern text NOT NULL
);
CREATE INDEX statistics_acts_by_day ON statistics_acts (act, day);
COMMENT ON TABLE statistics_acts IS 'Acts that wait to be counted: opaque ids and bands, deleted with the window that counts them, after 31 days at most.';

CREATE TABLE statistics_windows (
  "group" text NOT NULL CONSTRAINT statistics_windows_group_is_known CHECK ("group" IN ('SALES', 'PARTICIPATION')),
  number integer NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  closed_at timestamptz NOT NULL,
  CONSTRAINT statistics_windows_have_days CHECK (from_day <= to_day),
  PRIMARY KEY ("group", number)
);
COMMENT ON TABLE statistics_windows IS 'Closed windows of statistics: no day is counted twice, whoever tries.';

-- Two windows with a day in common could be subtracted from each other.
CREATE FUNCTION statistics_windows_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last statistics_windows%ROWTYPE;
BEGIN
  SELECT * INTO last FROM statistics_windows WHERE "group" = NEW."group" ORDER BY number DESC LIMIT 1;
  IF NEW.number <> COALESCE(last.number, 0) + 1 OR NEW.from_day <> COALESCE(last.to_day + 1, NEW.from_day) THEN
    RAISE EXCEPTION 'a window follows the one before it' USING ERRCODE = 'check_violation', CONSTRAINT = 'statistics_windows_follow';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER statistics_windows_follow BEFORE INSERT ON statistics_windows FOR EACH ROW EXECUTE FUNCTION statistics_windows_follow();

CREATE FUNCTION statistics_windows_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a window that was closed stays closed'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'statistics_windows_are_append_only';
END $$;
CREATE TRIGGER statistics_windows_are_append_only BEFORE UPDATE OR DELETE ON statistics_windows FOR EACH ROW EXECUTE FUNCTION statistics_windows_are_append_only();
CREATE TRIGGER statistics_windows_are_not_truncated BEFORE TRUNCATE ON statistics_windows FOR EACH STATEMENT EXECUTE FUNCTION statistics_windows_are_append_only();
