-- Editions of the privacy policy (clause 5.1): numbered without gaps, immutable once published.

-- One function for every table of which history may never be rewritten.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_append_only';
END $$;

CREATE TABLE editions (
  number       integer PRIMARY KEY CONSTRAINT editions_number_positive CHECK (number >= 1),
  published_at timestamptz(3) NOT NULL,
  effective_at timestamptz(3) NOT NULL CONSTRAINT editions_effect_is_unique UNIQUE,
  material     boolean NOT NULL,
  -- The staff account that published it; null for the edition that came with the installation.
  published_by uuid,
  CONSTRAINT editions_effect_not_before_publication CHECK (effective_at >= published_at)
);

-- The edition in force is the highest number whose time has come: numbers and effects must rise together.
CREATE FUNCTION editions_take_effect_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last editions%ROWTYPE;
BEGIN
  -- Two officers publishing at the same moment: the second waits here and then sees the first.
  PERFORM pg_advisory_xact_lock(hashtext('editions'));
  SELECT * INTO last FROM editions ORDER BY number DESC LIMIT 1;
  IF NEW.number <> COALESCE(last.number, 0) + 1 THEN
    RAISE EXCEPTION 'edition % must follow %', NEW.number, last.number USING ERRCODE = 'check_violation', CONSTRAINT = 'editions_without_gaps';
  END IF;
  IF NEW.effective_at <= last.effective_at THEN
    RAISE EXCEPTION 'edition % must take effect after edition %', NEW.number, last.number USING ERRCODE = 'check_violation', CONSTRAINT = 'editions_take_effect_in_order';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER editions_order BEFORE INSERT ON editions FOR EACH ROW EXECUTE FUNCTION editions_take_effect_in_order();
CREATE TRIGGER editions_immutable BEFORE UPDATE OR DELETE ON editions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER editions_not_truncated BEFORE TRUNCATE ON editions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE edition_texts (
  edition  integer NOT NULL REFERENCES editions (number),
  locale   text NOT NULL CONSTRAINT edition_texts_locale CHECK (locale IN ('KY', 'RU', 'EN')),
  markdown text NOT NULL,
  sha256   text NOT NULL,
  PRIMARY KEY (edition, locale),
  -- What people agree to is this hash, so the database itself vouches for it.
  CONSTRAINT edition_texts_hash_is_of_the_text CHECK (sha256 = encode(sha256(convert_to(markdown, 'UTF8')), 'hex'))
);
CREATE TRIGGER edition_texts_immutable BEFORE UPDATE OR DELETE ON edition_texts FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER edition_texts_not_truncated BEFORE TRUNCATE ON edition_texts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
