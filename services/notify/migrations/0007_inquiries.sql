-- An answer to an inquiry goes to whoever asked: no account, no inbox, no params, no address. All that is asked for at send time.
ALTER TABLE notices ADD COLUMN inquiry_id uuid;
ALTER TABLE notices DROP CONSTRAINT notices_for_one;
ALTER TABLE notices ADD CONSTRAINT notices_for_one CHECK (num_nonnulls(citizen_id, registration_id, inquiry_id) = 1) NOT VALID;
ALTER TABLE notices VALIDATE CONSTRAINT notices_for_one;
ALTER TABLE notices ADD CONSTRAINT notices_inquiry_has_no_params CHECK (inquiry_id IS NULL OR sealed IS NULL) NOT VALID;
ALTER TABLE notices VALIDATE CONSTRAINT notices_inquiry_has_no_params;
CREATE UNIQUE INDEX notices_once_per_event_and_inquiry ON notices (cause_id, inquiry_id, kind) WHERE inquiry_id IS NOT NULL;
