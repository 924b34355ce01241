-- A grant says how many persons it covers. Without the number nothing was compared: neither the grant with its request, nor a read
-- with those whom the grant names (0019 left it null for grants of before).
-- A trigger on what is inserted, and no CHECK … NOT VALID: that is asked of every later version of an old row too, so that a grant of
-- before could neither be read under nor revoked. Those ended 30 days after 0019.
CREATE FUNCTION disclosure_grants_say_how_many_persons() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.subjects_cap IS NULL THEN
    RAISE EXCEPTION 'a grant says how many persons it covers' USING ERRCODE = 'check_violation', CONSTRAINT = 'disclosure_grants_say_how_many_persons';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER disclosure_grants_say_how_many_persons BEFORE INSERT ON disclosure_grants FOR EACH ROW EXECUTE FUNCTION disclosure_grants_say_how_many_persons();
