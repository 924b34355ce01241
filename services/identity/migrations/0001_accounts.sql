-- Accounts of citizens and staff. What is personal is sealed under data_key, which erasure destroys.
CREATE TABLE accounts (
  id            uuid PRIMARY KEY,
  kind          text NOT NULL CONSTRAINT accounts_kind_is_known CHECK (kind IN ('CITIZEN', 'STAFF')),
  status        text NOT NULL CONSTRAINT accounts_status_is_known CHECK (status IN ('ACTIVE', 'BLOCKED', 'ERASED')),
  locale        text NOT NULL CONSTRAINT accounts_locale_is_known CHECK (locale IN ('KY', 'RU', 'EN')),
  pin_verified  boolean NOT NULL DEFAULT false,
  disputed      boolean NOT NULL DEFAULT false,
  data_key      bytea,
  password_hash text,
  version       integer NOT NULL CONSTRAINT accounts_version_is_positive CHECK (version > 0),
  created_at    timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL,
  CONSTRAINT accounts_erased_hold_no_key CHECK ((status = 'ERASED') = (data_key IS NULL)),
  CONSTRAINT accounts_disputed_are_not_verified CHECK (NOT (pin_verified AND disputed))
);

CREATE TABLE staff_roles (
  account_id uuid NOT NULL REFERENCES accounts,
  role       text NOT NULL CONSTRAINT staff_roles_role_is_known CHECK (role IN ('AUCTIONEER', 'PRIVACY_OFFICER', 'OPERATOR')),
  granted_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, role)
);

-- The person's attributes (clause 1.1 a): sealed value, where it came from and what it is worth.
CREATE TABLE attributes (
  account_id  uuid NOT NULL REFERENCES accounts,
  name        text NOT NULL CONSTRAINT attributes_name_is_known
              CHECK (name IN ('fullName', 'pin', 'idDocument', 'phone', 'email', 'address')),
  sealed      bytea NOT NULL,
  assurance   text NOT NULL CONSTRAINT attributes_assurance_is_known
              CHECK (assurance IN ('SELF_ASSERTED', 'VERIFIED', 'DISPUTED', 'STALE')),
  verified_by text,
  verified_at timestamptz,
  source      text NOT NULL CONSTRAINT attributes_source_is_known
              CHECK (source IN ('REGISTRATION', 'CORRECTION', 'PORTAL', 'OPERATIONS')),
  updated_at  timestamptz NOT NULL,
  PRIMARY KEY (account_id, name),
  CONSTRAINT attributes_verified_name_their_verifier
    CHECK (assurance <> 'VERIFIED' OR (verified_by IS NOT NULL AND verified_at IS NOT NULL))
);

-- What stood there before; the sealed bytes move over unopened, so they open with the place they were sealed for.
CREATE TABLE attribute_history (
  id          uuid PRIMARY KEY,
  account_id  uuid NOT NULL REFERENCES accounts,
  name        text NOT NULL,
  sealed      bytea NOT NULL,
  assurance   text NOT NULL,
  verified_by text,
  verified_at timestamptz,
  source      text NOT NULL,
  since       timestamptz NOT NULL,
  replaced_at timestamptz NOT NULL
);
CREATE INDEX attribute_history_of_account ON attribute_history (account_id, name, replaced_at);

-- What a person signs in with, found by keyed hash.
CREATE TABLE logins (
  kind       text NOT NULL CONSTRAINT logins_kind_is_known CHECK (kind IN ('PHONE', 'EMAIL')),
  lookup     bytea NOT NULL,
  account_id uuid NOT NULL REFERENCES accounts,
  CONSTRAINT logins_belong_to_one_account PRIMARY KEY (kind, lookup),
  CONSTRAINT logins_one_of_a_kind UNIQUE (account_id, kind)
);

-- The PIN an account claims, by keyed hash. Many may claim one, one may hold it: whoever proved it at the portal first.
CREATE TABLE pins (
  account_id uuid PRIMARY KEY REFERENCES accounts,
  lookup     bytea NOT NULL,
  held_since timestamptz
);
CREATE INDEX pins_by_lookup ON pins (lookup);
CREATE UNIQUE INDEX pins_verified_belong_to_one_account ON pins (lookup) WHERE held_since IS NOT NULL;
