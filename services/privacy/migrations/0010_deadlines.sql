-- Deadlines are counted in working days of Bishkek. Which days differ from their weekday is data: a row per statement about
-- a day, never changed; a later revision of the same day is what counts (a feast announced by the moon, a moved rest day).

CREATE TABLE holidays (
  day         date NOT NULL,
  revision    smallint NOT NULL DEFAULT 1 CONSTRAINT holidays_revision_positive CHECK (revision >= 1),
  -- REST: not worked; WORK: worked, though its weekday or an earlier revision says otherwise.
  kind        text NOT NULL CONSTRAINT holidays_kind CHECK (kind IN ('REST', 'WORK')),
  name        text NOT NULL,
  -- Who said so: the act, or how the day was reckoned until somebody says.
  basis       text NOT NULL,
  recorded_at timestamptz(3) NOT NULL DEFAULT app_now(),
  PRIMARY KEY (day, revision)
);
CREATE FUNCTION holidays_revisions_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('holidays'));
  IF NEW.revision <> COALESCE((SELECT max(revision) FROM holidays WHERE day = NEW.day), 0) + 1 THEN
    RAISE EXCEPTION 'revision % of % does not follow', NEW.revision, NEW.day USING ERRCODE = 'check_violation', CONSTRAINT = 'holidays_revisions_follow';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER holidays_order BEFORE INSERT ON holidays FOR EACH ROW EXECUTE FUNCTION holidays_revisions_follow();
CREATE TRIGGER holidays_append_only BEFORE UPDATE OR DELETE ON holidays FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER holidays_not_truncated BEFORE TRUNCATE ON holidays FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- How long each term is, from which day: a new law is a new row.
CREATE TABLE deadline_terms (
  term          text NOT NULL CONSTRAINT deadline_terms_term CHECK (term IN ('RIGHTS_ANSWER', 'DISCLOSURE_NOTICE', 'DESTRUCTION_AFTER_WITHDRAWAL')),
  in_force_from date NOT NULL,
  working_days  smallint NOT NULL CONSTRAINT deadline_terms_some_days CHECK (working_days BETWEEN 1 AND 250),
  basis         text NOT NULL,
  PRIMARY KEY (term, in_force_from)
);
CREATE TRIGGER deadline_terms_append_only BEFORE UPDATE OR DELETE ON deadline_terms FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER deadline_terms_not_truncated BEFORE TRUNCATE ON deadline_terms FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

INSERT INTO deadline_terms (term, in_force_from, working_days, basis) VALUES
  ('RIGHTS_ANSWER', '2008-04-14', 7, 'model forms: answers to the person within 7 days, free of charge'),
  ('DISCLOSURE_NOTICE', '2008-04-14', 7, 'model forms: notice to the person after a transfer'),
  ('DESTRUCTION_AFTER_WITHDRAWAL', '2008-04-14', 14, 'model forms: destruction or anonymising after withdrawal');

-- The Labour Code of 2025: New Year's holidays 1–7 January, the May holidays 1–9 May; 23 February and 7 April are worked
-- (shortened); a feast that falls on a rest day moves none. 2026 as the Ministry of Labour announced it; the two feasts of
-- the moon in 2027 are reckoned and wait for their announcement, which will be their second revision.
INSERT INTO holidays (day, kind, name, basis)
  SELECT day::date, 'REST', 'New Year''s holidays', 'Labour Code' FROM generate_series(date '2026-01-01', date '2026-01-07', interval '1 day') AS day
  UNION ALL SELECT day::date, 'REST', 'May holidays', 'Labour Code' FROM generate_series(date '2026-05-01', date '2026-05-09', interval '1 day') AS day
  UNION ALL SELECT day::date, 'REST', 'New Year''s holidays', 'Labour Code' FROM generate_series(date '2027-01-01', date '2027-01-07', interval '1 day') AS day
  UNION ALL SELECT day::date, 'REST', 'May holidays', 'Labour Code' FROM generate_series(date '2027-05-01', date '2027-05-09', interval '1 day') AS day;
INSERT INTO holidays (day, kind, name, basis) VALUES
  ('2026-03-08', 'REST', 'Women''s Day', 'Labour Code'),
  ('2026-03-20', 'REST', 'Orozo Ait', 'Labour Code; announced by the Ministry of Labour in March 2026'),
  ('2026-03-21', 'REST', 'Nooruz', 'Labour Code'),
  ('2026-05-27', 'REST', 'Kurman Ait', 'Labour Code; by the moon'),
  ('2026-08-31', 'REST', 'Independence Day', 'Labour Code'),
  ('2027-03-08', 'REST', 'Women''s Day', 'Labour Code'),
  ('2027-03-09', 'REST', 'Orozo Ait', 'reckoned (Umm al-Qura), not yet announced'),
  ('2027-03-21', 'REST', 'Nooruz', 'Labour Code'),
  ('2027-05-16', 'REST', 'Kurman Ait', 'reckoned (Umm al-Qura), not yet announced'),
  ('2027-08-31', 'REST', 'Independence Day', 'Labour Code');
