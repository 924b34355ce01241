-- What staff open of a person's requests for a right and inquiries is shown to the person like every look of staff (0048). It
-- serves no purpose of the policy: it is a duty. One row for each matter, employee and day of Bishkek.

ALTER TABLE staff_reads
  ALTER COLUMN purpose DROP NOT NULL,
  ADD COLUMN duty text CONSTRAINT staff_reads_duty CHECK (duty IN ('OFFICIAL_REQUEST', 'SECURITY', 'PERSONS_OWN_RIGHTS')),
  -- Of a look that privacy itself let in: the request or inquiry, the employee (shown to nobody), the day.
  ADD COLUMN subject_id uuid,
  ADD COLUMN read_by uuid,
  ADD COLUMN read_on date,
  ADD CONSTRAINT staff_reads_have_one_basis CHECK ((purpose IS NULL) <> (duty IS NULL)),
  ADD CONSTRAINT staff_reads_say_who_and_when CHECK (num_nonnulls(subject_id, read_by, read_on) IN (0, 3));
CREATE UNIQUE INDEX staff_reads_once_a_day ON staff_reads (read_by, read_on, subject_id) WHERE subject_id IS NOT NULL;
