-- A caller who was not identified asks a general question, and it is nobody's; what is on a caller's own data needs a check
-- that was passed (0049). What was asked before counts as general: nobody wrote down that it was more.

ALTER TABLE inquiries
  ADD COLUMN concerns text NOT NULL DEFAULT 'GENERAL' CONSTRAINT inquiries_concerns CHECK (concerns IN ('GENERAL', 'OWN_DATA')),
  ADD CONSTRAINT inquiries_own_data_needs_a_check CHECK (concerns = 'GENERAL' OR (channel = 'PHONE' AND check_passed IS TRUE));
