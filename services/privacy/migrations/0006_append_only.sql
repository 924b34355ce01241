-- What was filed, prepared, decided, read and acknowledged stays as it was written: a row trigger sees no TRUNCATE, and
-- some tables had no trigger at all. Whoever may alter the tables can drop these; a statement of the service cannot.

CREATE TRIGGER letters_not_truncated BEFORE TRUNCATE ON letters FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER disclosure_proposals_not_truncated BEFORE TRUNCATE ON disclosure_proposals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER disclosure_decisions_not_truncated BEFORE TRUNCATE ON disclosure_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER disclosure_grants_not_truncated BEFORE TRUNCATE ON disclosure_grants FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER disclosure_accesses_not_truncated BEFORE TRUNCATE ON disclosure_accesses FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER disclosure_subjects_append_only BEFORE UPDATE OR DELETE ON disclosure_subjects FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER disclosure_subjects_not_truncated BEFORE TRUNCATE ON disclosure_subjects FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER disclosure_repeats_append_only BEFORE UPDATE OR DELETE ON disclosure_repeats FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER disclosure_repeats_not_truncated BEFORE TRUNCATE ON disclosure_repeats FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER staff_reads_append_only BEFORE UPDATE OR DELETE ON staff_reads FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER staff_reads_not_truncated BEFORE TRUNCATE ON staff_reads FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER acknowledgements_append_only BEFORE UPDATE OR DELETE ON acknowledgements FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER acknowledgements_not_truncated BEFORE TRUNCATE ON acknowledgements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A request walks from state to state; who asked, on which letter and for what is what the person is shown for ever.
CREATE FUNCTION disclosure_requests_are_as_filed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.state := OLD.state;
  NEW.version := OLD.version;
  IF NEW IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'a request is as it was filed' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'disclosure_requests_are_as_filed';
  END IF;
  RETURN NULL;
END $$;
-- After the change, so that nothing it does to the copy reaches the row.
CREATE TRIGGER disclosure_requests_as_filed AFTER UPDATE ON disclosure_requests FOR EACH ROW EXECUTE FUNCTION disclosure_requests_are_as_filed();
CREATE TRIGGER disclosure_requests_kept BEFORE DELETE ON disclosure_requests FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER disclosure_requests_not_truncated BEFORE TRUNCATE ON disclosure_requests FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
