-- Notices to the person that wait (decision 0030): only where an article allows it, decided with the request, for 90 days at
-- most. Until then nothing shows the read to the person; from then on everything does, by the database's clock alone.

-- Whether the article lets a notice wait; of another wording it is asked anew.
ALTER TABLE legal_act_articles ADD COLUMN allows_notice_delay boolean NOT NULL DEFAULT false;
-- What came with the installation says of itself what it could not say before: the limits of the person's rights.
ALTER TABLE legal_act_articles DISABLE TRIGGER legal_act_articles_append_only;
UPDATE legal_act_articles SET allows_notice_delay = true WHERE code = 'KG-2008-58' AND revision = 1 AND article = '15';
ALTER TABLE legal_act_articles ENABLE TRIGGER legal_act_articles_append_only;

-- What the first officer prepared: article, days, day of review, reason. Null: no delay.
ALTER TABLE disclosure_proposals ADD COLUMN delay_sealed bytea;

CREATE TABLE notice_delays (
  request_id    uuid PRIMARY KEY REFERENCES disclosure_decisions (request_id),
  act_code      text NOT NULL,
  act_revision  integer NOT NULL,
  act_article   text NOT NULL,
  reason_sealed bytea NOT NULL,
  decided_at    timestamptz(3) NOT NULL,
  review_at     timestamptz(3) NOT NULL,
  ends_at       timestamptz(3) NOT NULL,
  CONSTRAINT notice_delays_article FOREIGN KEY (act_code, act_revision, act_article) REFERENCES legal_act_articles (code, revision, article),
  CONSTRAINT notice_delays_at_most_90_days CHECK (ends_at > decided_at AND ends_at <= decided_at + interval '2160 hours'),
  CONSTRAINT notice_delays_reviewed_before_they_end CHECK (review_at > decided_at AND review_at < ends_at)
);
CREATE INDEX notice_delays_by_article ON notice_delays (act_code, act_revision, act_article);
CREATE FUNCTION notice_delays_on_a_basis() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM legal_act_articles WHERE code = NEW.act_code AND revision = NEW.act_revision
      AND article = NEW.act_article AND allows_notice_delay) THEN
    RAISE EXCEPTION 'the article lets no notice wait' USING ERRCODE = 'check_violation', CONSTRAINT = 'notice_delays_on_a_basis';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER notice_delays_basis BEFORE INSERT ON notice_delays FOR EACH ROW EXECUTE FUNCTION notice_delays_on_a_basis();
CREATE TRIGGER notice_delays_append_only BEFORE UPDATE OR DELETE ON notice_delays FOR EACH ROW
  EXECUTE FUNCTION refuse_change('privacy.disclosure_requests', 'request_id');
CREATE TRIGGER notice_delays_not_truncated BEFORE TRUNCATE ON notice_delays FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A review brings the end nearer, or carries the delay on past its day of review up to the end that was decided. A delay that
-- nobody carries on is over on its day of review.
CREATE TABLE notice_delay_reviews (
  id            uuid PRIMARY KEY,
  request_id    uuid NOT NULL REFERENCES notice_delays (request_id),
  ends_at       timestamptz(3) NOT NULL,
  reviewed_by   uuid NOT NULL,
  reason_sealed bytea NOT NULL,
  at            timestamptz(3) NOT NULL
);
CREATE INDEX notice_delay_reviews_by_request ON notice_delay_reviews (request_id, ends_at);
CREATE FUNCTION notice_delay_reviews_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  delay notice_delays;
BEGIN
  -- Whoever reviews holds the delay: of two at once, the second sees what the first has said.
  SELECT * INTO delay FROM notice_delays WHERE request_id = NEW.request_id FOR UPDATE;
  IF NEW.ends_at > LEAST(delay.ends_at, (SELECT min(ends_at) FROM notice_delay_reviews WHERE request_id = NEW.request_id)) THEN
    RAISE EXCEPTION 'a review never extends a delay' USING ERRCODE = 'check_violation', CONSTRAINT = 'notice_delay_reviews_never_extend';
  END IF;
  IF NEW.ends_at > delay.review_at THEN
    IF EXISTS (SELECT 1 FROM disclosure_decisions WHERE request_id = NEW.request_id AND decided_by = NEW.reviewed_by) THEN
      RAISE EXCEPTION 'somebody else carries a delay on' USING ERRCODE = 'check_violation', CONSTRAINT = 'notice_delay_reviews_by_another';
    END IF;
    IF NEW.at < delay.review_at - interval '168 hours' OR NEW.at >= delay.review_at - interval '5 minutes' THEN
      RAISE EXCEPTION 'a delay is carried on in the week before its day of review' USING ERRCODE = 'check_violation', CONSTRAINT = 'notice_delay_reviews_in_time';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER notice_delay_reviews_by_rule BEFORE INSERT ON notice_delay_reviews FOR EACH ROW EXECUTE FUNCTION notice_delay_reviews_rules();
CREATE TRIGGER notice_delay_reviews_append_only BEFORE UPDATE OR DELETE ON notice_delay_reviews FOR EACH ROW
  EXECUTE FUNCTION refuse_change('privacy.disclosure_requests', 'request_id');
CREATE TRIGGER notice_delay_reviews_not_truncated BEFORE TRUNCATE ON notice_delay_reviews FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE disclosure_accesses
  -- Whether the notice waited when it was read; what is shown asks the delay itself, never this.
  ADD COLUMN notice_delayed boolean NOT NULL DEFAULT false,
  -- Until when the notice goes out, where it does not wait; null in rows of before, and where nobody is to be told.
  ADD COLUMN notice_due_at timestamptz(3);
CREATE INDEX disclosure_accesses_delayed ON disclosure_accesses (id) WHERE notice_delayed;
CREATE INDEX disclosure_accesses_to_tell ON disclosure_accesses (notice_due_at) WHERE notice_due_at IS NOT NULL;
CREATE INDEX disclosure_accesses_by_entry ON disclosure_accesses (entry_id);

-- Delayed reads of which the person was told after all, each with its leaf.
CREATE TABLE notice_reveals (
  access_id uuid PRIMARY KEY REFERENCES disclosure_accesses (id),
  entry_id  uuid NOT NULL REFERENCES ledger_entries (id),
  at        timestamptz(3) NOT NULL
);
CREATE INDEX notice_reveals_by_entry ON notice_reveals (entry_id);
CREATE TRIGGER notice_reveals_append_only BEFORE UPDATE OR DELETE ON notice_reveals FOR EACH ROW EXECUTE FUNCTION refuse_change_of_reads();
CREATE TRIGGER notice_reveals_not_truncated BEFORE TRUNCATE ON notice_reveals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- When a notice of a read first reached the person, as notify says.
CREATE TABLE disclosure_notices (
  access_id    uuid PRIMARY KEY REFERENCES disclosure_accesses (id),
  delivered_at timestamptz(3) NOT NULL
);
CREATE TRIGGER disclosure_notices_append_only BEFORE UPDATE OR DELETE ON disclosure_notices FOR EACH ROW EXECUTE FUNCTION refuse_change_of_reads();
CREATE TRIGGER disclosure_notices_not_truncated BEFORE TRUNCATE ON disclosure_notices FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
