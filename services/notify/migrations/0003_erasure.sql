-- A fact about a person who was erased makes nothing of them anew. The recipient's own row is a tombstone and guards
-- itself, and the notices and preferences that are written while it is held.
CREATE TRIGGER entries_erased_stay_erased BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION erased_stay_erased('citizen_id');
CREATE INDEX entries_by_citizen ON entries (citizen_id);

-- Whoever was erased stays so: t0 the order to erase is applied; t1 a fact about the account, older than its erasure, arrives.
CREATE FUNCTION recipients_stay_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.account_status = 'ERASED' THEN
    NEW.account_status := 'ERASED';
    NEW.wrapped_key := NULL;
    NEW.consent_state := NULL;
    NEW.consent_edition := NULL;
    NEW.quiet_from_minute := NULL;
    NEW.quiet_until_minute := NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER recipients_stay_erased BEFORE UPDATE ON recipients FOR EACH ROW EXECUTE FUNCTION recipients_stay_erased();
