-- Consent is an append-only history per citizen with a monotonic epoch; the head is its projection and its lock.

CREATE TABLE consents (
  id            uuid PRIMARY KEY,
  citizen_id    uuid NOT NULL,
  epoch         integer NOT NULL CONSTRAINT consents_epoch_positive CHECK (epoch >= 1),
  state         text NOT NULL CONSTRAINT consents_state CHECK (state IN ('GIVEN', 'RENEWED', 'WITHDRAWN')),
  edition       integer NOT NULL REFERENCES editions (number),
  locale        text NOT NULL CONSTRAINT consents_locale CHECK (locale IN ('KY', 'RU', 'EN')),
  text_sha256   text NOT NULL,
  act           text NOT NULL CONSTRAINT consents_act CHECK (act IN ('REGISTRATION', 'AGREEMENT', 'WITHDRAWAL')),
  channel       text NOT NULL CONSTRAINT consents_channel CHECK (channel IN ('ONLINE')),
  -- jti of the acceptance that the registration stood on; null for what was said after it.
  acceptance_id uuid CONSTRAINT consents_acceptance_used_once UNIQUE,
  -- The person's own words at a withdrawal, sealed under their key.
  reason_sealed bytea,
  receipt       text NOT NULL,
  at            timestamptz(3) NOT NULL,
  CONSTRAINT consents_epoch_once UNIQUE (citizen_id, epoch),
  CONSTRAINT consents_text_exists FOREIGN KEY (edition, locale) REFERENCES edition_texts (edition, locale),
  CONSTRAINT consents_acceptance_at_registration CHECK ((act = 'REGISTRATION') = (acceptance_id IS NOT NULL)),
  CONSTRAINT consents_act_fits_state CHECK ((act = 'WITHDRAWAL') = (state = 'WITHDRAWN'))
);

-- Epochs rise by one and never go back in time, whatever code runs.
CREATE FUNCTION consents_epoch_rises() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last consents%ROWTYPE;
BEGIN
  SELECT * INTO last FROM consents WHERE citizen_id = NEW.citizen_id ORDER BY epoch DESC LIMIT 1;
  IF NEW.epoch <> COALESCE(last.epoch, 0) + 1 THEN
    RAISE EXCEPTION 'epoch % must follow %', NEW.epoch, last.epoch USING ERRCODE = 'check_violation', CONSTRAINT = 'consents_epoch_rises';
  END IF;
  IF (NEW.state = 'WITHDRAWN' OR NEW.state = 'RENEWED') AND (last.state IS NULL OR last.state = 'WITHDRAWN') THEN
    RAISE EXCEPTION '% needs a live consent', NEW.state USING ERRCODE = 'check_violation', CONSTRAINT = 'consents_change_needs_live';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER consents_order BEFORE INSERT ON consents FOR EACH ROW EXECUTE FUNCTION consents_epoch_rises();
CREATE TRIGGER consents_append_only BEFORE UPDATE OR DELETE ON consents FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER consents_not_truncated BEFORE TRUNCATE ON consents FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Giving and withdrawing lock this row first: they follow one another, never cross.
CREATE TABLE consent_heads (
  citizen_id uuid PRIMARY KEY,
  epoch      integer NOT NULL,
  consent_id uuid NOT NULL REFERENCES consents (id)
);
CREATE INDEX consent_heads_by_consent ON consent_heads (consent_id);

-- Each service says that it acts by an epoch; recorded_at is privacy's own clock, by which latency is measured.
CREATE TABLE acknowledgements (
  citizen_id  uuid NOT NULL,
  epoch       integer NOT NULL,
  service     text NOT NULL CONSTRAINT acknowledgements_service CHECK (service IN ('identity', 'auction', 'notify')),
  applied_at  timestamptz(3) NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  PRIMARY KEY (citizen_id, epoch, service)
);

-- Small projection of auction.entry.>: what still binds a person who leaves.
CREATE TABLE binding_entries (
  entry_id     uuid PRIMARY KEY,
  version      integer NOT NULL,
  lot_id       uuid NOT NULL,
  citizen_id   uuid NOT NULL,
  plate_number text NOT NULL,
  state        text NOT NULL,
  amount_due   bigint,
  due_at       timestamptz(3)
);
CREATE INDEX binding_entries_by_citizen ON binding_entries (citizen_id, entry_id);
