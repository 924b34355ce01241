-- Failures of handlers, counted apart from deliveries: a message that comes again after an outage, a shutdown or a
-- killed process has done nothing wrong and must not come closer to the dead letters.
CREATE TABLE inbox_failures (
  consumer text NOT NULL,
  event_id uuid NOT NULL,
  failures integer NOT NULL,
  failed_at timestamptz NOT NULL DEFAULT app_now(),
  CONSTRAINT inbox_failures_pkey PRIMARY KEY (consumer, event_id)
);
COMMENT ON TABLE inbox_failures IS 'How often a handler failed on an event that is neither handled nor dead yet.';
