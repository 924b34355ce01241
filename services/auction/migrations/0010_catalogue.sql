-- What the catalogue is searched and sorted by. The columns are computed by the database, for the rows there are as well: that rewrites `lots` once.

-- What a combination of three is like, digits or letters: the first that holds. `classOf` in catalogue/combination-class.ts says the same; a test compares them.
-- One expression, and not STRICT, so that it is put in its place where it is used: called, it would cost each bid more than the update of its lot.
CREATE FUNCTION combination_class(combination text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN ascii($1) = ascii(substr($1, 2)) AND ascii($1) = ascii(substr($1, 3)) THEN 'ALL_EQUAL'
    WHEN substr($1, 2) = '00' THEN 'ROUND'
    WHEN ascii($1) = ascii(substr($1, 3)) THEN 'MIRRORED'
    WHEN ascii(substr($1, 2)) = ascii($1) + 1 AND ascii(substr($1, 3)) = ascii($1) + 2 THEN 'ASCENDING'
    WHEN ascii(substr($1, 2)) = ascii($1) - 1 AND ascii(substr($1, 3)) = ascii($1) - 2 THEN 'DESCENDING'
    WHEN ascii($1) = ascii(substr($1, 2)) OR ascii(substr($1, 2)) = ascii(substr($1, 3)) THEN 'PAIR'
  END
$$;

ALTER TABLE lots
  ADD COLUMN digits_class text GENERATED ALWAYS AS (combination_class(digits)) STORED,
  ADD COLUMN letters_class text GENERATED ALWAYS AS (combination_class(letters)) STORED,
  -- What it was sold for, else the last bid, else what it starts at.
  ADD COLUMN price bigint NOT NULL GENERATED ALWAYS AS (
    CASE WHEN state = 'SOLD' AND offered_at IS NOT NULL THEN second_price ELSE coalesce(current_price, start_price) END) STORED;

-- A page is a merge of runs, each the head of one of these (catalogue/runs.ts): the state, and what is asked for, then the order.
CREATE INDEX lots_by_digits_state ON lots (digits, state, id DESC);
CREATE INDEX lots_by_letters_state ON lots (letters, state, id DESC);
CREATE INDEX lots_by_digits_class ON lots (digits_class, state, id DESC) WHERE digits_class IS NOT NULL;
CREATE INDEX lots_by_letters_class ON lots (letters_class, state, id DESC) WHERE letters_class IS NOT NULL;
CREATE INDEX lots_by_price ON lots (state, price, id) INCLUDE (region, digits, letters);
CREATE INDEX lots_by_digits_class_price ON lots (digits_class, state, price, id) WHERE digits_class IS NOT NULL;
CREATE INDEX lots_by_letters_class_price ON lots (letters_class, state, price, id) WHERE letters_class IS NOT NULL;
CREATE INDEX lots_by_end ON lots (state, closes_at, id) INCLUDE (region, digits, letters);
CREATE INDEX lots_settled ON lots (state, settled_at DESC, id DESC) WHERE settled_at IS NOT NULL;
CREATE INDEX lots_sold_by_digits ON lots (digits, settled_at DESC, id DESC) WHERE state = 'SOLD';
CREATE INDEX lots_sold_by_letters ON lots (letters, settled_at DESC, id DESC) WHERE state = 'SOLD';
CREATE INDEX lots_sold_by_digits_class ON lots (digits_class, settled_at DESC, id DESC) WHERE state = 'SOLD' AND digits_class IS NOT NULL;
CREATE INDEX lots_sold_by_letters_class ON lots (letters_class, settled_at DESC, id DESC) WHERE state = 'SOLD' AND letters_class IS NOT NULL;
