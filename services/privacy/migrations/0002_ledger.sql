-- What will be the leaves of the transparency ledger. Entries commit with the state they speak of;
-- a leaf commits to its entry with a salt, so that destroying a key makes the entry unreadable and keeps every proof.

-- One data key per person: seals what privacy keeps in words about them.
CREATE TABLE person_keys (
  citizen_id  uuid PRIMARY KEY,
  wrapped_key bytea NOT NULL,
  created_at  timestamptz(3) NOT NULL
);

CREATE TABLE ledger_entries (
  id        uuid PRIMARY KEY,
  kind      text NOT NULL CONSTRAINT ledger_entries_kind CHECK (kind IN (
    'EDITION_PUBLISHED', 'CONSENT_GIVEN', 'CONSENT_RENEWED', 'CONSENT_WITHDRAWN',
    'DISCLOSURE_REQUESTED', 'DISCLOSURE_DECIDED', 'DISCLOSURE_READ', 'PERSONAL_DATA_READ')),
  leaf_hash bytea NOT NULL CONSTRAINT ledger_entries_leaf_is_sha256 CHECK (octet_length(leaf_hash) = 32),
  -- Whose key seals the entry; PUBLIC entries are not sealed.
  sealed_for text NOT NULL CONSTRAINT ledger_entries_sealed_for CHECK (sealed_for IN ('PUBLIC', 'PERSON', 'CASE')),
  key_of    uuid,
  entry     bytea NOT NULL,
  at        timestamptz(3) NOT NULL,
  CONSTRAINT ledger_entries_key_named CHECK ((sealed_for = 'PUBLIC') = (key_of IS NULL))
);
CREATE INDEX ledger_entries_by_key ON ledger_entries (key_of, id);
CREATE TRIGGER ledger_entries_append_only BEFORE UPDATE OR DELETE ON ledger_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_entries_not_truncated BEFORE TRUNCATE ON ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
