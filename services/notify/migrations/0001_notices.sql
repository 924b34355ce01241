-- What notify keeps: projections of whom it may write to, notices with their sealed params, deliveries without any
-- address. Contacts, codes and texts are never stored: they are asked for and rendered at send time.

-- One person as far as notices need: account and consent facts, the key that seals their notices, quiet hours.
CREATE TABLE recipients (
  citizen_id uuid PRIMARY KEY,
  -- Wrapped data key of the person; destroyed when the account is erased, which makes every sealed param unreadable.
  wrapped_key bytea,
  account_status text CONSTRAINT recipients_account_status_known CHECK (account_status IN ('ACTIVE', 'BLOCKED', 'ERASED')),
  account_disputed boolean NOT NULL DEFAULT false,
  account_version bigint NOT NULL DEFAULT 0,
  consent_state text CONSTRAINT recipients_consent_state_known CHECK (consent_state IN ('GIVEN', 'RENEWED', 'WITHDRAWN')),
  consent_edition integer,
  consent_epoch bigint NOT NULL DEFAULT 0,
  -- Minutes after midnight in Asia/Bishkek; both or neither.
  quiet_from_minute smallint CONSTRAINT recipients_quiet_from_in_day CHECK (quiet_from_minute BETWEEN 0 AND 1439),
  quiet_until_minute smallint CONSTRAINT recipients_quiet_until_in_day CHECK (quiet_until_minute BETWEEN 0 AND 1439),
  CONSTRAINT recipients_consent_whole CHECK ((consent_state IS NULL) = (consent_edition IS NULL)),
  CONSTRAINT recipients_quiet_hours_whole CHECK ((quiet_from_minute IS NULL) = (quiet_until_minute IS NULL)),
  CONSTRAINT recipients_erased_has_no_key CHECK (account_status IS DISTINCT FROM 'ERASED' OR wrapped_key IS NULL)
);

-- Ways that a person switched off, per optional kind. No row: on.
CREATE TABLE preferences (
  citizen_id uuid NOT NULL REFERENCES recipients,
  kind text NOT NULL,
  channel text NOT NULL CONSTRAINT preferences_channel_known CHECK (channel IN ('EMAIL', 'SMS')),
  PRIMARY KEY (citizen_id, kind, channel)
);

-- Editions of the policy without their texts: which one is in force is decided by app_now().
CREATE TABLE editions (
  number integer PRIMARY KEY,
  effective_at timestamptz NOT NULL,
  material boolean NOT NULL,
  -- The fact that published it: cause of the notices about it. Null when it came as a snapshot.
  event_id uuid
);
CREATE INDEX editions_material_by_effect ON editions (effective_at) WHERE material;

-- Lots that somebody entered, to tell the entrants when one is cancelled.
CREATE TABLE lots (
  lot_id uuid PRIMARY KEY,
  cancelled_by_event uuid,
  plate_number text,
  cancel_reason text,
  CONSTRAINT lots_cancelled_whole CHECK ((cancelled_by_event IS NULL) = (cancel_reason IS NULL))
);

CREATE TABLE entries (
  entry_id uuid PRIMARY KEY,
  lot_id uuid NOT NULL REFERENCES lots,
  citizen_id uuid NOT NULL,
  state text NOT NULL,
  version bigint NOT NULL
);
CREATE INDEX entries_by_lot ON entries (lot_id, citizen_id);

CREATE TABLE notices (
  id uuid PRIMARY KEY,
  -- Exactly one of the two: whom it is for. A registration has no account yet and no inbox.
  citizen_id uuid REFERENCES recipients,
  registration_id uuid,
  kind text NOT NULL,
  -- The fact that caused it.
  cause_id uuid NOT NULL,
  -- What it is about (an entry of the ledger, an auction entry): repeated in notice.delivered for those who count.
  subject_id text,
  -- JSON of the params and the lot's id, sealed under the person's key. Null for a registration: it has none.
  sealed bytea,
  version bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  read_at timestamptz,
  CONSTRAINT notices_for_one CHECK ((citizen_id IS NULL) <> (registration_id IS NULL)),
  CONSTRAINT notices_registration_has_no_params CHECK (registration_id IS NULL OR sealed IS NULL)
);
CREATE UNIQUE INDEX notices_once_per_event_and_person ON notices (cause_id, coalesce(citizen_id, registration_id), kind);
CREATE INDEX notices_inbox ON notices (citizen_id, created_at DESC, id DESC) WHERE citizen_id IS NOT NULL;
CREATE INDEX notices_unread ON notices (citizen_id) WHERE citizen_id IS NOT NULL AND read_at IS NULL;

-- One attempt to reach one person by one way about one event, at most once.
CREATE TABLE deliveries (
  id uuid PRIMARY KEY,
  notice_id uuid NOT NULL REFERENCES notices ON DELETE CASCADE,
  event_id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL,
  channel text NOT NULL CONSTRAINT deliveries_channel_known CHECK (channel IN ('EMAIL', 'SMS')),
  state text NOT NULL DEFAULT 'PLANNED' CONSTRAINT deliveries_state_known
    CHECK (state IN ('PLANNED', 'CLAIMED', 'SENDING', 'SENT', 'SKIPPED', 'FAILED', 'UNCERTAIN')),
  -- When it may be taken: planned for then, or the end of its holder's lease.
  due_at timestamptz NOT NULL,
  -- Times it was taken: the fence that a holder whose lease ran out runs into.
  claims integer NOT NULL DEFAULT 0,
  -- Times it was handed over to the provider, and times it waited for something else than the provider.
  attempts integer NOT NULL DEFAULT 0,
  waits integer NOT NULL DEFAULT 0,
  -- Why it was skipped or what the provider said: a code, never a text with an address in it.
  reason text CONSTRAINT deliveries_reason_is_a_code CHECK (reason ~ '^[A-Z0-9_]{1,64}$'),
  planned_at timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT deliveries_once_per_event_person_and_channel UNIQUE (event_id, person_id, kind, channel),
  CONSTRAINT deliveries_ended_when_over CHECK ((ended_at IS NOT NULL) = (state IN ('SENT', 'SKIPPED', 'FAILED', 'UNCERTAIN')))
);
CREATE INDEX deliveries_due ON deliveries (due_at) WHERE state IN ('PLANNED', 'CLAIMED', 'SENDING');
CREATE INDEX deliveries_by_notice ON deliveries (notice_id);

-- A notice to many: planned for some people at a time, never in the transaction of the fact.
CREATE TABLE broadcasts (
  event_id uuid PRIMARY KEY,
  kind text NOT NULL CONSTRAINT broadcasts_kind_known CHECK (kind IN ('POLICY_CHANGED', 'LOT_CANCELLED')),
  edition integer REFERENCES editions,
  lot_id uuid REFERENCES lots,
  -- The last person planned for; people are taken in the order of their ids.
  after_citizen uuid,
  done_at timestamptz,
  CONSTRAINT broadcasts_about_one CHECK ((edition IS NULL) <> (lot_id IS NULL))
);
CREATE INDEX broadcasts_open ON broadcasts (event_id) WHERE done_at IS NULL;
