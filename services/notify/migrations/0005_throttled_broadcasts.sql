-- A notice to everybody goes out at a bounded rate, and must be through before its edition takes effect.

ALTER TABLE broadcasts
  ADD COLUMN opened_at timestamptz NOT NULL DEFAULT app_now(),
  -- The next people are taken from then on: this row is what every replica's rate is bounded by.
  ADD COLUMN due_at timestamptz NOT NULL DEFAULT app_now(),
  -- People it was planned for so far.
  ADD COLUMN told integer NOT NULL DEFAULT 0 CONSTRAINT broadcasts_told_counts CHECK (told >= 0);
-- Whom an edition is still to be told, from a cursor on.
CREATE INDEX recipients_consenting ON recipients (citizen_id) INCLUDE (consent_edition) WHERE consent_state IN ('GIVEN', 'RENEWED');
