-- An erasure that nobody asked for: the term after a withdrawal is over. It answers no request and has no secret.
ALTER TABLE erasures ADD COLUMN cause text NOT NULL DEFAULT 'ASKED' CONSTRAINT erasures_cause CHECK (cause IN ('ASKED', 'TERM'));
-- Only what was asked for stands on a request; the id of the other is its own.
ALTER TABLE erasures ADD COLUMN asked_by uuid GENERATED ALWAYS AS (CASE WHEN cause = 'ASKED' THEN request_id END) STORED
  CONSTRAINT erasures_asked_by REFERENCES rights_requests (id);
ALTER TABLE erasures DROP CONSTRAINT erasures_request_id_fkey;
ALTER TABLE erasures ALTER COLUMN secret_hash DROP NOT NULL;
ALTER TABLE erasures ADD CONSTRAINT erasures_asked_has_secret CHECK ((cause = 'ASKED') = (secret_hash IS NOT NULL));
CREATE INDEX consents_withdrawn ON consents (at) WHERE state = 'WITHDRAWN';
