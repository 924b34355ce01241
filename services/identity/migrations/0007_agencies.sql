-- Partner agencies are OAuth 2 clients; the client id is the agency's id, so `sub` of their tokens is the agency.
CREATE TABLE agencies (
  id            uuid PRIMARY KEY,
  name          text NOT NULL CONSTRAINT agencies_name_is_unique UNIQUE,
  x_road_member text CONSTRAINT agencies_x_road_member_is_unique UNIQUE,
  jwks          jsonb NOT NULL,
  scopes        text[] NOT NULL,
  state         text NOT NULL CONSTRAINT agencies_state_is_known CHECK (state IN ('ACTIVE', 'SUSPENDED')),
  created_at    timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL
);

-- What oidc-provider keeps between requests: used client assertions (jti) above all.
CREATE TABLE oauth_payloads (
  model      text NOT NULL,
  id         text NOT NULL,
  payload    jsonb NOT NULL,
  expires_at timestamptz NOT NULL,
  consumed   boolean NOT NULL DEFAULT false,
  CONSTRAINT oauth_payloads_are_used_once PRIMARY KEY (model, id)
);
CREATE INDEX oauth_payloads_by_expiry ON oauth_payloads (expires_at);
