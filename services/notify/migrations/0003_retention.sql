-- What the daily job of retention deletes here.
INSERT INTO retention_terms (rule, in_force_from, count, unit) VALUES
  ('notify.notices', '2008-04-18', 3, 'YEARS'),
  ('notify.deliveries', '2008-04-18', 1, 'YEARS'),
  ('notify.broadcasts', '2008-04-18', 30, 'DAYS'),
  ('notify.dead_letters', '2008-04-18', 30, 'DAYS'),
  ('notify.republish_requests', '2008-04-18', 30, 'DAYS'),
  ('notify.legal_holds', '2008-04-18', 30, 'DAYS');

-- Since when a broadcast is done was always written; when a delivery ended too.
CREATE INDEX deliveries_by_end ON deliveries (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX notices_by_time ON notices USING brin (created_at);

CREATE VIEW retention_subjects (rule, subject, since, people, lot, affair) AS
  SELECT 'notify.notices', id, created_at, ARRAY[citizen_id], NULL::uuid, NULL::uuid FROM notices
  UNION ALL SELECT 'notify.deliveries', id, ended_at, ARRAY[person_id], NULL, NULL FROM deliveries
  UNION ALL SELECT 'notify.broadcasts', event_id, done_at, NULL, lot_id, NULL FROM broadcasts
  UNION ALL SELECT 'notify.dead_letters', event_id, resolved_at, NULL, NULL, NULL FROM dead_letters
  UNION ALL SELECT 'notify.republish_requests', id, finished_at, NULL, NULL, NULL FROM republish_requests
  UNION ALL SELECT 'notify.legal_holds', id, lifted_at, NULL, NULL, NULL FROM legal_holds;
