-- What else the ledger has leaves for: rights, delayed notices, the agreement, erasure, and the auction's closing protocols.
-- Only more is allowed than before, so no row needs to be looked at again.
ALTER TABLE ledger_entries DROP CONSTRAINT ledger_entries_kind;
ALTER TABLE ledger_entries ADD CONSTRAINT ledger_entries_kind CHECK (kind IN (
  'EDITION_PUBLISHED', 'AGREEMENT_PUBLISHED', 'AGREEMENT_ACCEPTED',
  'CONSENT_GIVEN', 'CONSENT_RENEWED', 'CONSENT_WITHDRAWN',
  'DISCLOSURE_REQUESTED', 'DISCLOSURE_DECIDED', 'DISCLOSURE_READ', 'NOTICE_DELAYED', 'NOTICE_REVEALED',
  'PERSONAL_DATA_READ', 'RIGHTS_REQUEST_OPENED', 'RIGHTS_REQUEST_ANSWERED', 'DATA_ERASED',
  'PROTOCOL_SIGNED')) NOT VALID;
ALTER TABLE ledger_entries VALIDATE CONSTRAINT ledger_entries_kind;
