-- Persons whose keys and rows this service destroyed: an opaque id that belongs to nobody any more, so that a fact that
-- comes late, or again, makes nothing of them anew; and what was reported then, to be said again.
CREATE TABLE persons_erased (
  citizen_id uuid NOT NULL CONSTRAINT persons_erased_pkey PRIMARY KEY,
  erasure_id uuid NOT NULL,
  report jsonb NOT NULL,
  erased_at timestamptz(3) NOT NULL
);
COMMENT ON TABLE persons_erased IS 'Opaque ids of persons who were erased here, with what was destroyed and kept.';

-- For tables that facts about a person write: BEFORE INSERT … EXECUTE FUNCTION erased_stay_erased('citizen_id').
-- t0 a fact about a person is applied; t1 the erasure looks for rows and does not see that one yet; t2 both commit. The lock
-- makes one wait for the other; whoever inserts second sees the erasure and inserts nothing.
CREATE FUNCTION erased_stay_erased() RETURNS trigger LANGUAGE plpgsql AS $$
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
END $$;
