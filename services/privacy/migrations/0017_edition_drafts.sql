-- An edition is written by one officer and published by another (decision 0025). Foreign keys, CHECKs and triggers say so,
-- whatever the code believes: what was submitted is what is published, and nobody publishes what they wrote.

CREATE TABLE edition_drafts (
  id           uuid PRIMARY KEY,
  document     text NOT NULL CONSTRAINT edition_drafts_document CHECK (document IN ('POLICY')),
  -- Null: imported by operations, and no officer has taken it up.
  written_by   uuid,
  material     boolean NOT NULL,
  -- Null: from publication.
  effective_at timestamptz(3),
  state        text NOT NULL CONSTRAINT edition_drafts_state CHECK (state IN ('DRAFT', 'IN_REVIEW', 'RETURNED', 'PUBLISHED')),
  changed_at   timestamptz(3) NOT NULL,
  CONSTRAINT edition_drafts_review_has_a_writer CHECK (state = 'DRAFT' OR written_by IS NOT NULL),
  -- Referenced by the submission, so that it cannot lie about who wrote.
  CONSTRAINT edition_drafts_writer_key UNIQUE (id, written_by)
);

CREATE TABLE edition_draft_texts (
  draft_id uuid NOT NULL REFERENCES edition_drafts (id),
  locale   text NOT NULL CONSTRAINT edition_draft_texts_locale CHECK (locale IN ('KY', 'RU', 'EN')),
  markdown text NOT NULL,
  PRIMARY KEY (draft_id, locale)
);

-- What was handed to review, word for word. A returned draft is submitted anew; each submission stays on record.
CREATE TABLE edition_submissions (
  id           uuid PRIMARY KEY,
  draft_id     uuid NOT NULL,
  written_by   uuid NOT NULL,
  material     boolean NOT NULL,
  effective_at timestamptz(3),
  submitted_at timestamptz(3) NOT NULL,
  CONSTRAINT edition_submissions_writer FOREIGN KEY (draft_id, written_by) REFERENCES edition_drafts (id, written_by),
  CONSTRAINT edition_submissions_writer_key UNIQUE (id, written_by)
);
CREATE INDEX edition_submissions_by_draft ON edition_submissions (draft_id, id DESC);
CREATE TABLE edition_submission_texts (
  submission_id uuid NOT NULL REFERENCES edition_submissions (id),
  locale        text NOT NULL CONSTRAINT edition_submission_texts_locale CHECK (locale IN ('KY', 'RU', 'EN')),
  markdown      text NOT NULL,
  sha256        text NOT NULL,
  PRIMARY KEY (submission_id, locale),
  CONSTRAINT edition_submission_texts_hash_is_of_the_text CHECK (sha256 = encode(sha256(convert_to(markdown, 'UTF8')), 'hex'))
);

-- The second person. The writer is copied here under a foreign key, so the CHECK cannot be talked round.
CREATE TABLE edition_decisions (
  submission_id uuid PRIMARY KEY,
  written_by    uuid NOT NULL,
  decided_by    uuid NOT NULL,
  outcome       text NOT NULL CONSTRAINT edition_decisions_outcome CHECK (outcome IN ('PUBLISHED', 'RETURNED')),
  reason        text,
  decided_at    timestamptz(3) NOT NULL,
  CONSTRAINT edition_decisions_writer FOREIGN KEY (submission_id, written_by) REFERENCES edition_submissions (id, written_by),
  CONSTRAINT edition_decisions_by_a_second_person CHECK (decided_by <> written_by),
  CONSTRAINT edition_decisions_return_has_a_reason CHECK ((outcome = 'RETURNED') = (reason IS NOT NULL))
);

-- Null: the edition that came with the installation, and those published before there were drafts.
ALTER TABLE editions ADD COLUMN submission_id uuid
  CONSTRAINT editions_submission REFERENCES edition_submissions (id)
  CONSTRAINT editions_submission_published_once UNIQUE;

CREATE FUNCTION editions_by_two_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.submission_id IS NULL AND NEW.published_by IS NULL AND NEW.number = 1 THEN
    RETURN NEW;
  END IF;
  PERFORM FROM edition_decisions d JOIN edition_submissions s ON s.id = d.submission_id
    WHERE d.submission_id = NEW.submission_id AND d.outcome = 'PUBLISHED' AND d.decided_by = NEW.published_by
      AND s.material = NEW.material;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'an edition is published by a second person' USING ERRCODE = 'check_violation', CONSTRAINT = 'editions_by_two_people';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER editions_two_people BEFORE INSERT ON editions FOR EACH ROW EXECUTE FUNCTION editions_by_two_people();

CREATE FUNCTION edition_texts_as_reviewed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  submission uuid := (SELECT submission_id FROM editions WHERE number = NEW.edition);
BEGIN
  IF submission IS NOT NULL AND NOT EXISTS (SELECT FROM edition_submission_texts t
    WHERE t.submission_id = submission AND t.locale = NEW.locale AND t.sha256 = NEW.sha256) THEN
    RAISE EXCEPTION 'an edition has the text that was reviewed' USING ERRCODE = 'check_violation', CONSTRAINT = 'edition_texts_as_reviewed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER edition_texts_reviewed BEFORE INSERT ON edition_texts FOR EACH ROW EXECUTE FUNCTION edition_texts_as_reviewed();

CREATE TRIGGER edition_submissions_append_only BEFORE UPDATE OR DELETE ON edition_submissions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER edition_submissions_not_truncated BEFORE TRUNCATE ON edition_submissions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER edition_submission_texts_append_only BEFORE UPDATE OR DELETE ON edition_submission_texts FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER edition_submission_texts_not_truncated BEFORE TRUNCATE ON edition_submission_texts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER edition_decisions_append_only BEFORE UPDATE OR DELETE ON edition_decisions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER edition_decisions_not_truncated BEFORE TRUNCATE ON edition_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
