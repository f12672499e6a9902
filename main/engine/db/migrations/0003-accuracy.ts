/** Blind samples of pairs that a steward labels: a measurement of the matching, no part of it. */
export default `
CREATE TABLE accuracy_sample (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  entity TEXT NOT NULL,
  seed INTEGER NOT NULL,
  asked INTEGER NOT NULL,
  -- the matching run it was drawn from
  run_id INTEGER NOT NULL,
  run_at TEXT NOT NULL,
  -- state, weights, size and pairs drawn of each stratum, as JSON
  strata TEXT NOT NULL,
  actor TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX accuracy_sample_entity ON accuracy_sample(entity);

-- The pairs drawn, in the order in which they are shown; rows by source and key, so that they outlive imports.
CREATE TABLE accuracy_pair (
  id INTEGER PRIMARY KEY,
  sample_id INTEGER NOT NULL REFERENCES accuracy_sample(id),
  stratum INTEGER NOT NULL,
  -- of being drawn
  probability REAL NOT NULL,
  weight REAL,
  left_source TEXT NOT NULL,
  left_key TEXT NOT NULL,
  right_source TEXT NOT NULL,
  right_key TEXT NOT NULL
) STRICT;
CREATE INDEX accuracy_pair_sample ON accuracy_pair(sample_id, id);

-- Append-only: a later answer on a pair replaces the one before it, an undo is a row that names what it takes back.
CREATE TABLE accuracy_label (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  sample_id INTEGER NOT NULL REFERENCES accuracy_sample(id),
  pair_id INTEGER NOT NULL REFERENCES accuracy_pair(id),
  left_source TEXT NOT NULL,
  left_key TEXT NOT NULL,
  right_source TEXT NOT NULL,
  right_key TEXT NOT NULL,
  probability REAL NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('same', 'different', 'unsure', 'undo')),
  reverts TEXT,
  actor TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX accuracy_label_sample ON accuracy_label(sample_id, id);

-- Which answers became decisions.
CREATE TABLE accuracy_decision (
  label_uid TEXT NOT NULL REFERENCES accuracy_label(uid),
  sample_id INTEGER NOT NULL REFERENCES accuracy_sample(id),
  decision_uid TEXT NOT NULL,
  PRIMARY KEY (label_uid, decision_uid)
) STRICT, WITHOUT ROWID;
`;
