-- A name that came from the portal is worth what the proof is worth: where the PIN is not verified (disputed, or the
-- dispute lost), neither is the name. What stood there goes to the history, as with any change.
WITH doubted AS (
  SELECT a.*, (SELECT app_now()) AS now FROM attributes a JOIN accounts c ON c.id = a.account_id
  WHERE a.name = 'fullName' AND a.source = 'PORTAL' AND a.assurance = 'VERIFIED' AND NOT c.pin_verified
), kept AS (
  INSERT INTO attribute_history (id, account_id, name, sealed, assurance, verified_by, verified_at, source, since, replaced_at)
  SELECT gen_random_uuid(), account_id, name, sealed, assurance, verified_by, verified_at, source, updated_at, now FROM doubted
)
UPDATE attributes a SET assurance = 'DISPUTED', verified_by = NULL, verified_at = NULL, updated_at = d.now
FROM doubted d WHERE a.account_id = d.account_id AND a.name = d.name;
