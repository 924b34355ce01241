-- Projections of privacy's facts. Which edition is in force is decided by our own app_now().
CREATE TABLE editions (
  number       integer PRIMARY KEY,
  published_at timestamptz NOT NULL,
  effective_at timestamptz NOT NULL,
  material     boolean NOT NULL,
  texts        jsonb NOT NULL
);

-- Epoch 0: the consent given by registering, before privacy has counted it.
CREATE TABLE consents (
  citizen_id uuid PRIMARY KEY,
  epoch      integer NOT NULL CONSTRAINT consents_epoch_is_not_negative CHECK (epoch >= 0),
  state      text NOT NULL CONSTRAINT consents_state_is_known CHECK (state IN ('GIVEN', 'RENEWED', 'WITHDRAWN')),
  edition    integer NOT NULL,
  applied_at timestamptz NOT NULL
);
