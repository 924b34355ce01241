-- What the rule of calls says already, the database says too (0049): every call states whether a check was made, and own data
-- are asked about for the account that passed it. A call of before there were secrets states nothing, and is answered as it is.

ALTER TABLE inquiries
  ADD CONSTRAINT inquiries_calls_state_a_check CHECK (channel <> 'PHONE' OR identity_check IS NOT NULL OR secret_hash IS NULL),
  DROP CONSTRAINT inquiries_own_data_needs_a_check,
  ADD CONSTRAINT inquiries_own_data_needs_a_check
    CHECK (concerns = 'GENERAL' OR (channel = 'PHONE' AND check_passed IS TRUE AND citizen_id IS NOT NULL));
