-- Watch lists: lots and kinds of combinations that somebody wants to hear of. What is watched is behaviour of a person.

-- No key refers to `lots`: checking it would wait for, and hold up, the lock of a lot that is bid for. Lots are never deleted.
CREATE TABLE watched_lots (
  id uuid CONSTRAINT watched_lots_pkey PRIMARY KEY,
  watcher_id uuid NOT NULL CONSTRAINT watched_lots_watcher_exists REFERENCES bidders (id),
  lot_id uuid NOT NULL,
  since timestamptz NOT NULL,
  CONSTRAINT watched_lots_once UNIQUE (lot_id, watcher_id)
);
COMMENT ON TABLE watched_lots IS 'Who wants to hear of which lot.';
CREATE INDEX watched_lots_by_watcher ON watched_lots (watcher_id, id DESC);

CREATE TABLE watched_patterns (
  id uuid CONSTRAINT watched_patterns_pkey PRIMARY KEY,
  watcher_id uuid NOT NULL CONSTRAINT watched_patterns_watcher_exists REFERENCES bidders (id),
  region text,
  -- Null: any. `*` for any run of characters, `?` for one.
  digits text CONSTRAINT watched_patterns_digits CHECK (digits ~ '^[0-9*?]{1,16}$'),
  letters text CONSTRAINT watched_patterns_letters CHECK (letters ~ '^[A-Z*?]{1,16}$'),
  digits_class text,
  letters_class text,
  max_price bigint CONSTRAINT watched_patterns_price CHECK (max_price > 0),
  since timestamptz NOT NULL,
  CONSTRAINT watched_patterns_ask_something CHECK (num_nonnulls(region, digits, letters, digits_class, letters_class) > 0)
);
COMMENT ON TABLE watched_patterns IS 'Who wants to hear of new lots with which combinations.';
CREATE INDEX watched_patterns_by_watcher ON watched_patterns (watcher_id, id DESC);

-- Whoever watches is told at a pace, page by page: a row here is all that the transaction of a lot has to do with them.
CREATE TABLE watch_calls (
  lot_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT watch_calls_kind_known CHECK (kind IN ('PLANNED', 'OPENED', 'CLOSES_SOON', 'CANCELLED')),
  after_watcher uuid,
  due_at timestamptz NOT NULL,
  done_at timestamptz,
  CONSTRAINT watch_calls_pkey PRIMARY KEY (lot_id, kind),
  CONSTRAINT watch_calls_done_is_nobodys CHECK (done_at IS NULL OR after_watcher IS NULL)
);
COMMENT ON TABLE watch_calls IS 'What watchers of a lot are told, each once, and how far that has come.';
CREATE INDEX watch_calls_due ON watch_calls (due_at) WHERE done_at IS NULL;

INSERT INTO retention_terms (rule, in_force_from, count, unit) VALUES ('auction.watched_lots', '2008-04-18', 30, 'DAYS');
-- Added to whatever the view has by now.
DO $$ BEGIN
  EXECUTE 'CREATE OR REPLACE VIEW retention_subjects (rule, subject, since, people, lot, affair) AS '
    || rtrim(pg_get_viewdef('retention_subjects'::regclass), '; ' || chr(10))
    || ' UNION ALL SELECT ''auction.watched_lots'', w.id, l.settled_at, ARRAY[w.watcher_id], l.id, NULL::uuid
         FROM watched_lots w JOIN lots l ON l.id = w.lot_id';
END $$;
