-- Terms of the user agreement are counted in working days of Bishkek (4.3, 4.6). Which days differ from their weekday is data, and the
-- same data as privacy's: a test compares the rows. A later revision of the same day is what counts.
CREATE TABLE holidays (
  day         date NOT NULL,
  revision    smallint NOT NULL DEFAULT 1 CONSTRAINT holidays_revision_positive CHECK (revision >= 1),
  kind        text NOT NULL CONSTRAINT holidays_kind CHECK (kind IN ('REST', 'WORK')),
  name        text NOT NULL,
  basis       text NOT NULL,
  recorded_at timestamptz(3) NOT NULL DEFAULT app_now(),
  PRIMARY KEY (day, revision)
);
COMMENT ON TABLE holidays IS 'Days that differ from their weekday, as in privacy; never changed, only followed by a revision.';
CREATE FUNCTION holidays_are_followed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what is said of a day is followed by a revision' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'holidays_are_followed';
END $$;
CREATE TRIGGER holidays_are_followed BEFORE UPDATE OR DELETE OR TRUNCATE ON holidays FOR EACH STATEMENT EXECUTE FUNCTION holidays_are_followed();

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
