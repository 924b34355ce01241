-- Disclosure on an official written request (clause 3.4): letter, request, proposal, decision, grant, access.
-- What names a person (the letter, subjects, the officer, free text) is sealed under the key of its case.

CREATE TABLE letters (
  id            uuid PRIMARY KEY,
  wrapped_key   bytea NOT NULL,
  sealed        bytea NOT NULL,
  sha256        text NOT NULL CONSTRAINT letters_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  byte_count    integer NOT NULL CONSTRAINT letters_at_most_10_mib CHECK (byte_count BETWEEN 1 AND 10485760),
  uploader_kind text NOT NULL CONSTRAINT letters_uploader CHECK (uploader_kind IN ('AGENCY', 'STAFF')),
  uploaded_by   uuid NOT NULL,
  at            timestamptz(3) NOT NULL
);
CREATE TRIGGER letters_append_only BEFORE UPDATE OR DELETE ON letters FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE disclosure_requests (
  id             uuid PRIMARY KEY,
  letter_id      uuid NOT NULL REFERENCES letters (id) CONSTRAINT disclosure_requests_letter_used_once UNIQUE,
  filer_kind     text NOT NULL CONSTRAINT disclosure_requests_filer CHECK (filer_kind IN ('AGENCY', 'STAFF')),
  filed_by       uuid NOT NULL,
  -- Null when the letter came on paper from a body that is not connected.
  agency_id      uuid,
  agency_name    text NOT NULL,
  letter_number  text NOT NULL,
  letter_date    date NOT NULL,
  legal_basis    text NOT NULL,
  duty           text NOT NULL,
  officer_sealed bytea NOT NULL,
  -- Key of the subjects' hashes, sealed under the case key: PINs of one case cannot be compared with another's.
  hash_key_sealed bytea NOT NULL,
  categories     text[] NOT NULL CONSTRAINT disclosure_requests_ask_for_something CHECK (cardinality(categories) > 0),
  subjects       integer NOT NULL CONSTRAINT disclosure_requests_subjects CHECK (subjects BETWEEN 1 AND 50),
  wished_days    integer NOT NULL CONSTRAINT disclosure_requests_wish CHECK (wished_days BETWEEN 1 AND 30),
  wished_reads   integer NOT NULL CONSTRAINT disclosure_requests_wished_reads CHECK (wished_reads BETWEEN 1 AND 100),
  state          text NOT NULL CONSTRAINT disclosure_requests_state CHECK (state IN ('SUBMITTED', 'UNDER_REVIEW', 'GRANTED', 'NARROWED', 'REJECTED', 'REVOKED')),
  -- Rises with every fact about the request.
  version        integer NOT NULL,
  filed_at       timestamptz(3) NOT NULL,
  CONSTRAINT disclosure_requests_agency_files_for_itself CHECK (filer_kind = 'STAFF' OR filed_by = agency_id),
  -- Referenced by the decision, so that it cannot lie about who filed.
  CONSTRAINT disclosure_requests_filer_key UNIQUE (id, filed_by)
);
CREATE INDEX disclosure_requests_by_agency ON disclosure_requests (agency_id, id DESC);
CREATE INDEX disclosure_requests_by_state ON disclosure_requests (state, id DESC);

CREATE TABLE disclosure_subjects (
  request_id uuid NOT NULL REFERENCES disclosure_requests (id),
  pin_hash   bytea NOT NULL CONSTRAINT disclosure_subjects_keyed_hash CHECK (octet_length(pin_hash) = 32),
  pin_sealed bytea NOT NULL,
  PRIMARY KEY (request_id, pin_hash)
);

-- What one officer prepared. A proposal may be replaced until it is decided on; each stays on record.
CREATE TABLE disclosure_proposals (
  id            uuid PRIMARY KEY,
  request_id    uuid NOT NULL REFERENCES disclosure_requests (id),
  prepared_by   uuid NOT NULL,
  categories    text[] NOT NULL,
  reason_sealed bytea NOT NULL,
  term_days     integer NOT NULL CONSTRAINT disclosure_proposals_term_at_most_30_days CHECK (term_days BETWEEN 1 AND 30),
  reads_cap     integer NOT NULL CONSTRAINT disclosure_proposals_reads CHECK (reads_cap BETWEEN 1 AND 100),
  prepared_at   timestamptz(3) NOT NULL,
  CONSTRAINT disclosure_proposals_preparer_key UNIQUE (id, request_id, prepared_by)
);
CREATE INDEX disclosure_proposals_by_request ON disclosure_proposals (request_id, id DESC);
CREATE TRIGGER disclosure_proposals_append_only BEFORE UPDATE OR DELETE ON disclosure_proposals FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The second person. Filer and preparer are copied here under foreign keys, so the CHECKs below cannot be talked round.
CREATE TABLE disclosure_decisions (
  request_id    uuid PRIMARY KEY,
  filed_by      uuid NOT NULL,
  proposal_id   uuid NOT NULL,
  prepared_by   uuid NOT NULL,
  decided_by    uuid NOT NULL,
  outcome       text NOT NULL CONSTRAINT disclosure_decisions_outcome CHECK (outcome IN ('GRANTED', 'NARROWED', 'REJECTED')),
  categories    text[] NOT NULL,
  reason_sealed bytea NOT NULL,
  decided_at    timestamptz(3) NOT NULL,
  CONSTRAINT disclosure_decisions_filer FOREIGN KEY (request_id, filed_by) REFERENCES disclosure_requests (id, filed_by),
  CONSTRAINT disclosure_decisions_preparer FOREIGN KEY (proposal_id, request_id, prepared_by) REFERENCES disclosure_proposals (id, request_id, prepared_by),
  CONSTRAINT disclosure_decisions_not_by_the_filer CHECK (decided_by <> filed_by),
  CONSTRAINT disclosure_decisions_by_a_second_person CHECK (decided_by <> prepared_by),
  CONSTRAINT disclosure_decisions_rejection_grants_nothing CHECK ((outcome = 'REJECTED') = (cardinality(categories) = 0))
);
-- Nothing may be granted that was not asked for.
CREATE FUNCTION disclosure_decisions_within_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT NEW.categories <@ (SELECT categories FROM disclosure_requests WHERE id = NEW.request_id) THEN
    RAISE EXCEPTION 'a decision grants no more than was asked for' USING ERRCODE = 'check_violation', CONSTRAINT = 'disclosure_decisions_within_request';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER disclosure_decisions_scope BEFORE INSERT ON disclosure_decisions FOR EACH ROW EXECUTE FUNCTION disclosure_decisions_within_request();
CREATE TRIGGER disclosure_decisions_append_only BEFORE UPDATE OR DELETE ON disclosure_decisions FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE disclosure_grants (
  id          uuid PRIMARY KEY,
  -- Only a decided request can have a grant.
  request_id  uuid NOT NULL REFERENCES disclosure_decisions (request_id) CONSTRAINT disclosure_grants_one_per_request UNIQUE,
  agency_id   uuid,
  categories  text[] NOT NULL CONSTRAINT disclosure_grants_of_something CHECK (cardinality(categories) > 0),
  valid_from  timestamptz(3) NOT NULL,
  valid_until timestamptz(3) NOT NULL,
  reads_cap   integer NOT NULL,
  reads_used  integer NOT NULL DEFAULT 0,
  revoked_at  timestamptz(3),
  revoked_by  uuid,
  revocation_sealed bytea,
  CONSTRAINT disclosure_grants_term_at_most_30_days CHECK (valid_until > valid_from AND valid_until <= valid_from + interval '720 hours'),
  CONSTRAINT disclosure_grants_reads_within_cap CHECK (reads_used BETWEEN 0 AND reads_cap)
);
-- A grant may be read and revoked; its scope, term and cap are for ever what was decided.
CREATE FUNCTION disclosure_grants_scope_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ROW(NEW.id, NEW.request_id, NEW.agency_id, NEW.categories, NEW.valid_from, NEW.valid_until, NEW.reads_cap)
     IS DISTINCT FROM ROW(OLD.id, OLD.request_id, OLD.agency_id, OLD.categories, OLD.valid_from, OLD.valid_until, OLD.reads_cap)
     OR NEW.reads_used < OLD.reads_used OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at) THEN
    RAISE EXCEPTION 'the scope of a grant is fixed' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'disclosure_grants_scope_is_fixed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER disclosure_grants_fixed BEFORE UPDATE ON disclosure_grants FOR EACH ROW EXECUTE FUNCTION disclosure_grants_scope_is_fixed();
CREATE TRIGGER disclosure_grants_kept BEFORE DELETE ON disclosure_grants FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- One counted read. Committed before the ticket that releases anything exists.
CREATE TABLE disclosure_accesses (
  id          uuid PRIMARY KEY,
  grant_id    uuid NOT NULL REFERENCES disclosure_grants (id),
  agency_id   uuid NOT NULL,
  key         text NOT NULL,
  -- Keyed hash of what was asked under the key: another body under it is refused.
  body_hash   bytea NOT NULL,
  -- Null: no verified account was held for the PIN. Recorded and counted alike.
  citizen_id  uuid,
  categories  text[] NOT NULL,
  entry_id    uuid NOT NULL REFERENCES ledger_entries (id),
  at          timestamptz(3) NOT NULL,
  CONSTRAINT disclosure_accesses_key_once UNIQUE (agency_id, key)
);
CREATE INDEX disclosure_accesses_by_citizen ON disclosure_accesses (citizen_id, id DESC);
CREATE INDEX disclosure_accesses_by_grant ON disclosure_accesses (grant_id);
CREATE TRIGGER disclosure_accesses_append_only BEFORE UPDATE OR DELETE ON disclosure_accesses FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A read repeated under its key is not counted again, but it is on record.
CREATE TABLE disclosure_repeats (
  access_id uuid NOT NULL REFERENCES disclosure_accesses (id),
  at        timestamptz(3) NOT NULL
);
CREATE INDEX disclosure_repeats_by_access ON disclosure_repeats (access_id);

-- Reads by staff, as the person may see them: role, purpose and case, never the clerk.
CREATE TABLE staff_reads (
  id          uuid PRIMARY KEY,
  citizen_id  uuid NOT NULL,
  role        text NOT NULL,
  purpose     text NOT NULL,
  case_sealed bytea NOT NULL,
  fields      text[] NOT NULL,
  entry_id    uuid NOT NULL REFERENCES ledger_entries (id),
  at          timestamptz(3) NOT NULL
);
CREATE INDEX staff_reads_by_citizen ON staff_reads (citizen_id, id DESC);
