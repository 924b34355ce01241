-- What every service's database starts with: the clock, the outbox, the inbox and what operations need.

-- The one source of time. Tests replace its body; openDatabase({ production: true }) refuses any body but this.
CREATE FUNCTION public.app_now() RETURNS timestamptz
  LANGUAGE sql VOLATILE PARALLEL SAFE
  AS $$ SELECT clock_timestamp() $$;
COMMENT ON FUNCTION public.app_now() IS 'The database clock. All time in rows and rules comes from here.';

-- A frozen process must not keep a lot's row locked: the server ends its transaction after 10 s without a statement.
DO $$
BEGIN
  EXECUTE format('ALTER DATABASE %I SET idle_in_transaction_session_timeout = %L', current_database(), '10s');
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'not the owner of the database: set idle_in_transaction_session_timeout = 10s by hand';
END
$$;

CREATE TABLE outbox (
  position bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT outbox_pkey PRIMARY KEY,
  id uuid NOT NULL,
  type text NOT NULL,
  subject text NOT NULL,
  aggregate text NOT NULL,
  aggregate_id text NOT NULL,
  aggregate_version bigint NOT NULL CONSTRAINT outbox_aggregate_version_not_negative CHECK (aggregate_version >= 0),
  -- Aggregates fall into 64 slots; a relay claims slots, hence whole aggregates.
  slot integer NOT NULL GENERATED ALWAYS AS (hashtext(aggregate) & 63) STORED,
  data jsonb NOT NULL,
  trace text,
  created_at timestamptz NOT NULL DEFAULT app_now(),
  published_at timestamptz,
  attempts integer NOT NULL DEFAULT 0,
  last_error text,
  retry_at timestamptz
);
COMMENT ON TABLE outbox IS 'Facts on their way out; rows stay 7 days after publication and can be replayed.';
CREATE INDEX outbox_unpublished ON outbox (position) WHERE published_at IS NULL;
CREATE INDEX outbox_held ON outbox (retry_at) WHERE published_at IS NULL AND retry_at IS NOT NULL;

CREATE TABLE inbox (
  consumer text NOT NULL,
  event_id uuid NOT NULL,
  handled_at timestamptz NOT NULL DEFAULT app_now(),
  CONSTRAINT inbox_pkey PRIMARY KEY (consumer, event_id)
);
COMMENT ON TABLE inbox IS 'Events already handled, written in the transaction of their effect.';
CREATE INDEX inbox_handled_at ON inbox USING brin (handled_at);

CREATE TABLE dead_letters (
  consumer text NOT NULL,
  event_id uuid NOT NULL,
  type text NOT NULL,
  subject text NOT NULL,
  headers jsonb NOT NULL,
  payload text NOT NULL,
  attempts integer NOT NULL,
  error text NOT NULL,
  failed_at timestamptz NOT NULL DEFAULT app_now(),
  requeued_at timestamptz,
  resolved_at timestamptz,
  CONSTRAINT dead_letters_pkey PRIMARY KEY (consumer, event_id)
);
COMMENT ON TABLE dead_letters IS 'Events whose handler failed 8 times, with the last error. requeued_at asks the consumer to try again.';
CREATE INDEX dead_letters_requeued ON dead_letters (consumer) WHERE requeued_at IS NOT NULL AND resolved_at IS NULL;

CREATE TABLE republish_requests (
  id uuid NOT NULL CONSTRAINT republish_requests_pkey PRIMARY KEY,
  noun text NOT NULL,
  aggregate_id text,
  requested_at timestamptz NOT NULL DEFAULT app_now(),
  after_id text,
  sent integer NOT NULL DEFAULT 0,
  finished_at timestamptz,
  error text
);
COMMENT ON TABLE republish_requests IS 'Orders of operations to publish the current state of a noun again (pnpm ops republish).';
CREATE INDEX republish_requests_open ON republish_requests (requested_at) WHERE finished_at IS NULL;
