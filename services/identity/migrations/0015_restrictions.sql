-- Whose data may be kept and not used, as privacy tells it. It changes under the lock of the person's consent, which whoever
-- reads the person holds: t0 staff read somebody as free; t1 the restriction is applied and acknowledged; t2 the data is opened.
CREATE TABLE restrictions (
  citizen_id uuid PRIMARY KEY,
  version    integer NOT NULL CONSTRAINT restrictions_version_is_positive CHECK (version > 0),
  restricted boolean NOT NULL,
  applied_at timestamptz NOT NULL
);
CREATE TRIGGER restrictions_erased_stay_erased BEFORE INSERT ON restrictions FOR EACH ROW EXECUTE FUNCTION erased_stay_erased('citizen_id');
