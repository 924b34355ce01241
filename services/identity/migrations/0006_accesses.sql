-- The trace of every look at a person's data by anyone but the person.
CREATE TABLE personal_data_accesses (
  id          uuid PRIMARY KEY,
  citizen_id  uuid,
  actor_kind  text NOT NULL CONSTRAINT personal_data_accesses_actor_is_known
              CHECK (actor_kind IN ('STAFF', 'SERVICE', 'AGENCY', 'CITIZEN')),
  actor       text NOT NULL,
  role        text,
  purpose     text,
  duty        text,
  case_number text NOT NULL,
  fields      text[] NOT NULL,
  outcome     text NOT NULL CONSTRAINT personal_data_accesses_outcome_is_known CHECK (outcome IN ('READ', 'REFUSED')),
  reason      text,
  at          timestamptz NOT NULL,
  CONSTRAINT personal_data_accesses_have_one_basis CHECK ((purpose IS NULL) <> (duty IS NULL)),
  CONSTRAINT personal_data_accesses_refused_say_why CHECK ((outcome = 'REFUSED') = (reason IS NOT NULL))
);
CREATE INDEX personal_data_accesses_of_citizen ON personal_data_accesses (citizen_id, at);

CREATE FUNCTION personal_data_accesses_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the trace of accesses is append-only' USING CONSTRAINT = 'personal_data_accesses_are_append_only';
END $$;
CREATE TRIGGER personal_data_accesses_are_append_only BEFORE UPDATE OR DELETE ON personal_data_accesses
  FOR EACH ROW EXECUTE FUNCTION personal_data_accesses_are_append_only();
