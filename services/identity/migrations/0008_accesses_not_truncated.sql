-- A row trigger sees no TRUNCATE: without this one statement of the service would remove the whole trace.
-- The refusal is an integrity violation like any other, so that it is known by the name of its rule.
CREATE OR REPLACE FUNCTION personal_data_accesses_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the trace of accesses is append-only'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'personal_data_accesses_are_append_only';
END $$;
CREATE TRIGGER personal_data_accesses_are_not_truncated BEFORE TRUNCATE ON personal_data_accesses
  FOR EACH STATEMENT EXECUTE FUNCTION personal_data_accesses_are_append_only();
