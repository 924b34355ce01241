-- The user agreement: a second document beside the policy, with editions and acceptances of its own. It goes through the same drafts,
-- reviews and decisions; what is published is immutable and is, word for word, what was read in review.

ALTER TABLE edition_drafts DROP CONSTRAINT edition_drafts_document;
ALTER TABLE edition_drafts ADD CONSTRAINT edition_drafts_document CHECK (document IN ('POLICY', 'USER_AGREEMENT'));

CREATE TABLE agreement_editions (
  number        integer PRIMARY KEY CONSTRAINT agreement_editions_number_positive CHECK (number >= 1),
  published_at  timestamptz(3) NOT NULL,
  effective_at  timestamptz(3) NOT NULL CONSTRAINT agreement_editions_effect_is_unique UNIQUE,
  material      boolean NOT NULL,
  -- The staff account that published it; null for the edition that came with the installation.
  published_by  uuid,
  submission_id uuid
    CONSTRAINT agreement_editions_submission REFERENCES edition_submissions (id)
    CONSTRAINT agreement_editions_submission_published_once UNIQUE,
  CONSTRAINT agreement_editions_effect_not_before_publication CHECK (effective_at >= published_at)
);
CREATE TABLE agreement_texts (
  edition  integer NOT NULL REFERENCES agreement_editions (number),
  locale   text NOT NULL CONSTRAINT agreement_texts_locale CHECK (locale IN ('KY', 'RU', 'EN')),
  markdown text NOT NULL,
  sha256   text NOT NULL,
  PRIMARY KEY (edition, locale),
  CONSTRAINT agreement_texts_hash_is_of_the_text CHECK (sha256 = encode(sha256(convert_to(markdown, 'UTF8')), 'hex')),
  -- Referenced by acceptances, so that none can name a text that was never published.
  CONSTRAINT agreement_texts_by_hash UNIQUE (edition, locale, sha256)
);

-- The edition in force is the highest number whose time has come: numbers and effects rise together.
CREATE FUNCTION agreement_editions_take_effect_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last agreement_editions%ROWTYPE;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('agreement_editions'));
  SELECT * INTO last FROM agreement_editions ORDER BY number DESC LIMIT 1;
  IF NEW.number <> COALESCE(last.number, 0) + 1 THEN
    RAISE EXCEPTION 'edition % must follow %', NEW.number, last.number USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_editions_without_gaps';
  END IF;
  IF NEW.effective_at <= last.effective_at THEN
    RAISE EXCEPTION 'edition % must take effect after edition %', NEW.number, last.number USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_editions_take_effect_in_order';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER agreement_editions_order BEFORE INSERT ON agreement_editions FOR EACH ROW EXECUTE FUNCTION agreement_editions_take_effect_in_order();

-- One rule for both documents: published by a second person, as what it was written as. TG_ARGV[0] is the document.
CREATE OR REPLACE FUNCTION editions_by_two_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.submission_id IS NULL AND NEW.published_by IS NULL AND NEW.number = 1 THEN
    RETURN NEW;
  END IF;
  PERFORM FROM edition_decisions d JOIN edition_submissions s ON s.id = d.submission_id JOIN edition_drafts f ON f.id = s.draft_id
    WHERE d.submission_id = NEW.submission_id AND d.outcome = 'PUBLISHED' AND d.decided_by = NEW.published_by
      AND s.material = NEW.material AND f.document = COALESCE(TG_ARGV[0], 'POLICY');
  IF NOT FOUND THEN
    RAISE EXCEPTION 'an edition is published by a second person' USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_by_two_people';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER agreement_editions_two_people BEFORE INSERT ON agreement_editions FOR EACH ROW EXECUTE FUNCTION editions_by_two_people('USER_AGREEMENT');

CREATE FUNCTION agreement_texts_as_reviewed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  submission uuid := (SELECT submission_id FROM agreement_editions WHERE number = NEW.edition);
BEGIN
  IF submission IS NOT NULL AND NOT EXISTS (SELECT FROM edition_submission_texts t
    WHERE t.submission_id = submission AND t.locale = NEW.locale AND t.sha256 = NEW.sha256) THEN
    RAISE EXCEPTION 'an edition has the text that was reviewed' USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_texts_as_reviewed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER agreement_texts_reviewed BEFORE INSERT ON agreement_texts FOR EACH ROW EXECUTE FUNCTION agreement_texts_as_reviewed();

CREATE TABLE agreement_acceptances (
  id          uuid PRIMARY KEY,
  citizen_id  uuid NOT NULL,
  edition     integer NOT NULL,
  locale      text NOT NULL,
  text_sha256 text NOT NULL,
  accepted_at timestamptz(3) NOT NULL,
  -- Compact JWS.
  receipt     text NOT NULL,
  entry_id    uuid NOT NULL REFERENCES ledger_entries (id),
  CONSTRAINT agreement_acceptances_of_a_published_text FOREIGN KEY (edition, locale, text_sha256)
    REFERENCES agreement_texts (edition, locale, sha256),
  -- Accepting twice is accepting once.
  CONSTRAINT agreement_acceptances_once UNIQUE (citizen_id, edition)
);
CREATE INDEX agreement_acceptances_by_entry ON agreement_acceptances (entry_id);

CREATE TRIGGER agreement_editions_append_only BEFORE UPDATE OR DELETE ON agreement_editions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER agreement_editions_not_truncated BEFORE TRUNCATE ON agreement_editions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER agreement_texts_append_only BEFORE UPDATE OR DELETE ON agreement_texts FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER agreement_texts_not_truncated BEFORE TRUNCATE ON agreement_texts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- They go with the consents of the person, and not before.
CREATE TRIGGER agreement_acceptances_append_only BEFORE UPDATE OR DELETE ON agreement_acceptances FOR EACH ROW
  EXECUTE FUNCTION refuse_change('privacy.consents', 'citizen_id');
CREATE TRIGGER agreement_acceptances_not_truncated BEFORE TRUNCATE ON agreement_acceptances FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
